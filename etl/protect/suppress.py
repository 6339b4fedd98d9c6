"""Which numbers to hide: every small one, and as few others as it takes.

For each small number in turn: the cheapest other tables that agree with everything shown and have that number so much
smaller and larger that enough values stay possible. What differs in them is hidden, too; what is hidden already costs
nothing (known as sequential linear programming). So each small number has a proof that it can't be narrowed down.
"""

from __future__ import annotations

import highspy
import numpy as np

from etl.protect.relations import Cell, Relations
from etl.protect.system import Flags, Indexes, Numbers, Published, System, make_system
from pora import schema

_TINY = 1e-6
_WORTH = {
    schema.KECAMATAN: 1,
    schema.KABUPATEN_KOTA: 2,
    schema.KELOMPOK: 4,
    schema.KANIM: 4,
    schema.PROVINSI: 8,
    schema.NASIONAL: 16,
}


def choose_hidden(
    now: Relations, threshold: int, former: Published | None = None, known: frozenset[Cell] = frozenset()
) -> frozenset[Cell]:
    """The cells of the new version's tables that are not shown."""
    system = make_system(now, former, known)
    is_small = system.values < threshold
    is_free = [was or cell.is_own or (former is not None and cell in former.hidden) for cell, was in system.keys]
    is_hidden = is_small | np.array(is_free, dtype=bool)
    is_safe = ~is_small
    for block in system.blocks():
        _protect(system.part(block), block, is_safe, is_hidden, threshold - 1)
    chosen = {cell for (cell, is_former), hides in zip(system.keys, is_hidden, strict=True) if hides and not is_former}
    small = {cell for cell, count in now.counts.items() if count < threshold}
    return frozenset(cell for cell in chosen | small if not cell.is_own)


def _protect(system: System, block: Indexes, is_safe: Flags, is_hidden: Flags, width: int) -> None:
    """Adds to `is_hidden` what the small numbers of the block need, and to `is_safe` those that have their width."""
    size = len(block)
    targets = sorted(np.flatnonzero(~is_safe[block]), key=lambda i: -system.values[i])
    if not targets:
        return
    down = system.values - system.least
    model = system.to_highs(np.zeros(2 * size), np.concatenate((np.full(size, highspy.kHighsInf), down)), True)
    for column in np.flatnonzero(~is_hidden[block]):
        _set_cost(model, size, int(column), _cost(system, int(column)))
    lowest, highest = np.zeros(size), np.zeros(size)
    for target in targets:
        # Down first: what others must gain has no limit, what they must lose has.
        for step in (-min(down[target], width), width - min(down[target], width)):
            if not step or highest[target] - lowest[target] >= width - _TINY:
                continue
            steps = _push(model, size, int(target), float(step), float(down[target]))
            for column in np.flatnonzero((np.abs(steps) > _TINY) & ~is_hidden[block]):
                is_hidden[block[column]] = True
                _set_cost(model, size, int(column), 0.0)
            np.minimum(lowest, steps, out=lowest)
            np.maximum(highest, steps, out=highest)
    is_safe[block] |= highest - lowest >= width - _TINY


def _cost(system: System, column: int) -> float:
    """What is lost by hiding a number: the more, the larger it and its area are."""
    level = system.structure.levels[system.keys[column][0].area_code]
    return float(1 + np.log10(system.values[column])) * _WORTH[level]


def _set_cost(model: highspy.Highs, size: int, column: int, cost: float) -> None:
    model.changeColCost(column, cost)
    model.changeColCost(column + size, cost)


def _push(model: highspy.Highs, size: int, target: int, step: float, down: float) -> Numbers:
    """The cheapest change of the table with the target changed by the step; no change where there is none."""
    model.changeColBounds(target, max(step, 0), max(step, 0))
    model.changeColBounds(target + size, max(-step, 0), max(-step, 0))
    model.run()
    is_solved = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    solution = np.array(model.getSolution().col_value) if is_solved else np.zeros(2 * size)
    model.changeColBounds(target, 0, highspy.kHighsInf)
    model.changeColBounds(target + size, 0, down)
    changes: Numbers = solution[:size] - solution[size:]
    return changes
