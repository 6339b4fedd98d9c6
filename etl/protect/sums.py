"""Equations between unknowns as a sparse matrix, and linear programs over some of the unknowns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sums:
    """Entry k: unknown `columns[k]` is in equation `rows[k]` with `signs[k]`. Sorted by unknown. The right side of each
    equation is whatever the true numbers give."""

    size: int
    rows: Indexes
    columns: Indexes
    signs: Numbers

    @cached_property
    def _starts(self) -> Indexes:
        return np.searchsorted(self.columns, np.arange(self.size + 1))

    def rows_of(self, unknown: int) -> list[int]:
        """The equations that it is in."""
        found: list[int] = self.rows[self._starts[unknown] : self._starts[unknown + 1]].tolist()
        return found

    def take(self, block: Indexes) -> Sums:
        """What is left of the equations if all but these stay as they are."""
        place = np.full(self.size, -1)
        place[block] = np.arange(len(block))
        columns = place[self.columns]
        kept = np.flatnonzero(columns >= 0)
        kept = kept[np.argsort(columns[kept], kind="stable")]
        _names, rows = np.unique(self.rows[kept], return_inverse=True)
        return Sums(len(block), rows, columns[kept], self.signs[kept])

    def mirror(self) -> Sums:
        """Of steps up and, after them, steps down."""
        double = (np.concatenate((self.rows, self.rows)), np.concatenate((self.columns, self.columns + self.size)))
        return Sums(2 * self.size, *double, np.concatenate((self.signs, -self.signs)))

    def balance(self, unknowns: Indexes, steps: Numbers) -> Numbers:
        """By how much these steps change what the equations add up to."""
        counts = self._starts[unknowns + 1] - self._starts[unknowns]
        ends = np.cumsum(counts)
        entries = np.arange(int(ends[-1])) + np.repeat(self._starts[unknowns] - ends + counts, counts)
        return np.bincount(self.rows[entries], self.signs[entries] * np.repeat(steps, counts)).astype(float)

    def to_highs(
        self, lower: Numbers, upper: Numbers, right: Numbers | float, costs: Numbers | None = None
    ) -> highspy.Highs:
        """A program over all unknowns."""
        model = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            model.setOptionValue(name, value)
        problem = highspy.HighsLp()
        problem.num_col_, problem.num_row_ = self.size, int(self.rows.max(initial=-1)) + 1
        problem.col_cost_ = np.zeros(self.size) if costs is None else costs
        problem.col_lower_, problem.col_upper_ = lower, upper
        problem.row_lower_ = problem.row_upper_ = np.zeros(problem.num_row_) + right
        matrix = problem.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kColwise
        matrix.start_, matrix.index_, matrix.value_ = self._starts, self.rows, self.signs
        model.passModel(problem)
        return model
