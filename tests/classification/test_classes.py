from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora.classification.classes import NO_NUMBER, ZERO, Classification, ClassScale, MapClass, find_scale
from pora.classification.limits import Method
from pora.statistics.measures import count_units

METHODS = ("natural_breaks", "quantile", "equal")
counts = st.lists(st.one_of(st.integers(0, 30), st.integers(0, 5000), st.just(10**6)), max_size=80)
rates = st.lists(st.one_of(st.floats(0, 500), st.just(0.0), st.just(0.004), st.just(np.nan)), max_size=60)
methods = st.sampled_from(METHODS)
sizes = st.integers(1, 7)


def classify(
    values: npt.ArrayLike, method: Method = "natural_breaks", class_count: int = 5, decimals: int = 0, suffix: str = ""
) -> Classification:
    return find_scale(values, method, class_count, decimals, suffix).classify(values)


def test_counts_of_kabupaten_tegal_keep_zero_and_no_report_out_of_the_classes() -> None:
    found = classify([43, 28, 13, 0, np.nan])
    assert found.classes == (
        MapClass(13, 19, "13–19", 1),
        MapClass(20, 39, "20–39", 1),
        MapClass(40, 43, "40–43", 1),
    )
    assert found.class_of.tolist() == [2, 1, 0, ZERO, NO_NUMBER]
    assert found.zero_count == 1


def test_one_outlier_does_not_flatten_the_map() -> None:
    found = classify([*range(1, 101), 1_000_000])
    assert [c.area_count for c in found.classes[:-1] if c.area_count >= 10][2:] != []
    assert found.classes[-1].label == "1.000.000"


def test_rates_are_labelled_half_open_with_a_decimal_comma() -> None:
    found = classify([0.2, 0.4, 3.1, 3.3, 20.1, 57.3], "quantile", class_count=3, decimals=1)
    assert [c.label for c in found.classes] == ["0,1 – <2,0", "2,0 – <20,0", "20,0 – 57,3"]


def test_a_positive_rate_below_what_is_shown_is_not_a_zero() -> None:
    found = classify([0.004, 0.0], decimals=1)
    assert (found.class_of.tolist(), found.classes) == ([0, ZERO], (MapClass(0.1, 0.1, "0,1", 1),))


def test_shares_are_labelled_in_percent() -> None:
    found = classify([0.2, 3.1, 20.1, 57.3], "equal", class_count=2, decimals=1, suffix="%")
    assert [c.label for c in found.classes] == ["0,1 – <50,0%", "50,0 – 57,3%"]


def test_one_scale_serves_two_months_and_says_which_classes_are_empty() -> None:
    may, june = [1, 2, 3, 20, 25], [0, 30, 300, 310, np.nan]
    scale = find_scale([*may, *june], class_count=3)
    assert [(c.label, c.area_count) for c in scale.classify(may).classes] == [
        ("1–19", 3),
        ("20–199", 2),
        ("200–310", 0),
    ]
    assert [(c.label, c.area_count) for c in scale.classify(june).classes] == [
        ("1–19", 0),
        ("20–199", 1),
        ("200–310", 2),
    ]


def test_values_beyond_a_scale_open_its_ends() -> None:
    scale = ClassScale((13, 20, 40), 43)
    assert [c.label for c in scale.classify([14, 41]).classes] == ["13–19", "20–39", "40–43"]
    assert [c.label for c in scale.classify([5, 41]).classes] == ["1–19", "20–39", "40–43"]
    assert [c.label for c in scale.classify([14, 60]).classes] == ["13–19", "20–39", "40 atau lebih"]
    assert scale.classify([14, 60]).classes[-1] == MapClass(40, np.inf, "40 atau lebih", 1)
    assert scale.limits == (20, 40)


def test_a_scale_found_on_nothing_takes_whatever_comes() -> None:
    scale = find_scale([0, np.nan])
    assert scale.classify([]).classes == ()
    assert [(c.label, c.area_count) for c in scale.classify([0, 7]).classes] == [("1 atau lebih", 1)]


@given(counts, counts, methods, sizes)
def test_every_count_lies_in_the_class_that_a_foreign_scale_names(
    known: list[int], values: list[int], method: Method, size: int
) -> None:
    found = find_scale(known, method, size).classify(values)
    for value, index in zip(values, found.class_of, strict=True):
        inside = [i for i, c in enumerate(found.classes) if c.low <= value <= c.high]
        assert inside == ([] if value == 0 else [index])
    assert sum(c.area_count for c in found.classes) + found.zero_count == len(values)


def test_equal_values_make_one_class() -> None:
    assert classify([3, 3, 3]).classes == (MapClass(3, 3, "3", 3),)


def test_no_values_make_no_class() -> None:
    assert classify([]).classes == ()
    assert classify([0, np.nan]).classes == ()


@pytest.mark.parametrize(("values", "size"), [([-1], 5), ([1], 0), ([1], 8)])
def test_negative_values_and_impossible_sizes_are_refused(values: list[int], size: int) -> None:
    with pytest.raises(ValueError):
        find_scale(values, class_count=size)
    with pytest.raises(ValueError):
        ClassScale((1,), None).classify([-1])


@given(counts, methods, sizes)
def test_every_count_lies_in_exactly_the_class_that_its_label_names(
    values: list[int], method: Method, size: int
) -> None:
    found = classify(values, method, size)
    assert len(found.classes) <= min(size, len(set(values) - {0}))
    for value, index in zip(values, found.class_of, strict=True):
        inside = [i for i, c in enumerate(found.classes) if c.low <= value <= c.high]
        assert inside == ([] if value == 0 else [index])
    for one in found.classes:
        numbers = [int(part.replace(".", "")) for part in one.label.split("–")]
        assert (numbers[0], numbers[-1]) == (one.low, one.high)


@given(counts, methods, sizes)
def test_classes_follow_each_other_without_gap_or_empty_class(values: list[int], method: Method, size: int) -> None:
    found = classify(values, method, size)
    assert all(a.high + 1 == b.low for a, b in itertools.pairwise(found.classes))
    assert all(c.area_count > 0 for c in found.classes)
    assert sum(c.area_count for c in found.classes) + found.zero_count == len(values)


@given(rates, methods, sizes)
def test_every_rate_lies_in_one_class_as_it_is_shown(values: list[float], method: Method, size: int) -> None:
    found = classify(values, method, size, decimals=1)
    for value, index in zip(values, found.class_of, strict=True):
        if np.isnan(value) or value == 0:
            assert index == (NO_NUMBER if np.isnan(value) else ZERO)
            continue
        shown = int(count_units([value], 1)[0])
        inside = [i for i, c in enumerate(found.classes) if round(c.low * 10) <= shown <= round(c.high * 10)]
        assert inside == [index]
    assert [c.label for c in found.classes] == list(dict.fromkeys(c.label for c in found.classes))


@given(st.lists(st.integers(1, 12), min_size=2, max_size=12), st.integers(2, 4))
def test_natural_breaks_are_the_best_of_all_partitions(values: list[int], size: int) -> None:
    distinct = sorted(set(values))
    wanted = min(size, len(distinct))

    def spread(starts: tuple[int, ...]) -> float:
        groups = np.digitize(values, starts)
        return sum(float(np.var(np.log(np.array(values)[groups == g])) * (groups == g).sum()) for g in set(groups))

    best = min(spread((0, *starts)) for starts in itertools.combinations(distinct[1:], wanted - 1))
    found = classify(values, "natural_breaks", size)
    assert spread(tuple(int(c.low) for c in found.classes)) == pytest.approx(best, abs=1e-9)
