"""What the public version hides of the exact one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pora import schema
from pora.access.roles import Scope
from pora.errors import AccessError
from pora.locale import _
from pora.warehouse.db import Snapshot

if TYPE_CHECKING:
    import pandas as pd


def select_information_lost(snapshot: Snapshot, scope: Scope, period: str) -> pd.DataFrame:
    """One row per stock and level of the areas that reported in a month: category, level, shown_count and
    hidden_count (areas, zeros among the shown), hidden_persons, person_count. Raises AccessError for a public scope:
    persons in hidden areas are exact."""
    if scope.version != "exact":
        raise AccessError(_("Hitungan ini memerlukan angka lengkap."))
    return snapshot.frame(
        scope,
        """
        SELECT e.category, e.level, count(*) FILTER (p.status <> 'disamarkan')::INTEGER AS shown_count,
               count(*) FILTER (p.status = 'disamarkan')::INTEGER AS hidden_count,
               coalesce(sum(e.person_count) FILTER (p.status = 'disamarkan'), 0)::BIGINT AS hidden_persons,
               sum(e.person_count)::BIGINT AS person_count
        FROM out_area_month e
        JOIN public.out_area_month p USING (period, level, area_code, category)  -- of the areas that are seen
        WHERE e.period = $period AND e.person_count IS NOT NULL AND list_contains($stocks, e.category)
        GROUP BY ALL ORDER BY ALL
        """,
        {"period": period, "stocks": list(schema.STOCKS)},
    )


def select_insider_cost(snapshot: Snapshot, scope: Scope, period: str) -> pd.DataFrame:
    """One row per stock of a month: category, insider_count, the most numbers, details among them, that any version
    of it hid only because an office or a kabupaten/kota knows its own. None for who sees some areas only. Raises
    AccessError for a public scope."""
    if scope.version != "exact":
        raise AccessError(_("Hitungan ini memerlukan angka lengkap."))
    return snapshot.frame(
        scope,
        """
        SELECT category, max(insider_count) AS insider_count FROM core_public_version
        WHERE period = $period AND list_contains($stocks, category) GROUP BY ALL ORDER BY ALL
        """,
        {"period": period, "stocks": list(schema.STOCKS)},
    )
