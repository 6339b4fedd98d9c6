"""What a reader found in a file, in words that can be shown: positions, headings, reasons.

The trap: a cell of a register may hold a name, so nothing here carries the content of a cell, only headings that
are known, row numbers, and figures of printed totals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ReadDefaults:
    """What the sender said beside the file: `period` YYYY-MM, `kabupaten` a code, `category` a value.

    Used where the file is silent."""

    period: str | None = None
    kabupaten: str | None = None
    drop_personal: bool = False
    category: str | None = None


@dataclass(frozen=True)
class ColumnFound:
    """One column of the file: its heading as printed, the raw column it became, and through which alias.

    A wide column becomes `person_count`; `meaning` then names the value that its heading gives to each dimension.
    """

    heading: str
    column: str
    alias: str
    meaning: tuple[tuple[str, str], ...] = ()


Origin = Literal["column", "section", "sheet", "title", "default"]
SkipReason = Literal[
    "letterhead",
    "heading",
    "column_numbers",
    "hxl",
    "section",
    "total",
    "desa",
    "signature",
    "source",
    "note",
    "unknown_column",
    "ignored_column",
    "checked_column",
    "subtotal_column",
    "other_breakdown",
    "own_nationals",
    "population",
    "households",
    "flow",
    "age_group",
    "ratio",
    "part",
]


@dataclass(frozen=True)
class Skipped:
    """Rows (as the office sees them) or a column that gave no data, and why. `text` is a heading."""

    reason: SkipReason
    rows: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class TotalCheck:
    """A printed total that is not the sum of what it covers. Reported, never repaired."""

    row_number: int
    heading: str
    printed: int
    computed: int


@dataclass(frozen=True)
class OtherNames:
    """Rows in which a column of names says another area than the column beside it, which is the one that is read."""

    heading: str
    read: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class TableFound:
    """One table: rows are numbered as in the spreadsheet program, `rows` counts what went into `raw`. What is hidden
    was read all the same.
    """

    sheet: str | None
    heading_rows: tuple[int, ...]
    first_row: int
    last_row: int
    rows: int
    layout: Literal["tall", "wide", "register"]
    columns: tuple[ColumnFound, ...]
    skipped: tuple[Skipped, ...] = ()
    provisional_rows: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    unseen_rows: tuple[int, ...] = ()
    other_names: tuple[OtherNames, ...] = ()
    repeated_persons: tuple[int, ...] = ()
    totals_compared: int = 0
    mismatches: tuple[TotalCheck, ...] = ()
    period: str | None = None
    period_from: Origin | None = None
    area: str | None = None
    area_from: Origin | None = None
    category: str | None = None
    category_from: Literal["title", "default", "implied"] = "title"
    detail: str | None = None  # that the sheet's name says of all its rows
    titled: tuple[str, str | None] | None = (
        None  # names of the one kecamatan that its title says it is of, its kabupaten
    )


SheetSkipReason = Literal["hidden", "empty", "no_table", "no_counts", "recap", "description"]


@dataclass(frozen=True)
class SheetSkipped:
    sheet: str
    reason: SheetSkipReason


@dataclass(frozen=True)
class ReadReport:
    """All of one file. `dropped` are the headings of personal columns that were left out in memory;
    `recaps` the sums of recapitulation sheets that differ from the sheets that they sum up.
    """

    kind: Literal["csv", "xlsx", "xls", "ods", "web"]
    encoding: str | None = None
    delimiter: str | None = None
    tables: tuple[TableFound, ...] = ()
    sheets_skipped: tuple[SheetSkipped, ...] = ()
    dropped: tuple[str, ...] = ()
    recaps: tuple[tuple[str, TotalCheck], ...] = ()

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def titled(self) -> tuple[str, str | None] | None:
        """Names of the one kecamatan that every table says it is of, and of its kabupaten/kota."""
        named = {table.titled for table in self.tables}
        return named.pop() if len(named) == 1 else None

    @property
    def mismatches(self) -> tuple[tuple[str | None, TotalCheck], ...]:
        """(sheet, check) of every printed total that does not add up."""
        of_tables = ((table.sheet, check) for table in self.tables for check in table.mismatches)
        return (*of_tables, *self.recaps)

    @property
    def holds_persons(self) -> bool:
        """Whether the file lists persons, named or not: such an original is not kept."""
        return bool(self.dropped) or any(table.layout == "register" for table in self.tables)
