"""One map as browser and slides draw it: areas projected and cut to path strings, once, when they are installed.

Numbers are whole, from the upper left corner downwards. A vertex that two areas share is the same number in both, so
edges stay shared. `far` are parts that an inset takes off the map (`far_groups`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from etl.boundaries.far_groups import find_far_groups
from etl.boundaries.layer_frames import find_inner_points
from pora.reference.areas import area_index

_LABEL_PRECISION = 0.0005  # degrees
_Points = npt.NDArray[np.float64]
Lines = Sequence[Sequence[tuple[float, float]]]
Border = tuple[str, str, Lines]
Caption = tuple[float, float, str]


@dataclass(frozen=True)
class Projection:
    """Degrees to whole units: north is up, and a kilometre is as long across as along, in the middle of the map."""

    west: float
    north: float
    across: float
    down: float

    @classmethod
    def of(cls, bounds: _Points, decimals: int) -> Projection:
        """A unit is the last of so many decimals of a degree of latitude."""
        west, south, _east, north = bounds.tolist()
        down = 10.0**decimals
        return cls(west, north, round(down * math.cos(math.radians((south + north) / 2)), 2), down)

    def to_units(self, degrees: _Points) -> _Points:
        units: _Points = np.round((degrees - (self.west, self.north)) * (self.across, -self.down))
        return units


def make_map_file(
    polygons: gpd.GeoSeries, decimals: int, borders: Sequence[Border], captions: Mapping[str, Caption]
) -> bytes:
    """JSON of a map, of polygons by area code, in degrees, that fit together.

    `areas`, in order of code: code, name, name of the parent, x, y (inside what is left of the area on the map), left,
    top, right, bottom, path; the path of an area that lies far as a whole is empty. `far`, a list for each group:
    position of the area, x, y, left, top, right, bottom, path. `borders`: the codes on both sides, path. `captions`, of
    tiles, which are never far: code, x, y, text. `size`: the width and height of all."""
    polygons = polygons.sort_index()
    project = Projection.of(polygons.total_bounds, decimals)
    shapes = shapely.transform(polygons.to_numpy(), project.to_units)
    parts, owner = shapely.get_parts(shapes, return_index=True)
    far = [] if captions else find_far_groups(parts)
    is_near = np.ones(len(parts), dtype=bool)
    for group in far:
        is_near[group] = False
    precision = _LABEL_PRECISION * project.down
    content = {
        "size": np.ceil(shapely.total_bounds(shapes)[2:]).astype(int).tolist(),
        "areas": _write_areas(polygons.index.tolist(), parts, owner, is_near, precision),
        "far": [_write_far(parts[group], owner[group], precision) for group in far],
        "borders": _write_borders(borders, project, {tuple(at) for at in shapely.get_coordinates(parts[~is_near])}),
        "captions": [
            [code, *project.to_units(np.array([[x, y]])).astype(int)[0].tolist(), text]
            for code, (x, y, text) in captions.items()
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _write_areas(
    codes: list[str], parts: Any, owner: npt.NDArray[np.int64], is_near: npt.NDArray[np.bool_], precision: float
) -> list[list[Any]]:
    index = area_index()
    starts = np.searchsorted(owner, np.arange(1, len(codes)))
    owned = np.split(parts, starts)
    near = [own[mask] for own, mask in zip(owned, np.split(is_near, starts), strict=True)]
    points = _find_points([some if len(some) else own for some, own in zip(near, owned, strict=True)], precision)
    names = [(code, index.area_name(code), index.area_name(index.parent(code) or code)) for code in codes]
    return [
        [*name, *point, *_find_box(some), _write_path(some)]
        for name, point, some in zip(names, points, near, strict=True)
    ]


def _write_far(parts: Any, owner: npt.NDArray[np.int64], precision: float) -> list[list[Any]]:
    positions = np.unique(owner).tolist()
    owned = [parts[owner == position] for position in positions]
    return [
        [position, *point, *_find_box(own), _write_path(own)]
        for position, point, own in zip(positions, _find_points(owned, precision), owned, strict=True)
    ]


def _find_points(areas: list[Any], precision: float) -> list[list[int]]:
    points: list[list[int]] = np.rint(shapely.get_coordinates(find_inner_points(areas, precision))).astype(int).tolist()
    return points


def _find_box(parts: Any) -> list[int]:
    if not len(parts):
        return [0, 0, 0, 0]
    boxes = shapely.bounds(parts)
    return [*map(int, [*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)])]


def _write_path(parts: Any) -> str:
    """Polygons as one SVG path: each ring from a point, by steps. A ring that rounding took away is left out."""
    return "".join(_write_ring(shapely.get_coordinates(ring), True) for ring in shapely.get_rings(parts))


def _write_borders(borders: Sequence[Border], project: Projection, far: set[tuple[float, ...]]) -> list[list[str]]:
    """Without the coasts of what lies far, which its own shapes show."""
    rows = []
    for a, b, lines in borders:
        drawn = [project.to_units(np.array(line)) for line in lines]
        path = "".join(_write_ring(line, False) for line in drawn if tuple(line[0]) not in far)
        rows.append([a, b, path])
    return [row for row in rows if row[2]]


def _write_ring(points: _Points, is_closed: bool) -> str:
    whole = points.astype(np.int64)
    steps = np.diff(whole, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if is_closed:
        steps = steps[:-1]  # the last one goes back to where the ring began
    if len(steps) < (2 if is_closed else 1):
        return ""
    # A minus sign parts two numbers as a space does.
    text = " ".join(map(str, steps.ravel().tolist())).replace(" -", "-")
    return f"M{whole[0, 0]} {whole[0, 1]}l{text}" + ("z" if is_closed else "")
