"""SDMX-CSV 2.0 (SDMX 3.0): one observation a row, for exchange between statistical offices.

A cell without a number has no OBS_VALUE: OBS_STATUS and CONF_STATUS say why, in the codes of the standard code lists
CL_OBS_STATUS 2.2 and CL_CONF_STATUS 1.2. Whether a number is hidden by itself or for the sake of another is never told,
so it is C and not A or D.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from pora import schema
from pora.export.form import Format
from pora.export.source import ExportSource
from pora.locale import _
from pora.warehouse.queries.request import EXPORTED_TABLES, ExportRequest

AGENCY, VERSION = "PORA", "1.0"
MONTHLY, INFORMATION = "M", "I"
_UNKNOWN = "_U"  # as the guidelines for code lists have it: unknown
_VALUE, _STATUS = "person_count", "status"
# Names of columns -> ids of components, where the standard has one; any other is its name in capitals.
_CONCEPTS = {schema.PERIOD.name: "TIME_PERIOD", "level": "AREA_LEVEL"}
_AREAS = ("area_code", "kecamatan_code", "kabupaten_code", "desa_code")
# Status -> code of CL_OBS_STATUS, and of CL_CONF_STATUS in the public form.
CODES: Mapping[str, tuple[str, str]] = {
    schema.ANGKA: ("A", "F"),  # normal value; free
    schema.NOL: ("A", "F"),
    schema.DISAMARKAN: ("Q", "C"),  # missing value, suppressed; confidential
    schema.BELUM_LAPOR: ("O", "F"),  # missing value
    schema.TIDAK_BERLAKU: ("M", "F"),  # missing value, data cannot exist
}
INTERNAL = "N"  # not for publication, restricted for internal use only


class SdmxCsv(Format):
    def find_obstacle(self, request: ExportRequest) -> str | None:
        """Observations need their whole key and their number."""
        is_arranged = request.across or request.dimensions or request.measures
        if EXPORTED_TABLES[request.table].key and not is_arranged:
            return None
        return _("SDMX memuat tabel out_… seutuhnya, tanpa susunan kolom. Pilih tabel itu, atau format lain.")

    def write(self, source: ExportSource, file: BinaryIO) -> None:
        """Streamed batch by batch; the heading once."""
        target = pa.schema([(name, pa.string()) for name in list_components(source)])
        file.write((",".join(target.names) + "\n").encode())
        # Codes and numbers need no quotes; what would raises.
        options = pcsv.WriteOptions(include_header=False, quoting_style="none")
        with pcsv.CSVWriter(file, target, write_options=options) as writer:
            for batch in source.read_batches():
                writer.write_batch(_make_observations(source, batch, target))


def list_components(source: ExportSource) -> list[str]:
    """The heading: structure, dimensions, value, attributes."""
    dimensions = [_name_concept(name) for name in source.table.key]
    return ["STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", *dimensions, "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"]


def _name_concept(name: str) -> str:
    return "REF_AREA" if name in _AREAS else _CONCEPTS.get(name, name.upper())


def _make_observations(source: ExportSource, batch: pa.RecordBatch, target: pa.Schema) -> pa.RecordBatch:
    structure = f"{AGENCY}:{source.request.table.upper()}({VERSION})"
    constants = [pa.repeat(text, batch.num_rows) for text in ("dataflow", structure, INFORMATION, MONTHLY)]
    keys = [pc.fill_null(batch[name].cast(pa.string()), _UNKNOWN) for name in source.table.key]
    is_public = source.scope.version == "public"
    status = batch[_STATUS]
    said = [
        _map_codes(status, {name: codes[0] for name, codes in CODES.items()}),
        _map_codes(status, {name: codes[1] if is_public else INTERNAL for name, codes in CODES.items()}),
    ]
    return pa.RecordBatch.from_arrays([*constants, *keys, batch[_VALUE].cast(pa.string()), *said], schema=target)


def _map_codes(values: pa.Array, codes: Mapping[str, str]) -> pa.Array:
    """An unknown value raises."""
    places = pc.index_in(values, pa.array(list(codes)))
    if places.null_count:
        raise ValueError(f"no code for {pc.unique(values.filter(places.is_null())).to_pylist()}")
    return pa.array(list(codes.values())).take(places)


SDMX_CSV = SdmxCsv(
    name="sdmx-csv",
    suffix=".csv",
    mime="application/vnd.sdmx.data+csv;version=2.0.0",
    description="SDMX-CSV 2.0: satu pengamatan per baris, untuk pertukaran antarlembaga statistik",
)
