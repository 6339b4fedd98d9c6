"""Which islands an inset takes off the map."""

from __future__ import annotations

import numpy as np
import shapely

from etl.boundaries.far_groups import find_far_groups

MAINLAND = [shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)]


def find(*islands: shapely.Polygon) -> list[list[int]]:
    return [group.tolist() for group in find_far_groups(np.array([*MAINLAND, *islands]))]


def test_a_small_island_far_out_stands_apart_and_a_near_one_does_not() -> None:
    assert find(shapely.box(50, 150, 60, 160)) == [[2]]
    assert find(shapely.box(50, 115, 60, 125)) == []


def test_islands_nearer_to_each_other_than_to_the_rest_are_one_group() -> None:
    north, beside, west = shapely.box(50, 150, 60, 160), shapely.box(85, 155, 90, 160), shapely.box(-90, 0, -80, 10)
    assert find(north, west, beside) == [[2, 4], [3]]


def test_a_large_island_is_no_appendix_and_one_inside_the_box_takes_no_room() -> None:
    assert find(shapely.box(0, 150, 100, 250)) == []
    hollow = np.array([shapely.box(0, 0, 100, 10), shapely.box(0, 0, 10, 100), shapely.box(80, 80, 83, 83)])
    assert find_far_groups(hollow) == []
