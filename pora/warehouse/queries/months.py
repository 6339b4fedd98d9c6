# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""All months of the areas of a map at once, for a scale that they share."""

from __future__ import annotations

import pandas as pd

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot
from pora.warehouse.queries.details import CaseFilter, require_exact, write_matching

_REPORTED = """
SELECT period, area_code, person_count FROM out_area_month
WHERE level = $level AND category = $category AND person_count IS NOT NULL
"""


def select_month_counts(
    snapshot: Snapshot, scope: Scope, *, level: str, category: str, chosen: CaseFilter
) -> pd.DataFrame:
    """One row per area of a level and month with a number: period, area_code, person_count, unknown_count. With a
    filter (not at offices and groups) `person_count` counts those who match, and `unknown_count` who may; for a public
    scope a filter raises AccessError."""
    if not chosen:
        statement = f"SELECT *, 0::BIGINT AS unknown_count FROM ({_REPORTED})"
        return snapshot.frame(scope, statement, {"level": level, "category": category})
    require_exact(scope)
    matching, parameters = write_matching(level, category, chosen, "true")
    return snapshot.frame(
        scope,
        f"""
        WITH reported AS ({_REPORTED}),
        matching AS ({matching})
        SELECT r.period, r.area_code, coalesce(m.person_count, 0) AS person_count,
               coalesce(m.unknown_count, 0) AS unknown_count
        FROM reported r LEFT JOIN matching m USING (period, area_code)
        """,
        {"level": level, "category": category} | parameters,
    )
