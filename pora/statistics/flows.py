"""What happened in a span of months beside the same months of the year before. Nothing is added but months of one kind:
one person may be in several kinds.

Trap: a sum is of the months that name the kind. Two sums are subtracted only where the same months do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pora import schema
from pora.statistics.measures import NOT_DETAILED


@dataclass(frozen=True)
class FlowSum:
    """One kind in a span. `count` is None where `status` says why; `months` (01 to 12) are those that name the kind, of
    which `hidden_months` are suppressed and not in the count."""

    count: int | None
    status: str
    months: tuple[str, ...]
    hidden_months: int = 0

    @property
    def cell(self) -> dict[str, object]:
        """As an answer of a query has it."""
        return {"person_count": self.count, "status": self.status}


NOT_NAMED = FlowSum(None, schema.BELUM_LAPOR, ())


@dataclass(frozen=True)
class YearPair:
    """One kind, None where it is not stated, in a span and in the same months of the year before."""

    kind: str | None
    now: FlowSum
    before: FlowSum

    @property
    def change(self) -> int | None:
        """None where either has no number or a suppressed month, or other months name it."""
        if self.now.count is None or self.before.count is None or self.now.months != self.before.months:
            return None
        if self.now.hidden_months or self.before.hidden_months:
            return None
        return self.now.count - self.before.count


def pair_years(now: pd.DataFrame, before: pd.DataFrame) -> list[YearPair]:
    """From two answers of `queries.select_action_sums`: every kind that either names, in the order of the schema, those
    of no kind last."""
    sums, earlier = _read_sums(now), _read_sums(before)
    kinds = [kind for kind in (*schema.ACTION_KIND.allowed, None) if kind in sums or kind in earlier]
    return [YearPair(kind, sums.get(kind, NOT_NAMED), earlier.get(kind, NOT_NAMED)) for kind in kinds]


def find_pair(pairs: Sequence[YearPair], kind: str) -> YearPair:
    """That of a kind; without a number where nobody names it."""
    return next((pair for pair in pairs if pair.kind == kind), YearPair(kind, NOT_NAMED, NOT_NAMED))


def _read_sums(sums: pd.DataFrame) -> Mapping[str | None, FlowSum]:
    return {
        None if pd.isna(value) else str(value): FlowSum(
            None if pd.isna(count) else int(count), status, tuple(str(month) for month in months), int(hidden)
        )
        for value, count, status, months, hidden in zip(
            *(sums[name] for name in ("value", "person_count", "status", "months", "hidden_months")), strict=True
        )
    }


def mark_without_place(cells: pd.DataFrame, offices: pd.DataFrame, office_of: Mapping[str, str]) -> pd.DataFrame:
    """Cells of kabupaten/kota; one that nobody names is not detailed where its office reports the kind and names no
    kabupaten/kota of its own. `offices` are cells of offices, `office_of` has the office of each kabupaten/kota."""
    own = cells["area_code"].map(office_of)
    is_silent = cells["status"] == schema.BELUM_LAPOR
    reporting = set(offices.loc[offices["status"] != schema.BELUM_LAPOR, "area_code"])
    is_open = is_silent & own.isin(reporting - set(own[~is_silent]))
    return cells.assign(status=cells["status"].where(~is_open, NOT_DETAILED))


def make_flow_months(detail: pd.DataFrame, months: Sequence[str], kind: str) -> pd.DataFrame:
    """One row per month: period, value, status; from `queries.select_detail_series` of kinds of action. A month that
    does not name the kind has no number."""
    rows = list(_read_months(detail, months, kind))
    value = pd.array([count for count, _status in rows], dtype="Int64")
    return pd.DataFrame({"period": months, "value": value, "status": [status for _count, status in rows]})


def _read_months(detail: pd.DataFrame, months: Sequence[str], kind: str) -> Iterator[tuple[int | None, str]]:
    by_month = dict(iter(detail.groupby("period")))
    for month in months:
        rows = by_month.get(month)
        own = rows.loc[rows["value"] == kind] if rows is not None else None
        if own is not None and len(own):
            count = own["person_count"].iloc[0]
            yield None if pd.isna(count) else int(count), str(own["status"].iloc[0])
        else:
            yield None, schema.BELUM_LAPOR
