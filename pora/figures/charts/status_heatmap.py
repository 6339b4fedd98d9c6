"""Areas by month as a table of colours: one cell per area and month, one colour per state.

Trap: colours are for states, not for sizes. "Belum lapor" and "0" are two states, and neither is an empty cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pora import schema, theme
from pora.figures.charts.bars_and_trend import name_months
from pora.locale import _, _n, format_number, format_period, language
from pora.statistics.completeness import COMPLETE, INCOMPLETE, PARTIAL

AREA_HEIGHT = 24
_HEADER = 86  # legend and months
_GAP = 2


@dataclass(frozen=True)
class StatusColor:
    """What a cell can be, its name in the legend and its colour."""

    state: str
    label: str
    colour: str


def draw_status_heatmap(frame: pd.DataFrame, states: Sequence[StatusColor]) -> go.Figure:
    """One row per area, in the order of the frame, one column per month: `area_code`, `area_name`, `period`,
    `state` (one of `states`), `text` in the cell, `words` for the pointer. Every area has every month; two areas may
    have one name."""
    shown = [one for one in states if (frame["state"] == one.state).any()]
    numbers = {one.state: number for number, one in enumerate(shown)}
    cells = _spread(frame.assign(state=frame["state"].map(numbers)))
    areas, periods = frame.drop_duplicates("area_code"), list(cells["state"].columns)
    trace = {
        "type": "heatmap",
        "z": cells["state"].to_numpy().tolist(),
        "text": cells["text"].to_numpy().tolist(),
        "hovertext": cells["words"].to_numpy().tolist(),
        "texttemplate": "%{text}",
        "textfont": {"size": theme.TEXT_SIZE - 2},
        "hovertemplate": "%{hovertext}<extra></extra>",
        "colorscale": _steps([one.colour for one in shown]),
        "zmin": -0.5,
        "zmax": len(shown) - 0.5,
        "showscale": False,
        "xgap": _GAP,
        "ygap": _GAP,
    }
    layout = theme.base_layout(language.get()) | _layout(areas["area_name"].tolist(), periods)
    return go.Figure(data=[trace, *map(_legend_entry, shown)], layout=layout, _validate=False)


def describe_status_heatmap(frame: pd.DataFrame, states: Sequence[StatusColor]) -> str:
    """How many cells are in each state, for those who don't see the colours."""
    counts = frame["state"].value_counts()
    parts = [f"{one.label} {format_number(int(counts[one.state]))}" for one in states if one.state in counts]
    areas = frame["area_code"].nunique()
    return _n(
        "Tabel warna: {areas} wilayah, {first} sampai {last}. Jumlah sel menurut keadaan: {counts}.", areas
    ).format(
        areas=format_number(areas),
        first=format_period(frame["period"].min()),
        last=format_period(frame["period"].max()),
        counts="; ".join(parts),
    )


def _spread(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Each value as a table of areas by months."""
    order = list(dict.fromkeys(frame["area_code"]))
    return {
        name: frame.pivot(index="area_code", columns="period", values=name).loc[order]
        for name in ("state", "text", "words")
    }


def _steps(colours: list[str]) -> list[list[Any]]:
    """A colour scale without blends: each colour holds its whole share."""
    share = 1 / len(colours)
    return [[edge, colour] for i, colour in enumerate(colours) for edge in (i * share, (i + 1) * share)]


def _legend_entry(one: StatusColor) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "name": one.label,
        "marker": {
            "symbol": "square",
            "size": 14,
            "color": one.colour,
            "line": {"color": theme.palette().outline, "width": 1},
        },
    }


def _layout(names: list[str], periods: list[str]) -> dict[str, Any]:
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True, "ticks": ""}
    return {
        "height": _HEADER + AREA_HEIGHT * len(names),
        "margin": {"l": 0, "r": 0, "t": _HEADER, "b": 0},
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "font": {"size": theme.TEXT_SIZE},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": axis
        | {
            "side": "top",
            "tickvals": list(range(len(periods))),
            "ticktext": name_months(periods),
            "range": [-0.5, len(periods) - 0.5],
            "tickfont": {"size": theme.TEXT_SIZE - 1},
            "tickangle": 0,
        },
        "yaxis": axis
        | {
            "tickvals": list(range(len(names))),
            "ticktext": [f"{name}  " for name in names],
            "range": [len(names) - 0.5, -0.5],
            "automargin": True,
        },
    }


def kabupaten_states() -> tuple[StatusColor, ...]:
    """States of a kabupaten/kota by how many of its kecamatan reported, from the best on, as the legend has them."""
    return (
        StatusColor(COMPLETE, _("Semua kecamatan melapor"), theme.palette().ramp[3]),
        StatusColor(PARTIAL, _("Sebagian kecamatan melapor"), theme.palette().ramp[0]),
        StatusColor(INCOMPLETE, _("Ada baris yang ditolak"), theme.palette().part_of),
        StatusColor(schema.BELUM_LAPOR, _("Belum lapor"), theme.palette().not_reported),
    )


def kecamatan_states() -> tuple[StatusColor, ...]:
    """States of a kecamatan by what its report says, from the best on, as the legend has them."""
    return (
        StatusColor(schema.ANGKA, _("Ada angka"), theme.palette().ramp[1]),
        StatusColor(schema.NOL, _("Melapor 0"), theme.palette().zero),
        StatusColor(INCOMPLETE, _("Ada baris yang ditolak"), theme.palette().part_of),
        StatusColor(schema.DISAMARKAN, _("Disamarkan"), theme.palette().suppressed),
        StatusColor(schema.TIDAK_BERLAKU, _("Tidak berlaku"), theme.palette().not_applicable),
        StatusColor(schema.BELUM_LAPOR, _("Belum lapor"), theme.palette().not_reported),
    )
