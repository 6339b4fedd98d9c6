"""Frames into maps: fill for rates, circles for counts, every state apart, names and numbers on the map.

A frame has one row per area: `area_code`, `area_name`, `value` (missing where there is no number), `status`,
`lon` and `lat` of a point inside it, and `part_label` if some rows are part of a number that was never split.
Geometry and names for the tooltip come to the browser by URL, once; a rerun carries codes and numbers only.
Trap: Streamlit builds the map anew for every changed figure, so a view moved by hand goes back to its start.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pora import schema, theme
from pora.circles import CircleScale, draw_size_key
from pora.classes import Method, classify
from pora.locale import _, format_number, language
from pora.map_style import OUTLINE_LAYER, Ground, Label, fit_view, make_style
from pora.measures import NOT_STATED, PART_OF, Measure, short_state_words, state_words

LEGEND_WIDTH = 250  # fixed, so that the map does not move when the labels of its classes change
DEFAULT_SIZE = (760, 560)
_HOVER_DIAMETER = 14
_CIRCLE_OPACITY = 0.65


def _state_colors() -> dict[str, str]:
    """States without a number to classify, in the order of the legend."""
    colors = theme.palette()
    return {
        schema.NOL: colors.zero,
        PART_OF: colors.part_of,
        NOT_STATED: colors.not_stated,
        schema.BELUM_LAPOR: colors.not_reported,
        schema.DISAMARKAN: colors.suppressed,
        schema.TIDAK_BERLAKU: colors.not_applicable,
    }


def _state_legends() -> dict[str, str]:
    return {
        schema.NOL: "0",
        NOT_STATED: _("Tidak disebut"),
        schema.BELUM_LAPOR: _("Belum lapor"),
        schema.DISAMARKAN: _("Disamarkan"),
        schema.TIDAK_BERLAKU: _("Tidak berlaku"),
    }


def draw_choropleth(
    frame: pd.DataFrame,
    ground: Ground,
    measure: Measure,
    label_count: int | None = 12,
    method: Method = "natural_breaks",
    size: tuple[int, int] = DEFAULT_SIZE,
) -> go.Figure:
    """Areas filled by class. `label_count` areas with the largest numbers are named; None names all.

    `size` is the narrowest width expected for the map without its legend, and the height, in pixels.
    """
    numbers = frame.loc[frame["status"] == schema.ANGKA]
    found = classify(numbers["value"].to_numpy(dtype=float), method, decimals=measure.decimals)
    colors = theme.ramp(len(found.classes)) if found.classes else ()
    hover = f"%{{customdata:{theme.NUMBER_FORMAT[measure.decimals]}}} {measure.unit}"
    traces = [
        _fill(
            ground,
            part["area_code"],
            colors[index],
            _legend_text(map_class.label, map_class.area_count),
            hover,
            _compact(part["value"], measure.decimals),
        )
        for index, map_class in reversed(list(enumerate(found.classes)))
        if len(part := numbers.loc[found.class_of == index])
    ]
    traces += _draw_states(frame, ground, measure)
    return _compose(traces, ground, _make_labels(frame, measure, label_count), measure, size)


def draw_circles(
    frame: pd.DataFrame,
    ground: Ground,
    measure: Measure,
    label_count: int | None = 12,
    size: tuple[int, int] = DEFAULT_SIZE,
) -> go.Figure:
    """Counts as circles whose area is the count. Tooltip and click belong to the areas beneath, and to a circle
    that is large enough to cover its neighbours. Trap: a clicked circle has its code elsewhere (`find_clicked`)."""
    numbers = frame.loc[frame["status"] == schema.ANGKA]
    scale = CircleScale.for_values(numbers["value"].to_numpy(dtype=float))
    number_format = theme.NUMBER_FORMAT[measure.decimals]
    base = _fill(
        ground,
        numbers["area_code"],
        theme.palette().placed,
        _legend_text(_("Ada angka"), len(numbers)) if len(numbers) else "",
        f"%{{customdata:{number_format}}} {measure.unit}",
        _compact(numbers["value"], measure.decimals),
    )
    drawn = numbers.sort_values("value", ascending=False)
    is_large = scale.diameters(drawn["value"].to_numpy(dtype=float)) >= _HOVER_DIAMETER
    large = drawn.loc[is_large]
    hover = {
        "customdata": list(zip(large["area_code"], large["area_name"], large["value"].tolist(), strict=True)),
        "hovertemplate": "<b>%{customdata[1]}</b><br>"
        f"%{{customdata[2]:{number_format}}} {measure.unit}<extra></extra>",
    }
    traces = [
        base,
        *_draw_states(frame, ground, measure),
        _circles(large, scale, ground) | hover,
        _circles(drawn.loc[~is_large], scale, ground) | {"hoverinfo": "skip"},
    ]
    labels = _make_labels(frame, measure, label_count, scale)
    return _compose(traces, ground, labels, measure, size, draw_size_key(scale, measure.decimals))


def find_clicked(points: Sequence[Mapping[str, Any]]) -> str | None:
    """The code of the area in the selection of a map; None where nothing is selected any more."""
    if not points:
        return None
    return str(points[0].get("location") or points[0]["customdata"][0])


def _circles(numbers: pd.DataFrame, scale: CircleScale, ground: Ground) -> dict[str, Any]:
    diameters = scale.diameters(numbers["value"].to_numpy(dtype=float))
    return {
        "type": "scattermap",
        "mode": "markers",
        "lon": _shorten(numbers["lon"], ground),
        "lat": _shorten(numbers["lat"], ground),
        "marker": {
            "size": np.round(diameters * 2).astype(np.float32) / 2,
            "color": theme.palette().ramp[4],
            "opacity": _CIRCLE_OPACITY,
        },
        "unselected": {"marker": {"opacity": _CIRCLE_OPACITY}},
        "below": OUTLINE_LAYER,
        "showlegend": False,
    }


def _shorten(degrees: pd.Series, ground: Ground) -> np.ndarray[Any, Any]:
    """Coordinates to less than a pixel: binary fractions, whose many zero bits are compressed away."""
    west, _south, east, _north = ground.bounds
    step = 2.0 ** np.floor(np.log2(max(east - west, 1e-6) / 2000))
    shortened: np.ndarray[Any, Any] = np.round(degrees.to_numpy(dtype=float) / step) * step
    return shortened.astype(np.float32)


def _draw_states(frame: pd.DataFrame, ground: Ground, measure: Measure) -> Iterator[dict[str, Any]]:
    hovers, legends = state_words(measure), _state_legends()
    for status, color in _state_colors().items():
        part = frame.loc[frame["status"] == status]
        if len(part) and status == PART_OF:
            for label, group in part.groupby("part_label", sort=False):
                legend = _legend_text(str(label)[:1].upper() + str(label)[1:], len(group))
                yield _fill(ground, group["area_code"], color, legend, html.escape(str(label)))
        elif len(part):
            legend = _legend_text(legends[status], len(part))
            yield _fill(ground, part["area_code"], color, legend, hovers[status])


def _fill(
    ground: Ground,
    codes: pd.Series,
    color: str,
    legend: str,
    hover: str,
    values: np.ndarray[Any, Any] | list[float] | None = None,
) -> dict[str, Any]:
    """One trace of areas in one colour; without legend text it has no entry there."""
    trace = {
        "type": "choroplethmap",
        "geojson": ground.layer_url,
        "locations": codes.tolist(),
        "z": np.zeros(len(codes), np.int8),
        "colorscale": [[0, color], [1, color]],
        "showscale": False,
        "showlegend": bool(legend),
        "name": legend,
        "marker": {"line": {"color": theme.palette().line, "width": 0.7}},
        # A clicked area must not dim the others.
        "unselected": {"marker": {"opacity": 1}},
        "below": OUTLINE_LAYER,
        "hovertemplate": f"<b>%{{properties.name}}</b>, %{{properties.parent}}<br>{hover}<extra></extra>",
    }
    return trace if values is None else trace | {"customdata": values}


def _compact(values: pd.Series, decimals: int) -> np.ndarray[Any, Any] | list[float]:
    """Counts as an array of the smallest type, which travels as base64; rates as they are shown."""
    if decimals:
        return [round(value, decimals) for value in values.tolist()]
    numbers = values.to_numpy(dtype=np.int64)
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _legend_text(label: str, area_count: int) -> str:
    count = _("({n} wilayah)").format(n=format_number(area_count)).replace(" ", "\N{NO-BREAK SPACE}")
    return "<br>".join(textwrap.wrap(f"{html.escape(label)} {count}", 28))


def _make_labels(
    frame: pd.DataFrame, measure: Measure, label_count: int | None, scale: CircleScale | None = None
) -> list[Label]:
    """Labels of the largest areas; with no limit also of those without a number, which say so in words."""
    words = short_state_words()
    shown = frame if label_count is None else frame.loc[frame["status"] == schema.ANGKA]
    shown = shown.sort_values("value", ascending=False, na_position="last").head(
        len(shown) if label_count is None else label_count
    )
    labels = []
    columns = (shown[name].tolist() for name in ("lon", "lat", "area_name", "value", "status"))
    for rank, (lon, lat, name, value, status) in enumerate(zip(*columns, strict=True)):
        has_number = status == schema.ANGKA
        number = format_number(value, measure.decimals) if has_number else words[status]
        radius = scale.diameter(value) / 2 if scale and has_number else 0
        labels.append(Label(lon, lat, name, number, rank, radius))
    return labels


def _compose(
    traces: list[dict[str, Any]],
    ground: Ground,
    labels: list[Label],
    measure: Measure,
    size: tuple[int, int],
    extra: dict[str, Any] | None = None,
) -> go.Figure:
    width, height = size
    layout = theme.base_layout(language.get()) | {
        "height": height,
        "margin": {"l": 0, "r": LEGEND_WIDTH, "t": 0, "b": 0, "autoexpand": False},
        "map": {"style": make_style(ground, labels), **fit_view(ground.bounds, width, height)},
        "uirevision": ground.layer_url,
        "legend": {
            "title": {"text": f"<b>{'<br>'.join(textwrap.wrap(measure.title, 28))}</b><br>"},
            "x": 1,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "font": {"size": theme.TEXT_SIZE},
            "tracegroupgap": 0,
            "itemclick": False,
            "itemdoubleclick": False,
        },
    }
    # Built without Plotly's checks, which cost as much as all the rest; the tests run them on every kind.
    return go.Figure(data=traces, layout=layout | (extra or {}), _validate=False)
