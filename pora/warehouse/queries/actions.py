# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Actions over several months: the only sums over months there are, so each takes a `Span`, which no stock can be in.

Trap: a kind that no report of a month names is not reported, which is no zero; `months` says which months name it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pora.access.roles import Scope
from pora.schema import BELUM_LAPOR, ORANG_ASING, Cut, Span
from pora.warehouse.db import BoundParameters, Snapshot
from pora.warehouse.queries.cells import IN_AREA, select_cells
from pora.warehouse.queries.details import require_exact

if TYPE_CHECKING:
    import pandas as pd

_NAMED = """
    FROM out_area_month_detail t
    WHERE t.category = $flow AND t.dimension = 'action_kind' AND t.period BETWEEN $first AND $last
"""
_MONTHS = "list(DISTINCT substr(t.period, 6) ORDER BY substr(t.period, 6)) AS months"


def select_action_sums(snapshot: Snapshot, scope: Scope, span: Span) -> pd.DataFrame:
    """One row per kind that reports of the place name in the span, not detailed (null) last: value, person_count (of
    the months that are shown), status, months (a list of 01 to 12), hidden_months (how many of them are suppressed).
    Suppressed where no shown month has any."""
    return snapshot.frame(
        scope,
        f"""
        SELECT value, if(status = 'disamarkan', NULL, person_count) AS person_count, status, months, hidden_months
        FROM (
            SELECT t.value, coalesce(sum(t.person_count), 0)::BIGINT AS person_count, {_MONTHS},
                   count(*) FILTER (t.status = 'disamarkan')::INTEGER AS hidden_months,
                   CASE WHEN coalesce(sum(t.person_count), 0) > 0 THEN 'angka'
                        WHEN hidden_months > 0 THEN 'disamarkan' ELSE 'nol' END AS status
            {_NAMED} AND t.area_code = $area_code
            GROUP BY t.value
        )
        ORDER BY value IS NULL, value
        """,
        _bind(span),
    )


def select_action_cells(snapshot: Snapshot, scope: Scope, span: Span, level: str, kind: str) -> pd.DataFrame:
    """One row per area of the level within the place as it is in the last month: area_code, area_name, person_count (of
    the kind, in the span), status, months (a list of 01 to 12, null where none names the kind). One suppressed month
    hides the sum: areas are compared."""
    import pandas as pd

    # A flow has no rows in a month that nobody reports it for; the areas are those of the stocks, which have.
    areas = select_cells(snapshot, scope, Cut(span.area_code, span.last, ORANG_ASING), level)
    rows = snapshot.rows(
        scope,
        f"""
        SELECT t.area_code, if(bool_or(t.status = 'disamarkan'), NULL, sum(t.person_count)::BIGINT) AS person_count,
               CASE WHEN bool_or(t.status = 'disamarkan') THEN 'disamarkan' WHEN sum(t.person_count) = 0 THEN 'nol'
                    ELSE 'angka' END AS status, {_MONTHS}
        {_NAMED} AND t.value = $kind AND t.level = $level
        GROUP BY t.area_code
        """,
        {"first": span.first, "last": span.last, "flow": span.category, "kind": kind, "level": level},
    )
    sums = {code: found for code, *found in rows}
    found = [sums.get(code, (None, BELUM_LAPOR, None)) for code in areas["area_code"].tolist()]
    return areas[["area_code", "area_name"]].assign(
        person_count=pd.array([count for count, _status, _months in found], dtype="Int64"),
        status=[status for _count, status, _months in found],
        months=pd.Series([months for _count, _status, months in found], dtype=object),
    )


def list_action_nationalities(
    snapshot: Snapshot, scope: Scope, span: Span, kind: str
) -> list[tuple[str | None, int, str]]:
    """One row per nationality of a kind in the place and span, the largest first, not detailed (None) last: value,
    person_count, status. Raises AccessError for a public scope, whose tables detail kinds alone."""
    require_exact(scope)
    return snapshot.rows(
        scope,
        f"""
        SELECT t.nationality AS value, sum(t.person_count)::BIGINT AS person_count, 'angka' AS status
        FROM out_case_counts t
        SEMI JOIN (SELECT a.period FROM out_area_month a WHERE a.area_code = $area_code AND a.category = $flow) s
            ON s.period = t.period
        WHERE t.category = $flow AND t.action_kind = $kind AND t.period BETWEEN $first AND $last
          AND t.person_count > 0 AND {IN_AREA}
        GROUP BY t.nationality
        ORDER BY value IS NULL, person_count DESC, value
        """,
        _bind(span) | {"kind": kind},
    )


def _bind(span: Span) -> BoundParameters:
    return {"area_code": span.area_code, "first": span.first, "last": span.last, "flow": span.category}
