"""Where each tile of the tile map stands, in tiles from the upper left corner, in steps of a half.

`data/reference/tile_layout.csv` places the tiles of a province by hand, roughly as on the map, blocks of different
kabupaten half a tile apart or more. A province without such a layout, or whose kecamatan changed since, gets blocks in
order of code, packed in rows. So is the country, of its provinces: their codes go from west to east.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from pora import paths
from pora.reference.areas import area_index
from pora.schema import NATION

TilePosition = tuple[float, float]  # column, row of a tile's upper left corner, in tiles
Layout = Mapping[str, TilePosition]  # by code of kecamatan, or of desa

BLOCK_GAP = 0.5  # tiles between kabupaten/kota, at least
PROVINCE_GAP = 12.0  # between provinces above each other, for a name in two lines; beside each other a quarter
_BLOCK_LETTER, _PROVINCE_LETTER = 0.4, 2.3  # tiles that a letter of a name is wide, in a province and in the country
_ASPECT = 1.6  # width to height of a map on a page


def read_layout(area_code: str) -> Layout:
    """Where each kecamatan of a province or of the country stands: as committed, else automatic."""
    if area_code == NATION:
        return _lay_out_country()
    return _read_committed(area_code) or _lay_out_province(area_code)


def _read_committed(province_code: str) -> Layout | None:
    table = pd.read_csv(paths.REFERENCE / "tile_layout.csv", dtype={"kecamatan_code": str})
    rows = table[table["kecamatan_code"].str.startswith(f"{province_code}.")]
    if set(rows["kecamatan_code"]) != set(area_index().kecamatan_of(province_code)):
        return None
    cells = zip(rows["column"].astype(float), rows["row"].astype(float), strict=True)
    return dict(zip(rows["kecamatan_code"], cells, strict=True))


def lay_out_desa(kabupaten_code: str) -> Layout:
    """Where each desa of a kabupaten/kota stands: a block for each kecamatan."""
    return _lay_out_blocks(area_index().children(kabupaten_code), area_index().desa_of)


def _lay_out_province(province_code: str) -> Layout:
    return _lay_out_blocks(area_index().children(province_code), area_index().children)


def _lay_out_blocks(codes: Sequence[str], parts_of: Callable[[str], tuple[str, ...]]) -> Layout:
    boxes = []
    for code in codes:
        name = area_index().area_name(code).removeprefix("Kab. ")
        if parts := parts_of(code):
            boxes.append(_Box.around(_make_block(parts), len(name) * _BLOCK_LETTER))
    return _pack(boxes, BLOCK_GAP, 2 * BLOCK_GAP) if boxes else {}


def _lay_out_country() -> Layout:
    boxes = []
    for code in area_index().provinces():
        words = area_index().area_name(code).split()
        boxes.append(_Box.around(read_layout(code), max(map(len, words)) * _PROVINCE_LETTER))
    return _pack(boxes, PROVINCE_GAP / 4, PROVINCE_GAP)


def _make_block(codes: tuple[str, ...]) -> Layout:
    """A nearly square block, tiles in order of code."""
    side = math.ceil(math.sqrt(len(codes)))
    return {code: (float(number % side), float(number // side)) for number, code in enumerate(codes)}


def measure_layout(layout: Layout) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all its tiles."""
    columns, rows = zip(*layout.values(), strict=True)
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1


@dataclass(frozen=True)
class _Box:
    """A layout to be packed: from its own upper left corner, in the middle of a width that its name needs."""

    layout: Layout
    width: float
    height: float

    @classmethod
    def around(cls, layout: Layout, name_width: float) -> _Box:
        left, top, right, bottom = measure_layout(layout)
        width = max(right - left, math.ceil(name_width))
        shift = math.floor(width - (right - left)) / 2 - left
        return cls({code: (column + shift, row - top) for code, (column, row) in layout.items()}, width, bottom - top)


def _pack(boxes: Sequence[_Box], across: float, below: float) -> Layout:
    """Side by side in their order, in rows, with gaps across and below; as wide as shows the whole largest in a map of
    the usual shape."""
    steps = [box.width + across for box in boxes]
    runs = {sum(steps[start:end]) for start, end in combinations(range(len(boxes) + 1), 2)}
    choices = [_fill_rows(boxes, run, across, below) for run in sorted(runs) if run >= max(steps)]
    corners = min(choices, key=lambda corners: _measure_side(boxes, corners))
    return {
        code: (x + column, y + row)
        for box, (x, y) in zip(boxes, corners, strict=True)
        for code, (column, row) in box.layout.items()
    }


def _fill_rows(boxes: Sequence[_Box], full_width: float, across: float, below: float) -> list[TilePosition]:
    """The upper left corner of each box."""
    corners = []
    x = y = next_y = 0.0
    for box in boxes:
        if x + box.width + across > full_width:
            x, y = 0.0, next_y
        corners.append((x, y))
        next_y = max(next_y, y + box.height + below)
        x += box.width + across
    return corners


def _measure_side(boxes: Sequence[_Box], corners: Sequence[TilePosition]) -> float:
    """The height of the smallest map of the usual shape that holds them all."""
    width = max(x + box.width for box, (x, _y) in zip(boxes, corners, strict=True))
    return max(width / _ASPECT, max(y + box.height for box, (_x, y) in zip(boxes, corners, strict=True)))
