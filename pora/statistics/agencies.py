"""What agencies count of one kabupaten/kota, side by side: published, or loaded from their own tables. Each counts
something of its own, so that figures are never added, nor averaged; two are subtracted only where they are exact and of
the same measure and date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from pora.config import office_time
from pora.locale import _, format_day, format_number
from pora.reference.agencies import agency_words
from pora.reference.areas import area_index
from pora.reference.measures import read_measures
from pora.schema import KABUPATEN_KOTA
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
    """Rows of `join_agency_files`: those that stand beside each other, and `others` of other times."""

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

    @property
    def month(self) -> str | None:
        """The one month that all figures are of; None where there are several, or a source gives no month."""
        months = set(self.rows["period"])
        one = months.pop() if len(months) == 1 else None
        return one if isinstance(one, str) else None

    def list_differences(self) -> list[AgencyDifference]:
        """Of every two agencies whose figures can be subtracted, in the order of the rows."""
        exact = self.rows.loc[self.rows["value_precision"] == "exact"].to_dict("records")
        return [_subtract(one, other) for one, other in combinations(exact, 2) if _is_alike(one, other)]


def join_agency_files(published: pd.DataFrame, loaded: pd.DataFrame) -> pd.DataFrame:
    """Rows of `queries.select_agency_figures`, then those of `queries.select_agency_files` in the same columns, without
    a figure_id; of each the file and its sender are the source."""
    rows = [_as_figure(row) for _i, row in loaded.iterrows()]
    if not rows:
        return published
    return pd.DataFrame([*published.to_dict("records"), *rows], columns=published.columns).astype(
        {**published.dtypes, "figure_id": "Int64"}
    )


def _as_figure(row: pd.Series) -> dict[str, Any]:
    source = _("berkas {file}, dimuat {office} {day}")
    loaded_on = format_day(office_time(row["received_at"]))
    return {
        "as_of": row["period"],
        "as_of_precision": "month",
        "period": row["period"],
        "level": KABUPATEN_KOTA,
        "area_code": row["area_code"],
        "area_name": area_index().area_name(row["area_code"]),
        "measure": row["measure"],
        "person_count": row["person_count"],
        "value_precision": "exact",
        "agency": agency_words()[row["agency"]],
        "source": source.format(file=row["file_name"], office=row["office_name"], day=loaded_on),
        "note": _describe_coverage(row["area_code"], int(row["kecamatan_count"])),
    }


def _describe_coverage(area_code: str, count: int) -> str | None:
    """How far a table goes into kecamatan; None where it names all of them, or none."""
    every = len(area_index().kecamatan_of(area_code))
    if count in (0, every):
        return None
    words = _("Berkas menyebut {n} dari {m} kecamatan; yang tidak disebut belum tentu nol.")
    return words.format(n=format_number(count), m=format_number(every))


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
