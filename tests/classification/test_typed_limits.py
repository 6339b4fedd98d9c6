from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora.classification.classes import ClassScale
from pora.classification.typed_limits import read_limits, scale_from_limits, write_limits
from pora.errors import UsageError
from pora.locale import language


@pytest.mark.parametrize(
    ("text", "decimals", "limits"),
    [
        ("5; 10; 50", 0, (5, 10, 50)),
        (" 5 10  1.000 ", 0, (5, 10, 1000)),
        ("1;2", 0, (1, 2)),
        ("0,5;2,5", 1, (0.5, 2.5)),
    ],
)
def test_limits_are_read_as_people_write_them(text: str, decimals: int, limits: tuple[float, ...]) -> None:
    assert read_limits(text, decimals) == limits


def test_limits_are_read_in_the_language_of_the_reader() -> None:
    token = language.set("en")
    try:
        assert read_limits("2.5; 1,000", 1) == (2.5, 1000)
    finally:
        language.reset(token)


@pytest.mark.parametrize(
    "text", ["", ";", "abc", "-5", "5;-1", "0;5", "5;5", "10;5", "1", "2,5", "1.0", "9e9", "٣", "9" * 99]
)
def test_limits_that_can_not_be_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="misalnya 5; 10; 50"):
        read_limits(text)


def test_seven_limits_are_too_many() -> None:
    assert len(scale_from_limits((2, 3, 4, 5, 6, 7)).starts) == 7
    with pytest.raises(UsageError):
        scale_from_limits((2, 3, 4, 5, 6, 7, 8))


def test_a_scale_from_limits_begins_at_the_smallest_number_and_has_no_end() -> None:
    assert scale_from_limits((5, 10)) == ClassScale((1, 5, 10), None)
    assert scale_from_limits((1, 5)) == ClassScale((1, 5), None)
    labels = [c.label for c in scale_from_limits((2.5, 10), 1, "%").classify([1, 99]).classes]
    assert labels == ["0,1 – <2,5%", "2,5 – <10,0%", "10,0% atau lebih"]


@given(st.sets(st.integers(2, 10**9), min_size=1, max_size=6), st.integers(0, 2))
def test_what_is_written_is_read_again(units: set[int], decimals: int) -> None:
    limits = tuple(unit / 10**decimals for unit in sorted(units))
    assert read_limits(write_limits(limits, decimals), decimals) == limits
    assert scale_from_limits(limits, decimals).limits == limits
