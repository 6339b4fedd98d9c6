"""Which parts of a map lie so far from the rest that they would take its room: they go into an inset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

GAP_SHARE = 0.15  # of the side of a square with as much land: what is further away may stand in an inset
LAND_SHARE = 0.1  # of all land: a larger group is no appendix
WORTH = 0.9  # insets must leave the rest a box of at most this share of the whole
Polygons = npt.NDArray[Any]
_Group = npt.NDArray[np.int64]


def find_far_groups(parts: Polygons) -> list[_Group]:
    """Positions of those polygons that stand apart, by group. Groups nearer to each other than to the rest are one.
    Empty where insets would give the rest hardly more room.

    Projected coordinates."""
    land = shapely.area(parts)
    most = LAND_SHARE * float(land.sum())
    clusters = _link(parts, GAP_SHARE * float(np.sqrt(land.sum())))
    rest = np.concatenate([one for one in clusters if land[one].sum() > most] or clusters[:1])
    box = shapely.box(*shapely.total_bounds(parts[rest]))
    small = [one for one in clusters if land[one].sum() <= most and not np.isin(one, rest).any()]
    outside = [one for one in small if not shapely.contains(box, shapely.box(*shapely.total_bounds(parts[one])))]
    far = [one for one in _join(parts, outside, rest) if land[one].sum() <= most]
    near = np.setdiff1d(np.arange(len(parts)), np.concatenate(far)) if far else rest
    left = shapely.box(*shapely.total_bounds(parts[near]))
    return far if far and left.area <= WORTH * shapely.box(*shapely.total_bounds(parts)).area else []


def _link(parts: Polygons, gap: float) -> list[_Group]:
    """Clusters of parts of which each is within the gap of another. First those that touch, which is found quickly; of
    these, as a whole, those that are near."""
    tree = shapely.STRtree(parts)
    touching = _cluster(len(parts), tree.query(parts, predicate="intersects"))
    islands = np.array([shapely.multipolygons(parts[one]) for one in touching])
    near = _cluster(len(islands), shapely.STRtree(islands).query(islands, predicate="dwithin", distance=gap))
    return [np.sort(np.concatenate([touching[number] for number in one])) for one in near]


def _cluster(size: int, pairs: npt.NDArray[np.int64]) -> list[_Group]:
    """Of so many, those that pairs link, each cluster in order, by its first."""
    root, (ones, others) = np.arange(size), pairs
    changed = True
    while changed:
        before = root.copy()
        np.minimum.at(root, ones, root[others])
        root = root[root]
        changed = bool((root != before).any())
    return [np.flatnonzero(root == one) for one in np.unique(root)]


def _join(parts: Polygons, far: list[_Group], rest: _Group) -> Iterator[_Group]:
    """Far groups, those that are nearer to one another than to the rest as one, the first of the file first."""
    shapes = [shapely.multipolygons(parts[group]) for group in far]
    away = shapely.distance(np.array(shapes), shapely.multipolygons(parts[rest]))
    left = list(range(len(far)))
    while left:
        joined, grows = [left.pop(0)], True
        while grows:
            near = [
                one
                for one in left
                if any(shapely.distance(shapes[one], shapes[other]) < min(away[one], away[other]) for other in joined)
            ]
            left = [one for one in left if one not in near]
            joined += near
            grows = bool(near)
        yield np.sort(np.concatenate([far[one] for one in joined]))
