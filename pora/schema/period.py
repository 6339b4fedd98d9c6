"""Months, `YYYY-MM`, as every table, link and file has them: their days, and how far they lie apart."""

from __future__ import annotations

import calendar
import datetime as dt


def month_of(day: dt.date) -> str:
    """The month that a day lies in."""
    return f"{day.year:04}-{day.month:02}"


def last_day(period: str) -> dt.date:
    """The day on which the stock of a month is counted, and on which working areas are looked up."""
    year, month = _split(period)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def count_months(first: str, last: str) -> int:
    """How many months `last` comes after `first`: 0 for one month, negative where it comes before."""
    return _number(last) - _number(first)


def months_before(period: str, count: int) -> list[str]:
    """The `count` months before a month, without it, the newest first."""
    newest = _number(period)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(newest - 1, newest - 1 - count, -1)]


def _number(period: str) -> int:
    """Months since January of the year 0."""
    year, month = _split(period)
    return year * 12 + month - 1


def _split(period: str) -> tuple[int, int]:
    year, month = period.split("-")
    return int(year), int(month)
