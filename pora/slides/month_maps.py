"""Maps of the same areas, month beside month, in two rows of three or in one where they are upright; one scale of
circles and one legend for all."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pora import theme
from pora.deck.layout import LEAST, Box
from pora.deck.model import MonthMaps
from pora.figures.maps.circles import CircleScale, circle_colors, circle_words
from pora.figures.maps.fills import STATE_PATTERNS, state_colors
from pora.locale import _, format_number
from pora.slides.area_map import draw_count_circles, draw_fills, find_circles, find_numbers
from pora.slides.canvas import Canvas
from pora.slides.geometry import AreaLayer, find_areas
from pora.slides.map_legend import SWATCH, MapLegendEntry, flow_legend
from pora.slides.sentences import draw_sentences
from pora.slides.typefaces import SEMIBOLD
from pora.slides.typesetting import LEADING, set_text
from pora.statistics.measures import state_names

_COLUMNS = (3, 6)
_GAP, _AIR = 32, 8
_TITLE_LINES = 2
_SHRUNK = 0.6  # circles, beside those of a map that has the slide for itself


def draw_month_maps(canvas: Canvas, block: MonthMaps, box: Box) -> None:
    """Maps, legend and credit; a sentence where no boundaries are installed."""
    layer = find_areas(block.level, block.rows["area_code"].drop_duplicates())
    if layer is None:
        words = _("Peta tidak dapat digambar: batas wilayah belum terpasang. Pasang: python -m etl boundaries")
        draw_sentences(canvas, [words], box)
        return
    scale = _find_scale(block)
    legend = flow_legend(_list_entries(block, scale), box.width)
    credit = set_text(layer.attribution, box.width, 2 * LEAST * LEADING, LEAST)
    bottom = box.top + box.height - credit.height
    canvas.lines(box.left, bottom, credit, theme.palette().ink_muted)
    bottom -= legend.height + _AIR
    legend.draw(canvas, box.left, bottom)
    upper = Box(box.left, box.top, box.width, bottom - _AIR - box.top)
    for one, place in zip(block.maps, _choose_places(upper, layer.aspect, len(block.maps)), strict=True):
        title = set_text(one.title, place.width, _TITLE_LINES * LEAST * LEADING, LEAST, LEAST, SEMIBOLD)
        top = canvas.lines(place.left, place.top, title, theme.palette().ink)
        room = Box(place.left, top + 4, place.width, place.top + place.height - top - 4)
        _draw_map(canvas, block, block.rows.loc[block.rows["period"] == one.period], layer, scale, room)


def _choose_places(box: Box, aspect: float, count: int) -> list[Box]:
    """Where each map stands with its title: in as many columns as let the maps be largest."""

    def place(columns: int) -> list[Box]:
        width = (box.width - (columns - 1) * _GAP) / columns
        height = box.height / -(-count // columns)
        corners = ((box.left + n % columns * (width + _GAP), box.top + n // columns * height) for n in range(count))
        return [Box(left, top, width, height - _AIR) for left, top in corners]

    return max(
        (place(columns) for columns in _COLUMNS), key=lambda places: min(places[0].width, places[0].height * aspect)
    )


def _draw_map(
    canvas: Canvas, block: MonthMaps, rows: pd.DataFrame, layer: AreaLayer, scale: CircleScale | None, room: Box
) -> None:
    fitted = layer.fit(room)
    fitted = fitted.move(room.left, room.top + (room.height - fitted.height) / 2)
    draw_fills(canvas, rows, fitted)
    draw_count_circles(canvas, find_circles(find_numbers(rows), fitted, scale), block.measure)


def _find_scale(block: MonthMaps) -> CircleScale | None:
    """None where no month has a number."""
    months = [find_numbers(rows)["value"].astype(float) for _period, rows in block.rows.groupby("period")]
    if not any(len(values) for values in months):
        return None
    scale = CircleScale.for_values(*months)
    return replace(scale, largest=scale.largest * _SHRUNK, smallest=scale.smallest)


def _list_entries(block: MonthMaps, scale: CircleScale | None) -> list[MapLegendEntry]:
    entries = [MapLegendEntry(block.measure.title, weight=SEMIBOLD)]
    if scale:
        color = circle_colors(block.measure)[0]
        entries += [
            MapLegendEntry(circle_words(block.measure)),
            *(MapLegendEntry(format_number(one), scale.diameter(one), color, True) for one in scale.key_values()),
        ]
    names, found = state_names(block.measure), set(block.rows["status"])
    return entries + [
        MapLegendEntry(names[status], SWATCH, color, pattern=STATE_PATTERNS.get(status, ""))
        for status, color in state_colors().items()
        if status in found
    ]
