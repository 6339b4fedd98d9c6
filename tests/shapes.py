"""Small made-up boundaries: Kudus as a row of squares, one of them in two parts, one with a lake, one not drawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.boundaries import build_boundaries, tiles
from pora.reference.areas import area_index

NOT_DRAWN = "33.19.09"
IN_TWO_PARTS, WITH_A_LAKE = "33.19.02", "33.19.03"
Ring = list[list[float]]


def _ring(west: float, south: float, side: float) -> Ring:
    """Clockwise, as many sources draw outlines and RFC 7946 does not allow."""
    east, north = west + side, south + side
    corners = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    return [[round(x, 6), round(y, 6)] for x, y in corners]


def _parts(number: int, code: str) -> list[list[Ring]]:
    west = 110 + number / 10
    square = [_ring(west, -6.8, 0.1)]
    if code == WITH_A_LAKE:
        square.append(_ring(west + 0.03, -6.77, 0.04))
    return [square, [_ring(west, -6.6, 0.05)]] if code == IN_TWO_PARTS else [square]


def lay_boundaries(folder: Path) -> None:
    """Puts them in force in the data folder of the test, beside a tile map without the thousands of desa."""
    features = [
        {
            "type": "Feature",
            "properties": {"kode": code},
            "geometry": {"type": "MultiPolygon", "coordinates": _parts(number, code)},
        }
        for number, code in enumerate(area_index().kecamatan_of("33.19"))
        if code != NOT_DRAWN
    ]
    path = folder / "kudus.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiles, "lay_out_desa", lambda _code: {})
        build_boundaries("33", path)
