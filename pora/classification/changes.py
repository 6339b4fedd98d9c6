"""Changes into map classes: the same limits for more and for less, no change a state of its own."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pora.classification.classes import Classification, ClassScale, MapClass, find_scale
from pora.classification.limits import Method
from pora.locale import _
from pora.statistics.measures import Measure

MAX_STEPS = 3  # on each side: with more, the steps can't be told apart without colour vision


@dataclass(frozen=True)
class ChangeScale:
    """`sizes` are the classes of the size of a change, up or down; the same limits stand on both sides."""

    sizes: ClassScale
    measure: Measure

    def classify(self, values: npt.ArrayLike) -> Classification:
        """Classes from the largest fall to the largest rise; 0 is `ZERO`, NaN is `NO_NUMBER`. A class may be empty."""
        numbers = np.asarray(values, dtype=np.float64)
        found = self.sizes.classify(np.abs(numbers))
        steps = len(found.classes)
        place = np.where(numbers < 0, steps - 1 - found.class_of, steps + found.class_of)
        class_of = np.where(found.class_of >= 0, place, found.class_of).astype(np.int8)
        area_counts = np.bincount(class_of[class_of >= 0], minlength=2 * steps)
        ends = [(-one.low, -one.high) for one in reversed(found.classes)]
        ends += [(one.low, one.high) for one in found.classes]
        classes = tuple(self._describe(near, far, int(n)) for (near, far), n in zip(ends, area_counts, strict=True))
        return Classification(classes, class_of, found.zero_count)

    def _describe(self, near: float, far: float, area_count: int) -> MapClass:
        """Both ends belong to the class as they are shown: a half-open one is hard to read with a minus."""
        first = self.measure.number(near)
        if math.isinf(far):
            label = _("{number} atau lebih") if far > 0 else _("{number} atau kurang")
            label = label.format(number=first)
        elif near == far:
            label = first
        else:
            label = _("{first} s.d. {last}").format(first=first, last=self.measure.number(far))
        return MapClass(min(near, far), max(near, far), label, area_count)


def find_change_scale(
    values: npt.ArrayLike, measure: Measure, method: Method = "natural_breaks", steps: int = MAX_STEPS
) -> ChangeScale:
    """Up to `steps` classes on each side of no change, by the sizes of all changes together. `measure` is of a change.
    ValueError for more than three steps."""
    if not 1 <= steps <= MAX_STEPS:
        raise ValueError(f"steps must be 1 to {MAX_STEPS}, not {steps}")
    return ChangeScale(
        find_scale(np.abs(np.asarray(values, dtype=np.float64)), method, steps, measure.decimals), measure
    )
