"""A Frictionless Data Package (version 2): one zip with data.csv, datapackage.json and BACA-DULU.txt."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import IO, Any, BinaryIO, cast

from pora.export.archive import describe_entry
from pora.export.csv_text import CSV
from pora.export.form import Format
from pora.export.metadata import allowed_in_file, describe_export, list_part, write_caveats, write_json
from pora.export.source import ExportSource
from pora.export.statistical import describe_statistics
from pora.locale import _
from pora.schema import Column
from pora.wording.provenance import describe_snapshot_to_the_minute, name_case_tables

DATA, DESCRIPTION, README = "data.csv", "datapackage.json", "BACA-DULU.txt"
_TYPES = {"BIGINT": "integer", "INTEGER": "integer", "BOOLEAN": "boolean", "DATE": "date"}


class _Measured(io.RawIOBase):
    """Passes bytes on, with their number and SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest, self.size = file, hashlib.sha256(), 0

    def write(self, data: Any) -> int:
        written = memoryview(data).nbytes
        self._digest.update(data)
        self._file.write(data)
        self.size += written
        return written

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def _describe_field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.allowed:
        constraints["enum"] = allowed_in_file(column)
    if column.name == "period":
        constraints["pattern"] = r"\d{4}-\d{2}"
    field: dict[str, Any] = {
        "name": column.name,
        "title": _(column.label),
        "description": _(column.description),
        "type": _TYPES.get(column.sql_type, "string"),
    }
    return {**field, "constraints": constraints} if constraints else field


def _describe_schema(source: ExportSource) -> dict[str, Any]:
    """The key stands there where all of it is always filled."""
    table = source.table
    filled = {column.name for column in table.columns if column.required}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_describe_field(column) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key and filled.issuperset(table.key) else {}),
    }


def describe_package(source: ExportSource, data_size: int, data_sha256: str) -> dict[str, Any]:
    """The content of datapackage.json. Size in bytes and SHA-256 are those of data.csv before it is packed."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": source.request.file_stem.lower().replace(" ", "-"),
        "id": f"{source.request.file_stem}@{source.facts.snapshot_id}",
        "title": _(source.table.grain),
        "description": "\n".join(write_caveats(source)),
        "created": source.facts.published_at.isoformat(timespec="seconds") + "Z",
        "licenses": [{"path": README, "title": _("Untuk pemakaian dinas; tidak ada lisensi data terbuka")}],
        "sources": [{"title": name_case_tables()}],
        "resources": [
            {
                "name": "data",
                "path": DATA,
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": data_size,
                "hash": f"sha256:{data_sha256}",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
                "schema": _describe_schema(source),
            }
        ],
        "satu_data": describe_statistics(source),
        "pora": describe_export(source, DATAPACKAGE.name, {}),
    }


def write_readme(source: ExportSource) -> str:
    """What one should know before using data.csv, in the language of the reader; lines end with CR LF."""
    lines = [
        _("BACA DULU"),
        "",
        *write_caveats(source),
        "",
        f"{_(source.table.grain)}.",
        *(f"{name}: {value}" for name, value in list_part(source)),
        f"{describe_snapshot_to_the_minute(source.facts.snapshot_id, source.facts.published_at)}.",
        _("Sumber: {source}.").format(source=name_case_tables()),
        _("Lisensi: untuk pemakaian dinas; tidak ada lisensi data terbuka."),
        "",
        _("data.csv: datanya (UTF-8, koma, titik desimal). Kode wilayah adalah teks: bacalah sebagai teks."),
        _("datapackage.json: kolom, jenis isi, nilai yang mungkin, dan SHA-256 (Frictionless Data Package 2)."),
        _("Membuat ulang paket ini: python -m etl export --like PAKET.zip --output BARU.zip"),
    ]
    return "\r\n".join(lines) + "\r\n"


class DataPackage(Format):
    def write(self, source: ExportSource, file: BinaryIO) -> None:
        """The data go in first, streamed, since their size and SHA-256 stand in the description."""
        with zipfile.ZipFile(file, "w") as archive:
            with archive.open(describe_entry(DATA), "w", force_zip64=True) as entry:
                measured = _Measured(entry)
                CSV.write(source, cast(BinaryIO, measured))
            package = describe_package(source, measured.size, measured.sha256)
            archive.writestr(describe_entry(DESCRIPTION), write_json(package))
            archive.writestr(describe_entry(README), write_readme(source))


DATAPACKAGE = DataPackage(
    name="datapackage",
    suffix=".zip",
    mime="application/zip",
    description="Paket data Frictionless: CSV, skema, dan keterangan dalam satu zip",
)
