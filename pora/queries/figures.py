"""Published figures, alone and beside the loaded counts."""

from __future__ import annotations

import pandas as pd

from pora.access import Scope
from pora.db import Snapshot


def select_figures(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per published figure, with its source, newest first."""
    return snapshot.frame(scope, "SELECT * FROM main.core_figure ORDER BY as_of DESC, figure_id")


def select_reconciliation(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per published exact figure that is comparable (same area, month, category): figure_id, period, level,
    area_code, area_name, category, published_count, loaded_count, unplaced_count, status, gap (loaded less
    published), agency, source. Trap: equal totals say nothing about the split."""
    return snapshot.frame(
        scope,
        """
        SELECT f.figure_id, f.period, f.level, f.area_code, f.area_name, f.category, f.as_of, f.as_of_precision,
               f.person_count AS published_count, a.person_count AS loaded_count, a.unplaced_count,
               a.status, a.reporting_count, a.kecamatan_count,
               a.person_count - f.person_count AS gap, f.agency, f.source
        FROM main.core_figure f
        JOIN out_area_month a USING (period, level, area_code, category)
        WHERE f.value_precision = 'exact'
        ORDER BY f.period DESC, f.figure_id
        """,
    )
