"""One table of counts to rows of `raw`: sections carried down, totals compared, everything skipped accounted for.

Tall tables give one row a count, wide ones one row for each filled cell. A row with no count at all gives one row
without a count ("belum lapor"). A sub-total whose parts are all blank is read itself, so that nobody is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from etl.readers.formats.cells import SheetCells, SheetRow
from etl.readers.layout.columns import CountColumn
from etl.readers.layout.count_columns import CountColumns
from etl.readers.read_report import SkipReason
from etl.readers.rows.judged_rows import CARRIED, find_heads, without_lone_totals
from etl.readers.rows.levels import find_repeated_levels
from etl.readers.rows.row_counts import ShortRow, choose_counts, find_short, list_unreported
from etl.readers.rows.row_kinds import RowKind, TableShape, read_section
from etl.readers.rows.totals import TotalsBook
from etl.readers.texts import area_names
from etl.readers.texts.cell_marks import NAMELESS
from etl.readers.texts.not_counted import is_own_nationals
from etl.readers.texts.periods import is_month, is_year
from pora.reference.areas.tables import strip_numbering
from pora.reference.terms import resolve_term
from pora.schema import ORANG_ASING

PERSON_HEADING = "orang"  # stands for the heading of the count in a list of persons


@dataclass(frozen=True)
class RawRow:
    """One row of `raw`, its dimensions by name."""

    row_number: int
    count_heading: str
    dimensions: Mapping[str, str]
    person_count: str | None


@dataclass
class TableReader:
    """Goes through the rows of one table from top to bottom. The outcome: `rows`, `skipped`, `sections`, and `short`,
    rows whose sum says of more persons than they do."""

    shape: TableShape
    leaves: CountColumns
    book: TotalsBook
    grid: SheetCells
    is_register: bool = False
    kabupaten: str | None = None  # that the title or the sheet names
    year: str | None = None  # the same
    rows: list[RawRow] = field(default_factory=list)
    row_numbers: list[int] = field(default_factory=list)
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    sections: set[str] = field(default_factory=set)
    short: list[ShortRow] = field(default_factory=list)
    _section: dict[str, str] = field(default_factory=dict)
    _carried: dict[str, str] = field(default_factory=dict)
    _head: SheetRow | None = None
    _total_above: SheetRow | None = None

    def read(self, judged: Sequence[tuple[SheetRow, RowKind]]) -> None:
        judged = without_lone_totals(judged, self.shape)
        heads = find_heads(judged, self.shape)
        data_rows = sum(1 for _row, kind in judged if kind == "data")
        repeated = {} if self.is_register else find_repeated_levels(judged, self.shape, self.book)
        last_total = max((row.number for row, kind in judged if kind == "total"), default=0)
        for row, kind in judged:
            if kind == "unlabelled":
                kind = "total" if self.book.agrees(row) else "data"
            if kind == "data" and row.number not in heads and self._is_sum_of_kabupaten(row):
                kind = "total"
            if kind == "data" and data_rows > 1 and self._is_sum_of_province(row):
                kind = "total"
            if row.number in repeated:
                self._carry(row)  # the name of a kecamatan often stands in the row of its subtotal alone
                self._skip(repeated[row.number], row)
            elif kind == "section" or row.number in heads:
                self._enter_section(row, is_head=row.number in heads)
            elif kind == "total":
                self._compare_total(row, is_last=row.number == last_total)
            elif kind == "data" and self._is_of_own_nationals(row):
                self._skip("own_nationals", row)
                self.book.add_own_nationals(row)
            elif kind == "data":
                self._read_data(row)
            elif kind == "nihil":
                self._read_nihil(row)
            elif kind != "empty":
                self._skip(kind, row)
        self._close_part()
        if self._total_above is not None:
            self.book.compare(self._total_above, is_last=True)
        if self.rows:
            self.book.compare_breakdowns(self.row_numbers[-1], self.leaves)

    def _is_of_own_nationals(self, row: SheetRow) -> bool:
        """`WNI` in the column of nationality or category."""
        positions = self.shape.dimension_positions
        cells = [row[positions[name]] for name in ("nationality", "category") if name in positions]
        return any(cell is not None and is_own_nationals(cell) for cell in cells)

    def _is_sum_of_kabupaten(self, row: SheetRow) -> bool:
        """The last row of many tables: the kabupaten's own name beside the sum of its kecamatan."""
        position = self.shape.dimension_positions.get("kecamatan")
        name = row[position] or "" if position is not None else ""
        if not self.book.is_open or area_names.is_kecamatan(name):
            return False
        if not area_names.is_kabupaten(name) and not area_names.is_bare_kabupaten(name):
            return False
        above = self._section.get("kabupaten") or self.kabupaten
        return self.book.agrees(row) or (above is not None and area_names.is_same_kabupaten(name, above))

    def _is_sum_of_province(self, row: SheetRow) -> bool:
        places = [self.shape.dimension_positions.get(name) for name in ("kabupaten", "kecamatan")]
        return any(at is not None and area_names.is_whole_country_part(row[at] or "") for at in places)

    def _read_nihil(self, row: SheetRow) -> None:
        """NIHIL across the table: nobody in the area of the table or section. Beside counted rows it says nothing."""
        if self.rows:
            self._skip("note", row)
        else:
            self.row_numbers.append(row.number)
            heading = PERSON_HEADING if self.is_register else self.leaves.read[0].heading
            said = {name: text for name, text in self._section.items() if name != "kabupaten_kind"}
            self.rows.append(RawRow(row.number, heading, said, row.cells[row.filled[0]]))

    def _skip(self, reason: SkipReason, row: SheetRow) -> None:
        self.skipped.setdefault(reason, []).append(row.number)

    def _compare_total(self, row: SheetRow, is_last: bool) -> None:
        """A total row; one above all rows is compared when they are known."""
        self._close_part()
        self._skip("total", row)
        if self.book.is_open:
            self.book.compare(row, is_last)
        else:
            self._total_above = row
        self.book.start_part()

    def _close_part(self) -> None:
        """The end of a section: its sum, if its heading row printed one, beside the rows that followed."""
        if self._head is not None:
            self.book.compare(self._head, is_last=False)
        self._head = None
        self._carried = {}

    def _enter_section(self, row: SheetRow, is_head: bool) -> None:
        self._close_part()
        self.book.start_part()
        self._skip("section", row)
        if is_head:
            self._head = row
            position = self.shape.dimension_positions["kecamatan"]
            self._section = self._section | {"kabupaten": row[position] or ""}
        elif section := read_section(row, self.shape):
            kept = {k: v for k, v in self._section.items() if section.column != "kabupaten" or k != "kecamatan"}
            self._section = kept | {section.column: section.value}
        self.sections |= set(self._section)

    def _read_data(self, row: SheetRow) -> None:
        self.row_numbers.append(row.number)
        self._carry(row)
        dimensions = self._section | self._cells(row)
        if kind := dimensions.pop("kabupaten_kind", None):
            dimensions |= _of_kind(kind, dimensions)
        if kabupaten := self._kabupaten_alone(dimensions):
            dimensions = {k: v for k, v in dimensions.items() if k != "kecamatan"} | {"kabupaten": kabupaten}
            self._close_part()
            self.book.start_part()
        if not any(row[at] for at in self.shape.naming_positions):
            dimensions["kecamatan"] = NAMELESS
        self.rows += [
            RawRow(row.number, column.heading, self._with_meaning(dimensions, column), text)
            for column, text in self._counts(row)
        ]
        self.book.add(row)
        self.book.compare_in_row(row, self.leaves)
        if not self.is_register and (short := find_short(row, self.leaves, self.book)):
            self.short.append(short)

    def _with_meaning(self, dimensions: Mapping[str, str], column: CountColumn) -> dict[str, str]:
        """What the row says, and what the headings of one of its columns say. A month over a column has the year of
        the row, or of the title."""
        meaning = dict(column.meaning)
        if is_month(meaning.get("period")) and (year := self._year_of(dimensions) or self.year):
            meaning["period"] = f"{meaning['period']} {year}"
        found = {**dimensions, **meaning}
        if resolve_term("category", found.get("nationality")).value == ORANG_ASING:
            found.setdefault("category", found["nationality"])  # `WNA` says no country
            del found["nationality"]
        return found

    def _year_of(self, dimensions: Mapping[str, str]) -> str | None:
        period = dimensions.get("period")
        return period if is_year(period) else None

    def _kabupaten_alone(self, dimensions: Mapping[str, str]) -> str | None:
        """A kabupaten's name in the column of kecamatan: people of the kabupaten, not placed in a kecamatan."""
        name = dimensions.get("kecamatan", "")
        return name if "kabupaten" not in self.shape.dimension_positions and area_names.is_kabupaten(name) else None

    def _carry(self, row: SheetRow) -> None:
        """Names that stand once for several rows: merged downwards, or left blank beside a filled detail."""
        positions = self.shape.dimension_positions
        label = self.shape.columns.position("row_label")
        has_own_number = label is not None and row[label] is not None
        for at, name in sorted((positions[name], name) for name in CARRIED if name in positions):
            if row[at]:
                self._carried = {k: v for k, v in self._carried.items() if positions[k] < at}
                self._carried[name] = row[at] or ""
            elif not self.grid.is_merged_into(row.number, at):
                has_detail = any(row[other] for other in self.shape.naming_positions if other > at)
                if has_own_number or not has_detail:
                    self._carried.pop(name, None)

    def _cells(self, row: SheetRow) -> dict[str, str]:
        """Dimensions of a row by name; month and year are two halves of a period."""
        positions = self.shape.dimension_positions
        found = {name: text for name, at in positions.items() if (text := row[at] or self._carried.get(name))}
        month, year = (self.shape.columns.position(name) for name in ("month", "year"))
        halves = [row[at] for at in (month, year) if at is not None and row[at]]
        if code := self._joined_code(row):
            found.setdefault(*code)
        return found | ({"period": " ".join(filter(None, halves))} if halves else {})

    def _joined_code(self, row: SheetRow) -> tuple[str, str] | None:
        """(column, code) where the numbers of province, kabupaten and kecamatan stand in columns of their own: 33, 19,
        3 is 33.19.03."""
        names = ("province_number", "kabupaten_number", "kecamatan_number")
        places = [self.shape.columns.position(name) for name in names]
        numbers = [row[at] if at is not None else None for at in places]
        parts = [f"{int(number):02}" for number in numbers if number and number.isdecimal()]
        if len(parts) == 3:
            return "kecamatan_code", ".".join(parts)
        is_kabupaten = len(parts) == 2 and numbers[0] and numbers[1] and places[2] is None
        return ("kabupaten_code", ".".join(parts)) if is_kabupaten else None

    def _counts(self, row: SheetRow) -> Iterator[tuple[CountColumn, str | None]]:
        """Each count that is read, with its text; one without a text where nothing is reported. A person counts one."""
        if self.is_register:
            yield CountColumn(0, (PERSON_HEADING,), (), ""), "1"
            return
        if filled := choose_counts(row, self.leaves):
            yield from ((column, row[column.position]) for column in filled)
        else:
            yield from ((column, None) for column in list_unreported(self.leaves))


def _of_kind(kind: str, dimensions: Mapping[str, str]) -> dict[str, str]:
    """`1. Magelang` under a row that says `Kota` is Kota Magelang."""
    name = strip_numbering(dimensions.get("kabupaten", ""))
    is_bare = area_names.is_bare_kabupaten(name) and not area_names.is_kabupaten(name)
    return {"kabupaten": f"{kind} {name}"} if is_bare else {}
