"""GeoJSON and GeoParquet: the rows of one month with the shape of their kecamatan or kabupaten/kota.

One month, since every row carries its whole shape. An area that the boundaries lack keeps its row, without a shape.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from pora import schema
from pora.errors import BoundaryError
from pora.export.form import Format
from pora.export.metadata import describe_export, write_json
from pora.export.parquet import METADATA_KEY, MIME, group_rows
from pora.export.source import ExportSource
from pora.locale import _
from pora.schema.levels import LAYER_OF, Layer
from pora.warehouse.boundaries import LayerSet, load_layers
from pora.warehouse.queries.request import ExportRequest

# Of the tables that have one row per area.
LAYER_OF_TABLE: dict[str, Layer] = {
    schema.OUT_KECAMATAN_MONTH.name: LAYER_OF[schema.KECAMATAN],
    schema.OUT_KABUPATEN_MONTH.name: LAYER_OF[schema.KABUPATEN_KOTA],
}
DEGREE_DECIMALS = 6  # about 0.1 m


def _require_layers() -> LayerSet:
    layers = load_layers("batas")
    if layers is None:
        raise BoundaryError(_("Batas wilayah belum dipasang. Jalankan: python -m etl boundaries"))
    return layers


def read_shapes(layer: Layer) -> dict[str, bytes]:
    """Area code -> WKB."""
    table = pq.read_table(_require_layers().geometry_path(layer), columns=[f"{layer}_code", "geometry"])
    return dict(zip(table.column(0).to_pylist(), table.column(1).to_pylist(), strict=True))


class GeoForm(Format):
    """A month of a table of areas, seen with the boundaries that are in force."""

    def find_obstacle(self, request: ExportRequest) -> str | None:
        """A map takes one month of a whole table of areas, and boundaries that are installed."""
        if request.table not in LAYER_OF_TABLE:
            return _("Bentuk peta hanya ada untuk {tables}. Pilih salah satunya, atau bentuk lain.").format(
                tables=", ".join(LAYER_OF_TABLE)
            )
        if request.is_arranged:
            return _("Bentuk peta memuat tabel seutuhnya. Hapus susunannya, atau pilih bentuk lain.")
        if request.period is None or request.since is not None:
            return _("Bentuk peta memuat satu bulan. Pilih periode, atau bentuk lain.")
        if load_layers("batas") is None:
            return _("Batas wilayah belum dipasang. Jalankan: python -m etl boundaries")
        return None

    def describe(self, request: ExportRequest) -> dict[str, Any]:
        """Which boundaries: with others the same request gives other bytes."""
        layers = _require_layers()
        data = layers.geometry_path(LAYER_OF_TABLE[request.table]).read_bytes()
        return {
            "pora:attribution": layers.attribution,
            "pora:boundaries": {
                "source": layers.source,
                "vintage": layers.vintage,
                "sha256": hashlib.sha256(data).hexdigest(),
            },
        }


class GeoJson(GeoForm):
    """RFC 7946: longitude and latitude in WGS 84, outlines counter-clockwise, no other system named."""

    def write(self, source: ExportSource, file: BinaryIO) -> None:
        described = describe_export(source, self.name, self.describe(source.request))
        file.write(b'{"type":"FeatureCollection",\n"pora":' + write_compact(described) + b',\n"features":[')
        for number, feature in enumerate(_write_features(source)):
            file.write((b",\n" if number else b"\n") + feature)
        file.write(b"\n]}\n")


def write_compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _write_features(source: ExportSource) -> Iterator[bytes]:
    layer = LAYER_OF_TABLE[source.request.table]
    shapes, drawn = read_shapes(layer), {}
    names = [column.name for column in source.columns]
    for row in source.read_rows():
        properties = dict(zip(names, row, strict=True))
        code = str(properties[f"{layer}_code"])
        if code not in drawn:
            drawn[code] = _draw(shapes.get(code))
        yield b'{"type":"Feature","properties":' + write_compact(properties) + b',"geometry":' + drawn[code] + b"}"


def _draw(wkb: bytes | None) -> bytes:
    if wkb is None:
        return b"null"
    whole = shapely.from_wkb(wkb)
    rounded = shapely.transform(whole, lambda points: points.round(DEGREE_DECIMALS))
    shape = rounded if shapely.is_valid(rounded) else whole  # rounding may make a line touch itself
    return str(shapely.to_geojson(shapely.orient_polygons(shape))).encode()


class GeoParquet(GeoForm):
    """GeoParquet 1.1: full detail, WKB in the column `geometry`."""

    def write(self, source: ExportSource, file: BinaryIO) -> None:
        """One row per row of the table, its geometry empty where no boundary has the code. Raises BoundaryError."""
        layer = LAYER_OF_TABLE[source.request.table]
        shapes = read_shapes(layer)
        described = describe_export(source, self.name, self.describe(source.request))
        kinds = sorted({shapely.from_wkb(wkb).geom_type for wkb in shapes.values()})
        geo = {
            "version": "1.1.0",
            "primary_column": "geometry",
            "columns": {"geometry": {"encoding": "WKB", "geometry_types": kinds}},
        }
        with_shapes = source.schema.append(pa.field("geometry", pa.binary()))
        with_shapes = with_shapes.with_metadata({b"geo": json.dumps(geo).encode(), METADATA_KEY: write_json(described)})
        with pq.ParquetWriter(file, with_shapes, compression="zstd") as writer:
            for table in group_rows(source.read_marked(), source.schema):
                codes = table.column(f"{layer}_code").to_pylist()
                drawn = pa.array([shapes.get(code) for code in codes], pa.binary())
                writer.write_table(pa.Table.from_arrays([*table.columns, drawn], schema=with_shapes))


GEOJSON = GeoJson(
    name="geojson",
    suffix=".geojson",
    mime="application/geo+json",
    description="GeoJSON: satu bulan dengan bentuk wilayahnya, untuk QGIS dan peta web",
)
GEOPARQUET = GeoParquet(
    name="geoparquet",
    suffix=".geoparquet",
    mime=MIME,
    description="GeoParquet: satu bulan dengan bentuk wilayahnya, untuk GeoPandas, R, dan QGIS",
)
