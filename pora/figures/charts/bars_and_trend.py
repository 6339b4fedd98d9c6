"""Frames into charts: small, quiet, readable from the back of a room. A chart has no title: the page has it.

Trap: a month or an area without a report is a gap or a word, never a zero and never a guess.
"""

from __future__ import annotations

import datetime as dt
import itertools
import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from babel.dates import format_date

from pora import schema, theme
from pora.figures.tooltips import write_tooltips
from pora.locale import format_number, format_period, language
from pora.statistics.measures import Measure, short_state_words

BAR_HEIGHT, TALL_BAR_HEIGHT = 34, 44  # a name may take two lines
_NAME_WIDTH = 22  # letters
_WHOLE, _FEW = ",d", 5  # of persons; fewer have a line each
TREND_HEIGHT = 300


def draw_bars(frame: pd.DataFrame, measure: Measure) -> go.Figure:
    """One bar per row, in the order of the frame, from the top: `area_name`, `value`, `status`.

    The number stands at the end of the bar; an area without one has its state there instead. Rows with `is_rest`
    (others, not detailed) are grey.
    """
    colors = theme.palette()
    is_rest = frame["is_rest"] if "is_rest" in frame else [False] * len(frame)
    has_number = frame["status"].isin([schema.ANGKA, schema.NOL])
    values = frame["value"].where(has_number).fillna(0).astype(float)
    words = short_state_words()
    texts = [
        f" {format_number(value, measure.decimals) if known else words[status]}"
        for value, known, status in zip(values, has_number, frame["status"], strict=True)
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(frame))),
        "x": values.tolist(),
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {
            "size": theme.LABEL_SIZE,
            "color": [colors.ink if known else colors.ink_muted for known in has_number],
        },
        "marker": {"color": [colors.not_reported if rest else colors.accent for rest in is_rest]},
        "hoverinfo": "skip",
    }
    names = ["<br>".join(textwrap.wrap(name, _NAME_WIDTH)) for name in frame["area_name"]]
    height = TALL_BAR_HEIGHT if any("<br>" in name for name in names) else BAR_HEIGHT
    return compose([trace], len(frame) * height + 10, row_axes(names, float(values.max()) if len(values) else 1))


def draw_trend(frame: pd.DataFrame, measure: Measure) -> go.Figure:
    """A line over months: `period` without holes, `value`, `status`. Months without a number are shaded and
    break the line."""
    has_number = frame["status"].isin([schema.ANGKA, schema.NOL])
    values = [float(v) if known else None for v, known in zip(frame["value"], has_number, strict=True)]
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(frame))),
        "y": values,
        "connectgaps": False,
        "line": {"color": theme.palette().accent, "width": 3},
        "marker": {"size": 7, "color": theme.palette().accent},
        "customdata": [format_period(period) for period in frame["period"]],
        "hovertemplate": write_tooltips("<b>%{customdata}</b>", "y", measure, values),
    }
    bands, names = shade_gaps(frame)
    notes = {"shapes": bands, "annotations": names + _name_last(values, measure)}
    return compose([trace], TREND_HEIGHT, month_axes(frame["period"].tolist()) | notes)


def compose(traces: list[dict[str, Any]], height: int, axes: dict[str, Any]) -> go.Figure:
    layout = theme.base_layout(language.get()) | {"height": height, "showlegend": False, "bargap": 0.32} | axes
    counts = [value for trace in traces for value in trace["y"] if isinstance(value, int | float)]
    if axes.get("yaxis", {}).get("tickformat") == _WHOLE and max(counts, default=0) < _FEW:
        layout["yaxis"] = axes["yaxis"] | {"dtick": 1}  # half a person rounded would be a number twice
    return go.Figure(data=traces, layout=layout, _validate=False)


def row_axes(names: list[str], largest: float) -> dict[str, Any]:
    """Names at the left, the first row on top, room for the number at the right."""
    return {
        "margin": {"l": 0, "r": 110, "t": 0, "b": 0},
        "xaxis": {"visible": False, "range": [0, largest or 1], "fixedrange": True},
        "yaxis": {
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "ticklabelstandoff": 8,
            "range": [len(names) - 0.5, -0.5],
            "tickfont": {"size": theme.LABEL_SIZE},
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
    }


def month_axes(periods: list[str], names: int = 12) -> dict[str, Any]:
    """At most so many months named, the last one always."""
    step = next((step for step in (1, 2, 3, 6, 12) if len(periods) <= step * names), -(-len(periods) // names))
    shown = list(range(len(periods) - 1, -1, -step))[::-1]
    return {
        "margin": {"l": 48, "r": 70, "t": 12, "b": 44},
        "hovermode": "closest",
        "xaxis": {
            "tickvals": shown,
            "ticktext": name_months([periods[index] for index in shown]),
            "range": [-0.5, len(periods) - 0.5],
            "tickangle": 0,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "rangemode": "tozero",
            "gridcolor": theme.palette().grid,
            "zerolinecolor": theme.palette().grid,
            "tickformat": _WHOLE,
            "nticks": 5,
            "fixedrange": True,
        },
    }


def name_months(periods: list[str]) -> list[str]:
    """Jan, Feb, ...; the year stands under the first month that is named in it."""
    names, year = [], 0
    for period in periods:
        month = dt.date.fromisoformat(f"{period}-01")
        name = str(format_date(month, "MMM", locale=language.get()))
        names.append(name if month.year == year else f"{name}<br>{month.year}")
        year = month.year
    return names


def shade_gaps(frame: pd.DataFrame) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and notes: one grey band per run of months in the same state without a number, with its name."""
    bands, names, start = [], [], 0
    for status, run in itertools.groupby(frame["status"]):
        stop = start + len(list(run))
        if status not in (schema.ANGKA, schema.NOL):
            band = {"type": "rect", "yref": "paper", "x0": start - 0.5, "x1": stop - 0.5, "y0": 0, "y1": 1}
            bands.append({**band, "fillcolor": theme.palette().not_stated, "line": {"width": 0}, "layer": "below"})
            place = {"x": (start + stop - 1) / 2, "y": 0.97, "yref": "paper", "yanchor": "top"}
            font = {"size": theme.TEXT_SIZE - 1, "color": theme.palette().ink_muted}
            text = {"text": short_state_words()[status], "textangle": -90, "showarrow": False, "font": font}
            names.append(place | text)
        start = stop
    return bands, names


def _name_last(values: list[float | None], measure: Measure) -> list[dict[str, Any]]:
    """The last number, beside its point."""
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    return [
        {
            "x": index,
            "y": value,
            "text": f"<b>{format_number(value, measure.decimals)}</b>",
            "showarrow": False,
            "xanchor": "left",
            "xshift": 10,
            "font": {"size": theme.LABEL_SIZE + 2, "color": theme.palette().accent},
        }
        for index, value in known[-1:]
    ]
