"""Colours, type and number formats of maps and charts, light and dark; the same as in config.toml.

The ramp runs from near the ground to far from it in one cool hue family, so that it is read in order without colour
vision and on a weak projector. States without a number are warm or grey, so that none is taken for a low count, also by
those who do not see red, green or blue; tests/test_theme.py measures it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

ColorMode = Literal["light", "dark"]

FONT = "IBM Plex Sans"
# What map labels ask for: the map takes the weight from the first name, finds no typeface of that name, and
# goes on to the second.
LABEL_FONT, LABEL_FONT_BOLD = [FONT], ["SemiBold", FONT]
FONT_STACK = f"{FONT}, Arial, sans-serif"

TEXT_SIZE = 14
LABEL_SIZE = 15


@dataclass(frozen=True)
class Palette:
    """One set of colours. `ramp` runs from little to much, `fall` and `rise` from no change outwards."""

    ink: str
    ink_muted: str
    ground: str
    grid: str
    accent: str
    line: str  # between areas
    outline: str  # around groups of areas
    ramp: tuple[str, ...]
    fall: tuple[str, ...]
    rise: tuple[str, ...]
    series: tuple[str, ...]  # lines of a chart, told apart without colour vision
    zero: str
    not_reported: str
    suppressed: str
    part_of: str
    not_stated: str
    not_detailed: str  # reported, but not by what the reader asks for
    unchanged: str
    newly_reported: str
    no_longer_reported: str
    not_applicable: str
    placed: str  # under a circle: there is a number, and the circle shows it
    circle: str


_RAMP = ("#d3e8ea", "#a6d1d8", "#74b5c4", "#4593ad", "#246f93", "#164c76", "#0e2d52")  # even in lightness

PALETTES: Mapping[ColorMode, Palette] = {
    "light": Palette(
        ink="#12283f",
        ink_muted="#4a5b6d",
        ground="#ffffff",
        grid="#e3e8ed",
        accent="#0f5f73",
        line="#ffffff",
        outline="#33475b",
        ramp=_RAMP,
        fall=("#b4d5ea", "#74add3", "#3a82ba", "#1c5592"),
        rise=("#f5c5a2", "#e39160", "#c5673a", "#94390f"),
        series=("#0f5f73", "#b4690e", "#2b2250", "#8d8fb0", "#872920", "#6e67bd"),
        zero="#fbf0bf",
        not_reported="#c4c0b3",
        suppressed="#865b68",
        part_of="#efb43a",
        not_stated="#dcd8cd",
        not_detailed="#c5ab6e",
        unchanged="#ebebe8",
        newly_reported="#83a295",
        no_longer_reported="#848484",
        not_applicable="#f8f8f8",
        placed="#dcedf2",
        circle=_RAMP[5],
    ),
    "dark": Palette(
        ink="#eef3f7",
        ink_muted="#b4c1cd",
        ground="#10202f",
        grid="#2b3d4e",
        accent="#62bcd0",
        line="#10202f",
        outline="#9fb2c3",
        ramp=("#1f4258", "#27617a", "#317f96", "#4a9fb0", "#71bdc7", "#a3d8da", "#dcf1ee"),
        fall=("#2c587a", "#3f80b0", "#6aaad6", "#a9d4ef"),
        rise=("#7a4a2b", "#ad6c3d", "#df9456", "#f8c9a3"),
        series=("#62bcd0", "#e8a04a", "#f3efcf", "#7380c7", "#a8762e", "#b9e6f2"),
        zero="#3c341c",
        not_reported="#6a695f",
        suppressed="#b4877a",
        part_of="#d29f30",
        not_stated="#4a433c",
        not_detailed="#c6ca47",
        unchanged="#2a3640",
        newly_reported="#73bf75",
        no_longer_reported="#aeaeae",
        not_applicable="#1c2b38",
        placed="#203a4a",
        circle="#71bdc7",
    ),
}

mode: ContextVar[ColorMode] = ContextVar("mode", default="light")
house: ContextVar[Palette | None] = ContextVar("house", default=None)


def palette() -> Palette:
    """The colours of this run: the reader's choice of light or dark, on files always light; the office's own while its
    slides are written."""
    return house.get() or PALETTES[mode.get()]


NUMBER_FORMAT = {0: ",d", 1: ",.1f", 2: ",.2f"}  # d3, for hover; the marks come from `separators`
SEPARATORS = {"id": ",.", "en": ".,"}


def ramp(steps: int) -> tuple[str, ...]:
    """Colours from the lowest class to the highest, evenly spread; one class takes the middle."""
    return spread(palette().ramp, steps)


def spread(colors: Sequence[str], steps: int) -> tuple[str, ...]:
    """`steps` colours evenly from the first to the last; one takes the middle."""
    last = len(colors) - 1
    if steps == 1:
        return (_blend(colors, last / 2),)
    return tuple(_blend(colors, last * step / (steps - 1)) for step in range(steps))


def _blend(colors: Sequence[str], position: float) -> str:
    """The colour at a position between two of them."""
    index = min(int(position), len(colors) - 2)
    share = position - index
    pairs = zip(*(bytes.fromhex(colors[i][1:]) for i in (index, index + 1)), strict=True)
    return "#" + bytes(round(low + (high - low) * share) for low, high in pairs).hex()


def base_layout(lang: str) -> dict[str, Any]:
    """What every figure shares. No Plotly template: it would add 7 KB to every rerun."""
    colors = palette()
    return {
        "template": {},
        "separators": SEPARATORS[lang],
        "font": {"family": FONT_STACK, "size": TEXT_SIZE, "color": colors.ink},
        "paper_bgcolor": colors.ground,
        "plot_bgcolor": colors.ground,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverlabel": {
            "bgcolor": colors.ground,
            "bordercolor": colors.outline,
            "align": "left",
            "font": {"family": FONT_STACK, "size": LABEL_SIZE, "color": colors.ink},
        },
    }
