from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pora.classification.classes import ClassScale, find_scale
from pora.classification.robustness import MethodDifference, compare_methods, describe_robustness

VALUES = [0, np.nan, *range(1, 9), 1000]


def test_areas_that_another_method_puts_elsewhere_are_counted() -> None:
    scale = find_scale(VALUES, "quantile", 3)
    assert [one.low for one in scale.classify(VALUES).classes] == [1, 4, 7]
    differences = compare_methods(VALUES, scale, "quantile")
    assert differences == (
        # 1 to 2, 3 to 8, 1000: 3 rises, 7 and 8 fall.
        MethodDifference("natural_breaks", 3, 3, 0),
        # 1 to 8, 1000: 4 to 6 fall by half of the row of colours, 7 and 8 by all of it.
        MethodDifference("equal", 2, 5, 2),
    )
    assert describe_robustness(differences, 9) == (
        "Seberapa kokoh peta ini: "
        "dengan batas alami (Fisher-Jenks), 3 dari 9 wilayah pindah kelas, 0 di antaranya lebih dari satu kelas; "
        "dengan selang sama, 5 dari 9 wilayah pindah kelas, 2 di antaranya lebih dari satu kelas."
    )


def test_limits_that_were_typed_are_compared_with_all_methods() -> None:
    found = compare_methods([1, 5, 50], ClassScale((1, 5, 10), None), None)
    assert [(one.method, one.moved_count) for one in found] == [("natural_breaks", 0), ("quantile", 0), ("equal", 1)]


def test_without_numbers_there_is_nothing_to_compare() -> None:
    found = compare_methods([0, np.nan], find_scale([0, np.nan]), "natural_breaks")
    assert [one.moved_count for one in found] == [0, 0]
    assert describe_robustness(found, 0) == "Seberapa kokoh peta ini: belum ada angka untuk dibandingkan."


@given(st.lists(st.integers(0, 500), max_size=60), st.integers(1, 7))
def test_no_more_areas_move_than_there_are(values: list[int], class_count: int) -> None:
    scale = find_scale(values, "quantile", class_count)
    for one in compare_methods(values, scale, "quantile"):
        assert 0 <= one.far_count <= one.moved_count <= sum(value > 0 for value in values)
        assert one.class_count <= class_count
