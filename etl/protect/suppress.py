"""Which numbers to hide: every small one, and as few others as it takes.

For each small number: other tables that agree with everything shown and have that number so much smaller and larger
that enough values stay possible. First tables in which only what is hidden already differs, each for many numbers at
once; for what these leave, the cheapest tables, and what differs in them is hidden, too (known as sequential linear
programming). So each small number has a proof that it can't be narrowed down.

A number that comes again by chance is the same to who kept all versions; where that tells a small count whatever is
hidden, it is still kept from who has the last version and this one, or this one alone.

What a number costs depends on its level and on chance, never on its size: who knows this method learns nothing from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from etl.protect.published import Published, find_closed, list_kept
from etl.protect.relations import TOTAL, UNPLACED, Cell, Detail, Month
from etl.protect.steps import Cheapest, Together
from etl.protect.sums import Indexes, Numbers
from etl.protect.system import Known, State, Subtable, System, Undecided, make_system, name_state
from etl.protect.targets import NO_MOVE, TINY, Insider, Move, Openness, Proofs, list_insiders
from pora import schema

Chance = Callable[[Cell], float]
Needy = Callable[[Indexes], Indexes]  # which of these small numbers must still be opened
# What is lost by hiding a number; a total of a wide area is worth more than one of its details.
_WORTH = {
    schema.KECAMATAN: 1,
    schema.KABUPATEN_KOTA: 2,
    schema.KELOMPOK: 4,
    schema.KANIM: 4,
    schema.PROVINSI: 8,
    schema.NASIONAL: 16,
}
_WORTH_OF_TOTAL = 5
_AT_ONCE = 8  # of one part at most, at the least cost, and an eighth of all: more is faster and hides more
_GOLDEN = 0.6180339887  # parts of its multiples lie evenly


@dataclass(frozen=True)
class Choice:
    """What of a month is hidden, the proofs that it is enough against each of `list_kept`, and how much of it is hidden
    against insiders alone."""

    published: Published
    proofs: Sequence[Proofs] = ()
    insider_count: int = 0


def choose_hidden(
    former: Sequence[Published],
    month: Month,
    threshold: int,
    known: Known = (),
    chance: Chance = lambda _cell: 0.0,
    against_insiders: bool = False,
) -> Choice:
    """The cells of a new version that are not shown."""
    undecided = leave_open(former, month, threshold)
    proofs: list[Proofs] = []
    insider_count = 0
    for kept in list_kept(former):
        system = make_system(kept, threshold, known, undecided)
        insiders = list(list_insiders(system)) if against_insiders else []
        costs = np.array([_find_cost(state, undecided, chance) for state in system.states])
        search = _Search(system, Openness(system, threshold, insiders), costs.copy(), chance)
        insider_count += search.protect_all()
        proofs.append(Proofs(system.states, tuple(search.openness.moves)))
        taken = {state.cell for state, cost in zip(system.states, search.costs < costs, strict=True) if cost}
        before = undecided.published
        undecided = replace(undecided, published=close(replace(before, hidden=before.hidden | taken), threshold))
        if not search.is_told():
            break
    return Choice(undecided.published, tuple(proofs), insider_count)


def find_same(former: Sequence[Published], month: Month, threshold: int) -> Published | None:
    """What was published with these numbers before, without what was hidden since: it says nothing that was not said.
    None where there is no such version, or it shows what is small by now."""
    undecided = leave_open(former, month, threshold).published
    small = {cell for cell, count in month.counts.items() if count < threshold}
    for one in reversed(former):
        if one.month == month and small <= one.hidden:
            closed = undecided.closed if month.is_flow else one.closed | undecided.closed
            return close(Published(month, one.hidden | undecided.hidden, closed), threshold)
    return None


def close(published: Published, threshold: int) -> Published:
    """Closes the details of areas whose hidden total is small or stands in one part."""
    month = published.month
    closed = published.closed | find_closed(month, published.hidden, threshold)
    return Published(month, published.hidden | {cell for one in closed for cell in month.details[one]}, closed)


def leave_open(former: Sequence[Published], month: Month, threshold: int) -> Undecided:
    """The month with only what is hidden anyhow: small numbers, and what a former version hid; and the zeros that may
    be hidden beside them, so that it is not certain what the few persons of an area are."""
    hidden = frozenset(
        cell for cell, count in month.counts.items() if count < threshold or _is_sum_of_kinds(month, cell)
    )
    hidden |= month.zeros
    hidden |= {cell for one in former for cell in one.hidden if _stays(one, month, cell)}
    if month.is_flow:  # of which no detail is closed, and no zero protects
        return Undecided(Published(month, hidden))
    closed = find_closed(month, hidden, threshold)
    closed |= {detail for one in former for detail in one.closed if _stays(one, month, Cell(detail.area_code, TOTAL))}
    zeros = [*month.list_zeros(sorted(closed)), *sorted(hidden - month.counts.keys(), key=str)]
    few = [detail for detail in closed if month.counts[Cell(detail.area_code, TOTAL)] < threshold]
    around = {Detail(wide, dimension) for area, dimension in few for wide in month.structure.list_around(area)}
    told = {(cell.dimension, cell.value) for detail in few for cell in month.details[detail] if cell.tells}
    zeros += month.list_zeros(sorted(around & month.details.keys()))
    zeros += month.list_zeros(month.details, told)
    return Undecided(Published(month, hidden, closed), tuple(dict.fromkeys(zeros)))


def _is_sum_of_kinds(month: Month, cell: Cell) -> bool:
    """One person may be in several kinds of a flow, so that their sum means nothing, and would open those beside it."""
    return month.is_flow and cell.dimension in (TOTAL, UNPLACED)


def _stays(former: Published, month: Month, cell: Cell) -> bool:
    return Cell(cell.area_code, TOTAL) in month.counts and former.month.counts.get(cell, 0) == month.counts.get(cell, 0)


def _find_cost(state: State, undecided: Undecided, chance: Chance) -> float:
    """What is lost by hiding a number; nothing, where it is hidden anyhow."""
    cell, month = state.cell, undecided.published
    is_now = state == name_state(month, cell, month.month.counts.get(cell, 0))
    if month.hides(cell) or not is_now:
        return 0.0
    level = month.month.structure.levels[cell.area_code]
    is_total = cell.dimension == TOTAL and level != schema.KECAMATAN
    return _WORTH[level] * (_WORTH_OF_TOTAL if is_total else 1) * (1 + 3 * chance(cell))


class _Search:
    """`costs` of the unknowns: 0 once they are hidden."""

    def __init__(self, system: System, openness: Openness, costs: Numbers, chance: Chance) -> None:
        self.system, self.openness, self.costs = system, openness, costs
        self.chance = np.zeros(len(costs))
        small = np.flatnonzero(openness.is_small)
        self.chance[small] = [chance(system.states[i].cell) for i in small]
        self.small = small[np.argsort(self.chance[small], kind="stable")]

    def protect_all(self) -> int:
        """Hides what all small numbers need, and says how much of it against insiders alone."""
        for block in self.system.list_blocks():
            self.protect(block)
        self.protect_alone()
        base_count = int(np.count_nonzero(self.costs))
        for number, insider in enumerate(self.openness.insiders):
            self.protect_against(number, insider)
        return base_count - int(np.count_nonzero(self.costs))

    def is_told(self) -> bool:
        """Whether there is a small number that nothing that may be hidden keeps from the reader, or from an insider."""
        numbers = range(len(self.openness.insiders))
        told = [
            self.openness.list_needy(self.small),
            *(self.openness.list_needy_against(self.small, n) for n in numbers),
        ]
        return any(map(len, told))

    def protect(self, block: Subtable) -> None:
        """Hides what the small numbers of the block need against who knows nothing else."""
        unknowns = block.unknowns
        if block.keeps_narrow:
            unknowns = unknowns[self.system.is_wide[unknowns] | (self.costs[unknowns] == 0)]
        small = self.openness.list_needy(self.small[np.isin(self.small, unknowns)])
        many = Together(self.system, unknowns, self._find_most(small)) if len(small) > _AT_ONCE else None
        self._protect(unknowns, block.parts, self.openness.list_needy, many)

    def protect_alone(self) -> None:
        """What is left in the end, beside all others."""
        self._protect_alone(np.arange(len(self.costs)), self.openness.list_needy)

    def protect_against(self, number: int, insider: Insider) -> None:
        """The same against one insider, whose numbers stay as they are."""
        block = np.flatnonzero(~insider.knows)

        def find_needy(targets: Indexes) -> Indexes:
            return self.openness.list_needy_against(targets, number)

        self._protect(block, np.zeros(len(self.costs), dtype=int), find_needy)
        self._protect_alone(block, find_needy)

    def _protect_alone(self, block: Indexes, find_needy: Needy) -> None:
        """One after the other: opened with others, each may have moved less far than it can."""
        table = None
        for target in find_needy(self.small[np.isin(self.small, block)]).reshape(-1, 1):
            if len(find_needy(target)):
                table = table or Cheapest(self.system, block, self.costs)
                self._open(table, target, find_needy)

    def _protect(self, block: Indexes, parts: Indexes, find_needy: Needy, together: Together | None = None) -> None:
        """Of many, first those that what is hidden already can open, together; then some of the others at the least
        cost; and again, since what was hidden for these may open others. Of few, one after the other."""
        left = find_needy(self.small[np.isin(self.small, block)])
        table = None
        while len(left):
            if together and len(left) > _AT_ONCE:
                together.free(self.costs == 0)
                left = self._open_together(together, left, find_needy)
            if len(left):
                table = table or Cheapest(self.system, block, self.costs)
                now = self._list_apart(left, parts)
                self._open(table, now, find_needy)
                left = find_needy(left[~np.isin(left, now)])

    def _find_most(self, targets: Indexes) -> Numbers:
        """How far each is moved: of these no farther than they need it, so that what they share goes far."""
        most = np.full(len(self.costs), np.inf)
        most[targets] = np.maximum(
            self.openness.threshold - 1, np.where(self.system.is_attribute, self.system.values, 0)[targets]
        )
        return most

    def _open_together(self, together: Together, targets: Indexes, find_needy: Needy) -> Indexes:
        """Each is pushed up or down by a weight of chance, those that went one way then the other; until that opens
        none of them. Those that are left."""
        turn = 0
        while True:
            up, down = self.openness.up[targets], -self.openness.down[targets]
            luck = np.modf(self.chance[targets] * 1e4 + turn * _GOLDEN)[0]
            toward = np.where(np.abs(up - down) > TINY, np.sign(down - up), np.where(luck < 0.5, -1.0, 1.0))
            weights = np.zeros(len(self.costs))
            weights[targets] = toward * (0.5 + np.modf(luck * 1e4)[0])
            self.openness.add(together.push(weights))
            left = find_needy(targets)
            if len(left) in (0, len(targets)):
                return left
            targets, turn = left, turn + 1

    def _list_apart(self, targets: Indexes, parts: Indexes) -> Indexes:
        """Of these, some of each part that are in no common sum: what is cheapest for one is so beside the others."""
        most = np.clip(np.bincount(parts[targets]) // 8, 1, _AT_ONCE)
        taken: set[int] = set()
        found: list[int] = []
        for target, part in zip(targets.tolist(), parts[targets].tolist(), strict=True):
            around = self.system.sums.rows_of(target)
            if most[part] and taken.isdisjoint(around):
                taken.update(around)
                found.append(target)
                most[part] -= 1
        return np.array(found)

    def _open(self, table: Cheapest, targets: Indexes, find_needy: Needy) -> None:
        """Down first: what others must gain has no limit, what they must lose has."""
        width = self.openness.threshold - 1
        values, least = self.system.values[targets], self.system.least[targets]
        down = np.where(self.system.is_attribute[targets], values, np.minimum(values - least, width))
        move = self._push(table, -down, targets)
        went = dict(zip(move.unknowns.tolist(), move.steps.tolist(), strict=True))
        needy = find_needy(targets)
        self._push(table, np.array([width + went.get(i, 0.0) for i in needy.tolist()]), needy)

    def _push(self, table: Cheapest, sizes: Numbers, targets: Indexes) -> Move:
        wanted = np.abs(sizes) > TINY
        if not wanted.any():
            return NO_MOVE
        move = table.push(dict(zip(targets[wanted].tolist(), sizes[wanted].tolist(), strict=True)))
        self.openness.add(move)
        hidden = move.unknowns[self.costs[move.unknowns] > 0]
        self.costs[hidden] = 0
        table.free(hidden)
        return move
