"""Which cells of a row are its counts: its leaves, and a sub-total where none of its parts is filled.

The trap: `L 3 | P blank | JUMLAH 5`. Three would be too few; that the other two are women, or were only not told apart,
would be a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from etl.readers.formats.cells import SheetRow
from etl.readers.layout.columns import CountColumn
from etl.readers.layout.count_columns import APART, CountColumns
from etl.readers.rows.totals import TotalsBook
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.reference.spelling import shorten
from pora.wording.counts import join_words

_SHOWN = 9


@dataclass(frozen=True)
class ShortRow:
    """A row whose printed sum is more than the cells that it sums up, some of which are blank."""

    row_number: int
    blank: tuple[str, ...]  # headings, as are those of the sum
    heading: str
    printed: int
    filled: int


def choose_counts(row: SheetRow, leaves: CountColumns) -> list[CountColumn]:
    """Filled leaves, and filled sub-totals of nothing but blank ones; no person is in two of them."""
    chosen = [column for column in leaves.read if row[column.position]]
    covered = {column.position for column in chosen}
    finest_first = sorted(leaves.subtotals, key=lambda one: -len(one.column.dimensions))
    for subtotal in finest_first:
        parts = {part.position for part in subtotal.parts}
        if subtotal.stands_alone and row[subtotal.column.position] and not parts & covered:
            chosen.append(subtotal.column)
            covered |= parts
    return sorted(chosen, key=lambda column: column.position)


def list_unreported(leaves: CountColumns) -> list[CountColumn]:
    """What a row without a count did not report: each month and category that has columns, once."""
    parts: dict[tuple[tuple[str, str], ...], CountColumn] = {}
    for column in leaves.read:
        apart = tuple((name, value) for name, value in column.meaning if name in APART)
        parts.setdefault(apart, replace(column, meaning=apart, alias=""))
    return list(leaves.read) if len(leaves.read) == 1 else list(parts.values())


def find_short(row: SheetRow, leaves: CountColumns, book: TotalsBook) -> ShortRow | None:
    """The first sum of a row that says of more persons than are read of it, where a cell that it sums up is blank."""
    chosen = choose_counts(row, leaves)
    for heading, sums, parts in list_sums(leaves):
        covered = {part.position for column in chosen for part in _leaves_of(column, leaves)}
        blank = [part for part in parts if part.position not in covered]
        of_sum = [column for column in chosen if set(_leaves_of(column, leaves)) & set(parts)]
        if not blank or any(not set(_leaves_of(column, leaves)) <= set(parts) for column in of_sum):
            continue
        printed, read = _sum(row, sums, book), _sum(row, of_sum, book)
        if printed is not None and read is not None and printed > read:
            return ShortRow(row.number, tuple(part.heading for part in blank), heading, printed, read)
    return None


def list_sums(leaves: CountColumns) -> Iterator[tuple[str, Sequence[CountColumn], Sequence[CountColumn]]]:
    """(heading, columns whose counts add up to it, leaves that do, too): printed sums, and other breakdowns of the same
    persons. Months are never added up."""
    for subtotal in leaves.subtotals:
        if len({dict(part.meaning).get("period") for part in subtotal.parts}) == 1:
            yield subtotal.column.heading, [subtotal.column], subtotal.parts
    groups: dict[frozenset[str], list[CountColumn]] = {}
    for column in leaves.others:
        groups.setdefault(column.dimensions, []).append(column)
    for columns in groups.values():
        if not any(column.dimensions & APART for column in (*columns, *leaves.read)):
            yield " + ".join(column.heading for column in columns), columns, leaves.read


def _leaves_of(column: CountColumn, leaves: CountColumns) -> Sequence[CountColumn]:
    return next((one.parts for one in leaves.subtotals if one.column == column), (column,))


def _sum(row: SheetRow, columns: Iterable[CountColumn], book: TotalsBook) -> int | None:
    """Of what is filled; None where any of it is no sure count."""
    counts = [book.count(row, column.position) for column in columns if row[column.position]]
    return None if None in counts else sum(count or 0 for count in counts)


def require_whole_rows(sheet: str | None, short: Sequence[ShortRow]) -> None:
    """Raises RefusedError for such rows: the first with what it holds, the others by number."""
    if not short:
        return
    first, others = short[0], short[1:]
    row = format_number(first.row_number)
    place = _("baris {row}") if sheet is None else _("lembar {sheet} baris {row}")
    message = _(
        "Di {place} kolom {blank} kosong, padahal {heading} berisi {printed} dan yang terisi berjumlah {filled}. Isi "
        "kolom yang kosong (0 bila tidak ada orangnya), atau perbaiki jumlahnya."
    ).format(
        place=place.format(sheet=sheet, row=row),
        blank=join_words([shorten(heading) for heading in first.blank[:_SHOWN]]),
        heading=shorten(first.heading),
        printed=format_number(first.printed),
        filled=format_number(first.filled),
    )
    if others:
        rows = [format_number(one.row_number) for one in others[:_SHOWN]] + ["…"][: len(others) > _SHOWN]
        message += " " + _("Begitu juga baris {rows}.").format(rows=join_words(rows))
    raise RefusedError(message, "incomplete-row")
