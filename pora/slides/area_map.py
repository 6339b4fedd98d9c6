"""A map of areas: counts as circles whose area is the count, every state without a number in its own colour, and the
names of the largest. An area without a number has no circle."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pora import schema, theme
from pora.deck.layout import LEAST, Box
from pora.deck.model import AreaMap
from pora.figures.maps.circles import CIRCLE_OPACITY, CircleScale, circle_colors
from pora.figures.maps.fills import STATE_PATTERNS, state_colors
from pora.locale import _
from pora.slides.canvas import Canvas
from pora.slides.geometry import AreaLayer, Fitted, find_areas, make_path
from pora.slides.map_labels import draw_map_labels
from pora.slides.map_legend import Legend, flow_legend, list_entries, stack_legend
from pora.slides.patterns import draw_pattern
from pora.slides.sentences import draw_sentences
from pora.slides.svg import CIRCLE
from pora.slides.typesetting import set_text
from pora.statistics.measures import Measure

_AIR, _GAP = 10, 32
_MANY = 100  # areas with thinner lines


def draw_area_map(canvas: Canvas, block: AreaMap, box: Box) -> None:
    """The map as large as the box allows, legend beside or below it, credit at its foot. A sentence stands there where
    no boundaries are installed."""
    layer = find_areas(block.level, block.rows["area_code"])
    if layer is None:
        words = _("Peta tidak dapat digambar: batas wilayah belum terpasang. Pasang: python -m etl boundaries")
        draw_sentences(canvas, [words], box)
        return
    credit = set_text(layer.attribution, box.width, 4 * 30, LEAST)
    canvas.lines(box.left, box.top + box.height - credit.height, credit, theme.palette().ink_muted)
    numbers = find_numbers(block.rows)
    scale = CircleScale.for_values(numbers["value"].astype(float)) if len(numbers) else None
    upper = Box(box.left, box.top, box.width, box.height - credit.height - _AIR)
    fitted, place = _lay_out(canvas, block, layer, scale, upper)
    fitted = fitted.move(place.left + (place.width - fitted.width) / 2, place.top + (place.height - fitted.height) / 2)
    draw_fills(canvas, block.rows, fitted)
    points = _find_points(block.rows, fitted)
    circles = find_circles(numbers, fitted, scale)
    draw_count_circles(canvas, circles, block.measure)
    draw_map_labels(canvas, block, fitted, circles, points, place)


def find_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """The areas that have a number other than zero, the largest first."""
    numbers = rows.loc[(rows["status"] == schema.ANGKA) & rows["value"].notna()]
    order = numbers["value"].astype(float).abs().sort_values(ascending=False, kind="stable").index
    return numbers.loc[order]


def _lay_out(
    canvas: Canvas, block: AreaMap, layer: AreaLayer, scale: CircleScale | None, box: Box
) -> tuple[Fitted, Box]:
    """Draws the legend, and gives the map and the room that it has."""
    entries = list_entries(block, scale)
    beside, below = stack_legend(entries), flow_legend(entries, box.width)
    room_beside = Box(box.left, box.top, box.width - beside.width - _GAP, box.height)
    room_below = Box(box.left, box.top, box.width, box.height - below.height - _AIR)
    choices: list[tuple[Box, Legend, tuple[float, float]]] = []
    if beside.height <= box.height and room_beside.width > beside.width:
        choices.append((room_beside, beside, (box.left + box.width - beside.width, box.top)))
    choices.append((room_below, below, (box.left, box.top + box.height - below.height)))
    room, legend, corner = max(choices, key=lambda one: min(one[0].width, one[0].height * layer.aspect))
    legend.draw(canvas, *corner)
    return layer.fit(room), room


def draw_fills(canvas: Canvas, rows: pd.DataFrame, fitted: Fitted) -> None:
    """All areas of one colour at once; then the lines of the areas next above."""
    colors = theme.palette()
    known = state_colors() | {schema.ANGKA: colors.placed}
    by_code = dict(zip(rows["area_code"], rows["status"], strict=True))
    statuses = np.array([by_code[code] for code in fitted.codes])
    width = 0.7 if len(fitted.codes) > _MANY else 1.5
    for status, color in known.items():
        shapes = fitted.shapes[statuses == status]
        if path := make_path(shapes):
            canvas.path(path, color, colors.line, width)
            draw_pattern(canvas, shapes, STATE_PATTERNS.get(status, ""))
    for lines in (fitted.outlines, fitted.frames):
        if path := make_path(lines):
            canvas.path(path, line=colors.outline, line_width=1.3)


def _find_points(rows: pd.DataFrame, fitted: Fitted) -> pd.DataFrame:
    """The rows that have a place, with x and y of a point inside the area."""
    points = pd.DataFrame(fitted.points, columns=["x", "y"]).assign(area_code=fitted.codes)
    return rows.merge(points.dropna(), on="area_code", validate="one_to_one")


def find_circles(numbers: pd.DataFrame, fitted: Fitted, scale: CircleScale | None) -> pd.DataFrame:
    """One row a circle, the largest first: also x, y, diameter."""
    placed = _find_points(numbers, fitted)
    values = placed["value"].to_numpy(dtype=float)
    return placed.assign(diameter=scale.diameters(values) if scale else values)


def draw_count_circles(canvas: Canvas, circles: pd.DataFrame, measure: Measure) -> None:
    """Small ones above large ones, each with a thin ring."""
    above, below = circle_colors(measure)
    columns = (circles[name] for name in ("value", "x", "y", "diameter"))
    for value, x, y, diameter in zip(*columns, strict=True):
        color = above if value > 0 else below
        canvas.circle(
            x, y, diameter, fill=color, line=theme.palette().ground, line_width=1.2, opacity=CIRCLE_OPACITY, gid=CIRCLE
        )
