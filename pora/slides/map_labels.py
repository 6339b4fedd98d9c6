"""Names and numbers on a drawn map: of the largest areas; of all where there are few.

A label stands beside its circle, and rather beside the map than on another area; a thin line leads to it where it had
to go further. It hits no other label and no circle of a named area; where it finds no such place, it is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from pora import schema, theme
from pora.deck.layout import LEAST, Box
from pora.deck.model import AreaMap
from pora.slides.canvas import Canvas, TextStyle
from pora.slides.geometry import Fitted
from pora.slides.typefaces import REGULAR, SEMIBOLD, measure_width
from pora.slides.typesetting import ASCENT
from pora.statistics.measures import short_state_words

_NAMED, _FEW = 5, 10
_LEADING = 1.1
_GAPS, _DIRECTIONS = (4, 12, 24, 40, 60, 85, 115, 150, 190), 16
_LED = 24  # a label that is further from its circle has a line to it
_COVERING, _HIDING, _UNCLEAR, _LEADING_LINE, _CROSSING = 220.0, 50.0, 45.0, 16.0, 0.5  # in units of distance
_GRID = np.stack(np.meshgrid(np.linspace(0.02, 0.98, 7), np.linspace(0.05, 0.95, 4)), -1).reshape(-1, 2)
_SEEN = 10  # smaller circles may be hidden
_ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0}
Costs = npt.NDArray[np.floating]
Geometries = npt.NDArray[np.object_]


@dataclass(frozen=True)
class _Label:
    """Lines with their weights, for an area with a circle of some radius, or none, at x and y."""

    code: str
    lines: tuple[tuple[str, int], ...]
    x: float
    y: float
    radius: float

    def places(self) -> Iterator[_Place]:
        """All that may be tried."""
        width = max(measure_width(words, LEAST, weight) for words, weight in self.lines)
        height = len(self.lines) * LEAST * _LEADING
        if not self.radius:
            yield _Place(Box(self.x - width / 2, self.y - height / 2, width, height), "center", 0.0)
        for gap in _GAPS:
            for step in range(_DIRECTIONS):
                angle = 2 * math.pi * step / _DIRECTIONS
                across, down = math.cos(angle), math.sin(angle)
                x = self.x + across * (self.radius + gap) + _clamp(1.4 * across) * width / 2
                y = self.y + down * (self.radius + gap) + _clamp(1.4 * down) * height / 2
                align = "left" if across > 0.3 else "right" if across < -0.3 else "center"
                yield _Place(Box(x - width / 2, y - height / 2, width, height), align, float(gap))


@dataclass(frozen=True)
class _Place:
    box: Box
    align: str
    gap: float


@dataclass
class _Ground:
    """What labels keep off: `taken` altogether; areas of others and their circles where they can."""

    codes: npt.NDArray[np.str_]
    tree: shapely.STRtree
    rings: Geometries
    bounds: shapely.Geometry
    frames: Geometries
    taken: list[shapely.Geometry] = field(default_factory=list)

    def choose(self, label: _Label) -> _Place | None:
        """The best place that is free, which then is taken."""
        places = list(label.places())
        boxes = np.array([_shape(place.box) for place in places])
        lines = np.array([_lead(label, place) for place in places])
        point = shapely.Point(label.x, label.y)
        # Into the frame of an inset come the labels of what it shows, and they stay there.
        frames = np.where(shapely.contains(self.frames, point), shapely.boundary(self.frames), self.frames)
        taken = shapely.union_all([*self.taken, *frames])
        others = shapely.difference(taken, point.buffer(label.radius + 1))
        is_free = shapely.within(boxes, self.bounds) & ~shapely.intersects(boxes, taken)
        is_free &= ~shapely.intersects(lines, others)
        if not is_free.any():
            return None
        gaps = np.array([place.gap for place in places])
        is_unclear = shapely.distance(boxes, others) < gaps + 8  # as near to the circle of another
        costs = gaps + np.where(gaps >= _LED, _LEADING_LINE, is_unclear * _UNCLEAR)
        costs = costs + self._find_costs(label, boxes, lines)
        best = int(np.argmin(np.where(is_free, costs, np.inf)))
        self.taken += [boxes[best], lines[best].buffer(2)]
        return places[best]

    def _find_costs(self, label: _Label, boxes: Geometries, lines: Geometries) -> Costs:
        """Of what a label would cover: other areas, and circles without a name; and of what its line would cross."""
        corners = shapely.bounds(boxes)
        points = corners[:, None, :2] + _GRID * (corners[:, 2:] - corners[:, :2])[:, None]
        on_ring, _ring = shapely.STRtree(self.rings).query(boxes)
        hidden = np.minimum(np.bincount(on_ring, minlength=len(boxes)), 3)
        along = shapely.line_interpolate_point(lines[:, None], np.linspace(0, 1, 8), normalized=True)
        crossed = self._cover(label, along) * shapely.length(lines)
        costs: Costs = self._cover(label, shapely.points(points)) * _COVERING + hidden * _HIDING + crossed * _CROSSING
        return costs

    def _cover(self, label: _Label, points: Geometries) -> Costs:
        """Of each row of points, the share that lies in another area."""
        point, area = self.tree.query(points.ravel(), predicate="intersects")
        is_other = self.codes[area] != label.code
        found = np.zeros(points.size, dtype=bool)
        found[point[is_other]] = True
        shares: Costs = found.reshape(points.shape).mean(axis=1)
        return shares


def draw_map_labels(
    canvas: Canvas, block: AreaMap, fitted: Fitted, circles: pd.DataFrame, points: pd.DataFrame, place: Box
) -> None:
    """`fitted` has its areas where they are drawn; `circles` and `points` have x and y of each area."""
    is_few = len(block.rows) <= _FEW
    labels = list(_name_circles(block, circles if is_few else circles.head(_NAMED)))
    named = [shapely.Point(label.x, label.y).buffer(label.radius) for label in labels]
    seen = circles[circles["diameter"] >= _SEEN].iloc[len(labels) :]
    rings = shapely.buffer(shapely.points(seen["x"], seen["y"]), seen["diameter"].to_numpy(dtype=float) / 2)
    tree = shapely.STRtree(fitted.shapes)
    ground = _Ground(np.array(fitted.codes), tree, rings, _shape(place), fitted.frames, named)
    for label in [*labels, *(_name_states(points) if is_few else [])]:
        if found := ground.choose(label):
            _draw_label(canvas, label, found)


def _name_circles(block: AreaMap, circles: pd.DataFrame) -> Iterator[_Label]:
    columns = (circles[name] for name in ("area_code", "area_name", "value", "x", "y", "diameter"))
    for code, name, value, x, y, diameter in zip(*columns, strict=True):
        number = block.measure.number(float(value))
        yield _Label(code, ((name, REGULAR), (number, SEMIBOLD)), x, y, diameter / 2)


def _name_states(points: pd.DataFrame) -> Iterator[_Label]:
    words = short_state_words()
    others = points.loc[points["status"] != schema.ANGKA]
    columns = (others[name] for name in ("area_code", "area_name", "status", "x", "y"))
    for code, name, status, x, y in zip(*columns, strict=True):
        state = words.get(status, "")
        yield _Label(code, ((name, REGULAR), *([(state, REGULAR)] if state else [])), x, y, 0.0)


def _lead(label: _Label, place: _Place) -> shapely.Geometry:
    """The line from the circle to the label; empty where the label is near."""
    if place.gap < _LED:
        return shapely.LineString()
    box = place.box
    x = min(max(label.x, box.left), box.left + box.width)
    y = min(max(label.y, box.top), box.top + box.height)
    away = math.hypot(x - label.x, y - label.y)
    start, end = label.radius / away, 1 - 3 / away
    return shapely.LineString(
        [(label.x + (x - label.x) * share, label.y + (y - label.y) * share) for share in (start, end)]
    )


def _clamp(value: float) -> float:
    return min(max(value, -1.0), 1.0)


def _shape(box: Box) -> shapely.Geometry:
    return shapely.box(box.left, box.top, box.left + box.width, box.top + box.height)


def _draw_label(canvas: Canvas, label: _Label, place: _Place) -> None:
    colors, box = theme.palette(), place.box
    lead = shapely.get_coordinates(_lead(label, place))
    if len(lead):
        ends = [(x, y) for x, y in lead.tolist()]
        canvas.line(ends, colors.ground, 4)
        canvas.line(ends, colors.ink, 1.5)
    x = box.left + box.width * _ACROSS[place.align]
    for number, (words, weight) in enumerate(label.lines):
        baseline = box.top + (number * _LEADING + ASCENT - 0.05) * LEAST
        canvas.text(x, baseline, words, TextStyle(LEAST, colors.ink, weight, place.align, has_halo=True))
