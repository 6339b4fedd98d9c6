"""What a snapshot is: its facts, months and offices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot


@dataclass(frozen=True)
class SnapshotFacts:
    """The row of core_snapshot; `published_at` in UTC."""

    snapshot_id: str
    published_at: dt.datetime
    province_code: str
    has_sample: bool
    needs_approval: bool = False


def select_facts(snapshot: Snapshot, scope: Scope) -> SnapshotFacts:
    """The same for every scope."""
    frame = snapshot.frame(scope, "SELECT * FROM main.core_snapshot")
    row = frame.iloc[0]
    return SnapshotFacts(
        str(row["snapshot_id"]),
        row["published_at"].to_pydatetime(),
        str(row["province_code"]),
        bool(row["has_sample"]),
        row.get("needs_approval") is not None and bool(row["needs_approval"]),  # older snapshots have no such column
    )


def select_periods(snapshot: Snapshot, scope: Scope) -> list[str]:
    """All months, oldest first."""
    frame = snapshot.frame(scope, "SELECT DISTINCT period FROM out_area_month ORDER BY period")
    return list(frame["period"])


def select_wide_areas(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per area above kabupaten/kota that had members in some month: level, area_code, area_name."""
    return snapshot.frame(
        scope, "SELECT DISTINCT level, area_code, area_name FROM main.ref_member_month ORDER BY level, area_name"
    )


def select_seen(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per area that a reader sees in some month: area_code, periods (a list, oldest first)."""
    return snapshot.frame(
        scope,
        "SELECT area_code, list(DISTINCT period ORDER BY period) AS periods "
        "FROM out_area_month GROUP BY ALL ORDER BY area_code",
    )
