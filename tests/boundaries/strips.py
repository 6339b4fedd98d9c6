"""Areas to draw: squares, and strips of kecamatan side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely.geometry import box

from pora.reference.areas import area_index
from pora.warehouse.boundaries import load_layers

SQUARE = [[-7.0, 110.0], [-7.0, 110.1], [-6.9, 110.1], [-6.9, 110.0], [-7.0, 110.0]]
APART = [[-6.8, 110.0], [-6.8, 110.1], [-6.7, 110.1], [-6.7, 110.0], [-6.8, 110.0]]
KUDUS = area_index().kecamatan_of("33.19")


def as_sql(rows: list[tuple[str, str, Any]]) -> str:
    values = ",\n".join(f"\t('{code}','{name}',-6.9,110.0,'{json.dumps(path)}')" for code, name, path in rows)
    return f"/* ('not','a row') */\nINSERT INTO wilayah_boundaries(kode,nama,lat,lng,path) VALUES\n{values};\n"


def make_strip(codes: tuple[str, ...] = KUDUS, latitude: float = -6.8) -> gpd.GeoDataFrame:
    """A kecamatan a square, side by side."""
    squares = [box(110 + i / 10, latitude, 110.1 + i / 10, latitude + 0.1) for i in range(len(codes))]
    return gpd.GeoDataFrame({"kode": codes}, geometry=squares, crs=4326)


def drawn() -> list[str]:
    """Kecamatan codes of the boundaries in force."""
    layers = load_layers("batas")
    return [] if layers is None else list(layers.find_labels("kecamatan")["area_code"])


def make_file(path: Path, frame: gpd.GeoDataFrame | None = None) -> Path:
    frame = make_strip() if frame is None else frame
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path)
    return path
