"""Cells of one sheet as text, only the rows with content, each with its number as the office sees it."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from etl.readers.formats.sniff import DELIMITERS, MAX_COLUMNS, decode_all
from pora.errors import RefusedError
from pora.locale import _, format_number

MAX_CSV_BYTES = 50 * 1024 * 1024
MAX_CELLS = 2_000_000
_SNIFFED_ROWS = 200
_TEXT_FORMULA = re.compile(r'^="([^"]*)"$')

_TAG = re.compile(r"#[a-z][a-z0-9_]*(?: *\+[a-z][a-z0-9_]*)*", re.IGNORECASE)

Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: `number` from 1, cells from column A; a cell is None where it is blank."""

    number: int
    cells: Cells

    def __getitem__(self, column: int) -> str | None:
        return self.cells[column] if column < len(self.cells) else None

    @property
    def filled(self) -> tuple[int, ...]:
        """Columns with content."""
        return tuple(column for column, cell in enumerate(self.cells) if cell is not None)


@dataclass(frozen=True)
class Merge:
    """A merged range: rows from 1, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class SheetCells:
    """One sheet. `hidden_rows` are numbers of rows, `hidden_columns` positions; `struck` cells are struck through,
    `shown` has what is seen of a number instead of it, both by (number of a row, position)."""

    sheet: str | None
    rows: tuple[SheetRow, ...]
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    shown: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    @cached_property
    def merges_by_row(self) -> dict[int, list[Merge]]:
        """Number of a row with content -> merges with a cell in it. Raises RefusedError where they overlap without end:
        no program for spreadsheets lets them.
        """
        numbers = [row.number for row in self.rows]
        found: dict[int, list[Merge]] = {}
        room = MAX_CELLS
        for merge in self.merges:
            first, end = bisect_left(numbers, merge.first_row), bisect_right(numbers, merge.last_row)
            room -= max(0, end - first)
            if room < 0:
                message = _("Lembar {sheet} memuat terlalu banyak sel gabungan (merge). Pisahkan selnya, lalu simpan.")
                raise RefusedError(message.format(sheet=self.sheet or 1), "format-error")
            for number in numbers[first:end]:
                found.setdefault(number, []).append(merge)
        return found

    def is_merged_into(self, row: int, column: int) -> bool:
        """Whether a cell belongs to a merge that begins in a row above it."""
        return any(
            merge.first_column <= column <= merge.last_column and merge.first_row < row
            for merge in self.merges_by_row.get(row, ())
        )


def clean_cells(values: list[str] | list[str | None]) -> Cells:
    """Cells stripped, blank ones None, trailing blanks off; `="33.19.07"`, how a CSV keeps a text one, is that text."""
    cells = [(_TEXT_FORMULA.sub(r"\1", value.strip()).strip() or None) if value else None for value in values]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def is_tag_row(cells: Sequence[str | None]) -> bool:
    """A row of HXL tags, which tell programs what the columns hold: `#adm3+name`, `#affected`."""
    filled = [cell for cell in cells if cell]
    return len(filled) >= 2 and all(_TAG.fullmatch(cell) for cell in filled)


def read_csv_grid(path: Path, encoding: str) -> tuple[SheetCells, str, str]:
    """(grid, encoding, delimiter) of a text file made for printing. Raises RefusedError, with the row."""
    if path.stat().st_size > MAX_CSV_BYTES:
        raise _too_big(path)
    text, encoding = decode_all(path, encoding)
    delimiter = choose_delimiter(text)
    rows: list[SheetRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, room = 0, MAX_CELLS
    try:
        for number, values in enumerate(reader, start=1):
            if len(values) > MAX_COLUMNS:
                raise too_many_columns(path.name, number)
            if cells := clean_cells(values):
                rows.append(SheetRow(number, cells))
                room -= len(cells)
            if room < 0:
                raise _too_big(path)
    except csv.Error:
        raise RefusedError(
            _(
                "Baris {row} berkas {name} tidak dapat dibaca: tanda kutip tidak ditutup, atau isi sel terlalu panjang."
            ).format(row=format_number(number + 1), name=path.name)
        ) from None
    return SheetCells(None, tuple(rows)), encoding, delimiter


def _too_big(path: Path) -> RefusedError:
    return RefusedError(
        _(
            "Berkas {name} terlalu besar untuk tabel berkop ({limit} MB). Kirim sebagai CSV rapi: judul kolom di baris "
            "pertama, tanpa baris kosong, jumlah dan tanda tangan."
        ).format(name=path.name, limit=format_number(MAX_CSV_BYTES // 2**20))
    )


def too_many_columns(name: str, row: int) -> RefusedError:
    return RefusedError(
        _(
            "Baris {row} berkas {name} berisi lebih dari {limit} kolom. Hapus isi di sebelah kanan tabel, atau periksa "
            "pemisah kolomnya."
        ).format(row=format_number(row), name=name, limit=format_number(MAX_COLUMNS))
    )


def choose_delimiter(text: str) -> str:
    """The delimiter that cuts most rows into as many columns; a line break within quotes belongs to its row."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter, strict=True)
        widths: Counter[int] = Counter()
        with suppress(csv.Error):  # of quotes that this delimiter does not fit
            widths.update(len(row) for row in islice(rows, _SNIFFED_ROWS) if any(cell.strip() for cell in row))
        same, width = max(((n, width) for width, n in widths.items() if width > 1), default=(0, 0))
        return (same, width)

    return max(DELIMITERS, key=score)
