"""CSV files that an operator keeps by hand: accounts, offices, working areas, spellings of places.

Promise: every row comes with the line on which it begins, and an error names file and line. One heading with exactly
the columns, in any order; UTF-8; commas, or semicolons where the heading has them; blank rows are none. A line break or
several spaces within a cell count as one space. Trap: a short row is refused, since a cell that is missing could be the
one that limits something.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pora.errors import UsageError
from pora.locale import _
from pora.reference.spelling import shorten

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # fromisoformat takes 20260126 and 2026-W05-1, too


@dataclass(frozen=True)
class CsvRow:
    """One row, read cell by cell."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, message: str) -> UsageError:
        return _error(self.path, self.line, message)

    def require(self, column: str) -> str:
        if not self[column]:
            raise self.error(_("kolom {column} kosong.").format(column=column))
        return self[column]

    def day(self, column: str) -> dt.date | None:
        """None where the cell is empty."""
        text = self[column]
        try:
            if text and not _DAY.fullmatch(text):
                raise ValueError
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            message = _("'{text}' di kolom {column} bukan tanggal. Tulis seperti 2026-01-26.")
            raise self.error(message.format(text=shorten(text), column=column)) from None


def file_stamp(path: Path) -> tuple[int, ...]:
    """Changes whenever the file does, even where another one of its size and time took its place; () where
    there is none that can be looked at."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def file_version(path: Path) -> tuple[object, ...]:
    """Tells the file of this path, as it is now, from every other; () wherever there is none, so that what was made
    without one is not made again for another data folder."""
    stamp = file_stamp(path)
    return (str(path), *stamp) if stamp else ()


def read_csv_rows(path: Path, columns: Sequence[str]) -> list[CsvRow]:
    """The rows in their order; none where there is no file. UsageError, naming the line, for anything else."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(_("{file} tidak dapat dibaca: {reason}.").format(file=path, reason=reason)) from error
    except UnicodeDecodeError as error:
        raise UsageError(_("{file} bukan teks UTF-8. Simpan sebagai CSV UTF-8.").format(file=path)) from error
    rows = _split(path, text)
    first, heading = next(rows, (1, []))
    if sorted(heading) != sorted(columns):
        raise _error(path, first, _("baris judul harus berisi {columns}.").format(columns=",".join(columns)))
    return [CsvRow(path, line, _name_cells(path, line, heading, cells)) for line, cells in rows]


def _split(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """(line on which it begins, its cells) of every row with anything in it."""
    delimiter = ";" if ";" in text.lstrip().partition("\n")[0] else ","
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    try:
        for row in reader:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = _("bukan CSV yang utuh. Periksa tanda kutipnya, dan apakah sebuah sel terlalu panjang.")
        raise _error(path, line, message) from error


def _name_cells(path: Path, line: int, heading: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(heading):
        message = _("{n} sel, seharusnya {m}. Beri tanda kutip pada teks yang memuat koma atau titik koma.")
        raise _error(path, line, message.format(n=len(cells), m=len(heading)))
    return dict(zip(heading, cells, strict=True))


def _error(path: Path, line: int, message: str) -> UsageError:
    return UsageError(f"{_('{file}, baris {line}:').format(file=path, line=line)} {message}")
