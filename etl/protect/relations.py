"""The cells of one month and category, and every linear relation between them that a reader of the public tables knows.

A total is the sum of its parts: kecamatan and the unplaced part make a kabupaten/kota; kabupaten/kota and an office's
own part make an office, a group, a province; nationalities, or permits, make each of these. All of them are protected
as one system, since a number hidden in one table can come out of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from pora import schema
from pora.access import disclosure
from pora.schema.levels import WIDE_LEVELS

TOTAL, UNPLACED = "total", "unplaced"
NOT_STATED = None  # the value of persons of whom a dimension is not known: always possible, and tells nothing of them
K = TypeVar("K")
V = TypeVar("V")


class Cell(NamedTuple):
    """One number: the total of an area, its unplaced part, or one value of a dimension. `is_own` marks the part that
    an area has beside its kabupaten/kota, which no table shows."""

    area_code: str
    dimension: str
    value: str | None = None
    is_own: bool = False

    @property
    def tells(self) -> bool:
        """Whether it is known by it what persons are."""
        return self.value is not NOT_STATED


class Detail(NamedTuple):
    """All values of one dimension in one area."""

    area_code: str
    dimension: str


@dataclass(frozen=True)
class Structure:
    """What lies in what, in one month. `members`: wide area -> kabupaten/kota; `offices`: wide area -> offices whose
    area lies inside; both sorted."""

    levels: Mapping[str, str] = field(compare=False)
    members: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, tuple[str, ...]]

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        return tuple(code for code, level in self.levels.items() if level == schema.PROVINSI)

    def province_of(self, code: str) -> str:
        """Of an office or a group, that of its first member."""
        return self.members.get(code, (code,))[0][:2]

    def list_around(self, code: str) -> list[str]:
        """The wide areas that a kabupaten/kota, or all of a wide area, lies in."""
        inside = set(self.members.get(code, (code,)))
        return [wide for wide, parts in self.members.items() if wide != code and inside <= set(parts)]


@dataclass(frozen=True)
class Month:
    """The exact cells of a month and category that are not zero, as far as a public table has a place for them. Of a
    flow the kinds stand each for itself: no public table has their sum; `zeros` are those that reports name below the
    province, which are hidden like what is small, and protect nothing."""

    counts: Mapping[Cell, int]
    structure: Structure
    is_flow: bool = False
    zeros: frozenset[Cell] = field(default=frozenset(), compare=False)

    @cached_property
    def details(self) -> Mapping[Detail, tuple[Cell, ...]]:
        """The values that each detail has."""
        return group(
            (Detail(cell.area_code, cell.dimension), cell)
            for cell in self.counts
            if cell.dimension not in (TOTAL, UNPLACED)
        )

    @cached_property
    def _values(self) -> Mapping[str, tuple[str | None, ...]]:
        """Of each dimension, every value that an area has, and "not stated", which is possible where nobody has
        another; in an order of their own."""
        found = {(dimension, cell.value) for (_area, dimension), cells in self.details.items() for cell in cells}
        found |= {(dimension, NOT_STATED) for dimension, _value in found}
        return group(sorted(found, key=str))

    def list_zeros(
        self, details: Iterable[Detail], among: Collection[tuple[str, str | None]] | None = None
    ) -> Iterator[Cell]:
        """The values that these details could have and have not: of all that others have and "not stated", or of
        these."""
        values = self._values if among is None else group(sorted(among, key=str))
        for area, dimension in details:
            cells = (Cell(area, dimension, value) for value in values.get(dimension, ()))
            yield from (cell for cell in cells if cell not in self.counts)


@dataclass(frozen=True)
class Relations:
    """`counts`: the cells that are not zero, and the zeros that a reader is not shown. `sums`: cell -> the cells that
    it is the sum of."""

    counts: Mapping[Cell, int]
    sums: Mapping[Cell, tuple[tuple[Cell, ...], ...]]


def group(rows: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Every key with its values, in their order."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def relate(month: Month, zeros: Iterable[Cell] = ()) -> Relations:
    """Adds the zeros that are not shown and the cells that no table shows (an area's own part), and says what is the
    sum of what."""
    known = {**month.counts, **dict.fromkeys(zeros, 0)}
    sums: dict[Cell, list[tuple[Cell, ...]]] = defaultdict(list)
    for whole, parts, own in _list_sums(known, month.structure, not month.is_flow):
        rest = known.get(whole, 0) - sum(known.get(part, 0) for part in parts)
        if own and (rest or _may_have(known, own)):
            known[own] = rest
            parts = (*parts, own)
        sums[whole].append(tuple(part for part in parts if part in known))
    return Relations(known, {whole: tuple(found) for whole, found in sums.items()})


def _may_have(known: Mapping[Cell, int], own: Cell) -> bool:
    """Whether persons of an area's own part could have this value, for all that is shown."""
    return own.dimension != TOTAL and Cell(own.area_code, TOTAL, None, True) in known


def _list_sums(
    known: Mapping[Cell, int], structure: Structure, has_totals: bool
) -> Iterator[tuple[Cell, tuple[Cell, ...], Cell | None]]:
    """Whole, parts, and the cell for what is left over, where the tables allow that there is something left. Without
    totals a detail is in no sum but that of the same detail of wider areas."""
    kecamatan = group((code[:5], code) for code, level in structure.levels.items() if level == schema.KECAMATAN)
    details = group(((c.area_code, c.dimension), c) for c in known if c.dimension not in (TOTAL, UNPLACED))
    zeros = group(dict.fromkeys((c.dimension, c.value) for c in known if not known[c]))
    for code, level in sorted(structure.levels.items(), key=lambda pair: _DEPTH[pair[1]]):
        if Cell(code, TOTAL) not in known:
            continue
        if level == schema.KABUPATEN_KOTA and has_totals:
            parts = tuple(Cell(k, TOTAL) for k in kecamatan.get(code, ()))
            yield Cell(code, TOTAL), (*parts, Cell(code, UNPLACED)), None
        if level in WIDE_LEVELS and has_totals:
            yield from _sum_wide(structure, code, [Cell(code, TOTAL)])
            if Cell(code, UNPLACED) in known:
                yield Cell(code, UNPLACED), _inner(structure, code, Cell(code, UNPLACED)), Cell(code, TOTAL, None, True)
        for dimension in disclosure.PUBLIC_DIMENSIONS:
            if found := details.get((code, dimension), ()):
                if has_totals:
                    yield Cell(code, TOTAL), found, None
                if level in WIDE_LEVELS:  # a zero that a part does not show is a part of a zero that it does
                    cells = (*found, *(Cell(code, dimension, value) for value in zeros.get(dimension, ())))
                    yield from _sum_wide(structure, code, dict.fromkeys(cells))


_DEPTH = {
    level: depth
    for depth, level in enumerate(
        (schema.KECAMATAN, schema.KABUPATEN_KOTA, schema.KANIM, schema.KELOMPOK, schema.PROVINSI, schema.NASIONAL)
    )
}


def _inner(structure: Structure, code: str, cell: Cell) -> tuple[Cell, ...]:
    """The same cell of the kabupaten/kota of a wide area, and the own parts of the offices inside it; of the country,
    that of its provinces."""
    _code, dimension, value, is_own = cell
    if code == schema.NATION:
        return tuple(Cell(province, dimension, value, is_own) for province in structure.provinces)
    kabupaten = [Cell(k, dimension, value, is_own) for k in structure.members.get(code, ())]
    own = TOTAL if dimension == UNPLACED else dimension
    return (*kabupaten, *(Cell(o, own, value, True) for o in structure.offices.get(code, ())))


def _sum_wide(
    structure: Structure, code: str, cells: Iterable[Cell]
) -> Iterator[tuple[Cell, tuple[Cell, ...], Cell | None]]:
    for cell in cells:
        yield cell, _inner(structure, code, cell), cell._replace(is_own=True)
