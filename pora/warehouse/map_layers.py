"""One map of the installed layers, read: the paths that the browser gets, for those who place insets or draw slides.

Units are the map's own whole numbers, y downwards (etl/boundaries/map_files.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pora.reference.areas.desa import DESA_LENGTH
from pora.schema.levels import Layer
from pora.warehouse.boundaries import LayerSet

MapBox = tuple[float, float, float, float]  # left, top, right, bottom
UnitPoints = npt.NDArray[np.float64]


@dataclass(frozen=True)
class FarPart:
    """What of an area (its position in the map) lies far from the rest, with a point inside and a path."""

    position: int
    point: tuple[float, float]
    box: MapBox
    path: str


@dataclass(frozen=True)
class MapLayer:
    """`codes`, `names`, `points`, `boxes` and `paths` have one order, that of the codes. An area that lies far as a
    whole has no path, and NaN for a box. `far`: groups that an inset may show. `borders`: codes of both sides, path.
    """

    file_name: str
    size: tuple[int, int]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    points: UnitPoints
    boxes: UnitPoints
    paths: tuple[str, ...]
    far: tuple[tuple[FarPart, ...], ...]
    borders: tuple[tuple[str, str, str], ...]


def read_map_layer(layers: LayerSet, layer: Layer, area_code: str) -> MapLayer | None:
    """The map of the areas of a layer in one area; None where there is none."""
    name = layers.file_name(layer, area_code)
    return None if name is None else read_map_file(layers.web_path(name))


@lru_cache(maxsize=64)
def read_map_file(path: Path) -> MapLayer:
    """A file of `LayerSet.web_path`, kept by its name, which changes with the content."""
    content = json.loads(path.read_bytes())
    areas = content["areas"]
    return MapLayer(
        file_name=path.name,
        size=(content["size"][0], content["size"][1]),
        codes=tuple(area[0] for area in areas),
        names=tuple(area[1] for area in areas),
        points=np.array([area[3:5] for area in areas], dtype=float),
        boxes=np.array([area[5:9] if area[9] else [np.nan] * 4 for area in areas], dtype=float),
        paths=tuple(area[9] for area in areas),
        far=tuple(
            tuple(FarPart(part[0], (part[1], part[2]), (part[3], part[4], part[5], part[6]), part[7]) for part in group)
            for group in content["far"]
        ),
        borders=tuple((a, b, path) for a, b, path in content["borders"]),
    )


def read_points(path: str) -> list[UnitPoints]:
    """The rings or lines of a path, each as its points; a closed ring ends before it is back."""
    lines = []
    for text in path.split("M")[1:]:
        start, _letter, steps = text.removesuffix("z").partition("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", f"{start} {steps}")]
        lines.append(np.cumsum(np.array(numbers, dtype=float).reshape(-1, 2), axis=0))
    return lines


def find_home(layers: LayerSet, area_code: str, shown: Collection[str]) -> str:
    """The smallest area with maps of its own that holds what is shown: the finest lines. Desa are in maps of one
    kabupaten/kota alone."""
    provinces = {code[:2] for code in shown}
    kabupaten = {code[:5] for code in shown if len(code) == DESA_LENGTH}
    homes = [*kabupaten, area_code, *(provinces if len(provinces) == 1 else ())]
    return next((code for code in homes if layers.file_name("kabupaten", code)), layers.province_code)
