"""How much of a map is the method: areas that change class when the limits are found another way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt

from pora.classification.classes import Classification, ClassScale, find_scale
from pora.classification.limits import Method
from pora.locale import _, _n, format_number


@dataclass(frozen=True)
class MethodDifference:
    """The same numbers under another method: `moved_count` areas change class, `far_count` of them by more than one."""

    method: Method
    class_count: int
    moved_count: int
    far_count: int


def method_names() -> dict[Method, str]:
    return {
        "natural_breaks": _("batas alami (Fisher-Jenks)"),
        "quantile": _("kuantil"),
        "equal": _("selang sama"),
    }


def compare_methods(
    values: npt.ArrayLike, scale: ClassScale, method: Method | None, found_on: npt.ArrayLike | None = None
) -> tuple[MethodDifference, ...]:
    """What the other methods would do to the positive values that `scale` classifies, with as many classes; `method`
    is the one that found the scale, None for limits that were typed. A scale that several maps share was `found_on`
    the values of all of them.

    A method may find fewer classes (equal ones drop those that are empty). Then the places in the row of colours are
    compared, since a reader sees colours: the lowest and the highest class keep theirs."""
    numbers = np.asarray(values, dtype=np.float64)
    numbers = numbers[numbers > 0]
    basis = numbers if found_on is None else found_on
    shown, steps = _places(scale.classify(numbers)), max(len(scale.starts) - 1, 1)
    differences = []
    for other in get_args(Method):
        if other != method:
            found = find_scale(basis, other, max(len(scale.starts), 1), scale.decimals).classify(numbers)
            moves = np.abs(_places(found) - shown) * steps
            far = int((moves >= 1.5).sum())
            differences.append(MethodDifference(other, len(found.classes), int((moves >= 0.5).sum()), far))
    return tuple(differences)


def _places(found: Classification) -> npt.NDArray[np.float64]:
    """Where each value stands in the row of colours, 0 to 1; one class alone takes the middle."""
    last = len(found.classes) - 1
    return found.class_of / last if last > 0 else np.full(len(found.class_of), 0.5)


def describe_robustness(differences: tuple[MethodDifference, ...], area_count: int) -> str:
    """One sentence for the page. `area_count` areas have a number that is not zero."""
    if not differences or not area_count:
        return _("Seberapa kokoh peta ini: belum ada angka untuk dibandingkan.")
    total = format_number(area_count)
    parts = [
        _n(
            "dengan {method}, {n} dari {total} wilayah pindah kelas, {far} di antaranya lebih dari satu kelas",
            area_count,
        ).format(
            method=method_names()[one.method],
            n=format_number(one.moved_count),
            total=total,
            far=format_number(one.far_count),
        )
        for one in differences
    ]
    return _("Seberapa kokoh peta ini: {parts}.").format(parts="; ".join(parts))
