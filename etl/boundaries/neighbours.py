"""Which areas have a common border: found once, when boundaries are installed, of the full lines."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
import shapely

from pora.schema.levels import Layer

_ALONG_A_LINE = "F***1****"  # DE-9IM: boundaries have more than points in common, inner parts nothing


def make_neighbours(frames: Mapping[Layer, gpd.GeoDataFrame]) -> pd.DataFrame:
    """One row per pair of neighbours of one layer, and one the other way round, in order: area_code, neighbour_code.
    Areas that meet in a point only, or across water, are no neighbours. Of frames of `layer_frames`."""
    columns = ["area_code", "neighbour_code"]
    pairs = [pair for layer, frame in frames.items() for pair in _list_pairs(frame, f"{layer}_code")]
    return pd.DataFrame(sorted(pairs), columns=columns, dtype=str)


def _list_pairs(frame: gpd.GeoDataFrame, code: str) -> list[tuple[str, str]]:
    codes, shapes = frame[code].to_numpy(), frame.geometry.to_numpy()
    ones, others = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = ones < others
    ones, others = ones[once], others[once]
    is_border = shapely.relate_pattern(shapes[ones], shapes[others], _ALONG_A_LINE)
    pairs = list(zip(codes[ones[is_border]], codes[others[is_border]], strict=True))
    return [*pairs, *((b, a) for a, b in pairs)]
