"""The attacker of the tests: knows nothing of how the product protects. It is given what was published, version by
version, and asks with whole-number programs what each hidden number can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import highspy

Sum = tuple[str, tuple[str, ...]]  # a whole and its parts
Table = Mapping[str, int]


@dataclass(frozen=True)
class Seen:
    """One version: its true numbers, the sums that hold between them, and the names of what is not shown."""

    counts: Table
    sums: Sequence[Sum]
    hidden: frozenset[str]
    may_be_zero: frozenset[str] = frozenset()

    @property
    def names(self) -> set[str]:
        return {name for whole, parts in self.sums for name in (whole, *parts)} | set(self.counts)


def find_bounds(
    versions: Sequence[Seen], name: str, version: int = -1, insider: Callable[[str], bool] = lambda _name: False
) -> tuple[float, float]:
    """Between which whole numbers `name` was in a version, as far as its readers can tell who kept all versions, and
    know which numbers did not change. `insider` says which numbers they know anyhow."""
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    columns: dict[tuple[str, int], int] = {}
    known = {
        (one, seen.counts.get(one, 0))
        for seen in versions
        for one in seen.names
        if one not in seen.hidden or insider(one)
    }
    least = {}
    for seen in versions:
        for one in seen.hidden:
            key = (one, seen.counts.get(one, 0))
            least[key] = max(least.get(key, 0), 0 if one in seen.may_be_zero else 1)
    for key, low in least.items():
        if key not in known:
            columns[key] = len(columns)
            model.addVar(low, 100_000)
            model.changeColIntegrality(columns[key], highspy.HighsVarType.kInteger)
    for seen in versions:
        for whole, parts in seen.sums:
            row = [(whole, -1.0), *((part, 1.0) for part in parts)]
            keys = [((one, seen.counts.get(one, 0)), sign) for one, sign in row]
            unknown = [(columns[key], sign) for key, sign in keys if key in columns]
            right = -sum(sign * key[1] for key, sign in keys if key not in columns)
            if unknown:
                model.addRow(right, right, len(unknown), [i for i, _s in unknown], [s for _i, s in unknown])
    key = (name, versions[version].counts.get(name, 0))
    if key in known:
        return key[1], key[1]
    return _solve(model, columns[key], 1.0), _solve(model, columns[key], -1.0)


def _solve(model: highspy.Highs, column: int, cost: float) -> float:
    model.changeColCost(column, cost)
    model.run()
    assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    value = round(model.getSolution().col_value[column])
    model.changeColCost(column, 0.0)
    return value
