"""Where insets stand: on free ground in the map, else beside it; and only where something far is shown."""

from __future__ import annotations

import numpy as np
import pytest

from pora.figures.maps.insets import MOST_SHARE, Placement, place_insets
from pora.warehouse.map_layers import FarPart, MapLayer


def make_layer(*boxes: tuple[float, float, float, float], far: tuple[float, float, float, float]) -> MapLayer:
    """Areas a, b, ... with these boxes, and one more that lies far as a whole."""
    codes = tuple("abcdefgh"[: len(boxes) + 1])
    part = FarPart(len(boxes), (far[0], far[1]), far, "M0 0l1 0 0 1z")
    return MapLayer(
        file_name="",
        size=(200, 200),
        codes=codes,
        names=codes,
        points=np.zeros((len(codes), 2)),
        boxes=np.array([*boxes, [np.nan] * 4]),
        paths=("x",) * len(boxes) + ("",),
        far=((part,),),
        borders=(),
    )


def test_a_far_island_stands_on_free_ground_inside_the_map() -> None:
    layer = make_layer((0, 100, 100, 200), (100, 150, 200, 200), far=(120, 0, 140, 10))
    placement = place_insets(layer, set(layer.codes))
    (inset,) = placement.insets
    assert placement.box == (0, 100, 200, 200)
    left, top, right, bottom = inset.frame
    assert left >= 100 and right <= 200 and top >= 100 and bottom <= 150
    x, y = inset.place(120, 0)
    assert left < x < right and top < y < bottom
    assert right - left <= MOST_SHARE * 200 + 8 + 1e-9


def test_where_no_ground_is_free_it_stands_outside_on_the_side_where_it_lies() -> None:
    layer = make_layer((0, 100, 200, 200), far=(120, 0, 140, 10))
    placement = place_insets(layer, set(layer.codes))
    (inset,) = placement.insets
    assert inset.frame[3] < 100
    assert placement.box == (0, pytest.approx(inset.frame[1]), 200, 200)


def test_what_is_not_shown_has_no_inset_and_far_areas_alone_are_the_map() -> None:
    layer = make_layer((0, 100, 100, 200), (100, 150, 200, 200), far=(120, 0, 140, 10))
    assert place_insets(layer, {"a", "b"}) == Placement((0, 100, 200, 200))
    alone = place_insets(layer, {"c"})
    assert (alone.box, alone.insets[0].place(120, 0)) == ((120, 0, 140, 10), (120, 0))
