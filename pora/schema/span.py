"""Which months of a flow are added up: those of a place, from one month to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pora.schema.columns import FLOWS
from pora.schema.cut import Cut
from pora.schema.period import count_months, months_before


@dataclass(frozen=True)
class Span:
    """A place (pora/reference/places.py) from one month to another, both `YYYY-MM` and both in it, for a category that
    is a flow. Raises ValueError for a stock, whose months are never added, and for anything else in their places."""

    area_code: str
    first: str
    last: str
    category: str

    def __post_init__(self) -> None:
        for period in (self.first, self.last):
            Cut(self.area_code, period, self.category)
        if self.category not in FLOWS:
            raise ValueError(f"not a flow: {self.category!r}")
        if self.first > self.last:
            raise ValueError(f"ends before it starts: {self.first!r}, {self.last!r}")

    @cached_property
    def months(self) -> tuple[str, ...]:
        """All of them, the oldest first."""
        return (*reversed(months_before(self.last, count_months(self.first, self.last))), self.last)


def year_to_date(cut: Cut) -> Span:
    """From January to the month of the cut."""
    return Span(cut.area_code, f"{cut.period[:4]}-01", cut.period, cut.category)


def year_before(span: Span) -> Span:
    """The same months a year earlier."""
    first, last = (f"{int(period[:4]) - 1:04}{period[4:]}" for period in (span.first, span.last))
    return Span(span.area_code, first, last, span.category)
