"""The tile map (peta petak): one square of the same size a kecamatan, grouped by kabupaten, needs no boundaries.

`data/reference/tile_layout.csv` places the tiles of a province by hand, roughly as on the map; positions are in tiles,
in steps of a half, blocks of different kabupaten half a tile apart or more. A province without such a layout, or
whose kecamatan changed since, gets blocks in order of code, packed in rows.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
import shapely

from etl.layer_files import LayerContent, find_entry, write_layers
from etl.layer_frames import make_frame, make_geojson
from pora import paths
from pora.areas import area_index

# Degrees between tiles. So near the equator Mercator leaves squares square: the layout stays within half a degree.
_PITCH = 0.01
_DECIMALS = 5
_INSET = 0.03  # of a tile, on each side: tiles of one block don't touch
_GAP = 0.5  # tiles between blocks
_ASPECT = 2.0  # of an automatic layout: width to height

Cell = tuple[float, float]  # column, row of a tile's upper left corner, in tiles
Layout = Mapping[str, Cell]  # by kecamatan code


def read_layout(province_code: str) -> Layout:
    """Where each kecamatan of the province stands: as committed, else automatic."""
    codes = set(area_index().kecamatan_of(province_code))
    table = pd.read_csv(paths.REFERENCE / "tile_layout.csv", dtype={"kecamatan_code": str})
    rows = table[table["kecamatan_code"].str.startswith(f"{province_code}.")]
    if set(rows["kecamatan_code"]) == codes:
        cells = zip(rows["column"].astype(float), rows["row"].astype(float), strict=True)
        return dict(zip(rows["kecamatan_code"], cells, strict=True))
    return _pack_blocks(province_code)


def tile_layer(province_code: str) -> gpd.GeoDataFrame:
    """One row per kecamatan, columns as in the boundaries; `area_km2` is null, and coordinates are no places."""
    layout = read_layout(province_code)
    origin = _find_origin(layout)
    frame = make_frame(_draw_squares(layout, origin, _INSET), "kecamatan")
    return frame.assign(area_km2=math.nan)


def outline_layer(province_code: str) -> gpd.GeoDataFrame:
    """One row per kabupaten: the outline of its block. Its label stands above the block's top row, in the gap."""
    layout = read_layout(province_code)
    origin = _find_origin(layout)
    squares = _draw_squares(layout, origin, 0)
    groups = squares.groupby(squares.index.str[:5])
    blocks = {code: shapely.union_all(group.to_numpy(), grid_size=10**-_DECIMALS) for code, group in groups}
    frame = make_frame(gpd.GeoSeries(blocks, crs=4326), "kabupaten")
    points = [_place_caption([layout[code] for code in group.index], origin) for _code, group in groups]
    longitudes, latitudes = zip(*points, strict=True)
    return frame.assign(area_km2=math.nan, label_lon=longitudes, label_lat=latitudes)


def write_tiles(province_code: str) -> None:
    """Puts the set `petak` in force, if it is not yet; call under the lock of the layers."""
    kecamatan, kabupaten = tile_layer(province_code), outline_layer(province_code)
    tiles = kecamatan.set_index("kecamatan_code").geometry
    blocks = kabupaten.set_index("kabupaten_code").geometry
    web = {("kecamatan", province_code): make_geojson(tiles), ("kabupaten", province_code): make_geojson(blocks)}
    for code in blocks.index:
        web["kecamatan", code] = make_geojson(tiles[tiles.index.str.startswith(f"{code}.")])
        web["kabupaten", code] = make_geojson(blocks[[code]])
    fingerprint = hashlib.sha256(b"".join(web.values())).hexdigest()
    entry = find_entry("petak", province_code)
    if entry is not None and entry["fingerprint"] == fingerprint:
        return
    write_layers(
        LayerContent(
            kind="petak",
            province_code=province_code,
            source="tile_layout.csv",
            vintage=fingerprint[:12],
            credit="",
            fingerprint=fingerprint,
            missing=(),
            kecamatan=kecamatan,
            kabupaten=kabupaten,
            web=web,
        )
    )


def _find_origin(layout: Layout) -> Cell:
    """The middle of the layout, which is drawn at (0, 0)."""
    columns, rows = zip(*layout.values(), strict=True)
    return (min(columns) + max(columns) + 1) / 2, (min(rows) + max(rows) + 1) / 2


def _draw_squares(layout: Layout, origin: Cell, inset: float) -> gpd.GeoSeries:
    squares = {}
    for code, (column, row) in sorted(layout.items()):
        west, north = _to_degrees(column + inset, row + inset, origin)
        east, south = _to_degrees(column + 1 - inset, row + 1 - inset, origin)
        squares[code] = shapely.box(west, south, east, north)
    return gpd.GeoSeries(squares, crs=4326)


def _to_degrees(column: float, row: float, origin: Cell) -> tuple[float, float]:
    return round((column - origin[0]) * _PITCH, _DECIMALS), round((origin[1] - row) * _PITCH, _DECIMALS)


def _place_caption(cells: list[Cell], origin: Cell) -> tuple[float, float]:
    top = min(row for _column, row in cells)
    columns = [column for column, row in cells if row == top]
    return _to_degrees((min(columns) + max(columns) + 1) / 2, top - _GAP / 2, origin)


def _pack_blocks(province_code: str) -> Layout:
    """Every kabupaten a nearly square block, tiles in order of code; blocks side by side, then in a new row."""
    blocks = {code: area_index().kecamatan_of(code) for code in area_index().kabupaten_of(province_code)}
    sides = {code: math.ceil(math.sqrt(len(tiles))) for code, tiles in blocks.items()}
    full_width = max(math.sqrt(_ASPECT * sum((side + _GAP) ** 2 for side in sides.values())), *sides.values())
    layout: dict[str, Cell] = {}
    left = top = bottom = 0.0
    for code, tiles in blocks.items():
        side = sides[code]
        if left and left + side > full_width:
            left, top = 0.0, bottom
        for number, tile in enumerate(tiles):
            layout[tile] = (left + number % side, top + number // side)
        bottom = max(bottom, top + math.ceil(len(tiles) / side) + _GAP)
        left += side + _GAP
    return layout
