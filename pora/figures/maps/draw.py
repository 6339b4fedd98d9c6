"""Frames into maps: fill for rates, circles for counts, every state apart, names and numbers on the map.

A frame has one row per area: `area_code`, `area_name`, `value` (missing where there is no number), `status`,
`lon` and `lat` of a point inside it, and `part_label` if some rows are part of a number that was never split.
Where the measure is of a change, values have a sign and colours leave the middle in two directions.
Geometry and names for the tooltip come to the browser by URL, once; a rerun carries codes and numbers only.
A view moved by hand stays as long as `uirevision` does: until the area in view changes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pora import schema, theme
from pora.classification.changes import ChangeScale, find_change_scale
from pora.classification.classes import ClassScale, MapClass, find_scale
from pora.figures.maps.circles import CircleScale, circle_colors, draw_circle_legend, draw_circle_traces, draw_size_key
from pora.figures.maps.fills import LEGEND_LETTERS, fill_numbers, fill_states, legend_text
from pora.figures.maps.style import Ground, MapLabel, fit_view, make_style
from pora.locale import _, language
from pora.statistics.measures import Measure, short_state_words

LEGEND_WIDTH = 250  # fixed, so that the map does not move when the labels of its classes change
DEFAULT_SIZE = (760, 560)


def draw_choropleth(
    frame: pd.DataFrame,
    ground: Ground,
    measure: Measure,
    label_count: int | None = 12,
    size: tuple[int, int] = DEFAULT_SIZE,
    scale: ClassScale | ChangeScale | None = None,
) -> go.Figure:
    """Areas filled by class. `label_count` areas with the largest numbers are named; None names all.

    `size` is the narrowest width expected for the map without its legend, and the height, in pixels. Maps that are
    to be compared take one `scale`; without it the classes follow from the frame.
    """
    numbers = frame.loc[frame["status"] == schema.ANGKA]
    values = numbers["value"].to_numpy(dtype=float)
    scale = scale or find_map_scale(values, measure)
    found = scale.classify(values)
    colors = _colors(scale, len(found.classes))
    traces = [
        fill_numbers(numbers.loc[found.class_of == index], ground, colors[index], _name_class(one), measure)
        for index, one in reversed(list(enumerate(found.classes)))
    ]
    traces += fill_states(frame, ground, measure)
    return _compose(traces, ground, _make_labels(frame, measure, label_count), measure, size)


def find_map_scale(values: Any, measure: Measure) -> ClassScale | ChangeScale:
    """The classes of a map that nobody chose others for: natural breaks, five of them, or three on each side."""
    if measure.is_change:
        return find_change_scale(values, measure)
    return find_scale(values, decimals=measure.decimals, suffix=measure.suffix)


def _name_class(one: MapClass) -> str:
    return legend_text(one.label, one.area_count)


def _colors(scale: ClassScale | ChangeScale, class_count: int) -> tuple[str, ...]:
    """From the lowest class to the highest."""
    if not class_count:
        return ()
    if isinstance(scale, ClassScale):
        return theme.ramp(class_count)
    colors = theme.palette()
    fall, rise = (theme.spread(side, class_count // 2) for side in (colors.fall, colors.rise))
    return (*reversed(fall), *rise)


def draw_circles(
    frame: pd.DataFrame,
    ground: Ground,
    measure: Measure,
    label_count: int | None = 12,
    size: tuple[int, int] = DEFAULT_SIZE,
    scale: CircleScale | None = None,
) -> go.Figure:
    """Counts as circles whose area is the count, or the size of its change, in two colours. Tooltip and click belong
    to the areas beneath, and to a circle that is large enough to cover its neighbours; arguments as in
    `draw_choropleth`. Trap: a clicked circle has its code elsewhere (`find_clicked`)."""
    numbers = frame.loc[frame["status"] == schema.ANGKA]
    scale = scale or CircleScale.for_values(numbers["value"].to_numpy(dtype=float))
    traces = [
        *_fill_under_circles(numbers, ground, measure),
        *fill_states(frame, ground, measure),
        *draw_circle_traces(numbers, scale, ground, measure),
    ]
    labels = _make_labels(frame, measure, label_count, scale)
    return _compose(traces, ground, labels, measure, size, draw_size_key(scale, measure))


def _fill_under_circles(numbers: pd.DataFrame, ground: Ground, measure: Measure) -> list[dict[str, Any]]:
    """The areas that have a circle, with its tooltip, and what the circles mean."""
    color = theme.palette().placed
    if not measure.is_change:
        legend = legend_text(_("Ada angka"), len(numbers)) if len(numbers) else ""
        return [fill_numbers(numbers, ground, color, legend, measure)]
    above, below = circle_colors(measure)
    risen = int((numbers["value"] > 0).sum())
    return [
        draw_circle_legend(legend_text(_("Bertambah"), risen), above),
        draw_circle_legend(legend_text(_("Berkurang"), len(numbers) - risen), below),
        fill_numbers(numbers, ground, color, "", measure),
    ]


def find_clicked(points: Sequence[Mapping[str, Any]]) -> str | None:
    """The code of the area in the selection of a map; None where nothing is selected any more."""
    if not points:
        return None
    return str(points[0].get("location") or points[0]["customdata"][0])


def _make_labels(
    frame: pd.DataFrame, measure: Measure, label_count: int | None, scale: CircleScale | None = None
) -> list[MapLabel]:
    """Labels of the areas with the largest numbers or changes; with no limit also of those without a number, which
    say so in words."""
    words = short_state_words()
    shown = frame if label_count is None else frame.loc[frame["status"] == schema.ANGKA]
    sizes = shown["value"].astype("Float64").abs().sort_values(ascending=False, na_position="last")
    shown = shown.loc[sizes.index].head(len(shown) if label_count is None else label_count)
    labels = []
    columns = (shown[name].tolist() for name in ("lon", "lat", "area_name", "value", "status"))
    for rank, (lon, lat, name, value, status) in enumerate(zip(*columns, strict=True)):
        has_number = status == schema.ANGKA
        number = measure.number(value) if has_number else words[status]
        radius = scale.diameter(value) / 2 if scale and has_number else 0
        labels.append(MapLabel(lon, lat, name, number, rank, radius))
    return labels


def _compose(
    traces: list[dict[str, Any]],
    ground: Ground,
    labels: list[MapLabel],
    measure: Measure,
    size: tuple[int, int],
    extra: dict[str, Any] | None = None,
) -> go.Figure:
    width, height = size
    layout = theme.base_layout(language.get()) | {
        "height": height,
        "margin": {"l": 0, "r": LEGEND_WIDTH, "t": 0, "b": 0, "autoexpand": False},
        "map": {"style": make_style(ground, labels), **fit_view(ground.bounds, width, height)},
        "meta": {"bounds": ground.bounds},
        "uirevision": f"{ground.layer_url} {ground.bounds}",
        "legend": {
            "title": {"text": f"<b>{'<br>'.join(textwrap.wrap(measure.title, LEGEND_LETTERS))}</b><br>"},
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
