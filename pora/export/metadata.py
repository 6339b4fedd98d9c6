"""The file that goes with every CSV: columns, source, snapshot, caveats (W3C CSV on the Web)."""

from __future__ import annotations

import json
from typing import Any

from pora.export.formats import CsvProfile
from pora.export.request import ExportRequest
from pora.locale import _
from pora.queries import SnapshotFacts
from pora.schema import STATUS_MARKS, Column

_DATATYPES = {"BIGINT": "integer", "INTEGER": "integer", "BOOLEAN": "boolean", "DATE": "date"}


def _describe_column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.label,
        "datatype": _DATATYPES.get(column.sql_type, "string"),
        "dc:description": column.description,
    }
    if column.allowed:
        described["pora:allowed"] = [STATUS_MARKS.get(value, value) for value in column.allowed]
    return described


def make_metadata(
    request: ExportRequest, profile: CsvProfile, file_name: str, facts: SnapshotFacts, rows: int, sha256: str
) -> bytes:
    """UTF-8 JSON."""
    notes = [
        _("Orang asing dan pengungsi tidak dijumlahkan. Sel tanpa angka bukan nol; lihat kolom status."),
        _("status: [c] disamarkan, [x] belum lapor, [z] tidak berlaku."),
    ]
    if facts.has_sample:
        notes.insert(0, _("MEMUAT DATA CONTOH SINTETIS: bukan angka sebenarnya."))
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        "url": file_name,
        "dc:title": request.columns.grain,
        "dc:source": _("Tabel kasus yang dimuat kantor imigrasi; rinciannya pada halaman Sumber"),
        "dc:description": notes,
        "pora:snapshot": facts.snapshot_id,
        "pora:published_at": facts.published_at.isoformat() + "Z",
        "pora:table": request.table,
        "pora:period": request.period,
        "pora:area": request.area,
        "pora:category": request.category,
        "pora:rows": rows,
        "pora:sha256": sha256,
        "dialect": {
            "delimiter": profile.separator,
            "encoding": "utf-8",
            "header": True,
            "lineTerminators": ["\r\n"],
        },
        "tableSchema": {"columns": [_describe_column(column) for column in request.columns.columns]},
    }
    return json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"
