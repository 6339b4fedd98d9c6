"""What meetings agreed, as of a month: open, overdue, done, cancelled. A list tells the state of today; whoever looks
at an earlier month sees what was agreed until then."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pora import schema
from pora.locale import _, _n, format_number
from pora.schema.teams import CANCELLED, FINISHED


@dataclass(frozen=True)
class FollowUpCounts:
    """`overdue` are some of the open ones."""

    still_open: int
    overdue: int
    done: int
    cancelled: int


def keep_agreed(rows: pd.DataFrame, period: str) -> pd.DataFrame:
    """Rows of select_follow_ups whose meeting was in the month or before, with `is_overdue`: open, due before it."""
    agreed = rows.loc[rows["meeting_date"].str[: len(period)] <= period]
    is_open = agreed["follow_up_state"].isin(schema.OPEN_STATES)
    return agreed.assign(is_overdue=is_open & (agreed["due_period"] < period)).reset_index(drop=True)


def keep_new(rows: pd.DataFrame, period: str) -> pd.DataFrame:
    """Rows of select_follow_ups that keep_agreed leaves out: of meetings after the month, which its slides are shown
    at; none of them is overdue."""
    return rows.loc[rows["meeting_date"].str[: len(period)] > period].assign(is_overdue=False).reset_index(drop=True)


def count_follow_ups(rows: pd.DataFrame) -> FollowUpCounts:
    """Of rows of keep_agreed."""
    states = rows["follow_up_state"]
    return FollowUpCounts(
        int(states.isin(schema.OPEN_STATES).sum()),
        int(rows["is_overdue"].sum()),
        int((states == FINISHED).sum()),
        int((states == CANCELLED).sum()),
    )


def describe_follow_ups(counts: FollowUpCounts) -> str:
    """3 terbuka, 1 di antaranya lewat tenggat; 2 selesai; 1 batal."""
    parts = [_("{n} terbuka").format(n=format_number(counts.still_open))]
    if counts.overdue:
        parts[0] += _(", {n} di antaranya lewat tenggat").format(n=format_number(counts.overdue))
    parts.append(_("{n} selesai").format(n=format_number(counts.done)))
    if counts.cancelled:
        parts.append(_("{n} batal").format(n=format_number(counts.cancelled)))
    return "; ".join(parts)


def describe_overdue(counts: FollowUpCounts) -> str | None:
    """A sentence for the first page; None where nothing is overdue."""
    if not counts.overdue:
        return None
    words = _n("{n} tindak lanjut rapat lewat tenggat; lihat Tim Pora.", counts.overdue)
    return words.format(n=format_number(counts.overdue))
