# ruff: noqa: S608 - statements are made of constants and of names that ExportRequest has checked; every value is bound
"""What an export reads: a part of a table, as it is or arranged (pora/warehouse/queries/request.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pora.access.roles import Scope
from pora.errors import UsageError
from pora.locale import _, format_number
from pora.warehouse.db import BoundParameters, Snapshot
from pora.warehouse.queries.cells import IN_AREA
from pora.warehouse.queries.details import require_exact
from pora.warehouse.queries.request import EXACT_TABLES, FULL_GRAIN, ExportRequest, across_suffix

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ACROSS = 60
Across = tuple[str | None, ...]

_IN_MEMBERS = (
    "(t.period, t.kabupaten_code) IN "
    "(SELECT (m.period, m.kabupaten_code) FROM main.ref_member_month m WHERE m.area_code = $area_code)"
)
_IS_WITHIN = (
    "(starts_with(area_code, $area_code) "
    "OR $area_code IN (SELECT m.area_code FROM main.ref_member_month m WHERE m.level = 'nasional'))"
)
# Which rows, called t, lie in an area.
_AREA = {
    FULL_GRAIN: IN_AREA,
    "out_area_month": _IS_WITHIN,
    "out_area_month_detail": _IS_WITHIN,
    "out_kabupaten_month": f"(starts_with(t.kabupaten_code, substr($area_code, 1, 5)) OR {_IN_MEMBERS})",
    "out_kecamatan_month": f"(starts_with(t.kecamatan_code, $area_code) OR {_IN_MEMBERS})",
    "out_desa_month": "(starts_with(t.desa_code, $area_code) OR (t.period, substr(t.desa_code, 1, 5)) IN "
    "(SELECT (m.period, m.kabupaten_code) FROM main.ref_member_month m WHERE m.area_code = $area_code))",
}
_ORDER = {
    FULL_GRAIN: (
        "period, kabupaten_code, kecamatan_code, desa_code, category, nationality, izin_tinggal, sex, purpose, "
        "unhcr_status, unhcr_card, action_kind, person_count, office_code"
    ),
    "out_area_month": "period, level, area_code, category",
    "out_area_month_detail": "period, level, area_code, category, dimension, value",
    "out_kabupaten_month": "period, kabupaten_code, category",
    "out_kecamatan_month": "period, kecamatan_code, kabupaten_code, category",
    "out_desa_month": "period, desa_code, category",
}
_UNPLACED_FIRST = {"kabupaten_code", "kecamatan_code", "desa_code"}


def write_statement(scope: Scope, request: ExportRequest, across: Across = ()) -> tuple[str, BoundParameters]:
    """The SQL of an export and its parameters. Raises AccessError for the full grain in a public scope."""
    sql, parameters = _select(scope, request, across)
    columns = [*request.kept, *([] if request.adds_up else request.counted)] if request.is_arranged else None
    order = [
        f"{name} NULLS FIRST" if name in _UNPLACED_FIRST else name
        for name in _ORDER[request.table].split(", ")
        if columns is None or name in columns and not (request.across and name in request.counted)
    ]
    return f"{sql}\nORDER BY {', '.join(order)}", parameters


def _select(scope: Scope, request: ExportRequest, across: Across) -> tuple[str, BoundParameters]:
    part, parameters = _select_part(scope, request)
    if not request.is_arranged:
        return part, parameters
    counted = [_count(name, request.adds_up) for name in request.counted]
    if request.across:
        counted = [
            _count(name, request.adds_up, f"{request.across} IS NOT DISTINCT FROM $across_{number}", value)
            for number, value in enumerate(across)
            for name in request.counted
        ]
        parameters |= {f"across_{number}": value for number, value in enumerate(across)}
    columns = ",\n    ".join([*request.kept, *counted])
    grouped = "\nGROUP BY ALL" if request.across or request.adds_up else ""
    inner = part.replace("\n", "\n    ")
    return f"SELECT\n    {columns}\nFROM (\n    {inner}\n){grouped}", parameters


def _count(name: str, adds_up: bool, condition: str = "", value: str | None = None) -> str:
    """A measure or status of a row that stands for several, or of the one row under a column."""
    only = f" FILTER ({condition})" if condition else ""
    alias = f'"{name}_{across_suffix(value)}"' if condition else name
    if adds_up and name == "status":
        total = f"sum(person_count){only}"
        return f"CASE WHEN {total} = 0 THEN 'nol' WHEN {total} > 0 THEN 'angka' END AS {alias}"
    if adds_up:
        return f"sum({name}){only}::BIGINT AS {alias}"
    return f"any_value({name}){only} AS {alias}" if condition else name


def _select_part(scope: Scope, request: ExportRequest, is_open: bool = False) -> tuple[str, BoundParameters]:
    """The rows of the table that the request is about; `is_open` takes those too that may belong to them."""
    if request.table in EXACT_TABLES:
        require_exact(scope)
    name = "out_case_counts" if request.table == FULL_GRAIN else request.table
    parameters: BoundParameters = {}
    conditions = []
    if request.since is not None:
        parameters["since"] = request.since
        conditions.append("t.period >= $since")
    if request.period is not None:
        parameters["period"] = request.period
        conditions.append("t.period <= $period" if request.since else "t.period = $period")
    if request.category is not None:
        parameters["category"] = request.category
        conditions.append("t.category = $category")
    if request.area is not None:
        parameters["area_code"] = request.area
        conditions.append(_AREA[request.table])
    for number, (column, value) in enumerate(request.where):
        if value:
            parameters[f"where_{number}"] = value
        equal = f"t.{column} = $where_{number}" if value else f"t.{column} IS NULL"
        conditions.append(f"({equal} OR t.{column} IS NULL)" if is_open else equal)
    where = "\nWHERE " + "\n  AND ".join(conditions) if conditions else ""
    return f"SELECT *\nFROM {name} t{where}", parameters


def select_across(snapshot: Snapshot, scope: Scope, request: ExportRequest) -> Across:
    """The values that become columns, in their order, not detailed (null) last. Raises UsageError where they are too
    many to read."""
    if not request.across:
        return ()
    part, parameters = _select_part(scope, request)
    sql = (
        f"SELECT DISTINCT {request.across} AS value FROM (\n{part}\n) ORDER BY value NULLS LAST LIMIT {MOST_ACROSS + 1}"
    )
    values = snapshot.rows(scope, sql, parameters)
    if len(values) > MOST_ACROSS:
        words = _(
            "Kolom {name} punya lebih dari {most} nilai. Taruh sebagai baris, atau pilih bagian yang lebih kecil."
        )
        raise UsageError(words.format(name=request.across, most=format_number(MOST_ACROSS)))
    return tuple(None if value is None else str(value) for (value,) in values)


def count_rows_by_month(
    snapshot: Snapshot, scope: Scope, request: ExportRequest, across: Across = ()
) -> tuple[tuple[str | None, int], ...]:
    """How many rows an export has, month by month; in one sum where months lie across."""
    sql, parameters = _select(scope, request, across)
    by_month = "SELECT period, count(*) AS n FROM ({}) GROUP BY period ORDER BY period"
    in_one = "SELECT NULL AS period, count(*) AS n FROM ({})"
    return tuple(snapshot.rows(scope, (in_one if request.across == "period" else by_month).format(sql), parameters))


def stream_export(
    snapshot: Snapshot, scope: Scope, request: ExportRequest, across: Across, rows: int
) -> Iterator[pa.RecordBatch]:
    """The export in Arrow batches of at most so many rows."""
    sql, parameters = write_statement(scope, request, across)
    yield from snapshot.batches(scope, sql, parameters, rows)


def select_preview(snapshot: Snapshot, scope: Scope, request: ExportRequest, across: Across, rows: int) -> pa.Table:
    """The first rows of an export."""
    sql, parameters = write_statement(scope, request, across)
    return snapshot.table(scope, f"SELECT * FROM (\n{sql}\n) LIMIT $rows", parameters | {"rows": rows})


def count_undetailed(snapshot: Snapshot, scope: Scope, request: ExportRequest) -> int:
    """Persons who may belong to the filtered rows or not, since a filtered dimension is not detailed for them."""
    chosen, parameters = _select_part(scope, request)
    widened, _same = _select_part(scope, request, is_open=True)
    sql = "SELECT coalesce(sum(person_count), 0) AS n FROM ({})"
    wide, narrow = (int(snapshot.frame(scope, sql.format(part), parameters)["n"].iloc[0]) for part in (widened, chosen))
    return wide - narrow
