"""What a reader can reckon with: unknown numbers, and equations between them.

Two published versions of the same month stand side by side: a number that did not change is one unknown, not two, so
that what the former version hid can't come out of the difference. What either version shows is known, and so is what
was published elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from etl.protect.relations import Cell, Relations, Structure
from pora import schema

Key = tuple[Cell, bool]  # a cell, and whether it is the former version's own number
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]
Equation = tuple[tuple[int, float], ...]  # (unknown, coefficient); what is known is left out


@dataclass(frozen=True)
class Published:
    """The relations of one version and the cells of its tables that it hides."""

    relations: Relations
    hidden: frozenset[Cell]

    def hides(self, cell: Cell) -> bool:
        return cell.is_own or cell in self.hidden


@dataclass(frozen=True)
class System:
    """Unknowns in the order of `keys`. `least`: what a reader knows that each is at least; a zero would be shown."""

    keys: tuple[Key, ...]
    values: npt.NDArray[np.float64]
    least: npt.NDArray[np.float64]
    rows: tuple[Equation, ...]
    structure: Structure

    def to_highs(self, lower: npt.NDArray[np.float64], upper: npt.NDArray[np.float64], is_split: bool) -> highspy.Highs:
        """The equations, or with `is_split` the same for steps up and steps down, which add up to 0; costs are 0."""
        model = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            model.setOptionValue(name, value)
        problem = highspy.HighsLp()
        size = len(self.keys)
        problem.num_col_, problem.num_row_ = len(lower), len(self.rows)
        problem.col_cost_ = np.zeros(len(lower))
        problem.col_lower_, problem.col_upper_ = lower, upper
        rows = [[*row, *((i + size, -sign) for i, sign in row)] if is_split else row for row in self.rows]
        right = np.zeros(len(rows)) if is_split else np.array([self._right(row) for row in self.rows])
        problem.row_lower_ = problem.row_upper_ = right
        matrix = problem.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(row) for row in rows)])
        matrix.index_ = np.array([i for row in rows for i, _sign in row])
        matrix.value_ = np.array([sign for row in rows for _i, sign in row])
        model.passModel(problem)
        return model

    def part(self, block: Indexes) -> System:
        """The unknowns of a block, with all others as they are."""
        index = {int(whole): number for number, whole in enumerate(block)}
        rows = [tuple((index[i], sign) for i, sign in row if i in index) for row in self.rows]
        return System(
            tuple(self.keys[i] for i in block),
            self.values[block],
            self.least[block],
            tuple(row for row in dict.fromkeys(rows) if row),
            self.structure,
        )

    def blocks(self) -> Iterator[Indexes]:
        """The unknowns from small blocks to all: kecamatan of one kabupaten/kota; what lies in one province; all. What
        a table within a block allows, the whole allows; so only what a block can't settle is left to the next."""
        codes = [cell.area_code for cell, _former in self.keys]
        levels = [self.structure.levels.get(code) for code in codes]
        kabupaten = [c[:5] if at == schema.KECAMATAN else None for c, at in zip(codes, levels, strict=True)]
        yield from _group(kabupaten)
        if schema.NATION in self.structure.levels:
            wide = (schema.PROVINSI, schema.NASIONAL)
            province = self.structure.province_of
            yield from _group([None if at in wide else province(c) for c, at in zip(codes, levels, strict=True)])
        yield np.arange(len(codes))

    def _right(self, row: Equation) -> float:
        return float(sum(sign * self.values[i] for i, sign in row))


def _group(names: list[str | None]) -> Iterator[Indexes]:
    found: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if name:
            found.setdefault(name, []).append(number)
    return (np.array(block) for block in found.values())


def make_system(now: Published | Relations, former: Published | None, known: frozenset[Cell]) -> System:
    """The unknowns of the new version and of the former one. With relations alone, all that no version shows: whatever
    may still be hidden."""
    relations = now if isinstance(now, Relations) else now.relations
    is_open = (lambda cell: True) if isinstance(now, Relations) else now.hides
    seen = {c: n for c, n in former.relations.counts.items() if not former.hides(c)} if former else {}
    values: dict[Key, int] = {
        (cell, False): count
        for cell, count in relations.counts.items()
        if cell not in known and seen.get(cell) != count and is_open(cell)
    }
    rows = list(_make_rows(relations, lambda cell: (cell, False)))
    if former:
        counts = former.relations.counts

        def name(cell: Cell) -> Key:
            return cell, relations.counts.get(cell) != counts[cell]

        values |= {
            name(cell): count
            for cell, count in counts.items()
            if former.hides(cell) and cell not in known and (name(cell)[1] or is_open(cell))
        }
        rows += _make_rows(former.relations, name)
    index = {key: number for number, key in enumerate(values)}
    numbered = [tuple((index[key], sign) for key, sign in row if key in index) for row in rows]
    return System(
        tuple(values),
        np.array(list(values.values()), dtype=float),
        np.array([0.0 if cell.is_own else 1.0 for cell, _former in values]),
        tuple(dict.fromkeys(row for row in numbered if row)),
        relations.structure,
    )


def _make_rows(relations: Relations, name: Callable[[Cell], Key]) -> Iterator[tuple[tuple[Key, float], ...]]:
    for whole, sums in relations.sums.items():
        for parts in sums:
            yield ((name(whole), -1.0), *((name(part), 1.0) for part in parts))
