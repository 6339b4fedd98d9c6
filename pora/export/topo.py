"""TopoJSON: the rows of one month with the shape of their area; a border that two areas share is written once."""

from __future__ import annotations

from typing import Any, BinaryIO

import shapely
import topojson

from pora.export.geo import LAYER_OF_TABLE, GeoForm, read_shapes, write_compact
from pora.export.metadata import describe_export
from pora.export.source import ExportSource

ARC_DECIMALS = 8  # about 1 mm: an arc has two areas, so a rounding that makes one touch itself can not be taken back
GeoShape = dict[str, Any]


class TopoJson(GeoForm):
    """Absolute positions, longitude and latitude in WGS 84; one geometry for each row, in the order of the table."""

    def write(self, source: ExportSource, file: BinaryIO) -> None:
        """The whole of it lies in memory: arcs can be shared only once all shapes are known."""
        names, layer = [column.name for column in source.columns], LAYER_OF_TABLE[source.request.table]
        rows = [dict(zip(names, row, strict=True)) for row in source.read_rows()]
        codes = dict.fromkeys(str(row[f"{layer}_code"]) for row in rows)
        shapes, arcs = _share_borders({code: wkb for code, wkb in read_shapes(layer).items() if code in codes})
        geometries = [{**shapes.get(str(row[f"{layer}_code"]), {"type": None}), "properties": row} for row in rows]
        topology = {
            "type": "Topology",
            "pora": describe_export(source, self.name, self.describe(source.request)),
            "objects": {"data": {"type": "GeometryCollection", "geometries": geometries}},
            "arcs": arcs,
        }
        file.write(write_compact(topology) + b"\n")


def _share_borders(areas: dict[str, bytes]) -> tuple[dict[str, GeoShape], list[list[list[float]]]]:
    """The shape of each area as numbers of arcs, and the arcs."""
    if not areas:
        return {}, []
    topology = topojson.Topology([shapely.from_wkb(wkb) for wkb in areas.values()], prequantize=False).to_dict()
    drawn = topology["objects"]["data"]["geometries"]
    shapes = {code: {"type": one["type"], "arcs": one["arcs"]} for code, one in zip(areas, drawn, strict=True)}
    return shapes, [[[round(axis, ARC_DECIMALS) for axis in point] for point in arc] for arc in topology["arcs"]]


TOPOJSON = TopoJson(
    name="topojson",
    suffix=".topojson",
    mime="application/json",
    description="TopoJSON: satu bulan dengan bentuk wilayahnya, batas bersama ditulis sekali, untuk peta web",
)
