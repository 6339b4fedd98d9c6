# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Counts by desa and kelurahan, of the exact version alone: in a public one there are none to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pora import schema
from pora.access.roles import Scope
from pora.reference.places import place_level
from pora.schema import CATEGORIES, DESA, Cut
from pora.statistics.measures import NOT_DETAILED
from pora.warehouse.db import Snapshot
from pora.warehouse.queries.members import list_inside

if TYPE_CHECKING:
    import pandas as pd

# The columns of out_area_month for desa: a row for each month and category of every desa of a kecamatan that reports by
# desa in some month. In a month in which it reports without desa, these are not detailed; that is no zero, and not
# nothing reported.
_DESA_MONTHS = f"""(
    SELECT m.period, 'desa' AS level, d.desa_code AS area_code, d.desa_name AS area_name, g.category, n.person_count,
           NULL::BIGINT AS unplaced_count, NULL::VARCHAR AS unplaced_status,
           CASE WHEN n.status IS NOT NULL THEN n.status WHEN k.status IN ('angka', 'nol') THEN '{NOT_DETAILED}'
                ELSE 'belum_lapor' END AS status, (n.person_count IS NOT NULL)::INTEGER AS reporting_count,
           0 AS incomplete_count, 1 AS kecamatan_count, NULL::BIGINT AS first_count
    FROM (SELECT DISTINCT desa_code, desa_name, kecamatan_code FROM out_desa_month) d
    CROSS JOIN (SELECT DISTINCT period FROM main.ref_member_month) m
    CROSS JOIN (SELECT unnest({list(CATEGORIES)}) AS category) g
    LEFT JOIN out_desa_month n
        ON n.desa_code = d.desa_code AND n.period = m.period AND n.category = g.category
    LEFT JOIN out_kecamatan_month k
        ON k.kecamatan_code = d.kecamatan_code AND k.period = m.period AND k.category = g.category
)"""

_DESA = """
SELECT desa_code, desa_name, person_count, status FROM out_desa_month
WHERE kecamatan_code = $area_code AND period = $period AND category = $category
"""
# What the kecamatan has beyond its desa: persons of no known desa, a number and never spread.
_REST = """
SELECT NULL, NULL, k.person_count - d.person_count,
       CASE WHEN k.person_count > d.person_count THEN 'angka' ELSE 'nol' END
FROM out_kecamatan_month k JOIN (
    SELECT kecamatan_code, period, category, coalesce(sum(person_count), 0)::BIGINT AS person_count
    FROM out_desa_month GROUP BY ALL
) d USING (kecamatan_code, period, category)
WHERE kecamatan_code = $area_code AND period = $period AND category = $category
"""


def months_of(level: str) -> str:
    """Where the counts of areas of a level are: out_area_month, or what has its columns."""
    return _DESA_MONTHS if level == DESA else "out_area_month"


def select_desa(snapshot: Snapshot, scope: Scope, cut: Cut) -> pd.DataFrame:
    """One row per desa of a kecamatan that reports by desa, in order of code, then who is not detailed by desa (null):
    desa_code, desa_name, person_count, status. No rows for any other place, and in a public version."""
    if scope.version != "exact" or place_level(cut.area_code) != schema.KECAMATAN:
        import pandas as pd

        return pd.DataFrame(columns=["desa_code", "desa_name", "person_count", "status"])
    statement = f"SELECT * FROM ({_DESA} UNION ALL {_REST}) ORDER BY desa_code NULLS LAST"
    return snapshot.frame(scope, statement, vars(cut))


def select_desa_report_counts(snapshot: Snapshot, scope: Scope, *, area_code: str) -> pd.DataFrame:
    """One row per month and category in which desa of a place reported, in order: period, category, reporting_count
    (zero counts as reported). No rows in a public version."""
    return snapshot.frame(
        scope,
        """
        SELECT t.period, t.category, count(*) AS reporting_count FROM out_desa_month t
        WHERE t.status <> 'belum_lapor'
          AND (starts_with(t.desa_code, $area_code) OR (t.period, substr(t.desa_code, 1, 5)) IN (
                SELECT (m.period, m.kabupaten_code) FROM main.ref_member_month m WHERE m.area_code = $area_code))
        GROUP BY ALL ORDER BY ALL
        """,
        {"area_code": area_code},
    )


def select_inside(snapshot: Snapshot, scope: Scope, *, area_code: str, period: str) -> list[str]:
    """The kabupaten/kota of a wider place in a month, in the order of codes; none for any other."""
    return list_inside(snapshot, scope, area_code, period)


def select_desa_months(snapshot: Snapshot, scope: Scope, *, area_code: str) -> pd.DataFrame:
    """One row per category and month in which a kecamatan, or any of a kabupaten/kota, reports by desa, in order:
    category, period."""
    return snapshot.frame(
        scope,
        "SELECT DISTINCT category, period FROM out_desa_month WHERE starts_with(desa_code, $area_code) ORDER BY ALL",
        {"area_code": area_code},
    )


def select_desa_reports(snapshot: Snapshot, scope: Scope, cut: Cut) -> pd.DataFrame:
    """One row per kecamatan of a place in which a desa reported, zero included, in the order of codes: kecamatan_code,
    reporting_count. No rows in a public version."""
    statement = """
        SELECT t.kecamatan_code, count(*) AS reporting_count FROM out_desa_month t
        WHERE t.period = $period AND t.category = $category AND t.status <> 'belum_lapor'
          AND (starts_with(t.desa_code, $area_code) OR list_contains($inside::VARCHAR[], substr(t.desa_code, 1, 5)))
        GROUP BY ALL ORDER BY ALL
    """
    inside = list_inside(snapshot, scope, cut.area_code, cut.period)
    return snapshot.frame(scope, statement, vars(cut) | {"inside": inside})


def select_by_desa(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per kecamatan that reports by desa in some month: kecamatan_code."""
    return snapshot.frame(scope, "SELECT DISTINCT kecamatan_code FROM out_desa_month ORDER BY ALL")
