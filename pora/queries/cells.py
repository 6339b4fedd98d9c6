"""Counts by area and month, with the completeness of their reports beside them."""

from __future__ import annotations

import pandas as pd

from pora.access import Scope
from pora.db import Snapshot


def select_areas(snapshot: Snapshot, scope: Scope, level: str, period: str, category: str) -> pd.DataFrame:
    """One row per area of the level: area_code, area_name, person_count, unplaced_count, status, reporting_count,
    incomplete_count, kecamatan_count."""
    return snapshot.frame(
        scope,
        """
        SELECT area_code, area_name, person_count, unplaced_count, status, reporting_count, incomplete_count,
               kecamatan_count
        FROM out_area_month
        WHERE level = $level AND period = $period AND category = $category
        ORDER BY area_code
        """,
        {"level": level, "period": period, "category": category},
    )


def select_kecamatan(snapshot: Snapshot, scope: Scope, period: str, category: str, area_code: str) -> pd.DataFrame:
    """One row per kecamatan of a province, office, kabupaten/kota, or kecamatan: kecamatan_code, kecamatan_name,
    kabupaten_code, kabupaten_name, person_count, status."""
    return snapshot.frame(
        scope,
        """
        SELECT k.kecamatan_code, k.kecamatan_name, k.kabupaten_code, r.area_name AS kabupaten_name,
               k.person_count, k.status
        FROM out_kecamatan_month k JOIN main.ref_area r ON r.area_code = k.kabupaten_code
        WHERE k.period = $period AND k.category = $category
          AND (starts_with(k.kecamatan_code, $area_code) OR k.kabupaten_code IN (
              SELECT m.kabupaten_code FROM main.ref_office_month m
              WHERE m.office_code = $area_code AND m.period = $period))
        ORDER BY k.kecamatan_code
        """,
        {"period": period, "category": category, "area_code": area_code},
    )


def select_series(snapshot: Snapshot, scope: Scope, area_code: str, category: str, last_period: str) -> pd.DataFrame:
    """One row per month of one area up to a month, oldest first: period, person_count, unplaced_count, status,
    reporting_count, kecamatan_count. A month without a report has a null count."""
    return snapshot.frame(
        scope,
        """
        SELECT period, person_count, unplaced_count, status, reporting_count, kecamatan_count
        FROM out_area_month
        WHERE area_code = $area_code AND category = $category AND period <= $last_period
        ORDER BY period
        """,
        {"area_code": area_code, "category": category, "last_period": last_period},
    )


def select_reporting(snapshot: Snapshot, scope: Scope, area_code: str, category: str) -> pd.DataFrame:
    """One row per month and part of an area, in the order of codes and months: the kecamatan of a kabupaten/kota, else
    the kabupaten/kota of a province or office. period, area_code, area_name, person_count, status, reporting_count,
    incomplete_count, kecamatan_count."""
    return snapshot.frame(
        scope,
        """
        SELECT period, area_code, area_name, person_count, status, reporting_count, incomplete_count, kecamatan_count
        FROM out_area_month t
        WHERE category = $category
          AND CASE WHEN $area_code SIMILAR TO '[0-9]{2}[.][0-9]{2}'
              THEN level = 'kecamatan' AND starts_with(area_code, $area_code)
              ELSE level = 'kabupaten_kota' AND (starts_with(area_code, $area_code) OR area_code IN (
                  SELECT m.kabupaten_code FROM main.ref_office_month m WHERE m.office_code = $area_code)) END
        ORDER BY area_code, period
        """,
        {"area_code": area_code, "category": category},
    )
