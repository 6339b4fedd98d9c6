"""Months of a year as bars, each beside the same month of the year before. A month without a number has its state there
instead of a bar."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pora import schema, theme
from pora.figures.charts.bars_and_trend import TREND_HEIGHT, compose, month_axes
from pora.locale import format_number
from pora.statistics.measures import Measure, short_state_words

_WIDTH = 0.38
_SHORT = 2  # digits that have room over a month on a phone


def draw_paired_bars(now: pd.DataFrame, before: pd.DataFrame, measure: Measure) -> go.Figure:
    """Two frames of as many months, without holes: `period`, `value`, `status`. The later one is in colour."""
    colors = theme.palette()
    pairs = ((before, -_WIDTH / 2, colors.not_reported, False), (now, _WIDTH / 2, colors.accent, True))
    traces = [_draw_year(frame, shift, color, _write(frame, measure, tells)) for frame, shift, color, tells in pairs]
    notes = [note for frame, shift, *_rest in pairs for note in _name_states(frame, shift)]
    top = max((float(value) for frame in (now, before) for value in frame["value"].dropna()), default=1.0)
    axes = month_axes(now["period"].tolist())
    names = [name.partition("<br>")[0] for name in axes["xaxis"]["ticktext"]]  # the legend has the years
    axes["xaxis"] = axes["xaxis"] | {"ticktext": names, "tickfont": {"size": theme.TEXT_SIZE - 2}}
    axes["yaxis"] = axes["yaxis"] | {"range": [0, max(top, 1.0) * 1.15]}
    legend = {"orientation": "h", "x": 0, "y": 1.16, "traceorder": "normal"}
    margin = axes["margin"] | {"l": 40, "t": 40, "r": 10}
    axes["uniformtext"] = {"mode": "hide", "minsize": theme.TEXT_SIZE - 2}  # none at all where all would be tiny
    layout = axes | {"barmode": "overlay", "annotations": notes, "showlegend": True, "legend": legend, "margin": margin}
    return compose(traces, TREND_HEIGHT, layout)


def _write(frame: pd.DataFrame, measure: Measure, tells: bool) -> list[str]:
    """The numbers of the later year; those of both would stand in each other's way."""
    return [format_number(value, measure.decimals) if tells and pd.notna(value) else "" for value in frame["value"]]


def _draw_year(frame: pd.DataFrame, shift: float, color: str, texts: list[str]) -> dict[str, Any]:
    values = [None if pd.isna(value) else float(value) for value in frame["value"]]
    return {
        "type": "bar",
        "name": str(frame["period"].iloc[-1])[:4],
        "x": [index + shift for index in range(len(frame))],
        "y": values,
        "width": _WIDTH,
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "constraintext": "none" if max(map(len, texts), default=0) <= _SHORT else "both",
        "textfont": {"size": theme.TEXT_SIZE - 1, "color": theme.palette().ink},
        "marker": {"color": color},
        "hoverinfo": "skip",
    }


def _name_states(frame: pd.DataFrame, shift: float) -> list[dict[str, Any]]:
    words = short_state_words()
    font = {"size": theme.TEXT_SIZE - 2, "color": theme.palette().ink_muted}
    place = {"y": 0, "yanchor": "bottom", "textangle": -90, "showarrow": False, "font": font}
    return [
        {"x": index + shift, "text": words[status], **place}
        for index, status in enumerate(frame["status"])
        if status not in (schema.ANGKA, schema.NOL)
    ]
