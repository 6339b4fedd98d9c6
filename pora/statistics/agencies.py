"""What agencies published of one kabupaten/kota, side by side. Each counts something of its own, so that figures are
never added, nor averaged; two are subtracted only where they are exact and of the same measure and date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from pora.reference.measures import read_measures
from pora.schema.period import count_months

_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class AgencyDifference:
    """`gap` persons are more in the figure of `more` than in that of `less`; 0 where both say the same."""

    measure: str
    more: str
    less: str
    gap: int


@dataclass(frozen=True)
class AgencyFigures:
    """Rows of `queries.select_agency_figures`: those that stand beside each other, and `others` of other times."""

    rows: pd.DataFrame
    others: pd.DataFrame

    @property
    def agencies(self) -> list[str]:
        """In the order of the rows, each once."""
        return list(self.rows["agency"].unique())

    @property
    def repeated(self) -> list[str]:
        """Agencies with several figures here; none is chosen for them."""
        counts = self.rows["agency"].value_counts()
        return [agency for agency in self.agencies if counts[agency] > 1]

    @property
    def measures(self) -> list[str]:
        return list(self.rows["measure"].unique())

    @property
    def has_one_date(self) -> bool:
        return int(self.rows["as_of"].nunique()) <= 1

    def list_differences(self) -> list[AgencyDifference]:
        """Of every two agencies whose figures can be subtracted, in the order of the rows."""
        exact = self.rows.loc[self.rows["value_precision"] == "exact"].to_dict("records")
        return [_subtract(one, other) for one, other in combinations(exact, 2) if _is_alike(one, other)]


def choose_agency_figures(figures: pd.DataFrame, period: str) -> AgencyFigures:
    """The stocks of the month nearest to `period` of which several agencies have one, of two as near the later; where
    there is no such month, of each agency those nearest to it, whose dates then differ. A measure that is not known to
    be a stock is left out."""
    rows = figures.loc[[_is_stock(name) for name in figures["measure"]]].reset_index(drop=True)
    times = [_name_time(month, as_of) for month, as_of in zip(rows["period"], rows["as_of"], strict=True)]
    chosen = pd.Series(_choose(list(rows["agency"]), times, period), dtype=bool)
    return AgencyFigures(rows.loc[chosen].reset_index(drop=True), rows.loc[~chosen].reset_index(drop=True))


def _is_stock(measure: str) -> bool:
    meaning = read_measures().get(measure)
    return meaning is not None and not meaning.is_flow


def _name_time(month: Any, as_of: str) -> str:
    """The month; what the source gives where that is no month."""
    return month if isinstance(month, str) else as_of


def _choose(agencies: Sequence[str], times: Sequence[str], period: str) -> list[bool]:
    agencies_of: dict[str, set[str]] = defaultdict(set)
    times_of: dict[str, set[str]] = defaultdict(set)
    for agency, time in zip(agencies, times, strict=True):
        agencies_of[time].add(agency)
        times_of[agency].add(time)
    shared = [time for time, several in agencies_of.items() if len(several) > 1]
    if shared:
        return [time == _find_nearest(shared, period) for time in times]
    nearest = {agency: _find_nearest(own, period) for agency, own in times_of.items()}
    return [time == nearest[agency] for agency, time in zip(agencies, times, strict=True)]


def _find_nearest(times: Iterable[str], period: str) -> str:
    """Of two as near the later. A year or a span counts as the December of its first year."""

    def rank(time: str) -> tuple[int, int, str]:
        months = count_months(period, time if _MONTH.fullmatch(time) else f"{time[:4]}-12")
        return abs(months), -months, time

    return min(times, key=rank)


def _is_alike(one: dict[Hashable, Any], other: dict[Hashable, Any]) -> bool:
    same = all(one[name] == other[name] for name in ("measure", "as_of", "as_of_precision"))
    return same and one["agency"] != other["agency"]


def _subtract(one: dict[Hashable, Any], other: dict[Hashable, Any]) -> AgencyDifference:
    less, more = sorted((one, other), key=lambda row: int(row["person_count"]))
    gap = int(more["person_count"]) - int(less["person_count"])
    return AgencyDifference(str(one["measure"]), str(more["agency"]), str(less["agency"]), gap)
