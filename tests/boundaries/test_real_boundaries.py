"""What `build` makes of the real boundaries of a province."""

from __future__ import annotations

import gzip
import os
from typing import Any

import geopandas as gpd
import pytest
import shapely
from builders import BOUNDARIES
from shapely.geometry import Polygon

from pora.reference.areas import area_index
from pora.schema.levels import Layer
from pora.warehouse.boundaries import LayerSet, load_layers
from pora.warehouse.map_layers import read_map_layer, read_points

KUDUS = area_index().kecamatan_of("33.19")


def find_holes(area: Any) -> list[Polygon]:
    return [Polygon(ring) for part in shapely.get_parts(area) for ring in part.interiors]


@pytest.fixture
def real(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> LayerSet:
    """The layers that `build` makes from PORA_BOUNDARIES."""
    if BOUNDARIES is None and "CI" not in os.environ:
        pytest.skip("PORA_BOUNDARIES names no boundaries")
    monkeypatch.setenv("PORA_DATA_DIR", str(request.getfixturevalue("built")))
    layers = load_layers("batas")
    assert layers is not None
    return layers


def read_web(layers: LayerSet, layer: Layer, code: str) -> gpd.GeoSeries:
    """The areas of a map as polygons, in its units, far ones where they truly lie."""
    found = read_map_layer(layers, layer, code)
    assert found is not None
    rings = {area: read_points(path) for area, path in zip(found.codes, found.paths, strict=True)}
    for part in (part for group in found.far for part in group):
        rings[found.codes[part.position]] += read_points(part.path)
    shapes = {area: shapely.Polygon() for area in rings}
    for area, own in rings.items():
        for ring in own:
            shapes[area] = shapely.symmetric_difference(shapes[area], shapely.Polygon(ring))
    return gpd.GeoSeries(shapes)


def test_jawa_tengah_fits_together_without_gap_or_overlap(real: LayerSet) -> None:
    areas = gpd.read_parquet(real.geometry_path("kecamatan"))
    whole = shapely.coverage_union_all(areas.geometry.to_numpy())
    assert shapely.coverage_is_valid(areas.geometry.to_numpy())
    assert all(2 * shapely.maximum_inscribed_circle(hole, 1e-5).length > 0.0002 for hole in find_holes(whole))
    assert areas["area_km2"].sum() == pytest.approx(34_337, rel=0.01)
    assert areas["kecamatan_code"].is_unique and areas.crs == "EPSG:4326"


def test_towns_lie_in_holes_of_the_kabupaten_around_them(real: LayerSet) -> None:
    kabupaten = gpd.read_parquet(real.geometry_path("kabupaten")).set_index("kabupaten_code").geometry
    for town, around in (("33.71", "33.08"), ("33.73", "33.22")):
        assert shapely.covers(shapely.union_all(find_holes(kabupaten[around])), kabupaten[town])


def test_labels_stand_inside_their_areas(real: LayerSet) -> None:
    for layer in ("kecamatan", "kabupaten"):
        areas = gpd.read_parquet(real.geometry_path(layer))
        assert shapely.contains_xy(areas.geometry.to_numpy(), areas["label_lon"], areas["label_lat"]).all()
    levels = real.labels["level"].value_counts().to_dict()
    assert levels == {"provinsi": 1, "kabupaten_kota": 35, "kecamatan": 576, "desa": 8563} and real.missing == ()


def test_each_desa_is_drawn_within_its_kabupaten_without_gap_or_overlap(real: LayerSet) -> None:
    assert set(real.files["desa"]) == set(area_index().kabupaten_of("33"))
    kudus = read_web(real, "desa", "33.19")
    assert shapely.coverage_is_valid(kudus.to_numpy())
    assert list(kudus.index) == [code for part in KUDUS for code in area_index().desa_of(part)]
    found = read_map_layer(real, "desa", "33.19")
    assert found is not None and shapely.contains_xy(kudus.to_numpy(), found.points[:, 0], found.points[:, 1]).all()
    sizes = [real.web_path(name).stat().st_size for name in real.files["desa"].values()]
    assert max(sizes) < 330_000 and sum(sizes) < 7_000_000


def test_maps_for_the_browser_share_their_edges_and_stay_small(real: LayerSet) -> None:
    province = read_web(real, "kecamatan", "33")
    kudus = read_web(real, "kecamatan", "33.19")
    for shapes in (province, kudus, read_web(real, "kabupaten", "33")):
        assert shapely.coverage_is_valid(shapes.to_numpy())
    details = [read_map_layer(real, "kecamatan", code) for code in area_index().kabupaten_of("33")]
    assert set(province.index) == {code for detail in details if detail for code in detail.codes}
    found = read_map_layer(real, "kecamatan", "33")
    assert found is not None
    lines = [line for _a, _b, path in found.borders for line in read_points(path)]
    outlines = shapely.union_all(shapely.boundary(read_web(real, "kabupaten", "33").to_numpy()))
    assert shapely.covers(outlines, shapely.multilinestrings([shapely.linestrings(line) for line in lines]))
    data = (real.folder.parent / "web" / found.file_name).read_bytes()
    assert len(data) < 300_000 and len(gzip.compress(data)) < 120_000


def test_points_of_areas_lie_inside_them(real: LayerSet) -> None:
    for layer, code in (("kecamatan", "33"), ("kabupaten", "33"), ("kecamatan", "33.20")):
        found, shapes = read_map_layer(real, layer, code), read_web(real, layer, code)
        assert found is not None
        assert shapely.contains_xy(shapes.to_numpy(), found.points[:, 0], found.points[:, 1]).all()


def test_karimunjawa_lies_far_from_jawa_tengah_and_from_jepara(real: LayerSet) -> None:
    far = {}
    for code in ("33", "33.20", "33.19"):
        found = read_map_layer(real, "kecamatan", code)
        assert found is not None
        far[code] = [[found.names[part.position] for part in group] for group in found.far]
    assert far == {"33": [["Karimunjawa"]], "33.20": [["Karimunjawa"]], "33.19": []}


def test_kudus_has_nine_kecamatan(real: LayerSet) -> None:
    found = read_map_layer(real, "kecamatan", "33.19")
    assert found is not None and found.codes == tuple(KUDUS)
    assert list(real.find_labels("kecamatan", "33.19")["area_code"]) == list(KUDUS)
    bounds = real.find_bounds("33.19")
    assert bounds is not None
    west, south, east, north = bounds
    assert 110.7 < west < east < 111.0 and -7.0 < south < north < -6.6
