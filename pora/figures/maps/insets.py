"""Where insets stand: far groups of areas in frames, on free ground inside the map's own box where there is any."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pora.warehouse.map_layers import FarPart, MapBox, MapLayer

MOST_SHARE = 0.28  # of the map's sides that an inset may take
LEAST_SHARE = 0.16  # of the longer side; a smaller group is drawn larger, so that it can be seen and hit
MOST_LARGER = 3.0
_AIR = 0.02  # of the map's longer side, around what is in a frame and around frames
_STEPS = 25  # places that are tried along each side
Boxes = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Inset:
    """A far group drawn elsewhere: a point of the map comes to `scale * point + shift`. All in units of the map."""

    group: int
    scale: float
    shift: tuple[float, float]
    frame: MapBox

    def place(self, x: float, y: float) -> tuple[float, float]:
        return self.scale * x + self.shift[0], self.scale * y + self.shift[1]


@dataclass(frozen=True)
class Placement:
    """What a map shows: its box, frames within, and the insets."""

    box: MapBox
    insets: tuple[Inset, ...] = ()


def place_insets(layer: MapLayer, shown: Collection[str]) -> Placement:
    """The box of the areas shown, and an inset for each far group of which something is shown. A map of nothing but
    far areas has no inset: they are the map."""
    positions = [position for position, code in enumerate(layer.codes) if code in shown]
    boxes = layer.boxes[positions]
    boxes = boxes[~np.isnan(boxes[:, 0])]
    is_shown = set(positions)
    groups = {number: [part for part in group if part.position in is_shown] for number, group in enumerate(layer.far)}
    far = {number: parts for number, parts in groups.items() if parts}
    if not len(boxes):
        inside = [part.box for parts in far.values() for part in parts]
        place = Placement(_surround(np.array(inside)) if inside else (0.0, 0.0, *layer.size))
        return Placement(place.box, tuple(Inset(number, 1.0, (0.0, 0.0), place.box) for number in far))
    box, insets = _surround(boxes), []
    size = max(box[2] - box[0], box[3] - box[1])
    for number, parts in far.items():
        inset = _place(number, parts, box, boxes, size)
        insets.append(inset)
        boxes = np.vstack([boxes, inset.frame])
        box = _surround(np.array([box, inset.frame]))
    return Placement(box, tuple(insets))


def _surround(boxes: Boxes) -> MapBox:
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom


def _place(number: int, parts: list[FarPart], box: MapBox, taken: Boxes, size: float) -> Inset:
    own = _surround(np.array([part.box for part in parts]))
    width, height = own[2] - own[0], own[3] - own[1]
    most = min(MOST_SHARE * (box[2] - box[0]) / width, MOST_SHARE * (box[3] - box[1]) / height)
    scale = min(most, max(1.0, min(MOST_LARGER, LEAST_SHARE * size / max(width, height))))
    air = _AIR * size
    wide, high = scale * width + 2 * air, scale * height + 2 * air
    middle = ((own[0] + own[2]) / 2, (own[1] + own[3]) / 2)
    left, top = _choose_corner(wide, high, box, taken, middle, air)
    shift = (left + air - scale * own[0], top + air - scale * own[1])
    return Inset(number, scale, shift, (left, top, left + wide, top + high))


def _choose_corner(
    wide: float, high: float, box: MapBox, taken: Boxes, wanted: tuple[float, float], air: float
) -> tuple[float, float]:
    """The upper left corner of a frame: along the edges of the box where no area is, as near as can be to where the
    group lies; else outside the box, on that side."""
    corners = np.array(list(_list_corners(wide, high, box)))
    ends = corners + (wide, high)
    near = air / 2
    hits = (corners[:, None, 0] < taken[None, :, 2] + near) & (ends[:, None, 0] > taken[None, :, 0] - near)
    hits &= (corners[:, None, 1] < taken[None, :, 3] + near) & (ends[:, None, 1] > taken[None, :, 1] - near)
    is_free = ~hits.any(axis=1)
    away = np.hypot(*(corners + (wide / 2, high / 2) - wanted).T)
    if is_free.any():
        left, top = corners[int(np.argmin(np.where(is_free, away, np.inf)))].tolist()
        return left, top
    return _step_outside(wide, high, box, wanted, air)


def _list_corners(wide: float, high: float, box: MapBox) -> Iterator[tuple[float, float]]:
    left, top, right, bottom = box
    across = np.linspace(left, max(left, right - wide), _STEPS).tolist()
    down = np.linspace(top, max(top, bottom - high), _STEPS).tolist()
    for x in across:
        yield x, top
        yield x, max(top, bottom - high)
    for y in down:
        yield left, y
        yield max(left, right - wide), y


def _step_outside(
    wide: float, high: float, box: MapBox, wanted: tuple[float, float], air: float
) -> tuple[float, float]:
    left, top, right, bottom = box
    x = min(max(wanted[0] - wide / 2, left), max(left, right - wide))
    y = min(max(wanted[1] - high / 2, top), max(top, bottom - high))
    out = {
        (left - wide - air, y): left - wanted[0],
        (right + air, y): wanted[0] - right,
        (x, top - high - air): top - wanted[1],
        (x, bottom + air): wanted[1] - bottom,
    }
    return max(out, key=out.__getitem__)
