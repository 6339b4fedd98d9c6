"""Which areas are neighbours: those with a common line."""

from __future__ import annotations

import geopandas as gpd
import shapely

from etl.boundaries.neighbours import make_neighbours


def find(*shapes: shapely.Geometry) -> list[tuple[str, str]]:
    frame = gpd.GeoDataFrame({"kecamatan_code": [str(n) for n in range(len(shapes))]}, geometry=list(shapes))
    return list(make_neighbours({"kecamatan": frame}).itertuples(index=False, name=None))


def test_a_common_line_makes_neighbours_and_a_common_point_or_water_between_does_not() -> None:
    first, beside, corner, apart = (shapely.box(x, y, x + 1, y + 1) for x, y in ((0, 0), (1, 0), (1, 1), (5, 5)))
    assert find(first, beside, corner, apart) == [("0", "1"), ("1", "0"), ("1", "2"), ("2", "1")]


def test_a_town_inside_an_area_is_its_neighbour() -> None:
    town = shapely.box(1, 1, 2, 2)
    assert find(shapely.box(0, 0, 3, 3) - town, town) == [("0", "1"), ("1", "0")]


def test_tiles_know_of_no_neighbours() -> None:
    assert make_neighbours({}).to_dict("list") == {"area_code": [], "neighbour_code": []}
