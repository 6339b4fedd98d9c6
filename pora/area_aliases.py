"""Other spellings of areas: the committed table, and those accepted in this installation, with who and when.

The local file, area_alias.csv in the data folder, can't override anything: a real name counts before any
alias, and `add_alias` refuses a spelling that already means something.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
from pathlib import Path

from filelock import FileLock

from pora.area_tables import read_rows
from pora.config import settings
from pora.errors import UsageError
from pora.locale import _
from pora.paths import REFERENCE

LOCAL_COLUMNS = ("alias", "area_code", "added_by", "added_on")


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


def read_aliases() -> list[dict[str, str]]:
    """Rows alias, area_code, scope_code: committed first, then local."""
    return [
        *read_rows(REFERENCE / "area_alias.csv"),
        *({**row, "scope_code": ""} for row in read_local_aliases()),
    ]


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


def write_local_alias(alias: str, area_code: str, by: str, on: dt.date) -> None:
    """Appends one row; readers see the old file or the new one, never a part."""
    path = local_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{path}.lock"):
        row = dict(zip(LOCAL_COLUMNS, (alias, area_code, by, on.isoformat()), strict=True))
        rows = [*read_local_aliases(), row]
        draft = path.with_suffix(".tmp")
        with draft.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, LOCAL_COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
