# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""All months of the areas of a map at once, for a scale that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot
from pora.warehouse.queries.desa import months_of
from pora.warehouse.queries.details import CaseFilter, require_exact, write_matching

if TYPE_CHECKING:
    import pandas as pd


def _write_reported(level: str) -> str:
    return f"""
    SELECT period, area_code, person_count FROM {months_of(level)}
    WHERE level = $level AND category = $category AND person_count IS NOT NULL AND starts_with(area_code, $within)
    """


def select_month_counts(
    snapshot: Snapshot, scope: Scope, *, level: str, category: str, chosen: CaseFilter, within: str = ""
) -> pd.DataFrame:
    """One row per area of a level, of those whose code begins with `within`, and month with a number: period,
    area_code, person_count, unknown_count. With a filter (not at offices and groups) `person_count` counts those who
    match, and `unknown_count` who may; for a public scope a filter raises AccessError."""
    if not chosen:
        statement = f"SELECT *, 0::BIGINT AS unknown_count FROM ({_write_reported(level)})"
        return snapshot.frame(scope, statement, {"level": level, "category": category, "within": within})
    require_exact(scope)
    matching, parameters = write_matching(level, category, chosen, "true", within)
    return snapshot.frame(
        scope,
        f"""
        WITH reported AS ({_write_reported(level)}),
        matching AS ({matching})
        SELECT r.period, r.area_code, coalesce(m.person_count, 0) AS person_count,
               coalesce(m.unknown_count, 0) AS unknown_count
        FROM reported r LEFT JOIN matching m USING (period, area_code)
        """,
        {"level": level, "category": category, "within": within} | parameters,
    )
