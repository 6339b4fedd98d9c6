"""What a reader can reckon with: unknown numbers, and equations between them.

All versions of a month stand side by side. A number that is the same in two of them is one unknown, not two: a reader
may know which places a correction did not touch. So what one version hides can't come out of the difference to another.
What any version shows is known, and so is what was published elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from etl.protect.published import Published
from etl.protect.relations import TOTAL, Cell, Relations, Structure, relate
from etl.protect.sums import Flags, Indexes, Numbers, Sums
from pora import schema
from pora.access import disclosure

Equation = tuple[tuple[int, float], ...]  # (unknown, coefficient); what is known is left out


class State(NamedTuple):
    """A cell with what it counts: the same in every version. A zero that is not shown because few persons are in its
    area (`of_total`) is another than one that is shown when there are more."""

    cell: Cell
    person_count: int
    of_total: int = 0


Known = Collection[State]


@dataclass(frozen=True)
class System:
    """Unknowns in the order of `states`. `least`: what a reader knows that each is at least; where zeros are shown,
    that is 1. `is_attribute`: whether a few persons would be told by it that they have this nationality or permit."""

    states: tuple[State, ...]
    values: Numbers
    least: Numbers
    is_attribute: Flags
    sums: Sums
    structure: Structure

    @cached_property
    def index(self) -> dict[State, int]:
        return {state: number for number, state in enumerate(self.states)}

    @cached_property
    def is_wide(self) -> Flags:
        """Which are of an area wider than a kabupaten/kota."""
        narrow = (schema.KECAMATAN, schema.KABUPATEN_KOTA)
        return np.array([self.structure.levels.get(s.cell.area_code) not in narrow for s in self.states], dtype=bool)

    def list_blocks(self) -> Iterator[Subtable]:
        """From small blocks to all: kecamatan; what lies in one province; the provinces of one group of islands, which
        the first digit of their codes tells, and all of them; everything. What a table within a block allows, the whole
        allows; so only what a block can't settle is left to the next."""
        codes = [state.cell.area_code for state in self.states]
        is_kecamatan = np.array([self.structure.levels.get(code) == schema.KECAMATAN for code in codes], dtype=bool)
        yield Subtable(np.flatnonzero(is_kecamatan), _number_parts([code[:5] for code in codes]))
        provinces = [self.structure.province_of(code) for code in codes]
        parts, everything = _number_parts(provinces), np.arange(len(codes))
        if schema.NATION in self.structure.levels:
            at = [self.structure.levels.get(code) for code in codes]
            in_province = np.array([one not in (schema.PROVINSI, schema.NASIONAL) for one in at], dtype=bool)
            in_islands = np.array([one != schema.NASIONAL for one in at], dtype=bool)
            islands = _number_parts([province[0] for province in provinces])
            yield from (Subtable(one, parts) for one in _split(in_province, parts))
            yield from (Subtable(one, parts, True) for one in _split(in_islands, islands))
            yield Subtable(everything, parts, True)
        yield Subtable(everything, parts)


class Subtable(NamedTuple):
    """Some unknowns, and of each unknown of the system the part that it lies in: parts have little in common. Where
    `keeps_narrow`, of kabupaten/kota and kecamatan no more is to be hidden for the block."""

    unknowns: Indexes
    parts: Indexes
    keeps_narrow: bool = False


def _number_parts(names: list[str]) -> Indexes:
    return np.unique(np.array(names, dtype=str), return_inverse=True)[1]


def _split(is_inside: Flags, parts: Indexes) -> Iterator[Indexes]:
    """What is inside, by part."""
    for part in range(int(parts.max(initial=-1)) + 1):
        yield np.flatnonzero(is_inside & (parts == part))


@dataclass(frozen=True)
class Undecided:
    """A month of which anything may still be hidden, these zeros among it."""

    published: Published
    zeros: tuple[Cell, ...] = ()


def name_state(version: Published, cell: Cell, count: int) -> State:
    is_closed = not count and version.closes(cell)
    return State(cell, count, _count_total(version, cell) if is_closed else 0)


def _count_total(version: Published, cell: Cell) -> int:
    return version.month.counts.get(Cell(cell.area_code, TOTAL), 0)


def make_system(
    versions: Sequence[Published], threshold: int, known: Known = (), last: Undecided | None = None
) -> System:
    """The unknowns of all versions; of the last, if it is not decided yet, all that no version shows."""
    facts: dict[State, tuple[float, bool]] = {}  # least, is it an attribute
    stated: list[tuple[Mapping[Cell, State], Relations]] = []
    shown = set(known)
    related = list(_list_relations(versions, last))
    for version, relations in related:
        states = {cell: name_state(version, cell, count) for cell, count in relations.counts.items()}
        stated.append((states, relations))
        is_decided = last is None or version is not last.published
        for cell, state in states.items():
            if is_decided and not version.hides(cell):
                shown.add(state)
                continue
            is_free = version.closes(cell)
            may_be_zero = is_free or _hides_zeros(version, cell)
            least = 0.0 if cell.is_own or not state.person_count or may_be_zero else 1.0
            told = is_free and cell.tells and 0 < state.person_count and _count_total(version, cell) < threshold
            former = facts.get(state, (least, told))
            facts[state] = max(former[0], least), former[1] and told
    shown.update(_list_shown_zeros(related, {state.cell for state in facts if not state.person_count}))
    structure = (last.published if last else versions[-1]).month.structure
    return _number({state: fact for state, fact in facts.items() if state not in shown}, stated, structure)


def _hides_zeros(version: Published, cell: Cell) -> bool:
    """Whether a number that is hidden there may be none at all, for all that a reader knows."""
    is_detail = version.month.is_flow and cell.dimension != TOTAL
    return is_detail and version.month.structure.levels.get(cell.area_code) in disclosure.ZEROS_HIDDEN_AT


def _list_relations(versions: Sequence[Published], last: Undecided | None) -> Iterator[tuple[Published, Relations]]:
    for version in versions:
        yield version, version.relations
    if last:
        yield last.published, relate(last.published.month, last.zeros)


def _list_shown_zeros(versions: Iterable[tuple[Published, Relations]], cells: Set[Cell]) -> Iterator[State]:
    """A zero that a version shows, or leaves no doubt of, is a zero, under whatever total."""
    for version, relations in versions:
        for cell in cells - relations.counts.keys():
            yield State(cell, 0)
            yield State(cell, 0, _count_total(version, cell))


def _number(
    facts: Mapping[State, tuple[float, bool]],
    stated: Iterable[tuple[Mapping[Cell, State], Relations]],
    structure: Structure,
) -> System:
    index = {state: number for number, state in enumerate(facts)}
    rows = dict.fromkeys(row for states, relations in stated for row in _number_sums(index, states, relations) if row)
    return System(
        tuple(facts),
        np.array([float(state.person_count) for state in facts]),
        np.array([least for least, _told in facts.values()]),
        np.array([told for _least, told in facts.values()], dtype=bool),
        _make_sums(len(facts), rows),
        structure,
    )


def _number_sums(index: Mapping[State, int], states: Mapping[Cell, State], relations: Relations) -> Iterator[Equation]:
    """What is left of the sums of a version once what is known is left out."""
    places = {cell: index[state] for cell, state in states.items() if state in index}
    for whole, sums in relations.sums.items():
        at = places.get(whole) if whole in states else index.get(State(whole, 0))
        first = () if at is None else ((at, -1.0),)
        for parts in sums:
            yield (*first, *((place, 1.0) for part in parts if (place := places.get(part)) is not None))


def _make_sums(size: int, rows: Iterable[Equation]) -> Sums:
    entries = sorted((i, number, sign) for number, row in enumerate(rows) for i, sign in row)
    columns, numbers, signs = zip(*entries, strict=True) if entries else ((), (), ())
    return Sums(size, np.array(numbers, dtype=int), np.array(columns, dtype=int), np.array(signs, dtype=float))
