"""From polygons by kecamatan code to what is written: frames with names, areas and label points.

Names come from the list of areas, never from a boundary file, so that map, table and export say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from pora.reference.areas import area_index
from pora.schema.levels import LAYER_OF, Layer

_EQUAL_AREA = 6933  # EPSG: cylindrical equal-area on the WGS 84 ellipsoid, the same for all of Indonesia
_LABEL_PRECISION = 0.0005  # degrees; how near to the innermost point a label must stand


def make_layer_frame(polygons: gpd.GeoSeries, layer: Layer) -> gpd.GeoDataFrame:
    """One row per area, in order of code: <layer>_code, <layer>_name, parent_code, area_km2, label_lon, label_lat,
    geometry. `polygons` are indexed by area code, EPSG:4326."""
    polygons = polygons.sort_index()
    area_km2 = (polygons.to_crs(_EQUAL_AREA).area / 1e6).round(4).to_numpy()
    return name_areas(polygons, layer, area_km2, shapely.get_coordinates(place_labels(polygons)))


def name_areas(polygons: gpd.GeoSeries, layer: Layer, area_km2: Any, labels: Any) -> gpd.GeoDataFrame:
    """The same of polygons in order of code, with what is known of them: square kilometres and (longitude, latitude) of
    each label."""
    index = area_index()
    longitudes, latitudes = np.transpose(labels)
    return gpd.GeoDataFrame(
        {
            f"{layer}_code": polygons.index,
            f"{layer}_name": [index.area_name(code) for code in polygons.index],
            "parent_code": [index.parent(code) for code in polygons.index],
            "area_km2": area_km2,
            "label_lon": longitudes,
            "label_lat": latitudes,
        },
        geometry=polygons.to_numpy(),
        crs=polygons.crs,
    )


def place_labels(polygons: gpd.GeoSeries) -> Any:
    """The innermost point of each area's largest part: a label there has the most room."""
    return find_inner_points(map(shapely.get_parts, polygons), _LABEL_PRECISION)


def find_inner_points(areas: Iterable[Any], precision: float) -> Any:
    """Of areas as their polygons: the innermost point of the largest one, to within the precision."""
    largest = [parts[0] if len(parts) == 1 else max(parts, key=shapely.area) for parts in areas]
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, precision), 0)


def make_labels(frames: Mapping[Layer, gpd.GeoDataFrame]) -> pd.DataFrame:
    """One row per area of every layer that there is; see `pora.warehouse.boundaries.LayerSet.labels`."""
    found = [_as_labels(frames[layer], level) for level, layer in LAYER_OF.items() if layer in frames]
    return pd.concat(found, ignore_index=True)


def _as_labels(frame: gpd.GeoDataFrame, level: str) -> pd.DataFrame:
    names = ["area_code", "area_name", "parent_code", "area_km2", "label_lon", "label_lat"]
    rows = pd.DataFrame(frame.drop(columns="geometry")).set_axis(names, axis=1)
    bounds = frame.bounds.set_axis(["west", "south", "east", "north"], axis=1)
    rows = rows.astype({"area_km2": float}).join(bounds)
    rows.insert(2, "level", level)
    return rows
