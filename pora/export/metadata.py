"""What explains an export, in the file or beside it: columns, source, snapshot, caveats (W3C CSV on the Web).

It also suffices to make the same file again: see pora/export/again.py.
"""

from __future__ import annotations

import json
from typing import Any

from pora.export.source import ExportSource
from pora.locale import _, format_number, language
from pora.schema import STATUS_MARKS, Column
from pora.warehouse.queries.request import ExportRequest
from pora.wording.provenance import describe_sample, name_area_codes, name_case_tables

_DATATYPES = {"BIGINT": "integer", "INTEGER": "integer", "BOOLEAN": "boolean", "DATE": "date"}


def allowed_in_file(column: Column) -> list[str]:
    return [STATUS_MARKS.get(value, value) for value in column.allowed]


def _describe_column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": _(column.label),
        "datatype": _DATATYPES.get(column.sql_type, "string"),
        "dc:description": _(column.description),
    }
    if column.allowed:
        described["pora:allowed"] = allowed_in_file(column)
    return described


def write_caveats(source: ExportSource) -> list[str]:
    """What a reader must not misread in this file, the weightiest first: sample data, cells without a number."""
    notes = [
        _("Orang asing dan pengungsi tidak dijumlahkan. Sel tanpa angka bukan nol; lihat kolom status."),
        _("status: [c] disamarkan, [x] belum lapor, [z] tidak berlaku."),
        name_area_codes(),
    ]
    if source.request.across:
        notes.append(_("Sel kosong yang statusnya juga kosong: tabel tidak punya baris itu. Itu bukan nol."))
    if source.facts.has_sample:
        notes.insert(0, describe_sample())
    return notes


def list_part(source: ExportSource) -> list[tuple[str, str]]:
    """Which part of which table, line by line, for people."""
    request, everything = source.request, _("semua")
    months = request.period or everything
    if request.since:
        months = _("{first} sampai {last}").format(first=request.since, last=request.period or _("bulan terakhir"))
    chosen = ", ".join(f"{name} = {value or _('tidak dirinci')}" for name, value in request.where)
    return [
        (_("Tabel"), request.table),
        (_("Periode"), months),
        (_("Wilayah"), request.area or everything),
        (_("Kategori"), request.category or everything),
        *([(_("Saringan"), chosen)] if chosen else []),
        (_("Jumlah baris"), format_number(source.rows)),
    ]


def describe_request(request: ExportRequest) -> dict[str, Any]:
    """What the file was asked for, under the names of `export --like`, which makes it again from them."""
    return {
        "pora:table": request.table,
        "pora:period": request.period,
        "pora:area": request.area,
        "pora:category": request.category,
        "pora:since": request.since,
        "pora:where": dict(request.where),
        "pora:dimensions": list(request.dimensions),
        "pora:measures": list(request.measures),
        "pora:across": request.across,
        "pora:headings": request.headings,
    }


def describe_export(source: ExportSource, format_name: str, of_format: dict[str, Any]) -> dict[str, Any]:
    """What may stand inside the file itself: all but its name and its SHA-256."""
    areas = source.scope.areas
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language.get()}],
        "dc:title": _(source.table.grain),
        "dc:source": name_case_tables(),
        "dc:description": write_caveats(source),
        "pora:snapshot": source.facts.snapshot_id,
        "pora:published_at": source.facts.published_at.isoformat() + "Z",
        **describe_request(source.request),
        "pora:format": format_name,
        "pora:version": source.scope.version,
        "pora:areas": None if areas is None else sorted(areas),
        "pora:rows": source.rows,
        **of_format,
        "tableSchema": {"columns": [_describe_column(column) for column in source.columns]},
    }


def write_json(described: dict[str, Any]) -> bytes:
    return json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"


def write_metadata(described: dict[str, Any], file_name: str, sha256: str, taken: dict[str, object]) -> bytes:
    """The file beside an export: UTF-8 JSON. `taken` (pora/export/taking.py) stands here only: the file itself is made
    again byte for byte without it."""
    return write_json(
        {
            "url": file_name,
            **described,
            **{f"pora:{name}": value for name, value in taken.items()},
            "pora:sha256": sha256,
        }
    )
