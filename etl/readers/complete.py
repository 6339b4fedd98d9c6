"""One table of a sheet, complete: its rows, with what title, sheet name and sender say filled in, and the account
of what was found. A column goes before a section, a section before the sheet's name, that before the title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.readers.found import ColumnFound, Found, ReadDefaults, Skipped, SkipReason, TableFound
from etl.readers.leaves import Leaves, choose_leaves
from etl.readers.register import count_persons
from etl.readers.rows import AREA_COLUMNS
from etl.readers.sheet import SheetTable
from etl.readers.table import PERSON_HEADING, RawRow, TableReader
from etl.readers.titles import Title, read_title
from etl.readers.totals import TotalsBook
from pora.errors import RefusedError
from pora.locale import _, format_period

_KECAMATAN = ("kecamatan_code", "kecamatan")
_KABUPATEN = ("kabupaten_code", "kabupaten")


@dataclass(frozen=True)
class Complete:
    table: SheetTable
    rows: tuple[RawRow, ...]
    found: TableFound


def complete_table(file_name: str, table: SheetTable, defaults: ReadDefaults) -> Complete:
    """Reads one table. Raises RefusedError where its columns, or its period, contradict each other."""
    columns = table.shape.columns
    lines = [" ".join(cell for cell in row.cells if cell) for row in table.above]
    title = read_title(lines, table.grid.sheet, columns.has(*_KECAMATAN))
    leaves = choose_leaves(columns) if columns.counts else Leaves((), (), (), None)
    book = TotalsBook.open({column.position: column.heading for column in columns.counts}, [row for row, _kind in table.judged])
    reader = TableReader(table.shape, leaves, book, table.grid.merges, table.is_register)
    reader.read(table.judged)
    if not columns.has("period", "month") and "period" not in reader.sections:
        _require_same_period(file_name, table, title, defaults)
    rows = count_persons(reader.rows) if table.is_register else reader.rows
    filled = tuple(_fill(row, table, title, leaves.category, defaults) for row in rows)
    return Complete(table, filled, _describe(table, reader, leaves, title, defaults, filled))


def _require_same_period(file_name: str, table: SheetTable, title: Title, defaults: ReadDefaults) -> None:
    if title.period and defaults.period and title.period != defaults.period:
        message = _(
            "Berkas {name}, {place}, menyebut {written}, tetapi dimuat untuk {given}. Betulkan salah satunya."
        )
        raise RefusedError(
            message.format(
                name=file_name,
                place=table.place,
                written=format_period(title.period),
                given=format_period(defaults.period),
            ),
            "period-conflict",
        )


def _fill(
    row: RawRow, table: SheetTable, title: Title, category: str | None, defaults: ReadDefaults
) -> RawRow:
    columns = table.shape.columns
    filled = dict(row.dimensions)
    given: dict[str, str | None] = {
        "period": title.period or defaults.period,
        "kabupaten": None if any(name in filled for name in _KABUPATEN) else title.kabupaten,
        "kabupaten_code": defaults.kabupaten,
        "kecamatan": None if columns.has(*_KECAMATAN) else title.kecamatan,
        "category": None if columns.has("category") else category or title.category,
        "sheet": table.grid.sheet,
    }
    for name, value in given.items():
        if value and name not in filled:
            filled[name] = value
    return RawRow(row.row_number, row.count_heading, filled, row.person_count)


def _describe(
    table: SheetTable,
    reader: TableReader,
    leaves: Leaves,
    title: Title,
    defaults: ReadDefaults,
    rows: Sequence[RawRow],
) -> TableFound:
    data_rows = [row.number for row, kind in table.judged if kind == "data"] or [table.block.rows[-1]]
    columns = table.shape.columns
    in_rows = {name for name in ("period", "month", *AREA_COLUMNS) if columns.has(name)}
    is_wide = any(column.meaning for column in leaves.read)
    return TableFound(
        sheet=table.grid.sheet,
        heading_rows=table.block.rows,
        first_row=min(data_rows),
        last_row=max(data_rows),
        rows=len(rows),
        layout="register" if table.is_register else "wide" if is_wide else "tall",
        columns=tuple(_columns_found(table, leaves)),
        skipped=tuple(_skipped(table, reader, leaves)),
        totals_compared=reader.book.compared,
        mismatches=tuple(reader.book.mismatches),
        **_origins(in_rows, reader.sections, title, defaults),
        category=leaves.category or title.category,
    )
