"""Where classes begin: three methods on whole numbers, and limits moved to rounder numbers.

Own code, not mapclassify: its natural breaks start from random centres, so the same map changed between two
reruns (Fisher-Jenks takes 400 ms), and the import costs over a second. This is exact and takes milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

Method = Literal["natural_breaks", "quantile", "equal"]
_SLACK = 0.07  # how far a limit may move to become a rounder number
_GRAIN = 0.03  # natural breaks take values this close (3 %) as one point: it bounds the work, not the result
_LOW_START = 10  # a first class that starts no higher than this is shown from 1

Integers = npt.NDArray[np.int64]


def find_limits(units: Integers, method: Method, class_count: int) -> tuple[int, ...]:
    """The lowest value of each class, ascending; none where there are no values. At most `class_count`, fewer where
    there are few distinct values, and no class is empty. `units` are positive."""
    return tuple(_round_limits(_find_starts(units, method, class_count), units)) if len(units) else ()


def _find_starts(units: Integers, method: Method, class_count: int) -> list[int]:
    """The lowest value of each class, ascending, all among the values."""
    distinct, weights = np.unique(units, return_counts=True)
    wanted = min(class_count, len(distinct))
    if method == "natural_breaks":
        starts = _natural_starts(distinct, weights, wanted)
    elif method == "quantile":
        before = np.concatenate(([0], np.cumsum(weights)[:-1])) / len(units)
        starts = [int(np.abs(before - share).argmin()) for share in np.arange(wanted) / wanted]
    else:
        bounds = np.linspace(distinct[0], distinct[-1], wanted + 1)[:-1]
        starts = [int(start) for start in np.searchsorted(distinct, bounds)]
    return [int(distinct[start]) for start in sorted(set(starts))]


def _natural_starts(distinct: Integers, weights: Integers, wanted: int) -> list[int]:
    """Where the classes begin that have the least squared distance to their means, on logarithms.

    Fisher's exact method: dynamic programming over the points; the cost of a class comes from running sums.
    """
    logs = np.log(distinct)
    firsts = np.unique(np.round(logs / _GRAIN), return_index=True)[1]
    weights = np.add.reduceat(weights, firsts)
    points, size = logs[firsts], len(firsts)
    sums = [np.concatenate(([0.0], np.cumsum(weights * points**power))) for power in (0, 1, 2)]
    start, stop = np.arange(size)[:, None], np.arange(1, size + 1)[None, :]
    count, total, squares = (running[stop] - running[start] for running in sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(stop > start, squares - total**2 / count, np.inf)
    best, choices = cost[0], []
    for _step in range(1, min(wanted, size)):
        with_class = np.concatenate(([np.inf], best[:-1]))[:, None] + cost
        choices.append(with_class.argmin(axis=0))
        best = with_class.min(axis=0)
    starts, end = [], size
    for choice in reversed(choices):
        end = int(choice[end - 1])
        starts.append(end)
    return [0, *(int(firsts[start]) for start in reversed(starts))]


def _round_limits(starts: Sequence[int], units: Integers) -> list[int]:
    """Limits moved to rounder numbers: into the gap below their class, where no value lies, or by at most 7 %, so that
    values this close to a limit may change class. A class that would be empty falls away; the first may start at 1,
    below all values."""
    distinct = np.unique(units)
    rounded = [1 if starts[0] <= _LOW_START and len(distinct) > 1 else starts[0]]
    for index, start in enumerate(starts[1:], start=1):
        below = int(distinct[np.searchsorted(distinct, start) - 1])
        next_start = starts[index + 1] if index + 1 < len(starts) else int(distinct[-1]) + 1
        lowest = max(rounded[-1] + 1, min(below + 1, math.ceil(start * (1 - _SLACK))))
        highest = min(next_start - 1, int(start * (1 + _SLACK)))
        candidate = _roundest(lowest, highest) if lowest <= highest else start
        if _has_value(distinct, rounded[-1], candidate):
            rounded.append(candidate)
    return rounded


def _has_value(distinct: Integers, low: int, high: int) -> bool:
    return bool(np.searchsorted(distinct, high) > np.searchsorted(distinct, low))


def _roundest(low: int, high: int) -> int:
    """The roundest whole number from `low` to `high`: a multiple of 1, 2 or 5 times a high power of ten."""
    step = 10 ** len(str(high))
    while True:
        for factor in (step, step // 2, step // 5):
            multiple = high // factor * factor if factor else 0
            if multiple >= low:
                return multiple
        step //= 10
