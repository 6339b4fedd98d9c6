"""Colours, type and number formats of maps and charts, on a light ground; `.streamlit/config.toml` has the same.

The ramp runs from light to dark in one hue family, so that it is read in order without colour vision and on a
weak projector; states without a number lie outside that family, so that none is taken for a low count.
"""

from __future__ import annotations

from typing import Any

FONT = "IBM Plex Sans"
FONT_BOLD = "IBM Plex Sans SemiBold"  # a family of its own: map labels are drawn by name, without a weight
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

# Seven steps; shorter ramps take some of them, always from the lightest to the darkest.
RAMP = ("#d3e8ea", "#a6d1d8", "#74b5c4", "#4593ad", "#246f93", "#164c76", "#0e2d52")
_RAMP_STEPS = {
    1: (3,),
    2: (1, 4),
    3: (1, 3, 5),
    4: (0, 2, 4, 6),
    5: (0, 2, 3, 5, 6),
    6: (0, 1, 2, 4, 5, 6),
    7: (0, 1, 2, 3, 4, 5, 6),
}

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
    """Colours from the lowest class to the highest, for 1 to 7 classes."""
    return tuple(RAMP[index] for index in _RAMP_STEPS[steps])


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
