"""What an office sees of a cell that is read: struck through, or shown as another number than the one that is stored.

The trap: neither is in the value. A row that is struck through was taken back by somebody, and 5 in a percent format is
read by everybody as 500%: which of the two was meant is not known, so both are refused. A number that a format hides is
read like a hidden row, and said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.readers.formats.cells import SheetCells
from etl.readers.layout.count_columns import CountColumns
from etl.readers.tables.sheet_tables import SheetTable
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.reference.spelling import shorten
from pora.wording.counts import join_words

_SHOWN = 9


def require_plain_looks(table: SheetTable, leaves: CountColumns, rows: Sequence[int]) -> tuple[int, ...]:
    """Raises RefusedError for a cell that is struck through, in a row or under a heading that is read, or that shows
    another count; gives the rows with a count that a format hides."""
    if not (table.grid.struck or table.grid.shown):
        return ()
    counts = [column.position for column in (*leaves.read, *(one.column for one in leaves.subtotals))]
    _require_unstruck(table, [*table.shape.columns.dimensions, *counts], rows)
    _require_own_number(table, counts, rows)
    return tuple(number for number in rows if any(table.grid.shown.get((number, at)) == "" for at in counts))


def _require_unstruck(table: SheetTable, columns: Sequence[int], rows: Sequence[int]) -> None:
    """Of a list of persons any cell counts: whoever is struck off is no longer there."""
    of_table = {*rows, *table.block.rows}
    found = sorted(
        (number, at) for number, at in table.grid.struck if number in of_table and (table.is_register or at in columns)
    )
    if found:
        message = _(
            "{place} dicoret. Hapus baris atau isi yang tidak berlaku lagi, atau hilangkan coretannya bila masih "
            "berlaku."
        )
        raise RefusedError(message.format(place=_name_rows(table.grid, [row for row, _at in found])), "struck-out")


def _require_own_number(table: SheetTable, columns: Sequence[int], rows: Sequence[int]) -> None:
    found = list(_find_other_looks(table.grid, columns, rows))
    if not found:
        return
    number, at, look = found[0]
    stored = next(row[at] for row in table.grid.rows if row.number == number)
    message = _(
        "{place}, kolom {heading}: tersimpan {stored}, tetapi format selnya menampilkan '{look}'. Ubah format menjadi "
        "Angka tanpa persen atau skala, periksa isinya, lalu simpan."
    )
    raise RefusedError(
        message.format(
            place=_name_rows(table.grid, [row for row, _at, _look in found]),
            heading=shorten(" / ".join(table.block.paths[at])),
            stored=stored,
            look=shorten(look),
        ),
        "other-look",
    )


def _find_other_looks(grid: SheetCells, columns: Sequence[int], rows: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    for number in rows:
        for at in columns:
            if look := grid.shown.get((number, at)):
                yield number, at, look


def _name_rows(grid: SheetCells, rows: Sequence[int]) -> str:
    """`Lembar Data baris 4, 7 dan 9`, each once."""
    different = list(dict.fromkeys(rows))
    numbers = [format_number(row) for row in different[:_SHOWN]] + ["…"][: len(different) > _SHOWN]
    if grid.sheet is None:
        return _("Baris {rows}").format(rows=join_words(numbers))
    return _("Lembar {sheet} baris {rows}").format(sheet=shorten(grid.sheet), rows=join_words(numbers))
