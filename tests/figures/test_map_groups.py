from __future__ import annotations

import geopandas as gpd
import shapely

from etl.boundaries.borders import find_borders
from pora.figures.maps.groups import Group, describe_groups, make_group, outline_offices, short_office_name

DRAWN = {"33.25", "33.26", "33.27", "33.15"}
PEKALONGAN = ["33.25", "33.26", "33.27", "33.28"]


def test_a_group_is_made_of_those_members_that_are_drawn() -> None:
    assert make_group("eks Karesidenan Pekalongan", PEKALONGAN, DRAWN) == Group(
        "eks Karesidenan Pekalongan", ("33.25", "33.26", "33.27")
    )
    assert make_group("Kedu", ["33.05"], DRAWN) is None


def test_offices_are_outlined_as_they_were_in_the_month() -> None:
    in_2024, in_2026 = (outline_offices(period, DRAWN) for period in ("2024-03", "2026-03"))
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


def test_every_border_is_drawn_once_with_the_areas_on_both_sides() -> None:
    west, east = shapely.box(0, 0, 1, 2), shapely.box(1, 0, 2, 2)
    west = shapely.union(west, shapely.box(0, 3, 1, 4))
    borders = find_borders(gpd.GeoSeries({"33.02": east, "33.01": west}, crs=4326))
    lengths = {(a, b): shapely.MultiLineString(lines).length for a, b, lines in borders}
    assert lengths == {("33.01", ""): 8, ("33.01", "33.02"): 2, ("33.02", ""): 4}
