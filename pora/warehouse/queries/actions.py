# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Actions over several months: the only sums over months there are, so each takes a `Span`, which no stock can be in.

Trap: a kind that no report of a month names is not reported, which is no zero; `months` says which months name it. In
the public form one hidden month hides the sum.
"""

from __future__ import annotations

import pandas as pd

from pora.access.roles import Scope
from pora.schema import Cut, Span
from pora.warehouse.db import BoundParameters, Snapshot
from pora.warehouse.queries.cells import IN_AREA, bind_cell_query, write_cell_query
from pora.warehouse.queries.details import require_exact

# Rows of the span by area, month and kind. A detail whose only row is hidden and of no kind is hidden as a whole: each
# kind may be in it.
_ROWS = """
named AS (
    SELECT t.area_code, t.period, t.value, t.person_count, t.status,
           count(*) OVER (PARTITION BY t.area_code, t.period) = 1 AND t.value IS NULL AND t.status = 'disamarkan'
               AS is_whole
    FROM out_area_month_detail t
    WHERE t.category = $category AND t.dimension = 'action_kind' AND t.period BETWEEN $first AND $last AND {where}
),
whole AS (SELECT area_code, period FROM named WHERE is_whole)
"""
_SUM = """
    CASE WHEN bool_or(status = 'disamarkan') THEN NULL ELSE sum(person_count)::BIGINT END AS person_count,
    CASE WHEN bool_or(status = 'disamarkan') THEN 'disamarkan' WHEN sum(person_count) = 0 THEN 'nol' ELSE 'angka' END
        AS status,
    list(DISTINCT substr(period, 6) ORDER BY substr(period, 6)) AS months
"""


def select_action_sums(snapshot: Snapshot, scope: Scope, span: Span) -> pd.DataFrame:
    """One row per kind that reports of the place name in the span, not detailed (null) last: value, person_count,
    status, months (a list of 01 to 12). One row of no kind where all of it is hidden."""
    return snapshot.frame(
        scope,
        f"""
        WITH {_ROWS.format(where="t.area_code = $area_code")},
        widened AS (
            SELECT value, period, person_count, status FROM named
            UNION ALL
            SELECT v.value, w.period, NULL, 'disamarkan'
            FROM whole w CROSS JOIN (SELECT DISTINCT value FROM named WHERE value IS NOT NULL) v
        )
        SELECT value, {_SUM} FROM widened GROUP BY value ORDER BY value IS NULL, value
        """,
        _bind(span),
    )


def select_action_cells(snapshot: Snapshot, scope: Scope, span: Span, level: str, kind: str) -> pd.DataFrame:
    """One row per area of the level within the place as it is in the last month: area_code, area_name, person_count (of
    the kind, in the span), status, months (a list of 01 to 12, null where none names the kind)."""
    cut = Cut(span.area_code, span.last, span.category)
    return snapshot.frame(
        scope,
        f"""
        WITH cells AS ({write_cell_query(level)}),
        {_ROWS.format(where="t.level = $level AND t.area_code IN (SELECT c.area_code FROM cells c)")},
        summed AS (
            SELECT area_code, {_SUM} FROM named WHERE value = $kind OR is_whole GROUP BY area_code
        )
        SELECT c.area_code, c.area_name, s.person_count, coalesce(s.status, 'belum_lapor') AS status, s.months
        FROM cells c LEFT JOIN summed s USING (area_code)
        ORDER BY c.area_code
        """,
        bind_cell_query(snapshot, scope, cut, level) | _bind(span) | {"kind": kind},
    )


def select_action_nationalities(snapshot: Snapshot, scope: Scope, span: Span, kind: str) -> pd.DataFrame:
    """One row per nationality of a kind in the place and span, the largest first, not detailed (null) last: value,
    person_count, status. Raises AccessError for a public scope, whose tables detail kinds alone."""
    require_exact(scope)
    return snapshot.frame(
        scope,
        f"""
        SELECT t.nationality AS value, sum(t.person_count)::BIGINT AS person_count, 'angka' AS status
        FROM out_case_counts t
        SEMI JOIN (SELECT a.period FROM out_area_month a WHERE a.area_code = $area_code AND a.category = $category) s
            ON s.period = t.period
        WHERE t.category = $category AND t.action_kind = $kind AND t.period BETWEEN $first AND $last
          AND t.person_count > 0 AND {IN_AREA}
        GROUP BY t.nationality
        ORDER BY value IS NULL, person_count DESC, value
        """,
        _bind(span) | {"kind": kind},
    )


def _bind(span: Span) -> BoundParameters:
    names = ("area_code", "first", "last", "category")
    return {name: getattr(span, name) for name in names}
