"""From polygons by kecamatan code to what is written: frames with names, areas and label points, and GeoJSON.

Names come from the list of areas, never from a boundary file, so that map, table and export say the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from pora.reference.areas import area_index
from pora.schema.levels import LAYER_OF, Layer

_EQUAL_AREA = 6933  # EPSG: cylindrical equal-area on the WGS 84 ellipsoid, the same for all of Indonesia
_LABEL_PRECISION = 0.0005  # degrees; how near to the innermost point a label must stand


def make_layer_frame(polygons: gpd.GeoSeries, layer: Layer) -> gpd.GeoDataFrame:
    """One row per area, in order of code: <layer>_code, <layer>_name, parent_code, area_km2, label_lon, label_lat,
    geometry. `polygons` are indexed by area code, EPSG:4326."""
    index = area_index()
    polygons = polygons.sort_index()
    labels = place_labels(polygons)
    return gpd.GeoDataFrame(
        {
            f"{layer}_code": polygons.index,
            f"{layer}_name": [index.area_name(code) for code in polygons.index],
            "parent_code": [index.parent(code) for code in polygons.index],
            "area_km2": (polygons.to_crs(_EQUAL_AREA).area / 1e6).round(4).to_numpy(),
            "label_lon": shapely.get_x(labels),
            "label_lat": shapely.get_y(labels),
        },
        geometry=polygons.to_numpy(),
        crs=polygons.crs,
    )


def place_labels(polygons: gpd.GeoSeries) -> Any:
    """The innermost point of each area's largest part: a label there has the most room."""
    largest = [max(shapely.get_parts(polygon), key=shapely.area) for polygon in polygons]
    circles = shapely.maximum_inscribed_circle(largest, _LABEL_PRECISION)
    return shapely.get_point(circles, 0)


def make_labels(frames: Mapping[Layer, gpd.GeoDataFrame]) -> pd.DataFrame:
    """One row per province, kabupaten/kota and kecamatan; see `pora.warehouse.boundaries.LayerSet.labels`."""
    return pd.concat([_as_labels(frames[layer], level) for level, layer in LAYER_OF.items()], ignore_index=True)


def _as_labels(frame: gpd.GeoDataFrame, level: str) -> pd.DataFrame:
    names = ["area_code", "area_name", "parent_code", "area_km2", "label_lon", "label_lat"]
    rows = pd.DataFrame(frame.drop(columns="geometry")).set_axis(names, axis=1)
    bounds = frame.bounds.set_axis(["west", "south", "east", "north"], axis=1)
    rows = rows.astype({"area_km2": float}).join(bounds)
    rows.insert(2, "level", level)
    return rows


def make_geojson(polygons: gpd.GeoSeries) -> bytes:
    """A layer for the browser: `id` is the area code, properties are `name` and `parent` (its name)."""
    index = area_index()
    shapes = shapely.to_geojson(shapely.orient_polygons(polygons.to_numpy()))
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {
                "name": index.area_name(code),
                "parent": index.area_name(index.parent(code) or code),
            },
            "geometry": json.loads(shape),
        }
        for code, shape in zip(polygons.index, shapes, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
