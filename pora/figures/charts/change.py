"""The change between two months, step by step from the older number to the newer.

The numbers at both ends are marks, not bars: so the axis need not start at zero, and steps of a few persons stay
readable beside ten thousand. Only the steps are bars, and their length is the change.
"""

from __future__ import annotations

import textwrap
from typing import Any

import plotly.graph_objects as go

from pora import theme
from pora.figures.charts.bars_and_trend import compose, row_axes
from pora.statistics.change_split import ChangeSplit
from pora.statistics.change_steps import Step, list_steps

STEP_HEIGHT = 44
_LABEL_WIDTH = 20  # letters
_ROOM = (0.25, 0.45)  # left and right of the outermost level, for numbers, as shares of the range


def draw_change(split: ChangeSplit, before_period: str, after_period: str) -> go.Figure:
    """One row per step, from the top: the older month, what changed, the newer month."""
    steps = list_steps(split, before_period, after_period)
    low, high = _range(steps)
    axes = row_axes([_wrap(step.words) for step in steps], high)
    axes["xaxis"]["range"] = [low, high]
    axes["margin"]["r"] = 8
    axes["shapes"] = [_join(row, step.end) for row, step in enumerate(steps[:-1])]
    return compose([_bars(steps), _marks(steps)], len(steps) * STEP_HEIGHT + 10, axes)


def _wrap(words: str) -> str:
    """Two lines: the label has a third of a narrow figure. The kecamatan stand on the second."""
    if " (" in words:
        return words.replace(" (", "<br>(")
    return "<br>".join(textwrap.wrap(words, max(_LABEL_WIDTH, len(words) // 2 + 4)))


def _range(steps: list[Step]) -> tuple[float, float]:
    levels = [level for step in steps for level in (step.start, step.end)]
    span = max(max(levels) - min(levels), 1)
    return min(levels) - span * _ROOM[0], max(levels) + span * _ROOM[1]


def _bars(steps: list[Step]) -> dict[str, Any]:
    colors = theme.palette()
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(steps))),
        "base": [step.start for step in steps],
        "x": [step.end - step.start for step in steps],
        "text": ["" if step.is_mark else step.number for step in steps],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": theme.LABEL_SIZE, "color": colors.ink},
        "marker": {"color": [colors.accent if step.is_real else colors.not_reported for step in steps]},
        "hoverinfo": "skip",
    }


def _marks(steps: list[Step]) -> dict[str, Any]:
    colors = theme.palette()
    rows = [(row, step) for row, step in enumerate(steps) if step.is_mark]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "y": [row for row, _step in rows],
        "x": [step.end for _row, step in rows],
        "text": [f"  <b>{step.number}</b>" for _row, step in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "textfont": {"size": theme.LABEL_SIZE + 2, "color": colors.ink},
        "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 4, "color": colors.ink}},
        "hoverinfo": "skip",
    }


def _join(row: int, level: int) -> dict[str, Any]:
    """A thin line down to the next row."""
    line = {"color": theme.palette().ink_muted, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": level, "x1": level, "y0": row, "y1": row + 1, "line": line, "layer": "below"}
