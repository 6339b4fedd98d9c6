"""Spellings of areas that this installation accepted, with who and when: area_alias.csv in the data folder.

They can't override anything: a real name counts before any alias, a committed alias before a local one, and
`pora.reference.areas.add_alias` refuses a spelling that already means something.
"""

from __future__ import annotations

import csv
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from filelock import FileLock

from pora.config import settings
from pora.errors import UsageError
from pora.locale import _
from pora.reference.areas.tables import read_rows


@dataclass(frozen=True)
class LocalAlias:
    """One row of the local file: a spelling, what it means, and who accepted that on which day (ISO)."""

    alias: str
    area_code: str
    added_by: str
    added_on: str


LOCAL_COLUMNS = tuple(field.name for field in fields(LocalAlias))


def local_path() -> Path:
    return settings().data_dir / "area_alias.csv"


def alias_file_version() -> tuple[str, int, int]:
    """Changes whenever the local alias file does."""
    path = local_path()
    try:
        status = path.stat()
    except FileNotFoundError:
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size


def read_local_aliases() -> list[dict[str, str]]:
    """One row per accepted alias, oldest first. UsageError if the file is not what add_alias writes."""
    path = local_path()
    if not path.exists():
        return []
    try:
        rows = read_rows(path)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(_unreadable(path)) from error
    if any(tuple(row) != LOCAL_COLUMNS or None in row.values() for row in rows):
        raise UsageError(_unreadable(path))
    return rows


def _unreadable(path: Path) -> str:
    return _(
        "{path} tidak dapat dibaca sebagai CSV dengan kolom {columns}. Perbaiki atau pindahkan berkas itu."
    ).format(path=path, columns=", ".join(LOCAL_COLUMNS))


def alias_lock() -> FileLock:
    """One writer of the local file at a time."""
    local_path().parent.mkdir(parents=True, exist_ok=True)
    return FileLock(f"{local_path()}.lock")


def write_local_alias(alias: LocalAlias) -> None:
    """Appends one row under `alias_lock`; readers see the old file or the new one, never a part."""
    path = local_path()
    rows = [*read_local_aliases(), asdict(alias)]
    draft = path.with_suffix(".tmp")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, LOCAL_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
