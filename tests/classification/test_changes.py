from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora.classification.changes import ChangeScale, find_change_scale
from pora.classification.classes import NO_NUMBER, ZERO, ClassScale, MapClass
from pora.statistics.measures import Measure

CHANGE = Measure("Perubahan", "orang asing", is_change=True)
RATE_CHANGE = Measure("Perubahan", "orang asing per 100 km²", decimals=1, is_change=True)
changes = st.lists(st.one_of(st.integers(-30, 30), st.integers(-5000, 5000), st.just(np.nan)), max_size=60)


def test_the_same_limits_stand_on_both_sides_of_no_change() -> None:
    values = [5, -3, 12, 0, np.nan, -40]
    found = find_change_scale(values, CHANGE).classify(values)
    assert [(c.label, c.area_count) for c in found.classes] == [
        ("−40", 1),
        ("−10 s.d. −39", 0),
        ("−1 s.d. −9", 1),
        ("+1 s.d. +9", 1),
        ("+10 s.d. +39", 1),
        ("+40", 0),
    ]
    assert found.class_of.tolist() == [3, 2, 4, ZERO, NO_NUMBER, 0]
    assert found.zero_count == 1


def test_rates_of_change_are_labelled_as_they_are_shown() -> None:
    found = find_change_scale([0.3, -4.26, 12.0], RATE_CHANGE, "equal", steps=2).classify([0.3, -4.26, 12.0])
    assert [(c.label, c.area_count) for c in found.classes] == [
        ("−10,0 s.d. −12,0", 0),
        ("−0,1 s.d. −9,9", 1),
        ("+0,1 s.d. +9,9", 1),
        ("+10,0 s.d. +12,0", 1),
    ]
    assert found.class_of.tolist() == [2, 1, 3]


def test_a_change_beyond_the_scale_opens_both_ends() -> None:
    found = ChangeScale(ClassScale((1, 10), 12), CHANGE).classify([-50, 3])
    assert [(c.label, c.area_count) for c in found.classes] == [
        ("−10 atau kurang", 1),
        ("−1 s.d. −9", 0),
        ("+1 s.d. +9", 1),
        ("+10 atau lebih", 0),
    ]
    assert found.classes[0] == MapClass(-math.inf, -10, "−10 atau kurang", 1)


def test_nothing_changed_makes_no_class() -> None:
    assert find_change_scale([0, np.nan], CHANGE).classify([0, np.nan]).classes == ()


@pytest.mark.parametrize("steps", [0, 4])
def test_more_steps_than_can_be_told_apart_are_refused(steps: int) -> None:
    with pytest.raises(ValueError):
        find_change_scale([1], CHANGE, steps=steps)


@given(changes, changes, st.integers(1, 3))
def test_every_change_lies_in_exactly_one_class_and_no_change_in_none(
    known: list[float], values: list[float], steps: int
) -> None:
    found = find_change_scale(known, CHANGE, steps=steps).classify(values)
    for value, index in zip(values, found.class_of, strict=True):
        inside = [i for i, c in enumerate(found.classes) if c.low <= value <= c.high]
        assert inside == ([] if value == 0 or math.isnan(value) else [index])
    assert [c.low for c in found.classes] == [-c.high for c in reversed(found.classes)]
    assert len(found.classes) <= 2 * max(steps, 1)
