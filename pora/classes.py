"""Numbers into map classes: edges on round numbers, labels that don't overlap, zero never mixed in.

Every value is first rounded to the decimals that are shown (a positive one never to zero), so that a reader
who compares the number in a tooltip with a label always finds one class, and exactly one.
Own code, not mapclassify: its natural breaks start from random centres, so the same map changed between two
reruns (Fisher-Jenks takes 400 ms), and the import costs over a second. This is exact and takes milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from pora.locale import format_number

Method = Literal["natural_breaks", "quantile", "equal"]
MAX_CLASSES = 7
_SLACK = 0.07  # how far an edge may move to become a rounder number
_GRAIN = 0.03  # natural breaks take values this close (3 %) as one point: it bounds the work, not the result
_LOW_START = 10  # a first class that starts no higher than this is shown from 1

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class MapClass:
    """One class: `low` <= value <= `high`, both as shown. `label` is "5–12" or "2,5 – <4,0"."""

    low: float
    high: float
    label: str
    area_count: int


@dataclass(frozen=True)
class Classification:
    """Classes from the lowest to the highest, and for every given value its class.

    `class_of` is parallel to the values: the index of a class, or `ZERO`, or `NO_NUMBER` for a missing value.
    """

    classes: tuple[MapClass, ...]
    class_of: npt.NDArray[np.int8]
    zero_count: int


ZERO, NO_NUMBER = -1, -2


def classify(
    values: npt.ArrayLike, method: Method = "natural_breaks", max_classes: int = 5, decimals: int = 0
) -> Classification:
    """Classes of the positive values; fewer than `max_classes` where there are few distinct ones.

    `values` are counts (decimals 0) or rates, NaN where there is no number. Natural breaks are taken on
    logarithms, so that one outlier does not push all others into one class; `equal` has no such protection.
    Raises ValueError for a negative value or for more than seven classes.
    """
    if not 1 <= max_classes <= MAX_CLASSES:
        raise ValueError(f"max_classes must be 1 to {MAX_CLASSES}, not {max_classes}")
    numbers = np.asarray(values, dtype=np.float64)
    if (numbers < 0).any():
        raise ValueError("a map class cannot hold a negative value")
    class_of = np.full(len(numbers), NO_NUMBER, dtype=np.int8)
    class_of[numbers == 0] = ZERO
    positive = numbers > 0
    units = np.maximum(np.round(numbers[positive] * 10**decimals), 1).astype(np.int64)
    edges = _round_edges(_find_edges(units, method, max_classes), units) if len(units) else []
    class_of[positive] = np.searchsorted(edges[1:], units, side="right")
    counts = np.bincount(class_of[positive], minlength=len(edges))
    highs = [*(edge - 1 for edge in edges[1:]), int(units.max())] if edges else []
    classes = tuple(
        _describe(low, high, int(count), decimals, is_last=high == highs[-1])
        for low, high, count in zip(edges, highs, counts, strict=True)
    )
    return Classification(classes, class_of, int((class_of == ZERO).sum()))


def _describe(low: int, high: int, count: int, decimals: int, is_last: bool) -> MapClass:
    scale = 10**decimals
    first, last, following = (format_number(n / scale, decimals) for n in (low, high, high + 1))
    if low == high:
        label = first
    elif decimals == 0:
        label = f"{first}–{last}"
    else:
        label = f"{first} – {last}" if is_last else f"{first} – <{following}"
    return MapClass(low / scale, high / scale, label, count)


def _find_edges(units: Integers, method: Method, max_classes: int) -> list[int]:
    """The lowest value of each class, ascending, all among the values."""
    distinct, weights = np.unique(units, return_counts=True)
    wanted = min(max_classes, len(distinct))
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


def _round_edges(edges: Sequence[int], units: Integers) -> list[int]:
    """The same classes with rounder edges; none becomes empty."""
    distinct = np.unique(units)
    rounded = [1 if edges[0] <= _LOW_START and len(distinct) > 1 else edges[0]]
    for index, edge in enumerate(edges[1:], start=1):
        below = int(distinct[np.searchsorted(distinct, edge) - 1])
        next_edge = edges[index + 1] if index + 1 < len(edges) else int(distinct[-1]) + 1
        lowest = max(rounded[-1] + 1, min(below + 1, math.ceil(edge * (1 - _SLACK))))
        highest = min(next_edge - 1, int(edge * (1 + _SLACK)))
        candidate = _roundest(lowest, highest) if lowest <= highest else edge
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
