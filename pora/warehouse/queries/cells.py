# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Counts by area and month, with the completeness of their reports beside them.

An area is a desa of a kecamatan that reports by desa (in the exact version), a kecamatan, kabupaten/kota, province, the
country, an office or a group of kabupaten/kota.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from pora.access.roles import Scope
from pora.reference.areas import area_index
from pora.reference.areas.desa import find_desa
from pora.reference.places import place_level
from pora.schema import DESA, KABUPATEN_KOTA, KECAMATAN, PROVINSI, Cut
from pora.schema.levels import INNER_LEVELS
from pora.warehouse.db import Snapshot
from pora.warehouse.queries.area_months import add_parents, cut_cells, read_area_month
from pora.warehouse.queries.desa import months_of
from pora.warehouse.queries.members import list_inside

if TYPE_CHECKING:
    import pandas as pd

# A row of out_case_counts, called t, that counts in an area; an office's own part counts where all its area lies.
IN_AREA = """(
    starts_with(coalesce(t.desa_code, t.kecamatan_code, t.kabupaten_code), $area_code)
    OR (t.period, t.kabupaten_code) IN (
        SELECT (m.period, m.kabupaten_code) FROM main.ref_member_month m WHERE m.area_code = $area_code)
    OR (t.kabupaten_code IS NULL AND (t.period, t.office_code) IN (
        SELECT (w.period, w.office_code) FROM main.ref_office_within w WHERE w.area_code = $area_code))
)"""


def months_around(area_code: str) -> str:
    """Where the counts of a place are."""
    return months_of(DESA if find_desa(area_code) else "")


def select_cells(snapshot: Snapshot, scope: Scope, cut: Cut, level: str) -> pd.DataFrame:
    """One row per area of the level within the place, in order of code: area_code, area_name, parent_code, parent_name
    (null for offices and groups), person_count, unplaced_count, status, reporting_count, incomplete_count,
    kecamatan_count, first_count (as first reported), unplaced_status. An office or group is within a place if they
    share a kabupaten/kota."""
    return _select_desa_cells(snapshot, scope, cut) if level == DESA else cut_cells(snapshot, scope, cut, level)


def _select_desa_cells(snapshot: Snapshot, scope: Scope, cut: Cut) -> pd.DataFrame:
    """Desa are many, and few places are shown by them."""
    cells = snapshot.frame(
        scope,
        f"""
        SELECT t.area_code, t.area_name, t.person_count, t.unplaced_count, t.status, t.reporting_count,
               t.incomplete_count, t.kecamatan_count, t.first_count, t.unplaced_status
        FROM {months_of(DESA)} t
        WHERE t.period = $period AND t.category = $category
          AND (starts_with(t.area_code, $area_code) OR list_contains($inside::VARCHAR[], substr(t.area_code, 1, 5)))
        ORDER BY t.area_code
        """,
        vars(cut) | {"inside": list_inside(snapshot, scope, cut.area_code, cut.period)},
    )
    desa, index = [find_desa(code) for code in cells["area_code"].tolist()], area_index()
    parents = [str(one.parent_code) if one else None for one in desa]
    return add_parents(cells, [(code, index.area_name(code) if code else None) for code in parents])


def select_series(snapshot: Snapshot, scope: Scope, cut: Cut) -> pd.DataFrame:
    """One row per month of the place up to the cut's, oldest first: period, person_count, unplaced_count,
    unplaced_status, status, reporting_count, kecamatan_count, first_count. A month without a report has a null
    count."""
    months, keys = snapshot.keep_lately(_read_months, scope, cut.area_code)
    rows = slice(bisect_left(keys, (cut.category, "")), bisect_right(keys, (cut.category, cut.period)))
    return months.iloc[rows].reset_index(drop=True)


def _read_months(snapshot: Snapshot, scope: Scope, area_code: str) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Of all categories, since a page tells of two; with category and month of each row, in their order."""
    months = snapshot.frame(
        scope,
        f"""
        SELECT category, period, person_count, unplaced_count, unplaced_status, status, reporting_count,
               kecamatan_count, first_count
        FROM {months_around(area_code)}
        WHERE area_code = $area_code
        ORDER BY category, period
        """,
        {"area_code": area_code},
    )
    categories = months.pop("category").tolist()
    return months, list(zip(categories, months["period"].tolist(), strict=True))


def list_peers(snapshot: Snapshot, scope: Scope, cut: Cut) -> list[dict[str, Any]]:
    """One row per area of the place's level in its province, or of a province in the country, itself included; of a
    kecamatan also its kabupaten/kota, first: area_code, area_name, person_count (None without a number), status. No row
    for an office, a group, a desa or the country, nor for what lies outside of the scope."""
    import pandas as pd

    level = place_level(cut.area_code)
    if level not in (PROVINSI, *INNER_LEVELS):
        return []
    month = read_area_month(snapshot, scope, cut.period, cut.category)
    cells = month.pick(level, "" if level == PROVINSI else cut.area_code[:2])
    wholes = [month.pick(KABUPATEN_KOTA, cut.area_code[:5])] if level == KECAMATAN else []
    names = ("area_code", "area_name", "person_count", "status")
    return [
        {"area_code": code, "area_name": name, "person_count": None if count is pd.NA else count, "status": status}
        for areas in [*wholes, cells]
        for code, name, count, status in zip(*(areas[column].tolist() for column in names), strict=True)
    ]


def select_level_series(snapshot: Snapshot, scope: Scope, cut: Cut, level: str) -> pd.DataFrame:
    """One row per month up to the cut's and area of the level within the place as it is in that month, in the order of
    codes and months: period, area_code, area_name, person_count, unplaced_count, status, reporting_count,
    incomplete_count, kecamatan_count, first_count."""
    return snapshot.frame(
        scope,
        f"""
        SELECT period, area_code, area_name, person_count, unplaced_count, status, reporting_count, incomplete_count,
               kecamatan_count, first_count
        FROM {months_of(level)}
        WHERE level = $level AND category = $category AND period <= $period
          AND area_code IN (SELECT unnest($codes::VARCHAR[]))
        ORDER BY area_code, period
        """,
        {
            "level": level,
            "category": cut.category,
            "period": cut.period,
            "codes": select_cells(snapshot, scope, cut, level)["area_code"].tolist(),
        },
    )
