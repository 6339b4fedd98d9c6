"""Writes an export: the same bytes for the page and for the command line, streamed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from pora.access import audit
from pora.access.roles import Scope, local_scope
from pora.errors import UsageError
from pora.export.formats import FORMATS
from pora.export.metadata import describe_export, write_metadata
from pora.export.source import ExportSource, ignore_progress, open_source
from pora.export.taking import Taking, note_taking, write_taking
from pora.locale import _, format_number
from pora.meters import note_failures
from pora.warehouse.queries.request import ExportRequest, list_facts
from pora.whole_files import open_whole, write_whole

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

MOST_PAGE_BYTES = 100_000_000


@dataclass(frozen=True)
class Export:
    """A finished file and the file that describes it."""

    data: bytes
    metadata: bytes


def _write(source: ExportSource, format_name: str, file: BinaryIO) -> str:
    """Writes the whole file and returns its SHA-256. Some forms go back to what they wrote, so the sum is of the file
    as it stands at the end."""
    form = FORMATS[format_name]
    if obstacle := form.find_obstacle(source.request):
        raise UsageError(obstacle)
    form.write(source, file)
    file.seek(0)
    return hashlib.file_digest(cast(io.BufferedRandom, file), "sha256").hexdigest()


def _describe(source: ExportSource, format_name: str, file_name: str, sha256: str) -> bytes:
    described = describe_export(source, format_name, FORMATS[format_name].describe(source.request))
    return write_metadata(described, file_name, sha256, write_taking(source.taking, source.scope.version))


def make_export(
    request: ExportRequest, format_name: str, file_name: str, scope: Scope, snapshot_id: str, user: str
) -> Export:
    """The whole export in memory, for a page; logged before anyone gets it. Raises UsageError where it is too large for
    a page."""
    with note_failures("pora_export_failures"):
        source, file = open_source(_fit(request, format_name), scope, snapshot_id), _Bounded()
        source = replace(source, taking=note_taking(user))
        sha256 = _write(source, format_name, file)
        _record(user, source, format_name, sha256)
    return Export(file.getvalue(), _describe(source, format_name, file_name, sha256))


def describe_too_large() -> str:
    return _(
        "Berkas ini lebih dari {n} MB. Pilih periode atau wilayah yang lebih kecil, atau minta pengelola dasbor "
        "menulisnya dengan perintah: python -m etl export"
    ).format(n=format_number(MOST_PAGE_BYTES // 1_000_000))


class _Bounded(io.BytesIO):
    """A page's file lies in memory, several of them at once."""

    def write(self, data: Buffer, /) -> int:
        if self.tell() + memoryview(data).nbytes > MOST_PAGE_BYTES:
            raise UsageError(describe_too_large())
        return super().write(data)


def _fit(request: ExportRequest, format_name: str) -> ExportRequest:
    """Headings are left aside where a form has none but the names."""
    return request if FORMATS[format_name].has_headings else replace(request, headings=None)


def _record(user: str, source: ExportSource, format_name: str, sha256: str) -> None:
    audit.record(
        audit.EXPORT,
        user,
        **list_facts(source.request),
        format=format_name,
        version=source.scope.version,
        rows=source.rows,
        snapshot=source.snapshot.id,
        sha256=sha256,
    )


def export_to_path(
    request: ExportRequest,
    format_name: str,
    path: Path,
    scope: Scope | None = None,
    snapshot_id: str | None = None,
    show: Callable[[int], Callable[[int], None]] | None = None,
    taking: Taking | None = None,
) -> dict[str, str]:
    """Writes the file and, beside it, its metadata; under a temporary name until it is whole, and nothing stays of one
    that is broken off. `show` gets the number of rows and returns what is told of each batch. `taking` is that of a
    file that is made again; without it, it is whoever runs the command, now."""
    if not path.parent.is_dir():
        raise UsageError(_("Folder {folder} tidak ada. Buat dulu, atau pilih yang lain.").format(folder=path.parent))
    source = open_source(_fit(request, format_name), scope or local_scope(), snapshot_id)
    taking = taking or note_taking(audit.command_user())
    source = replace(source, taking=taking, say_rows=show(source.rows) if show else ignore_progress)
    with open_whole(path) as file:
        sha256 = _write(source, format_name, file)
        described = _describe(source, format_name, path.name, sha256)
        _record(audit.command_user(), source, format_name, sha256)
    metadata = path.with_name(path.name + "-metadata.json")
    write_whole(metadata, described)
    return {"rows": format_number(source.rows), "file": path.name, "meta": metadata.name, "sha256": sha256}
