"""Rows that the office does not see: read like any other, unless one counts again what a visible row counts.

The trap: a filter hides rows too, and those belong to the table. What is hidden is always said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from etl.readers.formats.cells import SheetCells
from etl.readers.rows.table_rows import RawRow
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.reference.spelling import shorten

_Key = tuple[tuple[str, ...], frozenset[tuple[str, str]]]
_PLACE = ("period", "category", "kabupaten_code", "kabupaten", "kecamatan_code", "kecamatan")


def require_no_hidden_twin(grid: SheetCells, rows: Sequence[RawRow]) -> None:
    """Raises RefusedError where a hidden row and a visible one are of the same place and one's details are among the
    other's: the same persons, counted twice.
    """
    if not grid.hidden_rows:
        return
    hidden: dict[_Key, RawRow] = {}
    visible: dict[_Key, RawRow] = {}
    for row in rows:
        if row.person_count:
            side = hidden if row.row_number in grid.hidden_rows else visible
            side.setdefault((_place(row), frozenset(_details(row))), row)
    for row, twin in (*_contained(hidden, visible), *((row, twin) for twin, row in _contained(visible, hidden))):
        raise _refuse(row, twin)


def _contained(some: Mapping[_Key, RawRow], others: Mapping[_Key, RawRow]) -> Iterator[tuple[RawRow, RawRow]]:
    """Each row beside one of the same place that has fewer of its details, or all of them: there are few subsets."""
    for (place, details), row in some.items():
        for size in range(len(details) + 1):
            for fewer in combinations(sorted(details), size):
                if twin := others.get((place, frozenset(fewer))):
                    yield row, twin


def _place(row: RawRow) -> tuple[str, ...]:
    return tuple(row.dimensions.get(name, "").casefold() for name in _PLACE)


def _details(row: RawRow) -> Iterator[tuple[str, str]]:
    return ((n, value.casefold()) for n, value in row.dimensions.items() if n not in (*_PLACE, "sheet"))


def _refuse(row: RawRow, twin: RawRow) -> RefusedError:
    place = next((row.dimensions[name] for name in reversed(_PLACE) if name in row.dimensions), "")
    message = _(
        "Baris {row} tersembunyi dan memuat jumlah kedua untuk {place}, yang juga ada di baris {twin}. Tampilkan "
        "barisnya (Unhide), lalu sisakan satu."
    )
    return RefusedError(
        message.format(row=format_number(row.row_number), place=shorten(place), twin=format_number(twin.row_number)),
        "hidden-row",
    )
