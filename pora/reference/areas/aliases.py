"""Spellings of areas that this installation accepted, with who and when: area_alias.csv in the data folder.

They can't override anything: a real name counts before any alias, a committed alias before a local one, and
`pora.reference.areas.add_alias` refuses a spelling that already means something.
"""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from filelock import FileLock

from pora.config import settings
from pora.reference.csv_rows import CsvRow, file_version, read_csv_rows
from pora.whole_files import write_whole


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


def alias_file_version() -> tuple[object, ...]:
    """Changes whenever the local alias file does."""
    return file_version(local_path())


def read_local_aliases() -> list[LocalAlias]:
    """One per accepted spelling, oldest first. UsageError, naming the line, where the file is not as it should be."""
    return [_read_alias(row) for row in read_csv_rows(local_path(), LOCAL_COLUMNS)]


def _read_alias(row: CsvRow) -> LocalAlias:
    row.day("added_on")
    return LocalAlias(row.require("alias"), row.require("area_code"), row["added_by"], row["added_on"])


def alias_lock() -> FileLock:
    """One writer of the local file at a time."""
    local_path().parent.mkdir(parents=True, exist_ok=True)
    return FileLock(f"{local_path()}.lock")


def write_local_alias(alias: LocalAlias) -> None:
    """Appends one row under `alias_lock`; readers see the old file or the new one, never a part."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, LOCAL_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(one) for one in (*read_local_aliases(), alias))
    write_whole(local_path(), text.getvalue().encode())
