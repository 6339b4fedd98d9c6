"""Circles whose area is the count, and the key to their sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pora import theme
from pora.locale import _, format_number

MAX_DIAMETER, CROWDED_DIAMETER, MIN_DIAMETER = 58.0, 38.0, 4.0
_CROWD = 40  # more circles than this are drawn smaller
_KEY_STEP = 14  # pixels between two numbers of the key


@dataclass(frozen=True)
class CircleScale:
    """Diameter in pixels by count: the count `top` has the `largest` circle, area grows with the count.

    The smallest circles are drawn a little too large, or nobody would see them.
    """

    top: float
    largest: float = MAX_DIAMETER

    @classmethod
    def for_values(cls, values: npt.NDArray[np.float64]) -> CircleScale:
        largest = CROWDED_DIAMETER if len(values) > _CROWD else MAX_DIAMETER
        return cls(float(values.max()) if len(values) else 1.0, largest)

    def diameters(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.maximum(self.largest * np.sqrt(values / self.top), MIN_DIAMETER)

    def diameter(self, value: float) -> float:
        return float(self.diameters(np.array([value]))[0])

    def key_values(self) -> list[int]:
        """Up to three round counts, large to small, each circle clearly smaller than the last."""
        chosen: list[int] = []
        for value in (_round_down(self.top / share) for share in (1, 4, 5, 10, 20, 40)):
            is_apart = not chosen or self.diameter(chosen[-1]) - self.diameter(value) >= _KEY_STEP
            if value >= 1 and is_apart and len(chosen) < 3:
                chosen.append(value)
        return chosen


def _round_down(value: float) -> int:
    """One significant digit: 178 as 100, 53 as 50."""
    power = 10 ** max(len(str(int(value))) - 1, 0)
    return int(value // power * power)


def draw_size_key(scale: CircleScale, decimals: int) -> dict[str, Any]:
    """Layout with nested circles of true size at the lower right of the map. Plotly's own legend caps a
    circle at 16 pixels."""
    left, bottom, middle = 14, 8, 14 + scale.largest / 2
    circle = {
        "type": "circle",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "line": {"color": theme.palette().ramp[5], "width": 1.2},
        **_CORNER,
    }
    shapes, notes = [], []
    for value in scale.key_values():
        diameter = scale.diameter(value)
        across = {"x0": middle - diameter / 2, "x1": middle + diameter / 2}
        shapes.append(circle | across | {"y0": bottom, "y1": bottom + diameter})
        notes.append(_note(format_number(value, decimals), left + scale.largest + 12, bottom + diameter))
    notes.append(_note(_("Luas lingkaran = jumlah"), left, bottom + scale.largest + 24))
    return {"shapes": shapes, "annotations": notes}


_CORNER = {"xref": "paper", "xanchor": 1, "yref": "paper", "yanchor": 0}


def _note(text: str, right: float, up: float) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 0,
        "xshift": right,
        "yshift": up,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": theme.TEXT_SIZE - 1},
    }
