# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Counts by area and month, with the completeness of their reports beside them.

An area is a desa of a kecamatan that reports by desa (in the exact version), a kecamatan, kabupaten/kota, province, the
country, an office or a group of kabupaten/kota.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pora.access.roles import Scope
from pora.reference.areas import area_index
from pora.reference.areas.desa import find_desa
from pora.reference.places import place_level
from pora.schema import DESA, KECAMATAN, PROVINSI, Cut
from pora.schema.levels import INNER_LEVELS
from pora.warehouse.db import BoundParameters, Snapshot
from pora.warehouse.queries.desa import months_of
from pora.warehouse.queries.members import list_inside, parents_of

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

_NARROW = (*INNER_LEVELS, DESA)
_IN_PLACE = "starts_with(t.area_code, $area_code) OR list_contains($inside::VARCHAR[], substr(t.area_code, 1, 5))"
# Of what is wider than a kabupaten/kota: whatever shares one with the place.
_SHARES_INSIDE = """EXISTS (
    FROM main.ref_member_month o
    WHERE o.area_code = t.area_code AND o.period = $period AND list_contains($inside::VARCHAR[], o.kabupaten_code))"""


def write_cell_query(level: str, month: str = "") -> str:
    """The statement of the areas of a level within a place, for `bind_cell_query`; `month` tells the parameters of two
    months apart."""
    is_inside = _IN_PLACE if level in _NARROW else f"{_IN_PLACE} OR {_SHARES_INSIDE}"
    statement = f"""
SELECT t.area_code, t.area_name, t.person_count, t.unplaced_count, t.status, t.reporting_count, t.incomplete_count,
       t.kecamatan_count, t.first_count, t.unplaced_status
FROM {months_of(level)} t
WHERE t.level = $level AND t.period = $period AND t.category = $category AND ({is_inside})
"""
    return statement.replace("$period", f"$period{month}").replace("$inside", f"$inside{month}")


def bind_cell_query(snapshot: Snapshot, scope: Scope, cut: Cut, level: str) -> BoundParameters:
    inside = list_inside(snapshot, scope, cut.area_code, cut.period)
    if level in _NARROW and all(code.startswith(cut.area_code) for code in inside):
        inside = []  # what begins with the code of a province lies in it: nothing to look through for each area
    return vars(cut) | {"level": level, "inside": inside}


def months_around(cut: Cut) -> str:
    """Where the counts of the place of a cut are."""
    return months_of(DESA if find_desa(cut.area_code) else "")


def add_parents(snapshot: Snapshot, scope: Scope, cells: pd.DataFrame) -> pd.DataFrame:
    """Cells with parent_code and parent_name after their own; null for offices and groups."""
    codes, first = tuple(cells["area_code"].tolist()), list(cells.columns).index("area_name") + 1
    for place, (name, values) in enumerate(snapshot.keep(_read_above, scope, codes).items()):
        cells.insert(first + place, name, values)
    return cells


def _read_above(snapshot: Snapshot, scope: Scope, codes: tuple[str, ...]) -> dict[str, pd.Series]:
    """The same areas are asked for in every month."""
    import pandas as pd

    parents = parents_of(snapshot, scope)
    above = [parents.get(code) or _find_kecamatan(code) for code in codes]
    names = ("parent_code", "parent_name")
    return {name: pd.Series([one[place] for one in above], dtype="str") for place, name in enumerate(names)}


def _find_kecamatan(code: str) -> tuple[str | None, str | None]:
    """Of a desa, which the snapshot's own list of areas does not have; nothing for any other area."""
    desa = find_desa(code)
    return (desa.parent_code, area_index().area_name(str(desa.parent_code))) if desa else (None, None)


def select_cells(snapshot: Snapshot, scope: Scope, cut: Cut, level: str) -> pd.DataFrame:
    """One row per area of the level within the place: area_code, area_name, parent_code, parent_name (null for offices
    and groups), person_count, unplaced_count, status, reporting_count, incomplete_count, kecamatan_count, first_count
    (as first reported), unplaced_status. An office or group is within a place if they share a kabupaten/kota."""
    statement = f"{write_cell_query(level)} ORDER BY t.area_code"
    return add_parents(snapshot, scope, snapshot.frame(scope, statement, bind_cell_query(snapshot, scope, cut, level)))


def select_two_months(snapshot: Snapshot, scope: Scope, cut: Cut, before: str, level: str) -> pd.DataFrame:
    """The rows of `select_cells` for the month of the cut and for another one, each with its `period`, oldest first:
    one question, since to plan it takes longer than to answer it."""
    parameters = bind_cell_query(snapshot, scope, cut, level)
    earlier = bind_cell_query(snapshot, scope, replace(cut, period=before), level)
    cells = snapshot.frame(
        scope,
        f"""
        SELECT $period AS period, c.* FROM ({write_cell_query(level)}) c
        UNION ALL SELECT $period_before AS period, b.* FROM ({write_cell_query(level, "_before")}) b
        ORDER BY period, area_code
        """,
        parameters | {"period_before": before, "inside_before": earlier["inside"]},
    )
    return add_parents(snapshot, scope, cells)


def select_series(snapshot: Snapshot, scope: Scope, cut: Cut) -> pd.DataFrame:
    """One row per month of the place up to the cut's, oldest first: period, person_count, unplaced_count,
    unplaced_status, status, reporting_count, kecamatan_count, first_count. A month without a report has a null
    count."""
    return snapshot.frame(
        scope,
        f"""
        SELECT period, person_count, unplaced_count, unplaced_status, status, reporting_count, kecamatan_count,
               first_count
        FROM {months_around(cut)}
        WHERE area_code = $area_code AND category = $category AND period <= $period
        ORDER BY period
        """,
        vars(cut),
    )


def list_peers(snapshot: Snapshot, scope: Scope, cut: Cut) -> list[dict[str, Any]]:
    """One row per area of the place's level in its province, or of a province in the country, itself included; of a
    kecamatan also its kabupaten/kota. In order of code: area_code, area_name, level, person_count (None without a
    number), status. No row for an office, a group, a desa or the country, nor for what lies outside of the scope."""
    level = place_level(cut.area_code)
    if level not in (PROVINSI, *INNER_LEVELS):
        return []
    return snapshot.records(
        scope,
        """
        SELECT area_code, area_name, level, person_count, status FROM out_area_month
        WHERE period = $period AND category = $category
          AND (level = $level AND starts_with(area_code, $province) OR area_code = $whole)
        ORDER BY area_code
        """,
        {
            "period": cut.period,
            "category": cut.category,
            "level": level,
            "province": "" if level == PROVINSI else cut.area_code[:2],
            "whole": cut.area_code[:5] if level == KECAMATAN else "",
        },
    )


def select_level_series(snapshot: Snapshot, scope: Scope, cut: Cut, level: str) -> pd.DataFrame:
    """One row per month up to the cut's and area of the level within the place as it is in that month, in the order of
    codes and months: period, area_code, area_name, person_count, unplaced_count, status, reporting_count,
    incomplete_count, kecamatan_count, first_count."""
    return snapshot.frame(
        scope,
        f"""
        WITH cells AS ({write_cell_query(level)})
        SELECT s.period, s.area_code, s.area_name, s.person_count, s.unplaced_count, s.status, s.reporting_count,
               s.incomplete_count, s.kecamatan_count, s.first_count
        FROM {months_of(level)} s JOIN cells c USING (area_code)
        WHERE s.level = $level AND s.category = $category AND s.period <= $period
        ORDER BY s.area_code, s.period
        """,
        bind_cell_query(snapshot, scope, cut, level),
    )
