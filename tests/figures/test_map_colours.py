"""A map of changes has the most colours at once; they are told apart with any sight (see tests/test_theme.py)."""

from __future__ import annotations

from itertools import combinations

import pytest
from test_theme import contrast, difference, least_difference

from pora import theme
from pora.classification.changes import MAX_STEPS
from pora.figures.maps.circles import circle_colors
from pora.statistics.measures import Measure

STATES = ("unchanged", "newly_reported", "no_longer_reported", "not_detailed", "not_reported", "suppressed")
both = pytest.mark.parametrize("mode", ["light", "dark"])


@both
def test_states_of_a_map_of_changes_are_told_apart(mode: theme.ColorMode) -> None:
    colors = theme.PALETTES[mode]
    for one, other in combinations(STATES, 2):
        assert least_difference(getattr(colors, one), getattr(colors, other)) >= 5, (one, other)


@both
@pytest.mark.parametrize("steps", range(1, MAX_STEPS + 1))
def test_no_state_is_taken_for_a_change(mode: theme.ColorMode, steps: int) -> None:
    colors = theme.PALETTES[mode]
    classes = (*theme.spread(colors.fall, steps), *theme.spread(colors.rise, steps))
    for name in STATES:
        assert min(least_difference(getattr(colors, name), one) for one in classes) >= 4, name
    for one, other in combinations(classes, 2):
        assert least_difference(one, other) >= 7, (one, other)


@both
def test_not_detailed_is_not_taken_for_a_number(mode: theme.ColorMode) -> None:
    colors = theme.PALETTES[mode]
    classes = [color for steps in range(1, 8) for color in theme.spread(colors.ramp, steps)]
    assert min(least_difference(colors.not_detailed, one) for one in (*classes, colors.zero)) >= 5


@both
def test_circles_of_changes_stand_out_from_the_ground(mode: theme.ColorMode) -> None:
    token = theme.mode.set(mode)
    try:
        above, below = circle_colors(Measure("", "", is_change=True))
    finally:
        theme.mode.reset(token)
    colors = theme.PALETTES[mode]
    assert least_difference(above, below) >= 15
    for circle in (above, below):
        for under in (colors.ground, colors.placed, colors.unchanged):
            assert contrast(circle, under) >= 3, (circle, under)
    assert difference(colors.unchanged, colors.ground, "normal") >= 5
