"""The audit: plays the reader who wants to know. Independent of how the hidden numbers were chosen: it takes the tables
as they are published, and asks of every hidden small number between which bounds all that is known leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from etl.protect.relations import Cell
from etl.protect.system import Published, System, make_system

_TINY = 1e-6
Numbers = npt.NDArray[np.float64]


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
    wanted = [int(i) for i in np.flatnonzero(system.values < threshold)]
    exposed = [
        Exposed(cell, False, count, count)
        for cell, count in now.relations.counts.items()
        if count < threshold and cell not in known and not now.hides(cell)
    ]
    if not wanted:
        return exposed
    lowest, highest = _narrow(system, wanted, threshold - 1)
    return exposed + [
        Exposed(*system.keys[i], float(lowest[i]), float(highest[i]))
        for i in wanted
        if highest[i] - lowest[i] < threshold - 1 - _TINY
    ]


def _narrow(system: System, wanted: list[int], width: int) -> tuple[Numbers, Numbers]:
    """Bounds of each wanted unknown. Every table found on the way widens the bounds of all others, so that most need no
    search of their own."""
    size = len(system.keys)
    model = system.to_highs(system.least, np.full(size, highspy.kHighsInf), False)
    lowest, highest = system.values.copy(), system.values.copy()
    for target in wanted:
        for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
            if highest[target] - lowest[target] >= width:
                break
            model.changeColCost(int(target), 1.0)
            model.changeObjectiveSense(sense)
            model.run()
            if model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                found = np.array(model.getSolution().col_value)
                np.minimum(lowest, found, out=lowest)
                np.maximum(highest, found, out=highest)
            else:  # without bounds
                highest[target] = np.inf
            model.changeColCost(int(target), 0.0)
    return lowest, highest
