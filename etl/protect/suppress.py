"""Which numbers to hide: every small one, and as few others as it takes.

For each small number in turn: the cheapest other tables that agree with everything shown and have that number so much
smaller and larger that enough values stay possible. What differs in them is hidden, too; what is hidden already costs
nothing (known as sequential linear programming). So each small number has a proof that it can't be narrowed down.

What a number costs depends on its level and on chance, never on its size: who knows this method learns nothing from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from etl.protect.published import Published, find_closed
from etl.protect.relations import TOTAL, Cell, Detail, Month
from etl.protect.system import Indexes, Known, Numbers, State, System, Undecided, make_system, name_state
from etl.protect.targets import TINY, Insider, Move, Openness, list_insiders
from pora import schema

Chance = Callable[[Cell], float]
Proof = Mapping[State, float]  # a move, by what it moves
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
_REWARD = 1e5  # of a step of the target, against any cost of what it takes


@dataclass(frozen=True)
class Choice:
    """What of a month is hidden, the proofs that it is enough, and how much of it is hidden against insiders alone."""

    published: Published
    proofs: tuple[Proof, ...] = ()
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
    system = make_system(former, threshold, known, undecided)
    insiders = list(list_insiders(system)) if against_insiders else []
    costs = np.array([_find_cost(state, undecided, chance) for state in system.states])
    search = _Search(system, Openness(system, threshold, insiders), costs.copy(), chance)
    for block in system.list_blocks():
        search.protect(block)
    base_count = int(np.count_nonzero(search.costs))
    for number, insider in enumerate(insiders):
        search.protect_against(number, insider)
    proofs = tuple({system.states[i]: step for i, step in move.items()} for move in search.openness.moves)
    taken = {state.cell for state, cost in zip(system.states, search.costs < costs, strict=True) if cost}
    published = close(Published(month, undecided.published.hidden | taken, undecided.published.closed), threshold)
    return Choice(published, proofs, base_count - int(np.count_nonzero(search.costs)))


def find_same(former: Sequence[Published], month: Month, threshold: int) -> Published | None:
    """What was published with these numbers before, without what was hidden since: it says nothing that was not said.
    None where there is no such version, or it shows what is small by now."""
    undecided = leave_open(former, month, threshold).published
    small = {cell for cell, count in month.counts.items() if count < threshold}
    for one in reversed(former):
        if one.month == month and small <= one.hidden:
            return close(Published(month, one.hidden | undecided.hidden, one.closed | undecided.closed), threshold)
    return None


def close(published: Published, threshold: int) -> Published:
    """Closes the details of areas whose hidden total is small or stands in one part."""
    month = published.month
    closed = published.closed | find_closed(month, published.hidden, threshold)
    return Published(month, published.hidden | {cell for one in closed for cell in month.details[one]}, closed)


def leave_open(former: Sequence[Published], month: Month, threshold: int) -> Undecided:
    """The month with only what is hidden anyhow: small numbers, and what a former version hid; and the zeros that may
    be hidden beside them, so that it is not certain what the few persons of an area are."""
    hidden = frozenset(cell for cell, count in month.counts.items() if count < threshold)
    hidden |= {cell for one in former for cell in one.hidden if _stays(one, month, cell)}
    closed = find_closed(month, hidden, threshold)
    closed |= {detail for one in former for detail in one.closed if _stays(one, month, Cell(detail.area_code, TOTAL))}
    zeros = [*month.list_zeros(closed), *(cell for cell in hidden if cell not in month.counts)]
    few = [detail for detail in closed if month.counts[Cell(detail.area_code, TOTAL)] < threshold]
    around = {Detail(wide, dimension) for area, dimension in few for wide in month.structure.list_around(area)}
    told = {(cell.dimension, cell.value) for detail in few for cell in month.details[detail]}
    zeros += month.list_zeros(around & month.details.keys())
    zeros += (cell for cell in month.list_zeros(month.details) if (cell.dimension, cell.value) in told)
    return Undecided(Published(month, hidden, closed), tuple(dict.fromkeys(zeros)))


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
        small = np.flatnonzero(openness.is_small)
        self.order = {int(i): chance(system.states[i].cell) for i in small}

    def protect(self, block: Indexes) -> None:
        """Hides what the small numbers of the block need against who knows nothing else."""
        targets = [i for i in block.tolist() if i in self.order and self.openness.needs(i)]
        if targets:
            table = _Table(self.system, block, self.costs)
            for target in sorted(targets, key=self.order.__getitem__):
                self._open(table, target, lambda one: self.openness.needs(one))

    def protect_against(self, number: int, insider: Insider) -> None:
        """The same against one insider, whose numbers stay as they are."""
        targets = [i for i in self.order if self.openness.needs_against(i, number)]
        if targets:
            table = _Table(self.system, np.flatnonzero(~insider.knows), self.costs)
            for target in sorted(targets, key=self.order.__getitem__):
                self._open(table, target, lambda one: self.openness.needs_against(one, number))

    def _open(self, table: _Table, target: int, needs: Callable[[int], bool]) -> None:
        """Down first: what others must gain has no limit, what they must lose has."""
        width = self.openness.threshold - 1
        value = float(self.system.values[target])
        is_told = bool(self.system.is_attribute[target])
        down = value if is_told else min(value - float(self.system.least[target]), width)
        for sign in (-1, 1):
            if needs(target):
                size = down if sign < 0 else max(width - down, 0)
                move = table.push(target, sign, size) if size else {}
                down = -move.get(target, 0.0) if sign < 0 else down
                if move:
                    self.openness.add(move)
                    hidden = [i for i in move if self.costs[i]]
                    self.costs[hidden] = 0
                    table.free(hidden)


class _Table:
    """The linear program of a block: the cheapest steps that keep all equations."""

    def __init__(self, system: System, block: Indexes, costs: Numbers) -> None:
        self.block, self.size = block, len(block)
        self.place = {int(whole): number for number, whole in enumerate(block)}
        self.most_down = (system.values - system.least)[block]
        upper = np.concatenate((np.full(self.size, highspy.kHighsInf), self.most_down))
        self.model = system.to_highs(block, np.zeros(2 * self.size), upper, True)
        for column in np.flatnonzero(costs[block]):
            self._set_cost(int(column), float(costs[block[column]]))

    def free(self, unknowns: Sequence[int]) -> None:
        """They are hidden: to change them costs nothing any more."""
        for unknown in unknowns:
            self._set_cost(self.place[unknown], 0.0)

    def push(self, target: int, sign: int, size: float) -> Move:
        """The cheapest steps with the target changed by the size, or by as much of it as there may be."""
        place = self.place[target]
        column, other = (place, place + self.size) if sign > 0 else (place + self.size, place)
        self.model.changeColBounds(other, 0, 0)
        self.model.changeColBounds(column, size, size)
        if not (is_solved := self._solve()):
            self.model.changeColBounds(column, 0, size)
            self.model.changeColCost(column, -_REWARD)
            is_solved = self._solve()
            self.model.changeColCost(column, 0.0)
        found = np.array(self.model.getSolution().col_value) if is_solved else np.zeros(2 * self.size)
        self.model.changeColBounds(place, 0, highspy.kHighsInf)
        self.model.changeColBounds(place + self.size, 0, self.most_down[place])
        steps = found[: self.size] - found[self.size :]
        return {int(self.block[i]): float(steps[i]) for i in np.flatnonzero(np.abs(steps) > TINY)}

    def _solve(self) -> bool:
        self.model.run()
        return bool(self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _set_cost(self, column: int, cost: float) -> None:
        self.model.changeColCost(column, cost)
        self.model.changeColCost(column + self.size, cost)
