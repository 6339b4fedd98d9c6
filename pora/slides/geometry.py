"""Shapes of areas for a drawing: the same paths, insets included, that the browser draws, in units of the drawing.

Trap: the same map is drawn again and again while a deck is edited, so fitted shapes are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from matplotlib.path import Path

from pora.deck.layout import Box
from pora.figures.maps.insets import Placement, place_insets
from pora.schema import DESA
from pora.schema.levels import LAYER_OF
from pora.warehouse.boundaries import find_layers
from pora.warehouse.map_layers import MapLayer, find_home, read_map_file, read_map_layer, read_points

Shapes = npt.NDArray[Any]
Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """Areas in a box, y downwards. `codes`, `shapes` and `points` (inside each area) have one order; `outlines` are
    lines between the areas next above; `frames` go around insets."""

    codes: tuple[str, ...]
    shapes: Shapes
    points: Points
    outlines: Shapes
    frames: Shapes
    width: float
    height: float

    def move(self, left: float, top: float) -> Fitted:
        """The same areas at another place."""

        def by(coordinates: Points) -> Points:
            return coordinates + (left, top)

        return replace(
            self,
            shapes=shapely.transform(self.shapes, by),
            points=by(self.points),
            outlines=shapely.transform(self.outlines, by),
            frames=shapely.transform(self.frames, by),
        )


@dataclass(frozen=True)
class AreaLayer:
    """The areas of a map, before the size of the drawing is known. `aspect` is its width by its height."""

    path: FilePath
    codes: tuple[str, ...]
    attribution: str
    aspect: float

    def fit(self, box: Box) -> Fitted:
        """As large as it goes into the box, from its upper left corner."""
        width = min(box.width, box.height * self.aspect)
        return _fit(self.path, self.codes, round(width, 1))


def find_areas(level: str, codes: pd.Series) -> AreaLayer | None:
    """The areas of these codes that have a shape; None where none has."""
    shown = [str(code) for code in codes]
    parents = {code[:5] for code in shown}
    home = parents.pop() if len(parents) == 1 else ""
    layers = find_layers(home if level == DESA else "")
    if layers is None or level not in LAYER_OF:
        return None
    layer = read_map_layer(layers, LAYER_OF[level], find_home(layers, home, shown))
    known = tuple(code for code in layer.codes if code in set(shown)) if layer else ()
    if layer is None or not known:
        return None
    left, top, right, bottom = place_insets(layer, known).box
    return AreaLayer(layers.web_path(layer.file_name), known, layers.attribution, (right - left) / (bottom - top))


@lru_cache(maxsize=64)
def _fit(path: FilePath, codes: tuple[str, ...], width: float) -> Fitted:
    layer = read_map_file(path)
    placement = place_insets(layer, codes)
    left, top, right, bottom = placement.box
    unit = width / (right - left)

    def to_units(points: Points) -> Points:
        fitted: Points = (points - (left, top)) * unit
        return fitted

    shapes, points = _find_shapes(layer, placement, codes)
    frames = np.array([shapely.box(*inset.frame) for inset in placement.insets], dtype=object)
    return Fitted(
        codes,
        shapely.transform(shapes, to_units),
        to_units(points),
        shapely.transform(_find_outlines(layer, placement, codes), to_units),
        shapely.transform(frames, to_units),
        width,
        (bottom - top) * unit,
    )


def _find_shapes(layer: MapLayer, placement: Placement, codes: tuple[str, ...]) -> tuple[Shapes, Points]:
    """Areas and points inside them, in units of the map; what lies far is where its inset stands."""
    positions = {code: position for position, code in enumerate(layer.codes)}
    rings = {code: read_points(layer.paths[positions[code]]) for code in codes}
    points = {code: tuple(layer.points[positions[code]].tolist()) for code in codes}
    for inset in placement.insets:
        for part in layer.far[inset.group]:
            code = layer.codes[part.position]
            if code not in rings:
                continue
            if not rings[code]:
                points[code] = inset.place(*part.point)
            rings[code] += [inset.scale * ring + inset.shift for ring in read_points(part.path)]
    shapes = np.array([_build_area(rings[code]) for code in codes], dtype=object)
    return shapes, np.array([points[code] for code in codes])


def _build_area(rings: Iterable[Points]) -> shapely.Geometry:
    """Polygons with their holes."""
    lines = shapely.multilinestrings([shapely.linearrings(ring) for ring in rings])
    return shapely.orient_polygons(shapely.build_area(lines))


def _find_outlines(layer: MapLayer, placement: Placement, codes: tuple[str, ...]) -> Shapes:
    """Lines between the areas next above those shown, and along coasts, also those in insets."""
    length = len(codes[0].rpartition(".")[0])
    shown = {code[:5] for code in codes} | {code[:8] for code in codes}  # a desa lies within lines of kecamatan
    lines = [
        line
        for a, b, path in layer.borders
        if (not b or a[:length] != b[:length]) and shown & {a, b, a[:2], b[:2]}
        for line in read_points(path)
    ]
    for inset in placement.insets:
        parts = [part for part in layer.far[inset.group] if layer.codes[part.position] in codes]
        rings = [ring for part in parts for ring in read_points(part.path)]
        lines += [inset.scale * np.vstack([ring, ring[:1]]) + inset.shift for ring in rings]
    return np.array([shapely.linestrings(line) for line in lines], dtype=object)


def make_path(shapes: Shapes) -> Path | None:
    """All polygons or lines in one path, to be drawn in one go; None for none. Coordinates to a tenth."""
    parts = shapely.get_parts(shapes)
    is_line = shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING
    pieces = [(line, False) for line in parts[is_line]] + [(ring, True) for ring in shapely.get_rings(parts[~is_line])]
    if not pieces:
        return None
    corners, codes = [], []
    for piece, is_closed in pieces:
        own = shapely.get_coordinates(piece)
        steps = np.full(len(own), Path.LINETO, dtype=np.uint8)
        steps[0] = Path.MOVETO
        if is_closed:
            steps[-1] = Path.CLOSEPOLY
        corners.append(own)
        codes.append(steps)
    return Path(np.round(np.concatenate(corners), 1), np.concatenate(codes))
