# ruff: noqa: S608 - names of tables are constants of this file
"""The cells of one month and category, and every linear relation between them that a reader of the public tables knows.

A total is the sum of its parts: kecamatan and the unplaced part make a kabupaten/kota; kabupaten/kota and an office's
own part make an office, a group, a province; nationalities, or permits, make each of these. All of them are protected
as one system, since a number hidden in one table can come out of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from pora import schema
from pora.access import disclosure
from pora.schema.levels import WIDE_LEVELS

TOTAL, UNPLACED = "total", "unplaced"


class Cell(NamedTuple):
    """One number: the total of an area, its unplaced part, or one value of a dimension. `is_own` marks the part that
    an area has beside its kabupaten/kota, which no table shows."""

    area_code: str
    dimension: str
    value: str | None = None
    is_own: bool = False


@dataclass(frozen=True)
class Structure:
    """What lies in what, in one month. `members`: wide area -> kabupaten/kota; `offices`: wide area -> offices whose
    area lies inside."""

    levels: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, tuple[str, ...]]

    def province_of(self, code: str) -> str:
        """Of an office or a group, that of its first member."""
        return self.members.get(code, (code,))[0][:2]


@dataclass(frozen=True)
class Relations:
    """`counts`: the cells that are not zero. `sums`: cell -> the cells that it is the sum of."""

    counts: Mapping[Cell, int]
    sums: Mapping[Cell, tuple[tuple[Cell, ...], ...]]
    structure: Structure


def _group(rows: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


@dataclass(frozen=True)
class RelationTables:
    """Names of the tables that relations are read from: those just made, or what is kept of the former snapshot."""

    area: str
    detail: str
    members: str
    within: str


NOW = RelationTables(
    "exact.out_area_month", "exact.out_area_month_detail", "main.ref_member_month", "main.ref_office_within"
)


def read_relations(con: duckdb.DuckDBPyConnection, source: RelationTables, period: str, category: str) -> Relations:
    """The exact cells of a month and category, as far as a public table has a place for them."""
    part = [period, category]
    totals = con.execute(
        f"SELECT level, area_code, person_count, unplaced_count FROM {source.area} "
        "WHERE period = ? AND category = ? AND person_count IS NOT NULL",
        part,
    ).fetchall()
    details = con.execute(
        f"SELECT area_code, dimension, value, person_count FROM {source.detail} "
        "WHERE period = ? AND category = ? AND list_contains(?, dimension) AND list_contains(?, level)",
        [*part, list(disclosure.PUBLIC_DIMENSIONS), list(disclosure.PUBLIC_DETAIL_LEVELS)],
    ).fetchall()
    members = con.execute(f"SELECT area_code, kabupaten_code FROM {source.members} WHERE period = ?", [period])
    members_of = _group(members.fetchall())
    within = con.execute(
        f"SELECT area_code, office_code FROM {source.within} WHERE period = ? AND area_code <> office_code", [period]
    ).fetchall()
    counts = {Cell(area, TOTAL): count for _level, area, count, _unplaced in totals}
    counts |= {Cell(area, UNPLACED): unplaced or 0 for _level, area, _count, unplaced in totals}
    counts |= {Cell(area, dimension, value): count for area, dimension, value, count in details}
    levels = {area: level for level, area, _count, _unplaced in totals}
    return relate(counts, Structure(levels, members_of, _group((a, o) for a, o in within if o in members_of)))


def relate(counts: Mapping[Cell, int], structure: Structure) -> Relations:
    """Adds the cells that no table shows (an area's own part), and says what is the sum of what."""
    known = {cell: count for cell, count in counts.items() if count}
    sums: dict[Cell, list[tuple[Cell, ...]]] = defaultdict(list)
    for whole, parts, own in _list_sums(known, structure):
        rest = known[whole] - sum(known.get(part, 0) for part in parts)
        if rest and own:
            known[own] = rest
            parts = (*parts, own)
        sums[whole].append(tuple(part for part in parts if part in known))
    return Relations(known, {whole: tuple(found) for whole, found in sums.items()}, structure)


def _list_sums(known: Mapping[Cell, int], structure: Structure) -> Iterator[tuple[Cell, tuple[Cell, ...], Cell | None]]:
    """Whole, parts, and the cell for what is left over, where the tables allow that there is something left."""
    kecamatan = _group((code[:5], code) for code, level in structure.levels.items() if level == schema.KECAMATAN)
    details = defaultdict(list)
    for cell in known:
        if cell.dimension not in (TOTAL, UNPLACED):
            details[cell.area_code, cell.dimension].append(cell)
    for code, level in sorted(structure.levels.items(), key=lambda pair: _DEPTH[pair[1]]):
        if Cell(code, TOTAL) not in known:
            continue
        if level == schema.KABUPATEN_KOTA:
            parts = tuple(Cell(k, TOTAL) for k in kecamatan.get(code, ()))
            yield Cell(code, TOTAL), (*parts, Cell(code, UNPLACED)), None
        if level in WIDE_LEVELS:
            yield from _sum_wide(known, structure, code, [Cell(code, TOTAL)])
            if Cell(code, UNPLACED) in known:
                yield Cell(code, UNPLACED), _inner(structure, code, Cell(code, UNPLACED)), Cell(code, TOTAL, None, True)
        for dimension in disclosure.PUBLIC_DIMENSIONS:
            if found := details[code, dimension]:
                yield Cell(code, TOTAL), tuple(found), None
                if level in WIDE_LEVELS:
                    yield from _sum_wide(known, structure, code, found)


_DEPTH = {
    level: depth
    for depth, level in enumerate(
        (schema.KECAMATAN, schema.KABUPATEN_KOTA, schema.KANIM, schema.KELOMPOK, schema.PROVINSI, schema.NASIONAL)
    )
}


def _inner(structure: Structure, code: str, cell: Cell) -> tuple[Cell, ...]:
    """The same cell of the kabupaten/kota of a wide area, and the own parts of the offices inside it; of the country,
    that of its provinces."""
    if code == schema.NATION:
        return tuple(cell._replace(area_code=p) for p, level in structure.levels.items() if level == schema.PROVINSI)
    dimension = TOTAL if cell.dimension == UNPLACED else cell.dimension
    kabupaten = tuple(cell._replace(area_code=k) for k in structure.members.get(code, ()))
    return kabupaten + tuple(Cell(o, dimension, cell.value, True) for o in structure.offices.get(code, ()))


def _sum_wide(
    known: Mapping[Cell, int], structure: Structure, code: str, cells: list[Cell]
) -> Iterator[tuple[Cell, tuple[Cell, ...], Cell | None]]:
    for cell in list(cells):
        yield cell, _inner(structure, code, cell), cell._replace(is_own=True)
