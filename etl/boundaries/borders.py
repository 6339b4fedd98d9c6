"""Borders between kabupaten/kota as lines, each once: a map can then outline any group of them, in any month."""

from __future__ import annotations

from collections import defaultdict

import geopandas as gpd
import numpy as np
import shapely

from etl.boundaries.map_files import Border, Lines

Side = tuple[str, str]


def find_borders(kabupaten: gpd.GeoSeries) -> list[Border]:
    """One per pair of neighbours and one per coast: the codes on both sides, in order, the second empty along a coast,
    and the lines in degrees. `kabupaten` is indexed by code and fits together: an edge of two areas has the same
    vertices in both."""
    sides = _find_sides(kabupaten)
    pairs = defaultdict(list)
    for edge, codes in sides.items():
        pairs[codes[0], codes[1] if len(codes) > 1 else ""].append(edge)
    return [(a, b, _join(edges)) for (a, b), edges in sorted(pairs.items())]


def _find_sides(kabupaten: gpd.GeoSeries) -> dict[tuple[tuple[float, float], tuple[float, float]], list[str]]:
    """Every edge with the codes of the areas that have it, in order."""
    sides = defaultdict(list)
    for code, polygon in kabupaten.sort_index().items():
        for ring in shapely.get_rings(shapely.get_parts(polygon)):
            points = [tuple(point) for point in shapely.get_coordinates(ring).tolist()]
            for start, end in zip(points, points[1:], strict=False):
                sides[min(start, end), max(start, end)].append(str(code))
    return sides


def _join(edges: list[tuple[tuple[float, float], tuple[float, float]]]) -> Lines:
    """Edges put end to end."""
    lines = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.linestrings(np.array(edges)))))
    return [[tuple(point) for point in shapely.get_coordinates(line).tolist()] for line in lines]
