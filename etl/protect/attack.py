"""The audit: plays the reader who wants to know. Independent of how the hidden numbers were chosen: it takes the tables
as they are published, and asks of every hidden small number between which bounds all that is known leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from etl.protect.relations import Cell
from etl.protect.system import Flags, Indexes, Numbers, Published, System, make_system

_TINY = 1e-6


@dataclass(frozen=True)
class Exposed:
    """A small number that the published tables narrow down too far."""

    cell: Cell
    is_former: bool
    lowest: float
    highest: float


def find_exposed(
    now: Published, threshold: int, former: Published | None = None, known: frozenset[Cell] = frozenset()
) -> list[Exposed]:
    """Every small number whose possible values are fewer than the threshold. A number that was published elsewhere is
    no secret, but helps the reader."""
    system = make_system(now, former, known)
    wanted = system.values < threshold
    exposed = [
        Exposed(cell, False, count, count)
        for cell, count in now.relations.counts.items()
        if count < threshold and cell not in known and not now.hides(cell)
    ]
    lowest, highest = system.values.copy(), system.values.copy()
    for block in system.blocks():
        _narrow(system.part(block), block, wanted, lowest, highest, threshold - 1)
    return exposed + [
        Exposed(*system.keys[i], float(lowest[i]), float(highest[i]))
        for i in np.flatnonzero(wanted)
        if highest[i] - lowest[i] < threshold - 1 - _TINY
    ]


def _narrow(system: System, block: Indexes, wanted: Flags, lowest: Numbers, highest: Numbers, width: int) -> None:
    """Widens the bounds of the block's unknowns by every table that is found, so that most need no search of their own;
    what is left with too few values in the last block, which is all, has those bounds."""
    targets = np.flatnonzero(wanted[block] & (highest[block] - lowest[block] < width - _TINY))
    if not len(targets):
        return
    model = system.to_highs(system.least, np.full(len(block), highspy.kHighsInf), False)
    low, high = lowest[block], highest[block]
    for target in targets:
        for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
            if high[target] - low[target] >= width - _TINY:
                break
            model.changeColCost(int(target), 1.0)
            model.changeObjectiveSense(sense)
            model.run()
            status = model.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                found = np.array(model.getSolution().col_value)
                np.minimum(low, found, out=low)
                np.maximum(high, found, out=high)
            elif status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
                high[target] = np.inf  # the true table is one, so the equations have a solution
            model.changeColCost(int(target), 0.0)
    lowest[block], highest[block] = low, high
