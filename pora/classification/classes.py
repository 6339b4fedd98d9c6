"""Numbers into map classes: one scale for one map or for many, labels that don't overlap, zero never mixed in.

Every value is first rounded to the decimals that are shown (a positive one never to zero), so that a reader
who compares the number in a tooltip with a label always finds one class, and exactly one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pora.classification.limits import Method, find_limits
from pora.locale import _, format_number
from pora.statistics.measures import count_units

MAX_CLASSES = 7
ZERO, NO_NUMBER = -1, -2


@dataclass(frozen=True)
class MapClass:
    """One class: `low` <= value <= `high`, both as shown; `high` is infinite where there is no limit. `label` is
    "5–12", "2,5 – <4,0" or "40 atau lebih". A class may be empty in one of the maps that share a scale."""

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


@dataclass(frozen=True)
class ClassScale:
    """Limits of classes of positive values, for as many maps as are to be compared.

    `starts` are the lowest values of the classes, `top` is the highest value of the last one, in units of the last of
    the `decimals` shown. Without a `top` the last class has no end and the first begins at the smallest number.
    """

    starts: tuple[int, ...]
    top: int | None
    decimals: int = 0
    suffix: str = ""

    @property
    def limits(self) -> tuple[float, ...]:
        """Where the second and all further classes begin, as `scale_from_limits` takes them."""
        return tuple(start / 10**self.decimals for start in self.starts[1:])

    def classify(self, values: npt.ArrayLike) -> Classification:
        """Counts or rates into the classes; NaN where there is no number. A value beyond the scale, which was found
        on others, falls into its first or last class, whose labels then say so. ValueError for a negative value."""
        numbers = np.asarray(values, dtype=np.float64)
        if (numbers < 0).any():
            raise ValueError("a map class cannot hold a negative value")
        class_of = np.full(len(numbers), NO_NUMBER, dtype=np.int8)
        class_of[numbers == 0] = ZERO
        units = count_units(numbers[numbers > 0], self.decimals)
        scale = self._reach(units)
        class_of[numbers > 0] = np.searchsorted(scale.starts[1:], units, side="right")
        area_counts = np.bincount(class_of[numbers > 0], minlength=len(scale.starts))
        classes = tuple(scale._describe(index, int(count)) for index, count in enumerate(area_counts))
        return Classification(classes, class_of, int((class_of == ZERO).sum()))

    def _reach(self, units: npt.NDArray[np.int64]) -> ClassScale:
        """The same limits with ends that hold these values."""
        if not len(units):
            return self
        starts = self.starts or (1,)
        if units.min() < starts[0]:
            starts = (1, *starts[1:])
        is_over = self.top is None or units.max() > self.top
        return replace(self, starts=starts, top=None if is_over else self.top)

    def _describe(self, index: int, area_count: int) -> MapClass:
        low, is_last = self.starts[index], index == len(self.starts) - 1
        high = self.top if is_last else self.starts[index + 1] - 1
        first = self._number(low)
        if high is None:
            label = _("{number} atau lebih").format(number=first + self.suffix)
        elif low == high:
            label = first + self.suffix
        elif self.decimals == 0:
            label = f"{first}–{self._number(high)}{self.suffix}"
        else:
            last = self._number(high) if is_last else "<" + self._number(high + 1)
            label = f"{first} – {last}{self.suffix}"
        step = 10**self.decimals
        return MapClass(low / step, math.inf if high is None else high / step, label, area_count)

    def _number(self, units: int) -> str:
        return format_number(units / 10**self.decimals, self.decimals)


def find_scale(
    values: npt.ArrayLike, method: Method = "natural_breaks", class_count: int = 5, decimals: int = 0, suffix: str = ""
) -> ClassScale:
    """Classes of the positive values; fewer than `class_count` where there are few distinct ones.

    For maps that are to be compared give the values of all of them. Natural breaks are taken on logarithms, so that
    one outlier does not push all others into one class; `equal` has no such protection. Missing values are passed
    over. ValueError for a negative value or for more than seven classes."""
    if not 1 <= class_count <= MAX_CLASSES:
        raise ValueError(f"class_count must be 1 to {MAX_CLASSES}, not {class_count}")
    numbers = np.asarray(values, dtype=np.float64)
    if (numbers < 0).any():
        raise ValueError("a map class cannot hold a negative value")
    units = count_units(numbers[numbers > 0], decimals)
    return ClassScale(find_limits(units, method, class_count), int(units.max(initial=0)) or None, decimals, suffix)
