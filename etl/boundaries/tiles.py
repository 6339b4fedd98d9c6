"""The tile map (peta petak): one square of the same size a kecamatan, grouped by kabupaten and province, or a desa,
grouped by kecamatan, needs no boundaries. Where the tiles stand: etl/boundaries/tile_layout.py."""

from __future__ import annotations

import hashlib
import math
from typing import cast

import geopandas as gpd
import pandas as pd
import shapely

from etl.boundaries.coverage import dissolve
from etl.boundaries.layer_files import LayerContent, find_entry, write_layers
from etl.boundaries.layer_frames import make_labels, name_areas
from etl.boundaries.map_files import Border, Caption, make_map_file
from etl.boundaries.tile_layout import (
    BLOCK_GAP,
    PROVINCE_GAP,
    Layout,
    TilePosition,
    lay_out_desa,
    measure_layout,
    read_layout,
)
from pora.reference.areas import area_index
from pora.reference.areas.desa import DESA_LENGTH, KECAMATAN_LENGTH
from pora.schema import NATION
from pora.schema.levels import Layer

# Degrees between tiles. So near the equator Mercator leaves squares square: the layout stays within a degree.
_PITCH = 0.01
_DECIMALS = 5
_MAP_DECIMALS = 4  # a tile is a hundred units wide
_INSET = 0.03  # of a tile, on each side: tiles of one block don't touch


def tile_layer(layout: Layout) -> gpd.GeoDataFrame:
    """One row per kecamatan, or desa, columns as in the boundaries; `area_km2` is null, and coordinates are no
    places."""
    layer: Layer = "desa" if len(next(iter(layout))) == DESA_LENGTH else "kecamatan"
    origin = _find_origin(layout)
    middles = [_to_degrees(column + 0.5, row + 0.5, origin) for _code, (column, row) in sorted(layout.items())]
    return name_areas(_draw_squares(layout, origin, _INSET), layer, math.nan, middles)


def block_layer(layout: Layout) -> gpd.GeoDataFrame:
    """One row per kabupaten, or per kecamatan of a layout of desa: the outline of its block. Its label stands above the
    block's top row, in the gap."""
    length, layer = (KECAMATAN_LENGTH, "kecamatan") if len(next(iter(layout))) == DESA_LENGTH else (5, "kabupaten")
    origin, parts = _find_origin(layout), _split(layout, length)
    blocks = dissolve(_draw_squares(layout, origin, 0), length)
    points = [_above_top_row(parts[code], origin) for code in blocks.index]
    return name_areas(blocks, cast(Layer, layer), math.nan, points)


def province_layer(layout: Layout) -> gpd.GeoDataFrame:
    """One row per province: a frame around its blocks. Its label stands above, in the gap."""
    origin, margin = _find_origin(layout), BLOCK_GAP / 2
    frames, points = {}, []
    for code, part in sorted(_split(layout, 2).items()):
        left, top, right, bottom = measure_layout(part)
        west, north = _to_degrees(left - margin, top - margin, origin)
        east, south = _to_degrees(right + margin, bottom + margin, origin)
        frames[code] = shapely.box(west, south, east, north)
        points.append(_to_degrees((left + right) / 2, top - PROVINCE_GAP / 2, origin))
    return name_areas(gpd.GeoSeries(frames, crs=4326), "provinsi", math.nan, points)


def write_tiles(area_code: str) -> None:
    """Puts the set `petak` of a province or the country in force, if it is not yet; call under the lock of the
    layers."""
    content = make_tiles(area_code)
    entry = find_entry("petak", area_code)
    if entry is None or entry["fingerprint"] != content.fingerprint:
        write_layers(content)


def make_tiles(area_code: str) -> LayerContent:
    """The set `petak`, of the reference data alone."""
    layout = read_layout(area_code)
    frames: dict[Layer, gpd.GeoDataFrame] = {
        "kecamatan": tile_layer(layout),
        "kabupaten": block_layer(layout),
        "provinsi": province_layer(layout),
    }
    web = _make_web_layers(frames, area_code)
    tiles = []
    for code in area_index().kabupaten_of(area_code):
        if layout := lay_out_desa(code):
            tiles.append(tile_layer(layout))
            blocks = block_layer(layout).set_index("kecamatan_code")
            web["desa", code] = _make_map(tiles[-1].set_index("desa_code"), blocks)
    if tiles:
        frames["desa"] = pd.concat(tiles, ignore_index=True)
    labels = make_labels(frames).to_csv().encode()
    fingerprint = hashlib.sha256(b"".join([*web.values(), labels])).hexdigest()
    return LayerContent(
        kind="petak",
        province_code=area_code,
        source="tile_layout.csv",
        vintage=fingerprint[:12],
        credit="",
        fingerprint=fingerprint,
        missing=(),
        frames=frames,
        web=web,
    )


def _make_web_layers(frames: dict[Layer, gpd.GeoDataFrame], area_code: str) -> dict[tuple[Layer, str], bytes]:
    """The same maps as of the boundaries: of the country if that is the area, of each province and kabupaten."""
    indexed = {layer: frame.set_index(f"{layer}_code") for layer, frame in frames.items()}
    web: dict[tuple[Layer, str], bytes] = {}
    if area_code == NATION:
        web |= {(layer, NATION): _make_map(one, indexed["provinsi"]) for layer, one in indexed.items()}
    for layer in ("kecamatan", "kabupaten"):
        tiles = indexed[layer]
        for code_length in (2, 5):
            for code, group in tiles.groupby(tiles.index.str[:code_length]):
                blocks = indexed["kabupaten"]
                web[layer, code] = _make_map(group, blocks[blocks.index.str.startswith(code)])
    return web


def _make_map(tiles: gpd.GeoDataFrame, blocks: gpd.GeoDataFrame) -> bytes:
    """Tiles with lines around blocks of them, and the names of those."""
    borders: list[Border] = []
    captions: dict[str, Caption] = {}
    index = area_index()
    labels = zip(blocks["label_lon"], blocks["label_lat"], strict=True)
    for code, outline, (longitude, latitude) in zip(blocks.index, blocks.geometry, labels, strict=True):
        rings = shapely.get_rings(shapely.get_parts(outline))
        borders.append((code, "", [[*map(tuple, shapely.get_coordinates(ring).tolist())] for ring in rings]))
        name = index.area_name(code).removeprefix("Kab. ")
        captions[code] = (longitude, latitude, name.replace(" ", "\n") if len(code) == 2 else name)
    return make_map_file(tiles.geometry, _MAP_DECIMALS, borders, captions)


def _split(layout: Layout, code_length: int) -> dict[str, dict[str, TilePosition]]:
    """The layout of each area one or two levels up."""
    parts: dict[str, dict[str, TilePosition]] = {}
    for code, cell in layout.items():
        parts.setdefault(code[:code_length], {})[code] = cell
    return parts


def _find_origin(layout: Layout) -> TilePosition:
    """The middle of the layout, which is drawn at (0, 0)."""
    left, top, right, bottom = measure_layout(layout)
    return (left + right) / 2, (top + bottom) / 2


def _draw_squares(layout: Layout, origin: TilePosition, inset: float) -> gpd.GeoSeries:
    corners = [
        (
            *_to_degrees(column + inset, row + inset, origin),
            *_to_degrees(column + 1 - inset, row + 1 - inset, origin),
        )
        for _code, (column, row) in sorted(layout.items())
    ]
    west, north, east, south = map(list, zip(*corners, strict=True))
    return gpd.GeoSeries(shapely.box(west, south, east, north), index=sorted(layout), crs=4326)


def _to_degrees(column: float, row: float, origin: TilePosition) -> tuple[float, float]:
    return round((column - origin[0]) * _PITCH, _DECIMALS), round((origin[1] - row) * _PITCH, _DECIMALS)


def _above_top_row(block: Layout, origin: TilePosition) -> TilePosition:
    """In the middle of the gap above the tiles of a block's top row."""
    top = min(row for _column, row in block.values())
    columns = [column for column, row in block.values() if row == top]
    return _to_degrees((min(columns) + max(columns) + 1) / 2, top - BLOCK_GAP / 2, origin)
