"""Writes an export: the same bytes for the page and for the command line, streamed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pora import audit, queries
from pora.access import Scope, local_scope
from pora.db import Snapshot, open_snapshot
from pora.errors import UsageError
from pora.export.formats import FORMATS, CsvProfile
from pora.export.metadata import make_metadata
from pora.export.request import ExportRequest
from pora.locale import _, format_number

__all__ = ["FORMATS", "Export", "export_to_path", "make_export"]


@dataclass(frozen=True)
class Export:
    """A finished file and the file that describes it."""

    data: bytes
    metadata: bytes


def _lines(snapshot: Snapshot, scope: Scope, request: ExportRequest, profile: CsvProfile) -> Iterator[tuple[str, int]]:
    """Chunks of text with the number of data rows in each; the heading first."""
    columns = request.columns.columns
    yield ("\ufeff" if profile.byte_order_mark else "") + profile.write_row([c.name for c in columns]), 0
    for rows in queries.stream_export(snapshot, scope, request.table, request.period, request.area, request.category):
        lines = [
            profile.write_row([profile.write_value(c, v) for c, v in zip(columns, row, strict=True)]) for row in rows
        ]
        yield "".join(lines), len(lines)


def make_export(
    request: ExportRequest, profile_name: str, file_name: str, scope: Scope, snapshot_id: str, user: str
) -> Export:
    """The whole export in memory, for a page; logged before anyone gets it."""
    profile, snapshot = FORMATS[profile_name], open_snapshot(snapshot_id)
    chunks = list(_lines(snapshot, scope, request, profile))
    data = "".join(text for text, _rows in chunks).encode()
    facts = queries.select_facts(snapshot, scope)
    rows, sha256 = sum(rows for _text, rows in chunks), hashlib.sha256(data).hexdigest()
    metadata = make_metadata(request, profile, file_name, facts, rows, sha256)
    _record(user, request, profile, scope, snapshot, rows, sha256)
    return Export(data, metadata)


def _record(
    user: str,
    request: ExportRequest,
    profile: CsvProfile,
    scope: Scope,
    snapshot: Snapshot,
    rows: int,
    sha256: str,
) -> None:
    audit.record(
        audit.EXPORT,
        user,
        **vars(request),
        format=profile.name,
        version=scope.version,
        rows=rows,
        snapshot=snapshot.id,
        sha256=sha256,
    )


def export_to_path(request: ExportRequest, profile_name: str, path: Path) -> dict[str, str]:
    """Writes the file and, beside it, its metadata; chunk by chunk, under a temporary name until it is whole."""
    if not path.parent.is_dir():
        raise UsageError(_("Folder {folder} tidak ada. Buat dulu, atau pilih yang lain.").format(folder=path.parent))
    scope, profile, snapshot = local_scope(), FORMATS[profile_name], open_snapshot()
    digest, rows, temporary = hashlib.sha256(), 0, path.with_name(path.name + ".part")
    try:
        with temporary.open("wb") as file:
            for text, count in _lines(snapshot, scope, request, profile):
                data = text.encode()
                digest.update(data)
                file.write(data)
                rows += count
        _record(audit.command_user(), request, profile, scope, snapshot, rows, digest.hexdigest())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    facts = queries.select_facts(snapshot, scope)
    metadata = path.with_name(path.name + "-metadata.json")
    metadata.write_bytes(make_metadata(request, profile, path.name, facts, rows, digest.hexdigest()))
    return {"rows": format_number(rows), "file": path.name, "meta": metadata.name}
