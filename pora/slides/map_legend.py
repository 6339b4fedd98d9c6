"""The legend of a drawn map: what is counted, the sizes of its circles, and every state that there is, with the number
of areas that have it. It stands beside the map or below it, whichever leaves the map more room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from pora import theme
from pora.deck.layout import LEAST, Box
from pora.deck.model import AreaMap
from pora.figures.maps.circles import CIRCLE_OPACITY, CircleScale, circle_colors, circle_words
from pora.figures.maps.fills import STATE_PATTERNS, Pattern, legend_text, state_colors
from pora.locale import format_number
from pora.slides.canvas import Canvas
from pora.slides.patterns import draw_pattern
from pora.slides.typefaces import REGULAR, SEMIBOLD
from pora.slides.typesetting import LEADING, Setting, set_text
from pora.statistics.measures import state_names

_MOST_WIDTH = 270
SWATCH, _SYMBOL_AIR = 24, 12
_GAP, _ROW_GAP = 36, 6
_LINE = LEAST * LEADING


@dataclass(frozen=True)
class MapLegendEntry:
    """`symbol` is the side of a square of `color`, or the diameter of a circle; a heading has none. `room` is what
    lies before the words."""

    words: str
    symbol: float = 0.0
    color: str = ""
    is_circle: bool = False
    weight: int = REGULAR
    room: float = 0.0
    pattern: Pattern = ""

    @property
    def indent(self) -> float:
        return max(self.room, self.symbol) + _SYMBOL_AIR if self.symbol else 0.0

    def set(self, width: float) -> Setting:
        return set_text(self.words, width - self.indent, 3 * _LINE, LEAST, LEAST, self.weight)


@dataclass(frozen=True)
class Legend:
    """Entries with their places, from the upper left corner of the legend."""

    places: tuple[tuple[MapLegendEntry, Setting, Box], ...]
    width: float
    height: float

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draws it with its upper left corner there; pixels of the slide."""
        for entry, setting, box in self.places:
            x, middle = left + box.left, top + box.top + box.height / 2
            if entry.is_circle:
                style = {"fill": entry.color, "opacity": CIRCLE_OPACITY}
                canvas.circle(x + (entry.indent - _SYMBOL_AIR) / 2, middle, entry.symbol, **style)
            elif entry.symbol:
                top_of_it = middle - setting.height / 2 + 3
                canvas.rectangle(Box(x, top_of_it, SWATCH, SWATCH), entry.color)
                square = shapely.box(x, top_of_it, x + SWATCH, top_of_it + SWATCH)
                draw_pattern(canvas, np.array([square]), entry.pattern)
            canvas.lines(x + entry.indent, middle - setting.height / 2, setting, theme.palette().ink)


def list_entries(block: AreaMap, scale: CircleScale | None) -> list[MapLegendEntry]:
    """Without a scale there is no circle on the map."""
    entries = [MapLegendEntry(block.measure.title, weight=SEMIBOLD)]
    if scale and scale.top:
        entries.append(MapLegendEntry(circle_words(block.measure)))
        keys = [(value, scale.diameter(value)) for value in scale.key_values()]
        entries += [
            MapLegendEntry(format_number(value), size, circle_colors(block.measure)[0], True) for value, size in keys
        ]
    names, counts = state_names(block.measure), block.rows["status"].value_counts()
    for status, color in state_colors().items():
        if status in counts.index:
            words, pattern = legend_text(names[status], int(counts[status])), STATE_PATTERNS.get(status, "")
            entries.append(MapLegendEntry(words, SWATCH, color, pattern=pattern))
    return entries


def stack_legend(entries: Sequence[MapLegendEntry]) -> Legend:
    """One below the other."""
    column = max((entry.symbol for entry in entries if entry.is_circle), default=0.0)
    entries = [replace(entry, room=column if entry.is_circle else entry.symbol) for entry in entries]
    settings = [entry.set(_MOST_WIDTH) for entry in entries]
    places, top = [], 0.0
    for entry, setting in zip(entries, settings, strict=True):
        height = max(setting.height, entry.symbol if entry.is_circle else 0)
        places.append((entry, setting, Box(0, top, 0, height)))
        top += height + _ROW_GAP
    width = max(setting.width + entry.indent for entry, setting, _box in places)
    return Legend(tuple(places), width, top - _ROW_GAP)


def flow_legend(entries: Sequence[MapLegendEntry], width: float) -> Legend:
    """One after the other, in as many rows as it takes."""
    rows: list[list[tuple[MapLegendEntry, Setting, float]]] = [[]]
    left = 0.0
    for entry in entries:
        setting = entry.set(width)
        wide = setting.width + entry.indent
        if rows[-1] and left + wide > width:
            rows.append([])
            left = 0.0
        rows[-1].append((entry, setting, left))
        left += wide + _GAP
    places, top = [], 0.0
    for row in rows:
        height = max(max(setting.height, entry.symbol) for entry, setting, _left in row)
        places += [(entry, setting, Box(left, top, 0, height)) for entry, setting, left in row]
        top += height + _ROW_GAP
    return Legend(tuple(places), width, top - _ROW_GAP)
