"""One rule of rounding for every number shown: a half goes up, away from zero, against Python's own decimals."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora.locale import format_number
from pora.statistics.area_values import find_area_changes
from pora.statistics.measures import UNCHANGED, Measure, round_to_units
from pora.wording.counts import format_percent

counts = st.integers(0, 20_000_000)
wholes = st.integers(1, 20_000_000)


def round_at_school(number: Fraction, decimals: int) -> int:
    """In units of the last decimal, by fractions alone."""
    units = abs(number) * 10**decimals
    rounded = (2 * units.numerator + units.denominator) // (2 * units.denominator)
    return rounded if number >= 0 else -rounded


@given(counts, wholes, st.integers(0, 2))
def test_shares_are_rounded_alike_in_sentences_in_measures_and_at_school(part: int, whole: int, decimals: int) -> None:
    units = round_at_school(Fraction(100 * part, whole), decimals)
    assert round_to_units([100 * part / whole], decimals).tolist() == [units]
    assert format_percent(part, whole, decimals) == f"{format_number(Decimal(units).scaleb(-decimals), decimals)}%"
    if units:  # a measure shows nothing that is there as zero
        share = Measure("", "", decimals=decimals, suffix="%")
        assert share.number(100 * part / whole) == format_percent(part, whole, decimals)


@given(st.decimals(-10_000, 10_000, places=3), st.integers(0, 2))
def test_what_is_written_with_decimals_is_rounded_as_it_reads(number: Decimal, decimals: int) -> None:
    shown = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert format_number(float(number), decimals).replace(".", "").replace(",", ".") in (str(shown), f"{abs(shown)}")
    assert round_to_units([float(number)], decimals).tolist() == [int(shown.scaleb(decimals))]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(0.5, 0, "1"), (2.5, 0, "3"), (12.25, 1, "12,3"), (0.15, 1, "0,2"), (8.05, 1, "8,1"), (0.04, 1, "0,1")],
)
def test_halves_go_up_and_nothing_that_is_there_is_zero(value: float, decimals: int, shown: str) -> None:
    assert Measure("", "", decimals=decimals).number(value) == shown
    assert Measure("", "", decimals=decimals, is_change=True).number(-value) == f"−{shown}"


def test_a_change_of_half_a_unit_is_one() -> None:
    """The legend says of unchanged areas: below 0,05."""

    def cells(value: float) -> pd.DataFrame:
        return pd.DataFrame({"area_code": ["a"], "value": [value], "status": ["angka"]})

    found = [
        find_area_changes(cells(0.0), cells(change), decimals=1)["status"].item() for change in (0.05, -0.05, 0.049)
    ]
    assert found == ["angka", "angka", UNCHANGED]
