"""Circles whose area is the count, or the size of a change, and the key to their sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pora import theme
from pora.figures.maps.style import OUTLINE_LAYER, Ground
from pora.figures.tooltips import write_tooltips
from pora.locale import _, format_number
from pora.statistics.measures import Measure

MAX_DIAMETER, CROWDED_DIAMETER, LEAST_DIAMETER = 58.0, 38.0, 12.0  # of the largest circle of a map
_SMALLEST, _SMALLEST_OF_MANY = 4.0, 2.5
CIRCLE_OPACITY = 0.85
_CROWD, _MANY = 40, 1000  # more circles than this are drawn smaller
_INK = 45_000  # square pixels that all circles together may take: a tenth of a map on a laptop
_HOVER_DIAMETER = 20  # from this size on a circle hides its neighbours: it has a ring and its own tooltip
_MOST_LARGE = 150  # circles with a ring and a tooltip, which weigh ten times as much on the wire
_RING = 2  # pixels
_KEY_STEP = 14  # pixels between two numbers of the key


@dataclass(frozen=True)
class CircleScale:
    """Diameter by count: the count `top` (persons, above zero) has the `largest` circle, area grows with the count.

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
        top = max((float(values.max()) for values in numbers if len(values)), default=1.0)
        most = max((len(values) for values in numbers), default=0)
        squares = max((float(values.sum()) / top for values in numbers), default=0.0)
        fitting = math.sqrt(4 / math.pi * _INK / max(squares, 1.0))
        largest = min(CROWDED_DIAMETER if most > _CROWD else MAX_DIAMETER, max(fitting, LEAST_DIAMETER))
        return cls(top, round(largest, 1), _SMALLEST_OF_MANY if most > _MANY else _SMALLEST)

    def diameters(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.maximum(self.largest * np.sqrt(np.abs(values) / self.top), self.smallest)

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


def circle_colors(measure: Measure) -> tuple[str, str]:
    """Of a number above zero and of one below."""
    colors = theme.palette()
    return (colors.rise[-2], colors.fall[-2]) if measure.is_change else (colors.circle, colors.circle)


def draw_circle_traces(
    numbers: pd.DataFrame, scale: CircleScale, ground: Ground, measure: Measure
) -> list[dict[str, Any]]:
    """The circles of the rows (area_code, area_name, value, lon, lat), small ones above large ones. Small ones leave
    tooltip and click to the areas beneath them."""
    order = numbers["value"].astype(float).abs().sort_values(ascending=False, kind="stable").index
    drawn = numbers.loc[order]
    is_large = scale.diameters(drawn["value"].to_numpy(dtype=float)) >= _HOVER_DIAMETER
    is_large[_MOST_LARGE:] = False
    # Each large circle after its own ring, so that a circle cuts into the larger one that it lies on.
    large = drawn.loc[is_large].loc[lambda rows: rows.index.repeat(2)]
    is_ring = np.arange(len(large)) % 2 == 0
    hover = {
        "customdata": list(zip(large["area_code"], large["area_name"], large["value"].tolist(), strict=True)),
        "hovertemplate": write_tooltips("<b>%{customdata[1]}</b>", "customdata[2]", measure, large["value"]),
    }
    small = drawn.loc[~is_large]
    return [
        _circles(large, scale, ground, measure, is_ring) | hover,
        _circles(small, scale, ground, measure, np.zeros(len(small), dtype=bool)) | {"hoverinfo": "skip"},
    ]


def _circles(
    rows: pd.DataFrame, scale: CircleScale, ground: Ground, measure: Measure, is_ring: npt.NDArray[np.bool_]
) -> dict[str, Any]:
    values = rows["value"].to_numpy(dtype=float)
    above, below = circle_colors(measure)
    colors = np.where(is_ring, theme.palette().ground, np.where(values > 0, above, below)).tolist()
    diameters = scale.diameters(values) + np.where(is_ring, 2 * _RING, 0)
    return {
        "type": "scattermap",
        "mode": "markers",
        "lon": _shorten(rows["lon"], ground),
        "lat": _shorten(rows["lat"], ground),
        "marker": {
            "size": np.round(diameters * 2).astype(np.float32) / 2,
            "color": colors if len(set(colors)) > 1 else next(iter(colors), above),
            "opacity": CIRCLE_OPACITY,
        },
        "unselected": {"marker": {"opacity": CIRCLE_OPACITY}},
        "below": OUTLINE_LAYER,
        "showlegend": False,
    }


def _shorten(degrees: pd.Series, ground: Ground) -> np.ndarray[Any, Any]:
    """Coordinates to half a pixel of the first view: binary fractions, whose many zero bits are compressed away."""
    west, _south, east, _north = ground.bounds
    step = 2.0 ** np.floor(np.log2(max(east - west, 1e-6) / 700))
    shortened: np.ndarray[Any, Any] = np.round(degrees.to_numpy(dtype=float) / step) * step
    return shortened.astype(np.float32)


def draw_circle_legend(name: str, color: str) -> dict[str, Any]:
    """An entry of the legend that draws nothing on the map."""
    return {
        "type": "scattermap",
        "mode": "markers",
        "lon": [None],
        "lat": [None],
        "marker": {"size": 13, "color": color},
        "name": name,
        "showlegend": True,
    }


def draw_size_key(scale: CircleScale, measure: Measure) -> dict[str, Any]:
    """Layout with nested circles of true size at the lower right of the map. Plotly's own legend caps a
    circle at 16 pixels."""
    left, bottom, middle = 14, 8, 14 + scale.largest / 2
    circle = {
        "type": "circle",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "line": {"color": theme.palette().ink_muted, "width": 1.2},
        **_CORNER,
    }
    shapes, notes = [], []
    for value in scale.key_values():
        diameter = scale.diameter(value)
        across = {"x0": middle - diameter / 2, "x1": middle + diameter / 2}
        shapes.append(circle | across | {"y0": bottom, "y1": bottom + diameter})
        notes.append(_note(format_number(value), left + scale.largest + 12, bottom + diameter))
    title = _("Luas lingkaran = besar perubahan") if measure.is_change else _("Luas lingkaran = jumlah")
    notes.append(_note(title, left, bottom + scale.largest + 24))
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
