# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Counts by area and month, with the completeness of their reports beside them.

An area is a desa of a kecamatan that reports by desa (in the exact version), a kecamatan, kabupaten/kota, province, the
country, an office or a group of kabupaten/kota.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pora.access.roles import Scope
from pora.reference.areas import area_index
from pora.reference.areas.desa import find_desa
from pora.schema import DESA, Cut
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


def write_cell_query(level: str) -> str:
    """The statement of the areas of a level within a place, for `bind_cell_query`."""
    is_inside = _IN_PLACE if level in _NARROW else f"{_IN_PLACE} OR {_SHARES_INSIDE}"
    return f"""
SELECT t.area_code, t.area_name, t.person_count, t.unplaced_count, t.status, t.reporting_count, t.incomplete_count,
       t.kecamatan_count, t.first_count, t.unplaced_status
FROM {months_of(level)} t
WHERE t.level = $level AND t.period = $period AND t.category = $category AND ({is_inside})
ORDER BY t.area_code
"""


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
    codes = tuple(cells["area_code"].tolist())
    for place, (name, values) in enumerate(snapshot.keep(_read_above, scope, codes).items()):
        cells.insert(place + 2, name, values)
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
    cells = snapshot.frame(scope, write_cell_query(level), bind_cell_query(snapshot, scope, cut, level))
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


def select_peers(snapshot: Snapshot, scope: Scope, cut: Cut) -> pd.DataFrame:
    """One row per area of the place's level in its province, or of a province in the country, itself included; of a
    kecamatan also its kabupaten/kota. In order of code: area_code, area_name, level, person_count, status. No row for
    an office, a group or the country, nor for what lies outside of the scope."""
    return snapshot.frame(
        scope,
        """
        SELECT t.area_code, t.area_name, t.level, t.person_count, t.status
        FROM out_area_month t
        WHERE t.period = $period AND t.category = $category AND t.level IN ('provinsi', 'kabupaten_kota', 'kecamatan')
          AND (length(t.area_code) = length($area_code)
               AND (t.level = 'provinsi' OR starts_with(t.area_code, substr($area_code, 1, 2)))
               OR length($area_code) = 8 AND t.area_code = substr($area_code, 1, 5))
          AND $area_code SIMILAR TO '[0-9]{2}([.][0-9]{2}){0,2}'
        ORDER BY t.area_code
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
        WITH cells AS ({write_cell_query(level)})
        SELECT s.period, s.area_code, s.area_name, s.person_count, s.unplaced_count, s.status, s.reporting_count,
               s.incomplete_count, s.kecamatan_count, s.first_count
        FROM {months_of(level)} s JOIN cells c USING (area_code)
        WHERE s.level = $level AND s.category = $category AND s.period <= $period
        ORDER BY s.area_code, s.period
        """,
        bind_cell_query(snapshot, scope, cut, level),
    )
