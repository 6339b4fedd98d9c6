"""Which column of a list is which: `data/reference/list_heading.csv` for what lists have of their own, then what all
tables share (places, running numbers, personal columns), then agencies over numbers of members."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from etl.readers.formats.cells import SheetCells, SheetRow
from etl.readers.texts.headings import AREA_COLUMNS, PERSONAL, normalise_heading, resolve_heading
from etl.readers.texts.personal import name_column
from etl.teams.terms import resolve_agencies
from pora import paths
from pora.schema import TEAM

ROW_LABEL = "row_label"
_SHARED = (*AREA_COLUMNS, ROW_LABEL, "ignored")
_SEARCHED_ROWS = 60  # letterheads are shorter


@dataclass(frozen=True)
class ListHeading:
    """The heading row of one sheet. `columns` and `agencies` by position; `unread` are headings that nobody knows,
    `personal` what may be said of personal ones."""

    row_number: int
    columns: Mapping[int, str]
    agencies: Mapping[int, str]
    unread: tuple[str, ...]
    personal: tuple[str, ...]

    @property
    def known(self) -> set[str]:
        return {name for name in self.columns.values() if name not in (ROW_LABEL, "ignored")}


@cache
def _own_columns(kind: str) -> Mapping[str, str]:
    with (paths.REFERENCE / "list_heading.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["list_kind"] in ("*", kind)]
    return {normalise_heading(row["alias"]): row["column_name"] for row in rows}


def _resolve(text: str, kind: str) -> str | None:
    if own := _own_columns(kind).get(normalise_heading(text)):
        return own
    shared = resolve_heading(text)
    return shared.column if shared and shared.column in (*_SHARED, PERSONAL) else None


def _read_row(row: SheetRow, kind: str) -> ListHeading:
    columns: dict[int, str] = {}
    agencies: dict[int, str] = {}
    unread: list[str] = []
    personal: list[str] = []
    for at in row.filled:
        text = row.cells[at] or ""
        column = _resolve(text, kind)
        named, unknown = resolve_agencies(text) if kind == TEAM and column is None else ((), ())
        if column == PERSONAL:
            personal.append(name_column(text, at))
        elif column and (column not in columns.values() or column in ("ignored", "note")):
            columns[at] = column
        elif len(named) == 1 and not unknown and named[0] not in agencies.values():
            agencies[at] = named[0]
        else:
            unread.append(text)
    return ListHeading(row.number, columns, agencies, tuple(unread), tuple(personal))


def find_list_heading(grid: SheetCells, kind: str) -> ListHeading | None:
    """The row of the sheet that names most columns of such a list; None where no row names any."""
    found = [_read_row(row, kind) for row in grid.rows[:_SEARCHED_ROWS]]
    best = max(found, key=lambda heading: len(heading.known), default=None)
    return best if best and best.known else None
