"""Which numbers must stay open, how far, and against whom; and which of them a change of the tables leaves open.

A change (`Move`) says by how much some unknowns may differ from the truth while all equations hold: so it proves that
the reader can't tell. Against an insider, who knows the exact counts of some places, it proves that only if it touches
none of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from etl.protect.sums import Flags, Indexes, Numbers
from etl.protect.system import State, System
from pora import schema

TINY = 1e-6


class Move(NamedTuple):
    """Unknowns, and the step of each; what does not change is left out."""

    unknowns: Indexes
    steps: Numbers


NO_MOVE = Move(np.array([], dtype=int), np.array([]))


@dataclass(frozen=True)
class Proofs:
    """Moves, whose unknowns are numbered as in `states`."""

    states: Sequence[State] = ()
    moves: Sequence[Move] = ()


NO_PROOFS = Proofs()


def make_move(unknowns: Indexes, steps: Numbers) -> Move:
    """Of the steps of all of these unknowns."""
    moved = np.flatnonzero(np.abs(steps) > TINY)
    return Move(unknowns[moved], steps[moved])


@dataclass(frozen=True)
class Insider:
    """Who knows all of one kabupaten/kota or office: `knows` marks the unknowns that they can tell, `guards` the small
    numbers that must stay open to them."""

    knows: Flags
    guards: Flags


@dataclass
class Openness:
    """How far the moves that were found leave every unknown open."""

    system: System
    threshold: int
    insiders: Sequence[Insider] = ()
    moves: list[Move] = field(default_factory=list)

    def __post_init__(self) -> None:
        values = self.system.values
        self.is_small = (values > 0) & (values < self.threshold)
        self.down, self.up = np.zeros(len(values)), np.zeros(len(values))
        self._steps_of: dict[int, list[tuple[float, frozenset[int]]]] = {}
        self._knowing = np.array([insider.knows for insider in self.insiders], dtype=bool).reshape(
            len(self.insiders), len(values)
        )

    def add(self, move: Move) -> None:
        """One more. An empty one proves nothing."""
        unknowns, steps = move
        self.down[unknowns] = np.minimum(self.down[unknowns], steps)
        self.up[unknowns] = np.maximum(self.up[unknowns], steps)
        if self.insiders:
            touched = frozenset(np.flatnonzero(self._knowing[:, unknowns].any(axis=1)).tolist())
            for i, step in zip(unknowns.tolist(), steps.tolist(), strict=True):
                if self.is_small[i]:
                    self._steps_of.setdefault(i, []).append((step, touched))
        if len(unknowns):
            self.moves.append(move)

    def list_needy(self, targets: Indexes) -> Indexes:
        """Of which a reader could tell too much, from what is known of them."""
        up, down = self.up[targets], self.down[targets]
        is_told = self.system.is_attribute[targets] & (self.system.values[targets] + down > TINY)
        return targets[(up - down < self.threshold - 1 - TINY) | is_told]

    def list_needy_against(self, targets: Indexes, insider: int) -> Indexes:
        """The same of an insider. That few persons have a nationality is kept from others only."""
        guarded: Indexes = targets[self.insiders[insider].guards[targets]]
        is_narrow: Flags = np.array([self._is_narrow(i, insider) for i in guarded.tolist()], dtype=bool)
        found: Indexes = guarded[is_narrow]
        return found

    def _is_narrow(self, target: int, insider: int) -> bool:
        steps = [step for step, touched in self._steps_of.get(target, ()) if insider not in touched]
        return max(steps, default=0.0) - min(steps, default=0.0) < self.threshold - 1 - TINY


def list_insiders(system: System) -> Iterator[Insider]:
    """Every office, and every kabupaten/kota. What an office can't tell, its kabupaten/kota can't either, but for the
    office's other parts; so only these are guarded against them."""
    small = system.values > 0
    codes = np.array([state.cell.area_code for state in system.states], dtype=object)
    inner = np.array([code[:5] for code in codes], dtype=object)
    structure = system.structure
    kabupaten = {code for parts in structure.members.values() for code in parts} & set(inner)
    of_office: dict[str, Flags] = {}
    for office, level in structure.levels.items():
        if level == schema.KANIM:
            knows = (codes == office) | np.isin(inner, list(structure.members.get(office, ())))
            of_office |= dict.fromkeys(structure.members.get(office, ()), knows)
            if knows.any():
                yield Insider(knows, small & ~knows)
    for code in sorted(kabupaten):
        knows = inner == code
        yield Insider(knows, small & ~knows & of_office.get(code, np.ones(len(codes), dtype=bool)))
