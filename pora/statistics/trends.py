"""Monthly frames into lines: one line per part of an area, or per value of a dimension.

Trap: where the area reported, a value without a row is zero; where it did not report, or the number is suppressed,
there is none, and the line has a gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from pora import schema
from pora.locale import _
from pora.statistics.dimensions import is_suppressed_whole

TOP_LINES = 6
MonthValues = tuple[int | None, ...]
LineKind = Literal["own", "rest", "unknown"]


@dataclass(frozen=True)
class Line:
    """One number a month, None where there is none. `kind`: an area or value of its own, the sum of those that are not
    drawn, or who is not detailed. `hidden`: the positions of months whose number is suppressed."""

    name: str
    values: MonthValues
    kind: LineKind = "own"
    code: str = ""
    hidden: frozenset[int] = frozenset()

    @property
    def last(self) -> tuple[int, int] | None:
        """The last month with a number, as its position, and the number."""
        known = [(month, value) for month, value in enumerate(self.values) if value is not None]
        return known[-1] if known else None


def read_month_values(counts: Iterable[Any], statuses: Iterable[str]) -> MonthValues:
    """The numbers of months, each with what `person_count` and `status` say of it."""
    return tuple(
        int(count) if status in (schema.ANGKA, schema.NOL) else None
        for count, status in zip(counts, statuses, strict=True)
    )


def _read_values(rows: pd.DataFrame) -> MonthValues:
    return read_month_values(rows["person_count"].tolist(), rows["status"].tolist())


def find_hidden(statuses: Iterable[str]) -> frozenset[int]:
    """The positions of numbers that are suppressed."""
    return frozenset(place for place, status in enumerate(statuses) if status == schema.DISAMARKAN)


def make_total_line(series: pd.DataFrame, name: str) -> Line:
    """The line of one area, from `queries.select_series`."""
    return Line(name, _read_values(series), hidden=find_hidden(series["status"].tolist()))


def make_part_lines(parts: pd.DataFrame, periods: Sequence[str]) -> list[Line]:
    """One line per area of `queries.select_level_series`, the largest of the newest month first; an area that was not
    there in a month has no number in it."""
    lines = []
    for code, rows in parts.groupby("area_code", sort=False):
        by_period = dict(zip(rows["period"], _read_values(rows), strict=True))
        name = str(rows["area_name"].iloc[-1])
        values = tuple(by_period.get(period) for period in periods)
        lines.append(Line(name, values, code=str(code), hidden=_find_months(rows, periods)))
    return sorted(lines, key=_size, reverse=True)


def make_detail_lines(
    detail: pd.DataFrame, series: pd.DataFrame, name_value: Callable[[str], str], top: int = TOP_LINES
) -> list[Line]:
    """One line per value of a dimension, the largest first, `top` of them at most; then the others as one, then who
    is not detailed, always. In a month whose whole detail is suppressed no line has a number, and none a zero.

    `detail`: `queries.select_detail_series`; `series`: the months of the same area."""
    rows_of = {str(value): rows for value, rows in detail.dropna(subset="value").groupby("value", sort=False)}
    periods = series["period"].tolist()

    closed = _find_closed(detail, periods)
    values = _read_values(series)
    shown = tuple(None if place in closed else value for place, value in enumerate(values))

    def make_line(name: str, rows: pd.DataFrame, kind: LineKind = "own", code: str = "") -> Line:
        hidden = find_hidden(series["status"].tolist()) | closed | _find_months(rows, periods)
        return Line(name, _fill(rows, periods, shown), kind, code, hidden)

    lines = [make_line(name_value(value), rows, code=value) for value, rows in rows_of.items()]
    lines.sort(key=_size, reverse=True)
    named = [line for line in lines if line.code != schema.LAIN_LAIN][:top]
    others = [line for line in lines if line not in named]
    unknown = make_line(_("Tidak dirinci"), detail.loc[detail["value"].isna()], "unknown")
    hidden = frozenset().union(*(line.hidden for line in others))
    rest = [Line(_("Lainnya"), _add([line.values for line in others]), "rest", hidden=hidden)] if others else []
    return [*named, *rest, unknown]


def _find_closed(detail: pd.DataFrame, periods: Sequence[str]) -> frozenset[int]:
    """The places among the months of those whose whole detail is suppressed."""
    rows_of: dict[str, list[tuple[str | None, str]]] = defaultdict(list)
    for period, value, status in zip(*(detail[name].tolist() for name in ("period", "value", "status")), strict=True):
        rows_of[period].append((value if isinstance(value, str) else None, status))
    closed = {period for period, rows in rows_of.items() if is_suppressed_whole(rows)}
    return frozenset(place for place, period in enumerate(periods) if period in closed)


def _find_months(rows: pd.DataFrame, periods: Sequence[str]) -> frozenset[int]:
    """The places among the months of the suppressed numbers of some rows."""
    hidden = set(rows.loc[rows["status"] == schema.DISAMARKAN, "period"])
    return frozenset(place for place, period in enumerate(periods) if period in hidden)


def _fill(rows: pd.DataFrame, periods: Sequence[str], total: MonthValues) -> MonthValues:
    known = dict(zip(rows["period"], _read_values(rows), strict=True))
    return tuple(None if whole is None else known.get(period, 0) for period, whole in zip(periods, total, strict=True))


def _add(columns: Sequence[MonthValues]) -> MonthValues:
    """The sums by month; a sum with an unknown part is unknown."""
    return tuple(
        None if any(value is None for value in month) else sum(value or 0 for value in month)
        for month in zip(*columns, strict=True)
    )


def _size(line: Line) -> tuple[int, int]:
    """Lines by their last number, then by all of them."""
    return line.last[1] if line.last else -1, sum(value or 0 for value in line.values)
