"""What a snapshot is: its facts, months and offices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot

if TYPE_CHECKING:
    import pandas as pd


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
    [row] = snapshot.records(scope, "SELECT * FROM main.core_snapshot")
    return SnapshotFacts(
        row["snapshot_id"],
        row["published_at"],
        row["province_code"],
        row["has_sample"],
        bool(row.get("needs_approval")),  # older snapshots have no such column
    )


def select_periods(snapshot: Snapshot, scope: Scope) -> list[str]:
    """All months of areas that a reader sees, oldest first."""
    rows = snapshot.rows(scope, "SELECT period FROM out_area_month UNION SELECT period FROM out_desa_month ORDER BY 1")
    return [period for (period,) in rows]


def select_wide_areas(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per area above kabupaten/kota that had members in some month: level, area_code, area_name."""
    return snapshot.frame(
        scope, "SELECT DISTINCT level, area_code, area_name FROM main.ref_member_month ORDER BY level, area_name"
    )


def select_seen(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per area that a reader sees in some month, desa among them: area_code, periods (a list, oldest first)."""
    return snapshot.frame(
        scope,
        "SELECT area_code, list(DISTINCT period ORDER BY period) AS periods "
        "FROM (SELECT area_code, period FROM out_area_month UNION ALL SELECT desa_code, period FROM out_desa_month) "
        "GROUP BY ALL ORDER BY area_code",
    )


def has_follow_ups(snapshot: Snapshot, scope: Scope) -> bool:
    """Whether there is any follow-up at all for this reader: most questions for those of a place need not be asked."""
    return bool(snapshot.rows(scope, "SELECT 1 FROM core_follow_up t LIMIT 1"))
