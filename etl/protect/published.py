"""One version of a month as the public has it: its numbers, and what of them is hidden.

Zeros tell attributes: where the few persons of an area all stand in one place, the list of nationalities of the area is
theirs. So a detail of an area whose hidden total is small or stands in one part is closed: none of its values is shown,
and none of its zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from etl.protect.relations import TOTAL, UNPLACED, Cell, Detail, Month, Relations, group, relate
from pora import schema


@dataclass(frozen=True)
class Published:
    """`hidden`: the cells that are not shown, zeros among them. `closed`: details of which nothing is shown."""

    month: Month
    hidden: frozenset[Cell]
    closed: frozenset[Detail] = frozenset()

    @cached_property
    def relations(self) -> Relations:
        """Of a flow without the zeros that are hidden: once no report names a kind in a place, its zero is known, so
        that it must protect nothing."""
        zeros = [] if self.month.is_flow else sorted(self.hidden - self.month.counts.keys(), key=str)
        return relate(self.month, [*zeros, *self.month.list_zeros(sorted(self.closed))])

    def hides(self, cell: Cell) -> bool:
        return cell.is_own or cell in self.hidden or self.closes(cell)

    def closes(self, cell: Cell) -> bool:
        return bool(self.closed) and not cell.is_own and (cell.area_code, cell.dimension) in self.closed


def list_kept(former: Sequence[Published]) -> list[Sequence[Published]]:
    """What who reads a new version may have kept of the former ones: all of them, the last, none."""
    return [former[len(former) - number :] for number in dict.fromkeys((len(former), min(len(former), 1), 0))]


def find_closed(month: Month, hidden: frozenset[Cell], threshold: int) -> frozenset[Detail]:
    """The details of areas whose hidden total is small, or stands in one part; none of a flow, whose kinds are counts
    of their own and no attributes of persons."""
    if month.is_flow:
        return frozenset()
    hiding = {area for area, dimension, _value, _own in hidden if dimension == TOTAL}
    codes = {area for area, _dimension in month.details if area in hiding}
    parts = count_parts(month, codes)
    return frozenset(
        detail
        for detail in month.details
        if (area := detail.area_code) in codes and (parts[area] < 2 or month.counts[Cell(area, TOTAL)] < threshold)
    )


def count_parts(month: Month, codes: set[str]) -> Mapping[str, int]:
    """In how many places the persons of an area stand: its kecamatan, and what is placed in none of them."""
    placed = group(
        (code[:5], n) for (code, dimension, *_rest), n in month.counts.items() if _is_place(month, code, dimension)
    )
    return {code: sum(_count_places(month, placed, code)) for code in codes}


def _is_place(month: Month, code: str, dimension: str) -> bool:
    level = month.structure.levels.get(code)
    return (level, dimension) in ((schema.KECAMATAN, TOTAL), (schema.KABUPATEN_KOTA, UNPLACED))


def _count_places(month: Month, placed: Mapping[str, tuple[int, ...]], code: str) -> Iterator[int]:
    inside = month.structure.members.get(code, (code,))
    yield sum(len(placed.get(kabupaten, ())) for kabupaten in inside)
    if code in month.structure.members:  # what its offices report without kabupaten/kota
        yield month.counts[Cell(code, TOTAL)] > sum(month.counts.get(Cell(k, TOTAL), 0) for k in inside)
