"""Months against pandas, which counts them in its own way."""

import datetime as dt

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pora.schema.period import count_months, last_day, month_of, months_before

days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
months = days.map(lambda day: str(pd.Period(day, "M")))


def test_the_last_days_of_short_months() -> None:
    assert [last_day(month).isoformat() for month in ("2024-02", "2025-02", "2000-02", "2100-02", "2024-12")] == [
        "2024-02-29",
        "2025-02-28",
        "2000-02-29",
        "2100-02-28",
        "2024-12-31",
    ]


def test_months_before_cross_the_new_year_and_leave_out_the_month_itself() -> None:
    assert months_before("2024-02", 4) == ["2024-01", "2023-12", "2023-11", "2023-10"]
    assert months_before("2024-02", 0) == []


@given(days)
def test_a_day_lies_in_one_month_as_pandas_has_it(day: dt.date) -> None:
    assert month_of(day) == str(pd.Period(day, "M"))


@given(months)
def test_the_last_day_is_that_of_pandas(month: str) -> None:
    assert last_day(month) == pd.Period(month, "M").end_time.date()


@given(months, st.integers(0, 60))
def test_months_before_are_those_of_pandas(month: str, count: int) -> None:
    newest = pd.Period(month, "M")
    assert months_before(month, count) == [str(newest - back) for back in range(1, count + 1)]


@given(months, months)
def test_months_between_are_those_of_pandas(first: str, last: str) -> None:
    assert count_months(first, last) == (pd.Period(last, "M") - pd.Period(first, "M")).n
