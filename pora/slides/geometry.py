"""Shapes of areas for a drawing, from the layers that are installed: in units of the drawing, simplified to half a unit
with shared edges kept.

Trap: the same layer is drawn again and again while a deck is edited, so both the layer and its fitted shapes are kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from matplotlib.path import Path

from pora.deck.layout import Box
from pora.schema.levels import LAYER_OF, Layer
from pora.warehouse.boundaries import LayerSet, load_layers

_MANY = 100  # areas on one map: small ones, whose lines may be coarser
_TOLERANCE, _TOLERANCE_OF_MANY = 0.5, 1.3  # the root of the largest area that a line may lose at a corner
Shapes = npt.NDArray[Any]
Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """Areas in a box, y downwards. `codes`, `shapes` and `points` (inside each area) have one order; `outlines` are of
    the areas next above, empty for tiles, whose edges don't touch."""

    codes: tuple[str, ...]
    shapes: Shapes
    points: Points
    outlines: Shapes
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
        )


@dataclass(frozen=True)
class AreaLayer:
    """The areas of a map, before the size of the drawing is known. `aspect` is its width by its height."""

    path: FilePath
    stamp: int
    codes: tuple[str, ...]
    attribution: str
    is_tiles: bool
    aspect: float

    def fit(self, box: Box) -> Fitted:
        """As large as it goes into the box, from its upper left corner."""
        width = min(box.width, box.height * self.aspect)
        return _fit(self.path, self.stamp, self.codes, round(width, 1), self.is_tiles)


def find_areas(level: str, codes: pd.Series) -> AreaLayer | None:
    """The areas of these codes that have a shape; None where none has."""
    layers = load_layers("batas") or load_layers("petak")
    if layers is None or level not in LAYER_OF:
        return None
    return _find_in(layers, LAYER_OF[level], frozenset(codes))


def _find_in(layers: LayerSet, layer: Layer, codes: frozenset[str]) -> AreaLayer | None:
    path = layers.geometry_path(layer)
    stamp = path.stat().st_mtime_ns
    areas = _read(path, stamp)
    known = tuple(code for code in areas.index if code in codes)
    if not known:
        return None
    west, south, east, north = areas.loc[list(known)].total_bounds
    aspect = (east - west) * _shrinking(south, north) / (north - south)
    return AreaLayer(path, stamp, known, layers.attribution, layers.kind == "petak", float(aspect))


@lru_cache(maxsize=8)
def _read(path: FilePath, _stamp: int) -> gpd.GeoDataFrame:
    """A layer by code. `_stamp` changes with the file."""
    areas = gpd.read_parquet(path)
    return areas.rename(columns={areas.columns[0]: "code"}).set_index("code")


def _shrinking(south: float, north: float) -> float:
    """How much narrower a degree of longitude is than one of latitude; nothing near the equator, where tiles lie."""
    return math.cos(math.radians((south + north) / 2))


@lru_cache(maxsize=64)
def _fit(path: FilePath, stamp: int, codes: tuple[str, ...], width: float, is_tiles: bool) -> Fitted:
    areas = _read(path, stamp).loc[list(codes)]
    west, south, east, north = areas.total_bounds
    unit = width / (east - west)
    scale = np.array([unit, -unit / _shrinking(south, north)])
    origin = np.array([west, north])

    def to_units(coordinates: Points) -> Points:
        moved: Points = (coordinates - origin) * scale
        return moved

    shapes = shapely.transform(areas.geometry.to_numpy(), to_units)
    points = to_units(areas[["label_lon", "label_lat"]].to_numpy(dtype=float))
    if is_tiles:
        return Fitted(codes, shapes, points, np.array([], dtype=object), width, float((south - north) * scale[1]))
    simple = shapely.coverage_simplify(shapes, _TOLERANCE_OF_MANY if len(codes) > _MANY else _TOLERANCE)
    parents = pd.Series(codes).str.rpartition(".")[0]
    outlines = np.array([shapely.coverage_union_all(simple[parents == one]) for one in parents.unique()])
    return Fitted(codes, simple, points, outlines, width, float((south - north) * scale[1]))


def make_path(shapes: Shapes) -> Path | None:
    """All shapes in one path, to be drawn in one go; None for none. Coordinates to a tenth."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(corners):
        return None
    starts = np.concatenate([[True], ring[1:] != ring[:-1]])
    codes = np.full(len(corners), Path.LINETO, dtype=np.uint8)
    codes[starts] = Path.MOVETO
    codes[np.append(starts[1:], True)] = Path.CLOSEPOLY
    return Path(np.round(corners, 1), codes)
