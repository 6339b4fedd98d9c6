"""Circles whose area is the count, or the size of a change, and the key to their sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pora import theme
from pora.locale import _, format_number
from pora.statistics.measures import Measure

MAX_DIAMETER, CROWDED_DIAMETER, LEAST_DIAMETER = 58.0, 38.0, 12.0  # of the largest circle of a map
_SMALLEST, _SMALLEST_OF_MANY = 4.0, 2.5
CIRCLE_OPACITY = 0.85
_CROWD, _MANY = 40, 1000  # more circles than this are drawn smaller
_INK = 45_000  # square pixels that all circles together may take: a tenth of a map on a laptop
_KEY_STEP = 14  # pixels between two numbers of the key


@dataclass(frozen=True)
class CircleScale:
    """Diameter by count: the count `top` (persons; 0 where there is none to draw) has the `largest` circle, area grows
    with the count.

    `largest` and `smallest` are diameters in pixels. Circles below the `smallest` are drawn a little too large, or
    nobody would see them.
    """

    top: float
    largest: float = MAX_DIAMETER
    smallest: float = _SMALLEST

    @classmethod
    def for_values(cls, *maps: npt.ArrayLike) -> CircleScale:
        """One scale for the numbers of one map, or of several that are to be compared; missing ones are passed over,
        of changes the size counts. Where many circles are large, all are drawn smaller."""
        numbers = [np.abs(np.asarray(values, dtype=np.float64)) for values in maps]
        numbers = [values[values > 0] for values in numbers]
        top = max((float(values.max()) for values in numbers if len(values)), default=0.0)
        most = max((len(values) for values in numbers), default=0)
        squares = max((float(values.sum()) / (top or 1.0) for values in numbers), default=0.0)
        fitting = math.sqrt(4 / math.pi * _INK / max(squares, 1.0))
        largest = min(CROWDED_DIAMETER if most > _CROWD else MAX_DIAMETER, max(fitting, LEAST_DIAMETER))
        return cls(top, round(largest, 1), _SMALLEST_OF_MANY if most > _MANY else _SMALLEST)

    def diameters(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.maximum(self.largest * np.sqrt(np.abs(values) / (self.top or 1.0)), self.smallest)

    def diameter(self, value: float) -> float:
        return float(self.diameters(np.array([value]))[0])

    def key_values(self) -> list[int]:
        """Up to three round counts, large to small, each circle clearly smaller than the last; none where no circle is
        drawn, since its number would be nobody's."""
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


def circle_colors(measure: Measure) -> tuple[str, str]:
    """Of a number above zero and of one below."""
    colors = theme.palette()
    return (colors.rise[-2], colors.fall[-2]) if measure.is_change else (colors.circle, colors.circle)


def write_circles(scale: CircleScale, measure: Measure) -> dict[str, Any] | None:
    """What the browser is told: the scale in units of the measure, colours, and the key (diameter in pixels, words);
    None where there is no circle to draw."""
    if not scale.top:
        return None
    above, below = circle_colors(measure)
    return {
        "top": scale.top * 10**measure.decimals,
        "largest": scale.largest,
        "smallest": scale.smallest,
        "above": above,
        "below": below,
        "title": circle_words(measure),
        "key": [[round(scale.diameter(value), 1), format_number(value)] for value in scale.key_values()],
    }


def circle_words(measure: Measure) -> str:
    """What the area of a circle means."""
    return _("Luas lingkaran = besar perubahan") if measure.is_change else _("Luas lingkaran = jumlah")
