"""Colours, type and number formats of maps and charts, on a light ground; the same as in config.toml.

The ramp runs from light to dark in one hue family, so that it is read in order without colour vision and on a
weak projector; states without a number lie outside that family, so that none is taken for a low count.
"""

from __future__ import annotations

from typing import Any

FONT = "IBM Plex Sans"
# What map labels ask for: the map takes the weight from the first name, finds no typeface of that name, and
# goes on to the second.
LABEL_FONT, LABEL_FONT_BOLD = [FONT], ["SemiBold", FONT]
FONT_STACK = f"{FONT}, Arial, sans-serif"

TEXT_SIZE = 14
LABEL_SIZE = 15

INK = "#12283f"
INK_MUTED = "#4a5b6d"
GROUND = "#ffffff"
GRID = "#e3e8ed"
ACCENT = "#0f5f73"
LINE = "#ffffff"
OUTLINE = "#33475b"

RAMP = ("#d3e8ea", "#a6d1d8", "#74b5c4", "#4593ad", "#246f93", "#164c76", "#0e2d52")  # even in lightness

ZERO = "#fbf4de"
NOT_REPORTED = "#b9bfc7"
SUPPRESSED = "#b79cc9"
PART_OF = "#e9b04d"
NOT_STATED = "#e9ebee"
NOT_APPLICABLE = "#f6f7f8"
PLACED = "#e6eff1"  # under a circle: there is a number, and the circle shows it

NUMBER_FORMAT = {0: ",d", 1: ",.1f", 2: ",.2f"}  # d3, for hover; the marks come from `separators`
SEPARATORS = {"id": ",.", "en": ".,"}


def ramp(steps: int) -> tuple[str, ...]:
    """Colours from the lowest class to the highest, evenly spread; one class takes the middle."""
    if steps == 1:
        return (RAMP[3],)
    last = len(RAMP) - 1
    return tuple(_blend(last * step / (steps - 1)) for step in range(steps))


def _blend(position: float) -> str:
    """The colour at a position between two steps of the ramp."""
    index = min(int(position), len(RAMP) - 2)
    share = position - index
    pairs = zip(*(bytes.fromhex(RAMP[i][1:]) for i in (index, index + 1)), strict=True)
    return "#" + bytes(round(low + (high - low) * share) for low, high in pairs).hex()


def base_layout(lang: str) -> dict[str, Any]:
    """What every figure shares. No Plotly template: it would add 7 KB to every rerun."""
    return {
        "template": {},
        "separators": SEPARATORS[lang],
        "font": {"family": FONT_STACK, "size": TEXT_SIZE, "color": INK},
        "paper_bgcolor": GROUND,
        "plot_bgcolor": GROUND,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverlabel": {
            "bgcolor": GROUND,
            "bordercolor": OUTLINE,
            "align": "left",
            "font": {"family": FONT_STACK, "size": LABEL_SIZE, "color": INK},
        },
    }
