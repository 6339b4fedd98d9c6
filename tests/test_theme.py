"""Colours: read by everybody, in light and dark. Contrast as WCAG 2.2 counts it; difference as distance in OKLab, times
100, for normal sight and for each missing kind of cone (Machado, Oliveira and Fernandes 2009): about 2 is just seen."""

from __future__ import annotations

import math
import tomllib
from itertools import combinations, pairwise

import pytest

from pora import theme
from pora.config import ROOT
from pora.figures.maps import circles

SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
CONES = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566))
CONES += ((0.0883024619, 0.2817188376, 0.6299787005),)
OKLAB = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099))
OKLAB += ((0.0259040371, 0.7827717662, -0.8086757660),)
Triple = tuple[float, float, float]

both = pytest.mark.parametrize("mode", ["light", "dark"])


def times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def read_light(color: str) -> Triple:
    """The amounts of red, green and blue light, 0 to 1."""
    shares = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted(times(((0.2126, 0.7152, 0.0722),) * 3, read_light(color))[0] for color in (one, other))
    return (bright + 0.05) / (dark + 0.05)


def difference(one: str, other: str, sight: str) -> float:
    def see(color: str) -> Triple:
        seen = times(SIGHTS[sight], read_light(color))
        cones = times(CONES, tuple(min(max(light, 0.0), 1.0) for light in seen))  # type: ignore[arg-type]
        return times(OKLAB, tuple(max(cone, 0.0) ** (1 / 3) for cone in cones))  # type: ignore[arg-type]

    return 100 * math.dist(see(one), see(other))


def least_difference(one: str, other: str) -> float:
    return min(difference(one, other, sight) for sight in SIGHTS)


def lay_over(color: str, ground: str, opacity: float) -> str:
    pairs = zip(*(bytes.fromhex(one[1:]) for one in (color, ground)), strict=True)
    return "#" + bytes(round(over * opacity + under * (1 - opacity)) for over, under in pairs).hex()


@both
def test_streamlit_and_figures_have_the_same_colours(mode: theme.ColorMode) -> None:
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        page = tomllib.load(file)["theme"][mode]
    colors = theme.PALETTES[mode]
    assert (page["backgroundColor"], page["textColor"], page["primaryColor"]) == (
        colors.ground,
        colors.ink,
        colors.accent,
    )
    for name in ("textColor", "primaryColor", "linkColor"):
        for ground in ("backgroundColor", "secondaryBackgroundColor"):
            assert contrast(page[name], page[ground]) >= 4.5, (name, ground)


@both
@pytest.mark.parametrize("name", ["ink", "ink_muted", "accent"])
def test_text_stands_out_from_the_ground_by_four_and_a_half_to_one(mode: theme.ColorMode, name: str) -> None:
    colors = theme.PALETTES[mode]
    assert contrast(getattr(colors, name), colors.ground) >= 4.5


@both
def test_bars_lines_circles_and_outlines_stand_out_by_three_to_one(mode: theme.ColorMode) -> None:
    colors = theme.PALETTES[mode]
    for mark in (
        colors.accent,
        colors.outline,
        colors.part_of if mode == "dark" else colors.suppressed,
        *colors.series,
    ):
        assert contrast(mark, colors.ground) >= 3, mark
    for under in (colors.ground, colors.placed, colors.zero):
        assert contrast(lay_over(colors.circle, under, circles.CIRCLE_OPACITY), under) >= 3, under


@both
def test_lines_of_a_chart_are_told_apart_with_any_sight(mode: theme.ColorMode) -> None:
    for one, other in combinations(theme.PALETTES[mode].series, 2):
        assert least_difference(one, other) >= 7, (one, other)


@both
@pytest.mark.parametrize("steps", range(1, 8))
def test_a_ramp_leaves_the_ground_in_clear_steps(mode: theme.ColorMode, steps: int) -> None:
    colors = theme.PALETTES[mode]
    classes = theme.spread(colors.ramp, steps)
    assert len(classes) == steps
    for near, far in pairwise(classes):
        assert contrast(far, colors.ground) / contrast(near, colors.ground) >= 1.25
        assert least_difference(near, far) >= 6


@both
def test_fall_and_rise_leave_the_ground_alike_and_are_told_apart(mode: theme.ColorMode) -> None:
    colors = theme.PALETTES[mode]
    for fall, rise in zip(colors.fall, colors.rise, strict=True):
        assert 0.8 <= contrast(fall, colors.ground) / contrast(rise, colors.ground) <= 1.25
        assert least_difference(fall, rise) >= 5
    for branch in (colors.fall, colors.rise):
        assert all(least_difference(near, far) >= 7 for near, far in pairwise(branch))


@both
def test_a_state_is_never_taken_for_a_number(mode: theme.ColorMode) -> None:
    colors = theme.PALETTES[mode]
    classes = [color for steps in range(1, 8) for color in theme.spread(colors.ramp, steps)]
    for name in ("zero", "not_reported", "suppressed", "part_of"):
        state = getattr(colors, name)
        assert min(difference(state, one, "normal") for one in classes) >= 6, name
        assert min(least_difference(state, one) for one in classes) >= 3.5, name
    for name in ("not_reported", "suppressed"):
        assert min(least_difference(getattr(colors, name), one) for one in (*colors.fall, *colors.rise)) >= 4, name


@both
def test_the_states_of_one_map_are_told_apart(mode: theme.ColorMode) -> None:
    colors = theme.PALETTES[mode]
    names = ("zero", "not_reported", "suppressed", "part_of", "not_stated", "placed")
    for one, other in combinations(names, 2):
        assert least_difference(getattr(colors, one), getattr(colors, other)) >= 3.5, (one, other)
    for name in names:
        assert difference(getattr(colors, name), colors.ground, "normal") >= 5, name
