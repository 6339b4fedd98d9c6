# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Counts by one dimension (nationality, permit, ...), and counts of those who match a filter on several.

Trap: who is not detailed ("tidak dirinci", null) may or may not match. They are counted apart, never guessed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pora import schema
from pora.access.roles import Scope
from pora.errors import AccessError
from pora.locale import _
from pora.reference.areas.desa import find_desa
from pora.schema import Cut
from pora.warehouse.db import BoundParameters, Snapshot
from pora.warehouse.queries.cells import IN_AREA, months_around, select_cells

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class CaseFilter:
    """A value for each dimension that is filtered, none for the others."""

    nationality: str | None = None
    izin_tinggal: str | None = None
    sex: str | None = None
    purpose: str | None = None
    unhcr_status: str | None = None
    unhcr_card: str | None = None
    action_kind: str | None = None

    def __bool__(self) -> bool:
        return any(vars(self).values())


def require_exact(scope: Scope) -> None:
    """Raises AccessError for a public scope: its version has no rows to filter, and their absence is no zero."""
    if scope.version != "exact":
        raise AccessError(_("Saringan dan rincian gabungan tidak ada dalam versi publik."))


def _details_of(area_code: str) -> str:
    """Where the counts of a place by one dimension are: out_area_month_detail, or of a desa what has its columns."""
    if not find_desa(area_code):
        return "out_area_month_detail"
    parts = (
        f"""
        SELECT t.period, t.desa_code AS area_code, t.category, '{column}' AS dimension, t.{column} AS value,
               sum(t.person_count)::BIGINT AS person_count, 'angka' AS status
        FROM out_case_counts t WHERE t.desa_code = $area_code AND t.person_count > 0 GROUP BY ALL"""
        for column in schema.DIMENSION_NAMES
    )
    return f"({' UNION ALL '.join(parts)})"


def list_details(snapshot: Snapshot, scope: Scope, cut: Cut) -> list[tuple[str, str | None, int | None, str]]:
    """One row per dimension and value in the place and month, of a dimension the largest first and not detailed (None)
    last: dimension, value, person_count, status. The sum of each dimension is the count of the place."""
    return snapshot.rows(
        scope,
        f"""
        SELECT dimension, value, person_count, status
        FROM {_details_of(cut.area_code)}
        WHERE area_code = $area_code AND period = $period AND category = $category
        ORDER BY dimension, value IS NULL, person_count DESC, value
        """,
        vars(cut),
    )


def select_detail_series(snapshot: Snapshot, scope: Scope, cut: Cut, dimension: str) -> pd.DataFrame:
    """One row per month up to the cut's and value of a dimension in the place: period, value, person_count, status.
    Trap: a value that is missing in a month is zero if the place reported, and unknown if it did not."""
    return snapshot.frame(
        scope,
        f"""
        SELECT period, value, person_count, status
        FROM {_details_of(cut.area_code)}
        WHERE area_code = $area_code AND period <= $period AND category = $category AND dimension = $dimension
        ORDER BY value, period
        """,
        vars(cut) | {"dimension": dimension},
    )


def select_values(snapshot: Snapshot, scope: Scope, dimension: str) -> list[str]:
    """The values of a dimension that occur, the most frequent of the last month first."""
    # Whoever sees a kecamatan alone sees no kabupaten/kota.
    inner = schema.KABUPATEN_KOTA if scope.limits is None else schema.KECAMATAN
    frame = snapshot.frame(
        scope,
        """
        SELECT value FROM out_area_month_detail
        WHERE dimension = $dimension AND value IS NOT NULL AND level IN ('kabupaten_kota', $inner)
        GROUP BY value ORDER BY max_by(person_count, period) DESC, value
        """,
        {"dimension": dimension, "inner": inner},
    )
    return list(frame["value"])


_MATCHING_COLUMNS = (
    *("area_code", "area_name", "parent_code", "parent_name", "person_count", "unknown_count", "status"),
    *("reporting_count", "incomplete_count", "kecamatan_count"),
)
_NAMES = tuple(CaseFilter().__dict__)
_IS_MATCH = " AND ".join(f"coalesce({name} = ${name}, ${name} IS NULL)" for name in _NAMES)
MAY_MATCH = " AND ".join(f"coalesce({name} = ${name}, true)" for name in _NAMES)
SUMS = f"""
    coalesce(sum(person_count) FILTER ({_IS_MATCH}), 0)::BIGINT AS person_count,
    coalesce(sum(person_count) FILTER (NOT ({_IS_MATCH})), 0)::BIGINT AS unknown_count
"""


# Where a row of out_case_counts, called t, is counted; an office's own part in the office's province.
PLACES = {
    "desa": "t.desa_code",
    "kecamatan": "t.kecamatan_code",
    "kabupaten_kota": "t.kabupaten_code",
    "provinsi": "coalesce(substr(t.kabupaten_code, 1, 2), "
    "(SELECT o.province_code FROM main.ref_office o WHERE o.office_code = t.office_code))",
}
_ONE_SUMS = """
    coalesce(sum(person_count) FILTER (value = $value), 0)::BIGINT AS person_count,
    coalesce(sum(person_count) FILTER (value IS NULL), 0)::BIGINT AS unknown_count
"""
_IS_ONE = "t.category = $category AND t.dimension = $dimension AND (t.value = $value OR t.value IS NULL)"


def find_one_dimension(category: str, chosen: CaseFilter) -> BoundParameters | None:
    """The only dimension that is chosen and its value, where counts by it are kept; then no rows need to be counted."""
    dimensions = [(name, value) for name, value in vars(chosen).items() if value]
    kept = [column.name for column in schema.DIMENSIONS_OF[category]]
    if len(dimensions) != 1 or dimensions[0][0] not in kept:
        return None
    return {"dimension": dimensions[0][0], "value": dimensions[0][1]}


def write_matching(
    level: str, category: str, chosen: CaseFilter, when: str, within: str = ""
) -> tuple[str, BoundParameters]:
    """The statement of who matches and who may, by month and area of a level, with its parameters; `when` is a
    condition on t.period, which brings its own. Of desa, which are many, only those within an area."""
    one = find_one_dimension(category, chosen) if level != schema.DESA else None
    parameters = {"category": category} | ({"level": level} | one if one else vars(chosen))
    if one:
        source, area, sums, condition = (
            "out_area_month_detail",
            "t.area_code",
            _ONE_SUMS,
            f"t.level = $level AND {_IS_ONE}",
        )
    else:
        source, area, sums = "out_case_counts", PLACES[level], SUMS
        condition = f"t.category = $category AND {MAY_MATCH}"
        if level == schema.DESA:
            condition += " AND starts_with(t.desa_code, $within)"
            parameters["within"] = within
    statement = f"""
        SELECT t.period, {area} AS area_code, {sums} FROM {source} t WHERE {when} AND {condition} GROUP BY ALL
    """
    return statement, parameters


def select_matching_cells(snapshot: Snapshot, scope: Scope, cut: Cut, level: str, chosen: CaseFilter) -> pd.DataFrame:
    """One row per desa, kecamatan, kabupaten/kota or province within the place: the columns of `select_cells`, but
    `person_count` counts those who match; and `unknown_count`, who may match or not, since a chosen dimension is not
    detailed. Raises AccessError for a public scope."""
    import pandas as pd

    require_exact(scope)
    matching, parameters = write_matching(level, cut.category, chosen, "t.period = $period", cut.area_code)
    rows = snapshot.rows(scope, matching, parameters | {"period": cut.period})
    matches = {code: (count, unknown) for _period, code, count, unknown in rows}
    cells = select_cells(snapshot, scope, cut, level)
    found = [matches.get(code, (0, 0)) for code in cells["area_code"].tolist()]
    has_number = cells["person_count"].notna()
    matching_counts, unknown_counts = (
        pd.Series([one[place] for one in found], cells.index, "Int64").where(has_number) for place in (0, 1)
    )
    is_none = (cells["status"] == schema.ANGKA) & (matching_counts == 0).fillna(False)
    cells = cells.assign(
        person_count=matching_counts,
        unknown_count=unknown_counts,
        status=cells["status"].mask(is_none, schema.NOL),
    )
    return cells[list(_MATCHING_COLUMNS)]


def select_matching_series(snapshot: Snapshot, scope: Scope, cut: Cut, chosen: CaseFilter) -> pd.DataFrame:
    """One row per month of the place up to the cut's, oldest first: period, person_count (who match), unknown_count,
    status, reporting_count, kecamatan_count. A month without a report has null counts. Raises AccessError for a public
    scope."""
    require_exact(scope)
    one = None if find_desa(cut.area_code) else find_one_dimension(cut.category, chosen)
    if one:
        matching = f"{_ONE_SUMS} FROM out_area_month_detail t WHERE {_IS_ONE} AND t.area_code = $area_code"
    else:
        matching = f"{SUMS} FROM out_case_counts t WHERE t.category = $category AND {MAY_MATCH} AND {IN_AREA}"
    return snapshot.frame(
        scope,
        f"""
        WITH matching AS (SELECT t.period, {matching} AND t.period <= $period GROUP BY ALL)
        SELECT a.period,
               CASE WHEN a.person_count IS NOT NULL THEN coalesce(m.person_count, 0) END AS person_count,
               CASE WHEN a.person_count IS NOT NULL THEN coalesce(m.unknown_count, 0) END AS unknown_count,
               CASE WHEN a.status = 'angka' AND coalesce(m.person_count, 0) = 0 THEN 'nol' ELSE a.status END AS status,
               a.reporting_count, a.kecamatan_count
        FROM {months_around(cut.area_code)} a LEFT JOIN matching m USING (period)
        WHERE a.area_code = $area_code AND a.category = $category AND a.period <= $period
        ORDER BY a.period
        """,
        vars(cut) | (one or vars(chosen)),
    )
