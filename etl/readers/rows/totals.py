"""Printed totals beside the sums of the rows that they cover. Compared and reported, never repaired.

The trap: a total of more than its rows, one of which is blank. That kecamatan would be "belum lapor", and its persons,
whom the total counts, nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from etl.readers.formats.cells import SheetRow
from etl.readers.layout.count_columns import CountColumns
from etl.readers.read_report import TotalCheck
from etl.readers.texts.numbers import CountFormat, decide_counts, parse_count
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.reference.spelling import shorten
from pora.wording.counts import join_words

_SHOWN = 9


@dataclass(frozen=True)
class OpenTotal:
    """A printed total of more than its rows, some of which are blank."""

    check: TotalCheck
    blank_rows: tuple[int, ...]


@dataclass
class TotalsBook:
    """Sums by column, of the table so far and of the part since the last section or total; those of WNI, who are not
    counted, beside them, since a printed total may have them."""

    headings: Mapping[int, str]
    formats: Mapping[int, CountFormat]
    whole: dict[int, int] = field(default_factory=dict)
    part: dict[int, int] = field(default_factory=dict)
    own_nationals: dict[int, int] = field(default_factory=dict)
    own_nationals_in_part: dict[int, int] = field(default_factory=dict)
    unread: set[int] = field(default_factory=set)  # columns with a count that can't be read, in the part
    compared: int = 0
    mismatches: list[TotalCheck] = field(default_factory=list)
    doubled: TotalCheck | None = None  # a total of the whole table that is exactly half of its rows, or twice
    open_total: OpenTotal | None = None  # the first
    blank: list[int] = field(default_factory=list)  # rows of the table so far
    blank_in_part: list[int] = field(default_factory=list)

    @classmethod
    def open(cls, headings: Mapping[int, str], rows: Iterable[SheetRow]) -> TotalsBook:
        kept = list(rows)
        formats = {
            position: decide_counts([cell for row in kept if (cell := row[position]) is not None])
            for position in headings
        }
        return cls(headings, formats)

    def count(self, row: SheetRow, position: int) -> int | None:
        return parse_count(row[position], self.formats[position]).value

    def explain(self, row: SheetRow, position: int) -> str | None:
        """What is wrong with a count that is no sure number."""
        return parse_count(row[position], self.formats[position]).message

    def add(self, row: SheetRow) -> None:
        if not any(row[position] for position in self.headings):
            self.blank.append(row.number)
            self.blank_in_part.append(row.number)
        for position in self.headings:
            value = self.count(row, position)
            if row[position] and value is None:
                self.unread.add(position)
            self.whole[position] = self.whole.get(position, 0) + (value or 0)
            self.part[position] = self.part.get(position, 0) + (value or 0)

    def add_own_nationals(self, row: SheetRow) -> None:
        for position in self.headings:
            value = self.count(row, position) or 0
            self.own_nationals[position] = self.own_nationals.get(position, 0) + value
            self.own_nationals_in_part[position] = self.own_nationals_in_part.get(position, 0) + value

    @property
    def is_open(self) -> bool:
        """Whether any row stands above that a total could be of."""
        return bool(self.whole or self.own_nationals)

    def start_part(self) -> None:
        self.part, self.own_nationals_in_part, self.blank_in_part, self.unread = {}, {}, [], set()

    def agrees(self, row: SheetRow) -> bool:
        """Whether every number of a row is the sum of its column so far: then it is a total without a label."""
        printed = {position: self.count(row, position) for position in self.headings if row[position]}
        return self.is_open and all(
            value is not None and value in self._sums(position) for position, value in printed.items()
        )

    def _sums(self, position: int) -> set[int]:
        """What a total of the column may print: of all, or of its part, without WNI and with them."""
        whole, part = self.whole.get(position, 0), self.part.get(position, 0)
        own, own_in_part = self.own_nationals.get(position, 0), self.own_nationals_in_part.get(position, 0)
        return {whole, part, whole + own, part + own_in_part}

    def compare(self, row: SheetRow, is_last: bool) -> None:
        """A total row: right if it is the sum of its part or of the whole table."""
        for position, heading in self.headings.items():
            printed = self.count(row, position)
            if printed is None:
                continue
            whole, part = self.whole.get(position, 0), self.part.get(position, 0)
            is_right = printed in self._sums(position)
            if is_last and not is_right and printed > 0 and (whole == 2 * printed or printed == 2 * whole):
                self.doubled = TotalCheck(row.number, heading, printed, whole)
            computed = printed if is_right else whole if is_last else part
            self.note(row.number, heading, printed, computed)
            blank = self.blank if is_last else self.blank_in_part
            if printed > computed and blank and position not in self.unread:  # that count is refused by itself
                found = OpenTotal(TotalCheck(row.number, heading, printed, computed), tuple(blank))
                self.open_total = self.open_total or found

    def compare_in_row(self, row: SheetRow, leaves: CountColumns) -> None:
        """Sub-totals beside their parts in one row; a row that only gives the sub-total has nothing to compare."""
        for subtotal in leaves.subtotals:
            printed = self.count(row, subtotal.column.position)
            parts = [self.count(row, part.position) for part in subtotal.parts]
            if printed is not None and any(value is not None for value in parts):
                self.note(row.number, subtotal.column.heading, printed, sum(value or 0 for value in parts))

    def compare_breakdowns(self, row_number: int, leaves: CountColumns) -> None:
        """Another breakdown of the same persons beside the one that was read, over the whole table."""
        groups: dict[frozenset[str], list[int]] = {}
        for column in leaves.others:
            groups.setdefault(column.dimensions, []).append(column.position)
        computed = sum(self.whole.get(column.position, 0) for column in leaves.read)
        for positions in (group for group in groups.values() if len(group) > 1):
            heading = " + ".join(self.headings[position] for position in positions)
            self.note(row_number, heading, sum(self.whole.get(position, 0) for position in positions), computed)

    def note(self, row_number: int, heading: str, printed: int, computed: int) -> None:
        self.compared += 1
        if printed != computed:
            self.mismatches.append(TotalCheck(row_number, heading, printed, computed))


def require_filled(sheet: str | None, found: OpenTotal | None) -> None:
    """Raises RefusedError for such a total, with the rows that are blank."""
    if found is None:
        return
    rows: Sequence[str] = [format_number(row) for row in found.blank_rows[:_SHOWN]]
    rows = [*rows, "…"][: len(found.blank_rows)] if len(found.blank_rows) > _SHOWN else rows
    place = _("baris {row}") if sheet is None else _("lembar {sheet} baris {row}")
    message = _(
        "Di {place} kolom {heading} berisi {printed}, padahal yang terisi berjumlah {computed} dan baris {rows} "
        "kosong. Isi baris yang kosong (0 bila tidak ada orangnya), tulis sisanya di baris 'Tidak dirinci', atau "
        "perbaiki jumlahnya."
    )
    raise RefusedError(
        message.format(
            place=place.format(sheet=sheet, row=format_number(found.check.row_number)),
            heading=shorten(found.check.heading),
            printed=format_number(found.check.printed),
            computed=format_number(found.check.computed),
            rows=join_words(rows),
        ),
        "incomplete-row",
    )
