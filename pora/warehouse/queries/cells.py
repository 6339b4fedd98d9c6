# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Counts by area and month, with the completeness of their reports beside them.

An area is a kecamatan, kabupaten/kota, province, the country, an office or a group of kabupaten/kota.
"""

from __future__ import annotations

import pandas as pd

from pora.access.roles import Scope
from pora.schema import Cut
from pora.warehouse.db import Snapshot

# The kabupaten/kota of a wider area in a month.
KABUPATEN_IN_AREA = (
    "(SELECT m.kabupaten_code FROM main.ref_member_month m WHERE m.area_code = $area_code AND m.period = $period)"
)

# A row of out_case_counts, called t, that counts in an area; an office's own part counts where all its area lies.
IN_AREA = """(
    starts_with(coalesce(t.kecamatan_code, t.kabupaten_code), $area_code)
    OR (t.period, t.kabupaten_code) IN (
        SELECT (m.period, m.kabupaten_code) FROM main.ref_member_month m WHERE m.area_code = $area_code)
    OR (t.kabupaten_code IS NULL AND (t.period, t.office_code) IN (
        SELECT (w.period, w.office_code) FROM main.ref_office_within w WHERE w.area_code = $area_code))
)"""

CELLS = f"""
SELECT t.area_code, t.area_name, r.parent_code, p.area_name AS parent_name, t.person_count, t.unplaced_count, t.status,
       t.reporting_count, t.incomplete_count, t.kecamatan_count, t.first_count, t.unplaced_status
FROM out_area_month t
LEFT JOIN main.ref_area r ON r.area_code = t.area_code
LEFT JOIN main.ref_area p ON p.area_code = r.parent_code
WHERE t.level = $level AND t.period = $period AND t.category = $category
  AND (starts_with(t.area_code, $area_code) OR substr(t.area_code, 1, 5) IN {KABUPATEN_IN_AREA}
       OR $level NOT IN ('kecamatan', 'kabupaten_kota') AND EXISTS (
           FROM main.ref_member_month o
           WHERE o.area_code = t.area_code AND o.period = $period AND o.kabupaten_code IN {KABUPATEN_IN_AREA}))
ORDER BY t.area_code
"""


def select_cells(snapshot: Snapshot, scope: Scope, cut: Cut, level: str) -> pd.DataFrame:
    """One row per area of the level within the place: area_code, area_name, parent_code, parent_name (null for offices
    and groups), person_count, unplaced_count, status, reporting_count, incomplete_count, kecamatan_count, first_count
    (as first reported), unplaced_status. An office or group is within a place if they share a kabupaten/kota."""
    return snapshot.frame(scope, CELLS, vars(cut) | {"level": level})


def select_series(snapshot: Snapshot, scope: Scope, cut: Cut) -> pd.DataFrame:
    """One row per month of the place up to the cut's, oldest first: period, person_count, unplaced_count,
    unplaced_status, status, reporting_count, kecamatan_count, first_count. A month without a report has a null
    count."""
    return snapshot.frame(
        scope,
        """
        SELECT period, person_count, unplaced_count, unplaced_status, status, reporting_count, kecamatan_count,
               first_count
        FROM out_area_month
        WHERE area_code = $area_code AND category = $category AND period <= $period
        ORDER BY period
        """,
        vars(cut),
    )


def select_level_series(snapshot: Snapshot, scope: Scope, cut: Cut, level: str) -> pd.DataFrame:
    """One row per month up to the cut's and area of the level within the place as it is in that month, in the order of
    codes and months: period, area_code, area_name, person_count, unplaced_count, status, reporting_count,
    incomplete_count, kecamatan_count, first_count."""
    return snapshot.frame(
        scope,
        f"""
        WITH cells AS ({CELLS})
        SELECT s.period, s.area_code, s.area_name, s.person_count, s.unplaced_count, s.status, s.reporting_count,
               s.incomplete_count, s.kecamatan_count, s.first_count
        FROM out_area_month s JOIN cells c USING (area_code)
        WHERE s.level = $level AND s.category = $category AND s.period <= $period
        ORDER BY s.area_code, s.period
        """,
        vars(cut) | {"level": level},
    )
