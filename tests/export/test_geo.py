"""Tables with shapes: GeoJSON as RFC 7946 wants it, GeoParquet 1.1 as GeoPandas reads it, both with every row."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely
from kept import keep
from shapes import IN_TWO_PARTS, NOT_DRAWN, WITH_A_LAKE, lay_boundaries

from etl.__main__ import main
from pora.export.files import export_to_path
from pora.export.formats import FORMATS
from pora.reference.areas import area_index
from pora.warehouse.boundaries import load_layers
from pora.warehouse.queries.request import ExportRequest

KECAMATAN = ExportRequest("out_kecamatan_month", "2024-03")
KUDUS = ExportRequest("out_kecamatan_month", "2024-03", "33.19", "orang_asing")
KABUPATEN = ExportRequest("out_kabupaten_month", "2024-03")
FORMS = ["geojson", "topojson", "geoparquet"]
# What the fixture draws, a kecamatan of Kudus a square; kabupaten/kota are made of them.
DRAWN = set(area_index().kecamatan_of("33.19")) - {NOT_DRAWN}


@pytest.fixture(scope="session")
def drawn_data(kudus_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep("drawn", lay_boundaries, tmp_path_factory, kudus_data)


@pytest.fixture
def folder(drawn_data: Path, data_dir: Path, tmp_path: Path) -> Path:
    shutil.copytree(drawn_data, data_dir)
    return tmp_path


def export(folder: Path, form: str, request: ExportRequest) -> Path:
    path = folder / f"made{FORMATS[form].suffix}"
    export_to_path(request, form, path)
    return path


def read_features(folder: Path, request: ExportRequest) -> list[dict[str, Any]]:
    collection = json.loads(export(folder, "geojson", request).read_bytes())
    assert list(collection) == ["type", "pora", "features"] and collection["type"] == "FeatureCollection"
    return list(collection["features"])


def read_table(folder: Path, request: ExportRequest) -> list[dict[str, str]]:
    with export(folder, "csv", request).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_cells(row: dict[str, Any]) -> dict[str, str]:
    """Values as CSV has them: a number that is missing is empty."""
    return {name: "" if pd.isna(value) else str(value) for name, value in row.items()}


@pytest.mark.parametrize("asked", [KECAMATAN, KUDUS, KABUPATEN], ids=["kecamatan", "kudus", "kabupaten"])
def test_every_row_of_the_table_is_a_feature(folder: Path, asked: ExportRequest) -> None:
    features = read_features(folder, asked)
    assert all(list(one) == ["type", "properties", "geometry"] and one["type"] == "Feature" for one in features)
    rows = read_table(folder, asked)
    assert [write_cells(one["properties"]) for one in features] == rows
    assert len(rows) >= 9


@pytest.mark.parametrize(
    ("asked", "name", "drawn"),
    [(KECAMATAN, "kecamatan_code", DRAWN), (KABUPATEN, "kabupaten_code", {"33.19"})],
    ids=["kecamatan", "kabupaten"],
)
def test_an_area_that_is_not_drawn_keeps_its_row_without_a_shape(
    folder: Path, asked: ExportRequest, name: str, drawn: set[str]
) -> None:
    features = read_features(folder, asked)
    assert {one["properties"][name] for one in features if one["geometry"]} == drawn
    frame = gpd.read_parquet(export(folder, "geoparquet", asked))
    assert set(frame[name][frame.geometry.notna()]) == drawn


def test_outlines_run_counter_clockwise_and_holes_clockwise(folder: Path) -> None:
    """RFC 7946, 3.1.6; positions are longitude, latitude, in degrees; no other system is named."""
    text = export(folder, "geojson", KUDUS).read_text("utf-8")
    assert '"crs"' not in text
    shapes = {
        one["properties"]["kecamatan_code"]: shapely.geometry.shape(one["geometry"])
        for one in json.loads(text)["features"]
        if one["geometry"]
    }
    polygons = [part for one in shapes.values() for part in shapely.get_parts(one)]
    assert all(part.exterior.is_ccw for part in polygons)
    assert [ring.is_ccw for part in polygons for ring in part.interiors] == [False]
    assert all(shapely.is_valid(one) for one in shapes.values())
    assert shapely.total_bounds(list(shapes.values())).tolist() == pytest.approx([110, -6.8, 110.8, -6.55])
    assert shapes["33.19.01"].normalize() == shapely.box(110, -6.8, 110.1, -6.7).normalize()
    assert len(shapely.get_parts(shapes[IN_TWO_PARTS])) == 2
    assert shapes[WITH_A_LAKE].area == pytest.approx(0.1**2 - 0.04**2)


def test_a_shape_that_rounding_would_break_stays_as_it_is(folder: Path) -> None:
    """A spike narrower than the decimals of GeoJSON would fold onto itself."""
    layers = load_layers("batas")
    assert layers is not None
    path = layers.geometry_path("kecamatan")
    frame = gpd.read_parquet(path)
    spike = shapely.Polygon([(110, -6.8), (110.1, -6.8), (110.05, -6.8 + 2e-7), (110.1, -6.7), (110, -6.7)])
    assert not shapely.is_valid(shapely.transform(spike, lambda points: points.round(6)))
    frame.loc[0, "geometry"] = spike
    frame.to_parquet(path)
    found = shapely.geometry.shape(read_features(folder, KUDUS)[0]["geometry"])
    assert shapely.is_valid(found) and found.normalize() == spike.normalize()


def read_topology(folder: Path, request: ExportRequest) -> tuple[list[dict[str, Any]], list[list[list[float]]]]:
    """The rows with the rings of their shapes put together from arcs, and the arcs."""
    topology = json.loads(export(folder, "topojson", request).read_bytes())
    assert (topology["type"], list(topology)) == ("Topology", ["type", "pora", "objects", "arcs"])
    arcs = topology["arcs"]

    def join(ring: list[int]) -> list[list[float]]:
        """Each arc begins where the one before ended; a number below zero is an arc backwards."""
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
        assert all(one[-1] == other[0] for one, other in zip(parts, [*parts[1:], parts[0]], strict=True))
        return [point for part in parts for point in part[:-1]] + [parts[0][0]]

    def draw(one: dict[str, Any]) -> dict[str, Any] | None:
        parts = {"Polygon": lambda: [one["arcs"]], "MultiPolygon": lambda: one["arcs"], None: list}[one["type"]]()
        coordinates = [[join(ring) for ring in part] for part in parts]
        return {"type": "MultiPolygon", "coordinates": coordinates} if coordinates else None

    drawn = topology["objects"]["data"]["geometries"]
    return [{"properties": one["properties"], "geometry": draw(one)} for one in drawn], arcs


@pytest.mark.parametrize("asked", [KECAMATAN, KUDUS, KABUPATEN], ids=["kecamatan", "kudus", "kabupaten"])
def test_topojson_has_the_rows_and_shapes_of_geojson(folder: Path, asked: ExportRequest) -> None:
    rows, _arcs = read_topology(folder, asked)
    features = read_features(folder, asked)
    assert [one["properties"] for one in rows] == [one["properties"] for one in features]
    for one, feature in zip(rows, features, strict=True):
        assert (one["geometry"] is None) == (feature["geometry"] is None)
        if feature["geometry"]:
            # points on a straight line may be left out
            assert shapely.geometry.shape(one["geometry"]).equals(shapely.geometry.shape(feature["geometry"]))


def test_a_border_of_two_areas_is_written_once(folder: Path) -> None:
    _rows, arcs = read_topology(folder, KUDUS)
    lines = [
        tuple(sorted((tuple(one), tuple(other)))) for arc in arcs for one, other in zip(arc, arc[1:], strict=False)
    ]
    assert len(lines) == len(set(lines)) > 9


def test_where_nothing_is_drawn_no_arc_is_written(folder: Path) -> None:
    rows, arcs = read_topology(folder, ExportRequest("out_kecamatan_month", "2024-03", "33.20"))
    assert ([one["geometry"] for one in rows], arcs) == ([None] * len(rows), [])
    assert rows


@pytest.mark.parametrize("asked", [KECAMATAN, KABUPATEN], ids=["kecamatan", "kabupaten"])
def test_geopandas_reads_the_rows_of_the_table_in_wgs_84(folder: Path, asked: ExportRequest) -> None:
    path = export(folder, "geoparquet", asked)
    frame = gpd.read_parquet(path)
    assert (frame.crs.to_string(), frame.geometry.name) == ("OGC:CRS84", "geometry")
    assert frame.geometry.dropna().is_valid.all()
    assert [write_cells(row) for row in pq.read_table(path).drop(["geometry"]).to_pylist()] == read_table(folder, asked)
    layers = load_layers("batas")
    assert layers is not None
    code = "kecamatan_code" if asked is KECAMATAN else "kabupaten_code"
    source = gpd.read_parquet(layers.geometry_path("kecamatan" if asked is KECAMATAN else "kabupaten"))
    stored = dict(zip(source[code], source.geometry.to_wkb(), strict=True))
    written = frame[frame.geometry.notna()]
    assert dict(zip(written[code], written.geometry.to_wkb(), strict=True)) == stored


def test_geoparquet_says_what_version_1_1_asks_for(folder: Path) -> None:
    geo = json.loads(pq.read_schema(export(folder, "geoparquet", KUDUS)).metadata[b"geo"])
    assert geo == {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["MultiPolygon", "Polygon"]}},
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_map_is_made_again_byte_for_byte_and_other_boundaries_are_told(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(folder, form, KUDUS)
    again = folder / f"again{path.suffix}"
    for like in (path, path.with_name(path.name + "-metadata.json")):
        assert main(["export", "--like", str(like), "--output", str(again)]) == 0, capsys.readouterr()
        assert again.read_bytes() == path.read_bytes()
    layers = load_layers("batas")
    assert layers is not None
    frame = gpd.read_parquet(layers.geometry_path("kecamatan"))
    frame.iloc[:3].to_parquet(layers.geometry_path("kecamatan"))
    assert main(["export", "--like", str(path), "--output", str(again)]) == 1
    assert "tidak sama persis" in capsys.readouterr().err


@pytest.mark.parametrize("form", FORMS)
def test_a_file_names_the_boundaries_that_it_was_made_with(folder: Path, form: str) -> None:
    path = export(folder, form, KUDUS)
    inside = (
        json.loads(pq.read_schema(path).metadata[b"pora"])
        if form == "geoparquet"
        else json.loads(path.read_bytes())["pora"]
    )
    beside = json.loads(path.with_name(path.name + "-metadata.json").read_bytes())
    assert inside["pora:boundaries"] == beside["pora:boundaries"]
    assert inside["pora:boundaries"]["source"] == "kudus.geojson"
    assert inside["pora:attribution"].startswith("Batas wilayah: ")
