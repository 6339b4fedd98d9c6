"""Areas in one colour: one trace and one legend entry a class or a state."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup, escape

from pora import schema, theme
from pora.figures.maps.style import OUTLINE_LAYER, Ground
from pora.figures.tooltips import write_tooltips
from pora.locale import _n, format_number
from pora.statistics.measures import (
    NEWLY_REPORTED,
    NO_LONGER_REPORTED,
    NOT_DETAILED,
    NOT_STATED,
    PART_OF,
    UNCHANGED,
    Measure,
    count_units,
    state_names,
    state_words,
)

LEGEND_LETTERS = 28
_AREA = "<b>%{properties.name}</b>, %{properties.parent}"  # opens a tooltip
_NOWHERE = "-"  # no area has this code; without any a trace has no place in the legend


def state_colors() -> dict[str, str]:
    """States without a number to classify, in the order of the legend."""
    colors = theme.palette()
    return {
        schema.NOL: colors.zero,
        UNCHANGED: colors.unchanged,
        NEWLY_REPORTED: colors.newly_reported,
        NO_LONGER_REPORTED: colors.no_longer_reported,
        PART_OF: colors.part_of,
        NOT_DETAILED: colors.not_detailed,
        NOT_STATED: colors.not_stated,
        schema.BELUM_LAPOR: colors.not_reported,
        schema.DISAMARKAN: colors.suppressed,
        schema.TIDAK_BERLAKU: colors.not_applicable,
    }


def fill_states(frame: pd.DataFrame, ground: Ground, measure: Measure) -> Iterator[dict[str, Any]]:
    """The areas of every state that there is."""
    hovers, names = state_words(measure), state_names(measure)
    for status, color in state_colors().items():
        part = frame.loc[frame["status"] == status]
        if len(part) and status == PART_OF:
            for label, group in part.groupby("part_label", sort=False):
                legend = legend_text(str(label)[:1].upper() + str(label)[1:], len(group))
                yield fill_areas(ground, group["area_code"], color, legend, escape(label))
        elif len(part):
            yield fill_areas(ground, part["area_code"], color, legend_text(names[status], len(part)), hovers[status])


def fill_numbers(part: pd.DataFrame, ground: Ground, color: str, legend: str, measure: Measure) -> dict[str, Any]:
    """Areas with numbers, which the tooltip says."""
    return fill_areas(ground, part["area_code"], color, legend, "") | {
        "customdata": compact_numbers(part["value"], measure.decimals),
        "hovertemplate": write_tooltips(_AREA, "customdata", measure, part["value"]),
    }


def fill_areas(ground: Ground, codes: pd.Series, color: str, legend: str, hover: str) -> dict[str, Any]:
    """One trace of areas in one colour, maybe of none; without legend text it has no entry there."""
    return {
        "type": "choroplethmap",
        "geojson": ground.layer_url,
        "locations": codes.tolist() or [_NOWHERE],
        "z": np.zeros(len(codes) or 1, np.int8),
        "colorscale": [[0, color], [1, color]],
        "showscale": False,
        "showlegend": bool(legend),
        "name": legend,
        "marker": {"line": {"color": theme.palette().line, "width": ground.line_width}},
        # A clicked area must not dim the others.
        "unselected": {"marker": {"opacity": 1}},
        "below": OUTLINE_LAYER,
        "hovertemplate": f"{_AREA}<br>{hover}<extra></extra>",
    }


def compact_numbers(values: pd.Series, decimals: int) -> np.ndarray[Any, Any] | list[float]:
    """Counts as an array of the smallest type, which travels as base64; rates as they are shown."""
    units = count_units(values.to_numpy(dtype=float), decimals)
    if decimals:
        return [unit / 10**decimals for unit in units.tolist()]
    ends = (units.min(initial=0), units.max(initial=0))
    return units.astype(np.result_type(*(np.min_scalar_type(int(end)) for end in ends)))


def legend_text(label: str, area_count: int) -> str:
    count = _n("({n} wilayah)", area_count).format(n=format_number(area_count)).replace(" ", "\N{NO-BREAK SPACE}")
    return str(Markup("<br>").join(textwrap.wrap(f"{label} {count}", LEGEND_LETTERS)))
