"""Other tables that agree with all that is shown: steps of some unknowns that keep every sum, found by linear programs.

Two ways: `Together` moves many small numbers at once with what is hidden already; `Cheapest` moves a few as far as they
need it, at the least cost of what must be hidden for that.
"""

from __future__ import annotations

from collections.abc import Mapping

import highspy
import numpy as np

from etl.protect.sums import Flags, Indexes, Numbers
from etl.protect.system import System
from etl.protect.targets import Move, make_move

_PRIMAL = 4  # as HiGHS numbers it
_REWARD = 1e5  # of a step of a target, against any cost of what it takes


class Together:
    """Moves of what is hidden in a block; what is shown stays."""

    def __init__(self, system: System, block: Indexes, most: Numbers) -> None:
        """`most`: how far each unknown may go up or down at most. Nothing moves before it is freed."""
        self.block, self.most = block, most[block]
        self.least = np.maximum((system.least - system.values)[block], -self.most)
        self.is_hidden = np.zeros(len(block), dtype=bool)
        self.model = system.sums.take(block).to_highs(np.zeros(len(block)), np.zeros(len(block)), 0.0)
        self.model.setOptionValue("simplex_strategy", _PRIMAL)  # the steps before keep all sums: only costs change

    def free(self, is_hidden: Flags) -> None:
        """These are hidden by now."""
        for column in np.flatnonzero(is_hidden[self.block] & ~self.is_hidden):
            self.model.changeColBounds(int(column), float(self.least[column]), float(self.most[column]))
        self.is_hidden = is_hidden[self.block]

    def push(self, weights: Numbers) -> Move:
        """The steps whose sum by weight, which is of all unknowns of the system, is the largest."""
        self.model.changeColsCost(len(self.block), np.arange(len(self.block), dtype=np.int32), -weights[self.block])
        return make_move(self.block, _solve(self.model))


class Cheapest:
    """The linear program of a block: the cheapest steps that keep all equations."""

    def __init__(self, system: System, block: Indexes, costs: Numbers) -> None:
        self.block, self.size = block, len(block)
        self.place = np.full(len(system.values), -1)
        self.place[block] = np.arange(self.size)
        self.most_down = (system.values - system.least)[block]
        upper = np.concatenate((np.full(self.size, highspy.kHighsInf), self.most_down))
        sums = system.sums.take(block).mirror()
        self.model = sums.to_highs(np.zeros(2 * self.size), upper, 0.0, np.concatenate((costs[block], costs[block])))

    def free(self, unknowns: Indexes) -> None:
        """They are hidden: to change them costs nothing any more."""
        for column in self.place[unknowns].tolist():
            self.model.changeColCost(column, 0.0)
            self.model.changeColCost(column + self.size, 0.0)

    def push(self, sizes: Mapping[int, float]) -> Move:
        """The cheapest steps with each target changed by its size, or by as much of it as there may be."""
        places = {int(self.place[target]): size for target, size in sizes.items()}
        for place, size in places.items():
            column, other = (place, place + self.size) if size > 0 else (place + self.size, place)
            self.model.changeColBounds(other, 0, 0)
            self.model.changeColBounds(column, 0, abs(size))
            self.model.changeColCost(column, -_REWARD)
        self.model.setBasis()  # from no steps at all: from those before it takes twice the time
        found = _solve(self.model)
        for place, size in places.items():
            self.model.changeColCost(place if size > 0 else place + self.size, 0.0)
            self.model.changeColBounds(place, 0, highspy.kHighsInf)
            self.model.changeColBounds(place + self.size, 0, float(self.most_down[place]))
        return make_move(self.block, found[: self.size] - found[self.size :])


def _solve(model: highspy.Highs) -> Numbers:
    """No steps where it finds none."""
    model.run()
    if model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        return np.array(model.getSolution().col_value)
    return np.zeros(model.getNumCol())
