"""Several monthly lines in one chart, each with its name and last number at its end instead of a legend, above a strip
that says how many kecamatan reported: a line may fall because reports are missing."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pora import theme
from pora.figures.charts.bars_and_trend import compose, month_axes, name_months, shade_gaps
from pora.locale import _, format_number, format_period
from pora.statistics.trends import Line

HEIGHT = 360
_TOP, _BOTTOM = 14, 44  # margins
_STRIP = (0.0, 0.11)  # shares of the height
_PLOT = (0.2, 1.0)
_TEXT_LINE = 18  # pixels that one line of a label takes
_LABEL_WIDTH = 22  # letters


def draw_lines(lines: Sequence[Line], months: pd.DataFrame, has_strip: bool = True) -> go.Figure:
    """`months`: one row per month without holes: period, status (months without a number are shaded), reporting_count
    and kecamatan_count (the strip)."""
    periods = months["period"].tolist()
    colours = _colour(lines)
    largest = max((value for line in lines for value in line.values if value is not None), default=0) * 1.04 or 1
    traces = [_trace(line, colour, periods) for line, colour in zip(lines, colours, strict=True)]
    bands, names = shade_gaps(months)
    labels = _label_ends(lines, colours, largest, periods)
    axes = month_axes(periods, names=4)  # a telephone has room for no more
    axes["yaxis"] |= {"range": [0, largest], "domain": _PLOT if has_strip else [0, 1]}
    axes |= {"shapes": bands, "annotations": names + labels, "hovermode": "x unified", "hoversubplots": "axis"}
    axes["margin"] = {"l": 52, "r": _margin(lines), "t": _TOP, "b": _BOTTOM}
    axes["xaxis"]["type"] = "category"  # so that the month stands over what the pointer shows
    if has_strip and len(months):
        traces += _strip_traces(months)
        axes["barmode"] = "stack"
        axes["xaxis"]["anchor"] = "y2"
        axes["yaxis2"] = _strip_axis()
        axes["annotations"] = [*axes["annotations"], *_strip_words(months)]
    return compose(traces, HEIGHT, axes)


def _colour(lines: Sequence[Line]) -> list[str]:
    """A colour for each line of its own; sums and unknowns are grey."""
    own = cycle(theme.palette().series)
    return [next(own) if line.kind == "own" else theme.palette().ink_muted for line in lines]


def _trace(line: Line, colour: str, periods: list[str]) -> dict[str, Any]:
    is_main = line.kind == "own"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name or _("Jumlah"),
        "x": [format_period(period) for period in periods],
        "y": list(line.values),
        "connectgaps": False,
        "line": {
            "color": colour,
            "width": 2.5 if is_main else 1.5,
            "dash": "dot" if line.kind == "unknown" else "solid",
        },
        "marker": {"size": 4, "color": colour},
        "hovertemplate": f"%{{y:{theme.NUMBER_FORMAT[0]}}}",
    }


# --- names at the ends ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EndLabel:
    """A label of `height` pixels that wants its middle `wanted` pixels below the top."""

    wanted: float
    height: float


def spread_labels(labels: Sequence[EndLabel], height: float) -> list[float]:
    """The middle of each label so that none covers another, as near as may be to where it wants to be; within the
    height, if they fit into it at all."""
    order = sorted(range(len(labels)), key=lambda i: labels[i].wanted)
    tops, bottom = [], 0.0
    for i in order:
        tops.append(max(labels[i].wanted - labels[i].height / 2, bottom))
        bottom = tops[-1] + labels[i].height
    limit = max(height, sum(label.height for label in labels))
    for place in range(len(order) - 1, -1, -1):
        tops[place] = min(tops[place], limit - labels[order[place]].height)
        limit = tops[place]
    middles = [0.0] * len(labels)
    for i, top in zip(order, tops, strict=True):
        middles[i] = top + labels[i].height / 2
    return middles


def _label_ends(
    lines: Sequence[Line], colours: Sequence[str], largest: float, periods: Sequence[str]
) -> list[dict[str, Any]]:
    ended = [(line, colour, line.last) for line, colour in zip(lines, colours, strict=True)]
    known = [(line, colour, *last) for line, colour, last in ended if last is not None]
    texts = [_write_label(line, colour, month, value, periods) for line, colour, month, value in known]
    plot_height = (HEIGHT - _TOP - _BOTTOM) * (_PLOT[1] - _PLOT[0])
    wanted = [
        EndLabel((1 - value / largest) * plot_height, (text.count("<br>") + 1) * _TEXT_LINE)
        for text, (_line, _colour, _month, value) in zip(texts, known, strict=True)
    ]
    places = spread_labels(wanted, plot_height)
    return [
        {
            "x": len(periods) - 1,
            "y": value,
            "text": text,
            "align": "left",
            "xanchor": "left",
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": colour,
            "standoff": 3,
            "ax": 22,
            "ay": place - label.wanted,
            "font": {"size": theme.TEXT_SIZE, "color": theme.palette().ink},
        }
        for text, (_line, colour, _month, value), label, place in zip(texts, known, wanted, places, strict=True)
    ]


def _write_label(line: Line, colour: str, month: int, value: int, periods: Sequence[str]) -> str:
    """A dot in the colour of the line, name, last number, and its month where that is not the last one shown."""
    number = f"<b>{format_number(value)}</b>"
    if month < len(periods) - 1:
        number += " " + name_months([periods[month]])[0].replace("<br>", " ")
    if not line.name:
        return number
    name = "<br>".join(textwrap.wrap(line.name, _LABEL_WIDTH))
    return f"<span style='color:{colour}'>●</span> {name} {number}"


def _margin(lines: Sequence[Line]) -> int:
    """Pixels for the longest label."""
    longest = max((len(part) for line in lines for part in textwrap.wrap(line.name, _LABEL_WIDTH)), default=0)
    return 108 if not longest else 100 + round(longest * 7.2)


# --- who reported --------------------------------------------------------------------------------------------


def _strip_traces(months: pd.DataFrame) -> list[dict[str, Any]]:
    """The share that reported, and above it the share that did not."""
    share = (months["reporting_count"] / months["kecamatan_count"]).astype(float)
    counts = zip(months["reporting_count"], months["kecamatan_count"], strict=True)
    shared = {"type": "bar", "yaxis": "y2", "x": [format_period(period) for period in months["period"]]}
    reported = {
        "name": _("Kecamatan melapor"),
        "y": share.tolist(),
        "marker": {"color": theme.palette().ramp[2]},
        "customdata": [_("{n} dari {m}").format(n=format_number(n), m=format_number(m)) for n, m in counts],
        "hovertemplate": "%{customdata}",
    }
    missing = {"y": (1 - share).tolist(), "marker": {"color": theme.palette().not_reported}, "hoverinfo": "skip"}
    return [shared | reported, shared | missing]


def _strip_axis() -> dict[str, Any]:
    return {
        "domain": _STRIP,
        "range": [0, 1],
        "tickvals": [],
        "showgrid": False,
        "zerolinecolor": theme.palette().grid,
        "fixedrange": True,
    }


def _strip_words(months: pd.DataFrame) -> list[dict[str, Any]]:
    """What the strip is, above it, and its last month, beside it."""
    font = {"size": theme.TEXT_SIZE - 1, "color": theme.palette().ink_muted}
    last = months.iloc[-1]
    words = _("{n} dari {m}").format(n=format_number(last["reporting_count"]), m=format_number(last["kecamatan_count"]))
    shared = {"xref": "paper", "yref": "paper", "showarrow": False, "xanchor": "left", "font": font}
    return [
        shared | {"x": 0, "y": _STRIP[1], "yanchor": "bottom", "text": _("Kecamatan melapor")},
        shared | {"x": 1, "y": _STRIP[1] / 2, "yanchor": "middle", "xshift": 8, "text": words},
    ]
