"""Which numbers must stay open, how far, and against whom; and which of them a change of the tables leaves open.

A change (`Move`) says by how much some unknowns may differ from the truth while all equations hold: so it proves that
the reader can't tell. Against an insider, who knows the exact counts of some places, it proves that only if it touches
none of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from etl.protect.system import Flags, System
from pora import schema

TINY = 1e-6
Move = Mapping[int, float]  # unknown -> step; what does not change is left out


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
        self._moves_of: dict[int, list[int]] = {}
        self._touched: list[frozenset[int]] = []
        self._knowing = np.array([insider.knows for insider in self.insiders], dtype=bool).reshape(
            len(self.insiders), len(values)
        )

    def add(self, move: Move) -> None:
        if self.insiders:
            knowing = self._knowing[:, np.fromiter(move, int)].any(axis=1)
            self._touched.append(frozenset(np.flatnonzero(knowing).tolist()))
        for i, step in move.items():
            self.down[i], self.up[i] = min(self.down[i], step), max(self.up[i], step)
            if self.is_small[i]:
                self._moves_of.setdefault(i, []).append(len(self.moves))
        self.moves.append(move)

    def needs(self, target: int) -> bool:
        """Whether a reader could tell too much of a small number from what is known of it."""
        is_told = self.system.is_attribute[target] and self.system.values[target] + self.down[target] > TINY
        return bool(self.up[target] - self.down[target] < self.threshold - 1 - TINY or is_told)

    def needs_against(self, target: int, insider: int) -> bool:
        """The same of an insider. That few persons have a nationality is kept from others only."""
        if not self.insiders[insider].guards[target]:
            return False
        steps = [
            self.moves[number][target]
            for number in self._moves_of.get(target, ())
            if insider not in self._touched[number]
        ]
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
