from __future__ import annotations

from collections.abc import Collection
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean

import geopandas as gpd
import pytest
import shapely

from etl.boundaries.layer_files import lock_layers
from etl.boundaries.tile_layout import Layout, lay_out_desa, measure_layout, read_layout
from etl.boundaries.tiles import block_layer, province_layer, tile_layer, write_tiles
from pora import paths
from pora.reference.areas import area_index
from pora.schema import NATION
from pora.warehouse.boundaries import load_layers

PROVINCES = area_index().provinces()
JATENG = read_layout("33")


def blocks_of(layout: Layout) -> dict[str, list[tuple[float, float]]]:
    blocks: dict[str, list[tuple[float, float]]] = {}
    for code, cell in sorted(layout.items()):
        blocks.setdefault(code[:5], []).append(cell)
    return blocks


def is_connected(cells: Collection[tuple[float, float]]) -> bool:
    left = set(cells)
    queue = [left.pop()]
    while queue:
        column, row = queue.pop()
        near = {(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)} & left
        left -= near
        queue.extend(near)
    return not left


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


@pytest.mark.parametrize("province", PROVINCES)
def test_every_kecamatan_has_one_tile_of_its_own(province: str) -> None:
    layout = read_layout(province)
    assert set(layout) == set(area_index().kecamatan_of(province))
    for (code, cell), (other, other_cell) in combinations(layout.items(), 2):
        assert distance(cell, other_cell) >= (1 if code[:5] == other[:5] else 1.5)


@pytest.mark.parametrize("province", PROVINCES)
def test_every_kabupaten_is_one_block(province: str) -> None:
    assert all(is_connected(cells) for cells in blocks_of(read_layout(province)).values())


def test_every_desa_of_a_kabupaten_has_one_tile_in_the_block_of_its_kecamatan() -> None:
    layout = lay_out_desa("33.19")
    codes = [desa for code in area_index().children("33.19") for desa in area_index().desa_of(code)]
    assert sorted(layout) == sorted(codes)
    for (code, cell), (other, other_cell) in combinations(layout.items(), 2):
        assert distance(cell, other_cell) >= (1 if code[:8] == other[:8] else 1.5)
    blocks: dict[str, list[tuple[float, float]]] = {}
    for code, cell in layout.items():
        blocks.setdefault(code[:8], []).append(cell)
    assert all(is_connected(cells) for cells in blocks.values())
    outlines = block_layer(layout)
    joined = gpd.sjoin(tile_layer(layout), outlines[["kecamatan_code", "geometry"]], predicate="within")
    assert list(joined["parent_code"]) == list(joined["kecamatan_code"]) and len(joined) == len(codes)


def test_the_country_is_its_provinces_side_by_side() -> None:
    layout = read_layout(NATION)
    assert set(layout) == set(area_index().kecamatan_of(NATION))
    halves = {(2 * column + x, 2 * row + y) for column, row in layout.values() for x in (0, 1) for y in (0, 1)}
    assert len(halves) == 4 * len(layout)  # positions are in steps of a half, and no two tiles meet
    frames = province_layer(layout)
    assert list(frames["provinsi_code"]) == sorted(PROVINCES)
    one, other = shapely.STRtree(frames.geometry).query(frames.geometry)
    assert list(one) == list(other)  # boxes that meet no other
    left, top, right, bottom = measure_layout(layout)
    assert 1.3 < (right - left) / (bottom - top) < 2


def test_a_province_looks_in_the_country_as_it_does_alone() -> None:
    country = read_layout(NATION)
    for province in ("33", "51"):
        alone = read_layout(province)
        steps = {(country[code][0] - column, country[code][1] - row) for code, (column, row) in alone.items()}
        assert len(steps) == 1


def test_the_committed_layout_is_that_of_jawa_tengah() -> None:
    lines = (paths.REFERENCE / "tile_layout.csv").read_text("utf-8").splitlines()
    assert lines[0] == "kecamatan_code,column,row"
    assert [line.split(",")[0] for line in lines[1:]] == sorted(area_index().kecamatan_of("33"))
    assert len(lines) == 577


def test_jawa_tengah_is_as_wide_as_the_province() -> None:
    columns, rows = zip(*JATENG.values(), strict=True)
    width, height = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    assert 16 / 9 <= width / height <= 2
    assert len(columns) / (width * height) > 0.45


def test_blocks_stand_as_on_the_map() -> None:
    blocks = blocks_of(JATENG)
    columns = {code: mean(column for column, _row in cells) for code, cells in blocks.items()}
    rows = {code: mean(row for _column, row in cells) for code, cells in blocks.items()}
    # Brebes, Kab. Tegal, Pemalang, Kab. Pekalongan, Batang, Kendal, Kota Semarang, Demak, Kudus, Pati, Rembang
    north_coast = "33.29 33.28 33.27 33.26 33.25 33.24 33.74 33.21 33.19 33.18 33.17".split()
    # Cilacap, Kebumen, Purworejo, Klaten, Sukoharjo, Wonogiri
    south = "33.01 33.05 33.06 33.10 33.11 33.12".split()
    for line in (north_coast, south):
        assert all(columns[west] < columns[east] for west, east in pairwise(line))
    assert max(rows[code] for code in north_coast) < min(rows[code] for code in south)
    assert rows["33.20"] < min(rows[code] for code in ("33.19", "33.21"))  # Jepara, in the north


@pytest.mark.parametrize(("town", "around"), [("33.71", "33.08"), ("33.73", "33.22")])
def test_a_town_inside_a_kabupaten_is_inside_its_block(town: str, around: str) -> None:
    outlines = block_layer(JATENG).set_index("kabupaten_code").geometry
    hole = shapely.polygons(outlines[around].interiors[0])
    assert hole.contains(outlines[town])


def test_tiles_look_like_boundaries_to_those_who_draw_them() -> None:
    tiles = tile_layer(JATENG)
    assert list(tiles.columns) == [
        "kecamatan_code",
        "kecamatan_name",
        "parent_code",
        "area_km2",
        "label_lon",
        "label_lat",
        "geometry",
    ]
    assert tiles["area_km2"].isna().all() and tiles.crs == "EPSG:4326"
    assert tiles.set_index("kecamatan_code").loc["33.19.01", "kecamatan_name"] == "Kaliwungu"


def test_tiles_are_equal_squares_near_zero() -> None:
    tiles = tile_layer(JATENG)
    bounds = tiles.bounds
    widths, heights = bounds["maxx"] - bounds["minx"], bounds["maxy"] - bounds["miny"]
    assert widths.to_numpy() == pytest.approx(0.0094) and heights.to_numpy() == pytest.approx(0.0094)
    west, south, east, north = tiles.total_bounds
    assert (west + east, south + north) == pytest.approx((0, 0)) and max(east, north) < 0.5


def test_outlines_hold_exactly_their_own_tiles() -> None:
    tiles, outlines = tile_layer(JATENG), block_layer(JATENG)
    blocks = outlines[["kabupaten_code", "geometry"]].rename(columns={"kabupaten_code": "block"})
    joined = gpd.sjoin(tiles, blocks, predicate="within")
    assert len(joined) == 576
    assert list(joined["parent_code"]) == list(joined["block"])


def test_names_of_kabupaten_stand_above_their_blocks_and_on_no_tile() -> None:
    tiles, outlines = tile_layer(JATENG), block_layer(JATENG)
    points = gpd.GeoSeries.from_xy(outlines["label_lon"], outlines["label_lat"], crs=4326)
    assert not points.within(shapely.union_all(tiles.geometry)).any()
    assert (outlines["label_lat"] > outlines.bounds["maxy"]).all()


def test_the_set_is_written_once(data_dir: Path) -> None:
    with lock_layers():
        write_tiles("51")
        manifest = data_dir / "boundaries" / "manifest.json"
        first = manifest.stat()
        write_tiles("51")
    assert (manifest.stat().st_mtime_ns, manifest.stat().st_ino) == (first.st_mtime_ns, first.st_ino)


def test_a_set_has_a_map_of_the_province_and_each_kabupaten_down_to_the_desa(data_dir: Path) -> None:
    with lock_layers():
        write_tiles("33")
    layers = load_layers("petak")
    assert layers is not None
    assert sorted(layers.files) == ["desa", "kabupaten", "kecamatan"]
    assert set(layers.files["desa"]) == set(area_index().kabupaten_of("33"))
    assert len(layers.find_labels("desa")) == 8563
    assert set(layers.files["kecamatan"]) == {"33", *area_index().kabupaten_of("33")}
    assert "bukan batas wilayah" in layers.attribution


def test_another_province_replaces_it_whole(data_dir: Path) -> None:
    for province, count in (("51", 57), ("34", 78)):
        with lock_layers():
            write_tiles(province)
        layers = load_layers("petak")
        assert layers is not None and layers.province_code == province
        assert len(layers.find_labels("kecamatan")) == count
