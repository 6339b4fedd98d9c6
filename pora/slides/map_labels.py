"""Names and numbers on a drawn map, beside the circles: of the largest areas; of all where there are few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pora import schema, theme
from pora.deck.layout import LEAST, Box
from pora.deck.model import AreaMap
from pora.measures import short_state_words
from pora.slides.canvas import Canvas
from pora.slides.placing import Room, overlap
from pora.slides.typefaces import REGULAR, SEMIBOLD, measure_width
from pora.slides.typesetting import ASCENT

_NAMED, _FEW = 5, 10
_LEADING = 1.1
_AIR = 4
_SEEN = 10  # a smaller circle may lie under a label of another area
_ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class _Label:
    """Lines with their weights, for an area with a circle of some radius, or none, at x and y."""

    lines: tuple[tuple[str, int], ...]
    x: float
    y: float
    radius: float

    @property
    def width(self) -> float:
        return max(measure_width(words, LEAST, weight) for words, weight in self.lines)

    def places(self) -> Iterator[tuple[Box, str]]:
        """Boxes, the best first, with how the lines are aligned in them."""
        width, height = self.width, len(self.lines) * LEAST * _LEADING
        away = self.radius + _AIR
        middle, side = self.y - height / 2, self.x - width / 2
        if not self.radius:
            yield Box(side, middle, width, height), "center"
        yield Box(self.x + away, middle, width, height), "left"
        yield Box(self.x - away - width, middle, width, height), "right"
        yield Box(side, self.y + away, width, height), "center"
        yield Box(side, self.y - away - height, width, height), "center"
        near = 0.75 * away
        for y in (self.y + near, self.y - near - height):
            yield Box(self.x + near, y, width, height), "left"
            yield Box(self.x - near - width, y, width, height), "right"


def draw_map_labels(canvas: Canvas, block: AreaMap, circles: pd.DataFrame, points: pd.DataFrame, place: Box) -> None:
    """A label without a free place is left out; it lies on another area's circle only where it has no other place."""
    labels = [*_name_circles(block, circles)]
    if len(block.rows) <= _FEW:
        labels += _name_states(points)
    rings = [_around(one.x, one.y, one.diameter) for one in circles.itertuples() if one.diameter >= _SEEN]
    named = [_around(label.x, label.y, 2 * label.radius) for label in labels if label.radius]
    room = Room(place, named)
    for label in labels:
        aligns = {box: align for box, align in label.places()}
        free = [box for box in aligns if not any(overlap(box, ring) for ring in rings)]
        if found := room.take([*free, *aligns]):
            _draw_label(canvas, label, found, aligns[found])


def _name_circles(block: AreaMap, circles: pd.DataFrame) -> Iterator[_Label]:
    for one in circles.head(_FEW if len(block.rows) <= _FEW else _NAMED).itertuples():
        lines = ((str(one.area_name), REGULAR), (block.measure.number(float(one.value)), SEMIBOLD))
        yield _Label(lines, float(one.x), float(one.y), float(one.diameter) / 2)


def _name_states(points: pd.DataFrame) -> Iterator[_Label]:
    words = short_state_words()
    for one in points.loc[points["status"] != schema.ANGKA].itertuples():
        state = words.get(str(one.status), "")
        lines = ((str(one.area_name), REGULAR), *([(state, REGULAR)] if state else []))
        yield _Label(lines, float(one.x), float(one.y), 0.0)


def _around(x: float, y: float, diameter: float) -> Box:
    return Box(x - diameter / 2, y - diameter / 2, diameter, diameter)


def _draw_label(canvas: Canvas, label: _Label, box: Box, align: str) -> None:
    x = box.left + box.width * _ACROSS[align]
    for number, (words, weight) in enumerate(label.lines):
        baseline = box.top + (number * _LEADING + ASCENT - 0.05) * LEAST
        canvas.text(x, baseline, words, LEAST, theme.palette().ink, weight, align, has_halo=True)
