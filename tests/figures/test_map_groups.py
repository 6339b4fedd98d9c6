from __future__ import annotations

import json
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import shape

from etl.boundaries.borders import make_border_geojson
from pora.figures.maps.groups import describe_groups, make_group, outline_offices, short_office_name
from pora.figures.maps.style import Ground, Group, make_style

LABELS = pd.DataFrame(
    [("33.25", 109.0, -7.0), ("33.26", 110.0, -7.0), ("33.27", 110.1, -7.0), ("33.15", 111.0, -7.0)],
    columns=["area_code", "label_lon", "label_lat"],
)
PEKALONGAN = ["33.25", "33.26", "33.27", "33.28"]


def test_a_group_is_named_inside_that_member_which_lies_nearest_to_the_middle() -> None:
    assert make_group("eks Karesidenan Pekalongan", PEKALONGAN, LABELS) == Group(
        "eks Karesidenan Pekalongan", ("33.25", "33.26", "33.27"), 110.0, -7.0
    )
    assert make_group("Kedu", ["33.05"], LABELS) is None


def test_offices_are_outlined_as_they_were_in_the_month() -> None:
    in_2024, in_2026 = (outline_offices(period, LABELS) for period in ("2024-03", "2026-03"))
    assert [(one.name, one.kabupaten_codes) for one in in_2024] == [
        ("Kanim Pemalang", ("33.25", "33.26", "33.27")),
        ("Kanim Semarang", ("33.15",)),
    ]
    assert describe_groups(in_2024) == "Garis tebal membatasi: Kanim Pemalang, Kanim Semarang."
    assert [one.name for one in in_2026] == ["Kanim Pemalang", "Kanim Semarang"]
    assert describe_groups(()) == ""


def test_the_short_name_of_an_office_is_the_one_in_use() -> None:
    assert short_office_name("Kantor Imigrasi Semarang") == "Kanim Semarang"
    assert short_office_name("Rumah Detensi Imigrasi Semarang") == "Rumah Detensi Imigrasi Semarang"


def test_a_map_asks_for_border_lines_only_where_groups_are_outlined() -> None:
    ground = Ground("a.json", (0, 0, 1, 1), border_url="lines.json")
    plain = make_style(ground, ())
    grouped = make_style(replace(ground, groups=(Group("A", ("x",), 0, 0),)), ())
    assert plain["sources"]["groups"]["data"]["features"] == []
    assert grouped["sources"]["groups"]["data"] == "lines.json"
    assert [layer["id"] for layer in plain["layers"]] == [layer["id"] for layer in grouped["layers"]]
    line = next(layer for layer in grouped["layers"] if layer["id"] == "groups")
    assert line["filter"] == ["!=", ["match", ["get", "a"], ["x"], 1, 0], ["match", ["get", "b"], ["x"], 1, 0]]


def test_every_border_is_drawn_once_with_the_areas_on_both_sides() -> None:
    west, east = shapely.box(0, 0, 1, 2), shapely.box(1, 0, 2, 2)
    west = shapely.union(west, shapely.box(0, 3, 1, 4))
    layer = json.loads(make_border_geojson(gpd.GeoSeries({"33.02": east, "33.01": west}, crs=4326)))
    lengths = {tuple(one["properties"].values()): shape(one["geometry"]).length for one in layer["features"]}
    assert lengths == {("33.01", ""): 8, ("33.01", "33.02"): 2, ("33.02", ""): 4}
