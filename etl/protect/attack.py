"""The audit: plays the reader who wants to know. Independent of how the hidden numbers were chosen: it takes the tables
as they are published, and asks of every hidden small number between which bounds all that is known leaves it.

Whoever chose may hand over proofs, which are other tables. Each is checked against every equation that the reader has,
and counts only if it holds; where they prove too little, the bounds are found by linear programming.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from etl.protect.published import Published
from etl.protect.sums import Indexes
from etl.protect.system import Known, State, System, Undecided, make_system, name_state
from etl.protect.targets import NO_PROOFS, TINY, Move, Openness, Proofs, list_insiders

_FAR = 100_000.0  # no number is tried larger by more: without a limit HiGHS now and then ends without an answer


@dataclass(frozen=True)
class Exposed:
    """A small number that the published tables narrow down too far, to anyone or to the insider who knows `knows`."""

    state: State
    lowest: float
    highest: float


def find_exposed(
    versions: Sequence[Published],
    threshold: int,
    known: Known = (),
    against_insiders: bool = False,
    proofs: Proofs = NO_PROOFS,
    last: Undecided | None = None,
) -> list[Exposed]:
    """Every small number of the versions whose possible values are fewer than the threshold, and what few persons are
    for certain. A number that was published elsewhere is no secret, but helps the reader. With `last`, as if that
    version showed nothing but its zeros."""
    system = make_system(versions, threshold, known, last)
    openness = Openness(system, threshold, list(list_insiders(system)) if against_insiders else [])
    for move in _check(system, proofs):
        openness.add(move)
    small = np.flatnonzero(openness.is_small)
    exposed = list(_list_shown(versions[-1:], threshold, known))
    if len(targets := openness.list_needy(small)):
        exposed += _Reader(system, openness).bound(targets)
    for number, insider in enumerate(openness.insiders):
        if len(targets := openness.list_needy_against(small, number)):
            exposed += _Reader(system, openness, np.flatnonzero(insider.knows)).bound(targets)
    return exposed


def _list_shown(versions: Sequence[Published], threshold: int, known: Collection[State]) -> Iterable[Exposed]:
    for version in versions:
        for cell, count in version.month.counts.items():
            state = name_state(version, cell, count)
            if count < threshold and state not in known and not version.hides(cell):
                yield Exposed(state, count, count)


def _check(system: System, proofs: Proofs) -> Iterable[Move]:
    """The proofs that are true: they move each unknown once and nothing that is known, what they move stays at least
    what it must, and every sum still holds."""
    place = np.array([system.index.get(state, -1) for state in dict.fromkeys(proofs.states)])
    for move in proofs.moves if len(place) == len(proofs.states) else ():
        unknowns, steps = place[move.unknowns], move.steps
        is_one_each = len(unknowns) and (np.diff(move.unknowns) > 0).all() and (unknowns >= 0).all()
        if is_one_each and (system.values[unknowns] + steps >= system.least[unknowns] - TINY).all():
            if (np.abs(system.sums.balance(unknowns, steps)) < TINY).all():
                yield Move(unknowns, steps)


class _Reader:
    """What the equations allow, to a reader who knows some of the unknowns."""

    def __init__(self, system: System, openness: Openness, known: Indexes | None = None) -> None:
        self.system, self.openness, self.is_outside = system, openness, known is None
        lower, upper = system.least.copy(), system.values + _FAR
        if known is not None:
            lower[known] = upper[known] = system.values[known]
        right = system.sums.balance(np.arange(len(system.values)), system.values)
        self.model = system.sums.to_highs(lower, upper, right)
        self.least, self.most = system.values.copy(), system.values.copy()

    def bound(self, targets: Indexes) -> Iterable[Exposed]:
        """Which of them have too few values. Every table that is found widens the bounds of all."""
        for target in targets.tolist():
            for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
                if self._is_exposed(target):
                    self._widen(target, sense)
            if self._is_exposed(target):
                state = self.system.states[target]
                yield Exposed(state, float(self.least[target]), float(self.most[target]))

    def _is_exposed(self, target: int) -> bool:
        is_told = self.is_outside and self.system.is_attribute[target] and self.least[target] > TINY
        return bool(is_told or self.most[target] - self.least[target] < self.openness.threshold - 1 - TINY)

    def _widen(self, target: int, sense: highspy.ObjSense) -> None:
        self.model.changeColCost(target, 1.0)
        self.model.changeObjectiveSense(sense)
        self.model.run()
        if self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            found = np.array(self.model.getSolution().col_value)
            np.minimum(self.least, found, out=self.least)
            np.maximum(self.most, found, out=self.most)
        self.model.changeColCost(target, 0.0)
