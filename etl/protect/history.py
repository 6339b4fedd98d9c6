# ruff: noqa: S608 - names of tables and columns are constants
"""What was ever published of a month: core tables that only grow, so that no later version opens what a former one hid.

A version of a month is what differs from the one before it: numbers, what is hidden of them, and what lies in what. A
month whose numbers did not change has no new version. Trap: `undo` gives a new version with the numbers of an old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb

from etl.protect.published import Published
from etl.protect.relations import TOTAL, UNPLACED, Cell, Detail, Month, Structure, group
from etl.text_table import insert_texts
from pora import schema
from pora.access import disclosure

_ALL = "*"  # the value that stands for a whole detail, with its zeros
Row = tuple[str, str, str, str | None, int, bool]  # level, area, dimension, value, count, is it hidden

_TOTALS = """
SELECT level, area_code, person_count, unplaced_count FROM exact.out_area_month
WHERE period = ? AND category = ? AND person_count IS NOT NULL
ORDER BY ALL
"""
_DETAILS = """
SELECT area_code, dimension, value, person_count FROM exact.out_area_month_detail
WHERE period = ? AND category = ? AND list_contains(?, dimension) AND list_contains(?, level)
ORDER BY ALL
"""
_MEMBERS = """
SELECT area_code, kabupaten_code AS part_code, false AS is_office FROM main.ref_member_month WHERE period = $period
UNION ALL
SELECT area_code, office_code, true FROM main.ref_office_within WHERE period = $period AND area_code <> office_code
ORDER BY ALL
"""
_OF_MONTH = "FROM {table} WHERE period = ? AND category = ? ORDER BY version_number"


def read_month(con: duckdb.DuckDBPyConnection, period: str, category: str) -> Month:
    """The exact numbers as they are now."""
    totals = con.execute(_TOTALS, [period, category]).fetchall()
    dimensions, levels = list(disclosure.PUBLIC_DIMENSIONS), list(disclosure.PUBLIC_DETAIL_LEVELS)
    details = con.execute(_DETAILS, [period, category, dimensions, levels]).fetchall()
    is_flow = category in schema.FLOWS
    counts = {Cell(area, TOTAL): count for _level, area, count, _unplaced in totals}
    counts |= {Cell(area, UNPLACED): unplaced or 0 for _level, area, _count, unplaced in totals}
    counts |= {Cell(area, dimension, value): count for area, dimension, value, count in details}
    members = con.execute(_MEMBERS, {"period": period}).fetchall()
    levels_of = {area: level for level, area, count, _unplaced in totals if count or is_flow}
    zeros = (cell for cell, count in counts.items() if not count and cell.dimension not in (TOTAL, UNPLACED))
    hidden = frozenset(cell for cell in zeros if is_flow and levels_of[cell.area_code] in disclosure.ZEROS_HIDDEN_AT)
    shown = {cell: count for cell, count in counts.items() if count}
    return Month(shown, _make_structure(levels_of, members), is_flow, hidden)


def read_versions(con: duckdb.DuckDBPyConnection, period: str, category: str) -> tuple[Published, ...]:
    """Everything that was published of the month, the first version first."""
    numbers, rows, members = (
        con.execute(f"SELECT {columns} {_OF_MONTH.format(table=table)}", [period, category]).fetchall()
        for columns, table in (
            ("version_number", "core_public_version"),
            ("version_number, level, area_code, dimension, value, person_count, is_hidden", "core_public_cell"),
            ("version_number, area_code, part_code, is_office", "core_public_member"),
        )
    )
    cells = group((number, tuple(rest)) for number, *rest in rows)
    parts = group((number, tuple(rest)) for number, *rest in members)
    state: dict[tuple[str, str, str | None], Row] = {}
    inside: tuple[tuple[object, ...], ...] = ()
    found = []
    for (number,) in numbers:
        for level, area, dimension, value, count, is_hidden in cells.get(number, ()):
            state[area, dimension, value] = (level, area, dimension, value, count, is_hidden)
        inside = parts.get(number, inside)
        found.append(_make_published(state.values(), inside, category in schema.FLOWS))
    return tuple(found)


def _make_published(rows: Iterable[Row], members: Iterable[tuple[object, ...]], is_flow: bool) -> Published:
    counts: dict[Cell, int] = {}
    levels: dict[str, str] = {}
    hidden: set[Cell] = set()
    closed: set[Detail] = set()
    for level, area, dimension, value, count, is_hidden in rows:
        if value == _ALL:
            closed |= {Detail(area, dimension)} if is_hidden else set()
            continue
        cell = Cell(area, dimension, value)
        if count:
            counts[cell] = count
            levels[area] = level
        if is_hidden:
            hidden.add(cell)
            levels.setdefault(area, level)
    month = Month(counts, _make_structure(levels, members), is_flow)
    return Published(month, frozenset(hidden), frozenset(closed))


def _make_structure(levels: Mapping[str, str], members: Iterable[tuple[object, ...]]) -> Structure:
    rows = sorted((str(area), str(part), is_office) for area, part, is_office in members)
    offices = {area for area, _part, is_office in rows if not is_office}
    return Structure(
        levels,
        group((area, part) for area, part, is_office in rows if not is_office),
        group((area, part) for area, part, is_office in rows if is_office and part in offices),
    )


def append_version(
    con: duckdb.DuckDBPyConnection,
    period: str,
    category: str,
    versions: Sequence[Published],
    published: Published,
    insider_count: int,
) -> None:
    """Adds what differs from the last of all versions of the month, as `read_versions` gave them."""
    key = (period, category, len(versions) + 1)
    con.execute("INSERT INTO core_public_version VALUES (?, ?, ?, ?)", [*key, insider_count])
    before = _list_rows(versions[-1]) if versions else {}
    after = _list_rows(published)
    gone = {cell: (level, *cell, 0, False) for cell, (level, *_rest) in before.items() if cell not in after}
    changed = [row for cell, row in {**gone, **after}.items() if before.get(cell) != row]
    _insert(con, "core_public_cell", key, changed)
    if not versions or versions[-1].month.structure != published.month.structure:
        structure = published.month.structure
        parts = [(area, part, False) for area, inside in structure.members.items() for part in inside]
        parts += [(area, part, True) for area, inside in structure.offices.items() for part in inside]
        _insert(con, "core_public_member", key, parts)


def _list_rows(published: Published) -> dict[tuple[str, str, str | None], Row]:
    levels = published.month.structure.levels
    cells = [*published.month.counts, *(cell for cell in published.hidden if cell not in published.month.counts)]
    rows = [
        (
            levels[c.area_code],
            c.area_code,
            c.dimension,
            c.value,
            published.month.counts.get(c, 0),
            c in published.hidden,
        )
        for c in cells
    ]
    rows += [(levels[area], area, dimension, _ALL, 0, True) for area, dimension in published.closed]
    return {
        (area, dimension, value): (level, area, dimension, value, n, h) for level, area, dimension, value, n, h in rows
    }


def _insert(
    con: duckdb.DuckDBPyConnection, table: str, key: tuple[str, str, int], rows: Iterable[tuple[object, ...]]
) -> None:
    """In an order of their own, so that the file is the same every time."""
    [columns] = [one.column_names for one in schema.PUBLIC_HISTORY if one.name == table]
    ordered = sorted(((*key, *row) for row in rows), key=str)
    texts = [[None if cell is None else str(cell) for cell in row] for row in ordered]
    insert_texts(con, table, columns, texts)
