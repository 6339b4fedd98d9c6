# ruff: noqa: S608 - names of tables and columns come from pora/schema/
"""Builds the out tables from the core tables: the exact version, then the public one.

Only the months and categories whose parts or rules changed are made; the rows of all others are carried over as they
are. One rule decides what counts: pora/warehouse/in_force.py.
"""

from __future__ import annotations

from typing import Literal

import duckdb

from etl.cores import use_cores_for, use_one_core
from etl.snapshot import rollup_areas, rollup_detail
from etl.snapshot.case_sums import CASE_SUMS, SumCases, sum_cases
from etl.snapshot.members import write_members
from etl.snapshot.months import SPAN, count_touched_rows, mark_touched
from etl.snapshot.rollup_desa import write_desa_months
from etl.snapshot.scoped_views import LIST_IN_FORCE, write_scoped_views
from pora import schema
from pora.warehouse.in_force import NOT_WITHDRAWN, write_parts_query, write_row_condition

_IN_FORCE = f"CREATE OR REPLACE TABLE core_slice_in_force AS {write_parts_query(NOT_WITHDRAWN)}"

_EXACT = ("INSERT INTO exact.out_area_month " + rollup_areas.AREA, rollup_detail.DETAIL)

# By kecamatan and by kabupaten/kota, from the table of all areas of the same version.
_BY_LEVEL = (
    """INSERT INTO out_kecamatan_month
    SELECT a.period, a.area_code, a.area_name, r.parent_code, a.category, a.person_count, a.status
    FROM out_area_month a JOIN main.ref_area r USING (area_code)
    WHERE a.level = 'kecamatan' ORDER BY a.period, a.area_code, a.category""",
    """INSERT INTO out_kabupaten_month
    SELECT period, area_code, area_name, category, person_count, status
    FROM out_area_month WHERE level = 'kabupaten_kota' ORDER BY period, area_code, category""",
)

# The full grain stays where it is: a view, since at ten million rows a second copy would double every snapshot.
_CASE_COUNTS = f"""
SELECT c.period, c.kecamatan_code, k.area_name AS kecamatan_name, c.kabupaten_code, c.desa_code, c.category,
       c.nationality, c.izin_tinggal, c.sex, c.purpose, c.unhcr_status, c.unhcr_card, c.action_kind, c.person_count,
       CASE WHEN c.person_count = 0 THEN 'nol' ELSE 'angka' END AS status, s.office_code
FROM main.core_case c
JOIN main.core_slice_in_force s ON {write_row_condition("s", "c")}
LEFT JOIN main.ref_area k ON k.area_code = c.kecamatan_code
"""

_STEPS = (
    rollup_areas.GRID,
    rollup_areas.PLACED,
    rollup_areas.KECAMATAN,
    rollup_areas.KABUPATEN,
    LIST_IN_FORCE,
    rollup_detail.DETAIL_SUM,
)
_VERSIONS: tuple[Literal["exact", "public"], ...] = ("exact", "public")
_STORED = tuple(
    (version, table) for version in _VERSIONS for table in schema.OUT_TABLES if table is not schema.OUT_CASE_COUNTS
)
_WORK_TABLES = (
    "kecamatan_grid",
    "slice_role",
    "case_sum",
    "kecamatan_cell",
    "kabupaten_cell",
    "detail_sum",
    *CASE_SUMS,
)


def refresh_in_force(con: duckdb.DuckDBPyConnection) -> None:
    """Says anew which batch counts where; to be called after every batch."""
    con.execute(_IN_FORCE)


def _create_out_tables(con: duckdb.DuckDBPyConnection, is_all: bool) -> None:
    """Empty ones; those before them stay as `old_...`, but not where all is made anew. The public version has no table
    at full grain."""
    for version, table in _STORED:
        if is_all:
            con.execute(f"DROP TABLE IF EXISTS {version}.{table.name}")
        else:
            con.execute(f"ALTER TABLE {version}.{table.name} RENAME TO old_{table.name}")
        con.execute(table.ddl(version))
    for version, condition in (("exact", ""), ("public", "WHERE false")):
        name = schema.OUT_CASE_COUNTS.name
        con.execute(f"CREATE OR REPLACE VIEW {version}.{name} AS {_CASE_COUNTS} {condition}")


def _carry_over(con: duckdb.DuckDBPyConnection) -> None:
    """Puts what was made anew in the place of the same months in the tables before. In place, since writing the rows of
    all other months once more would be most of the work of a load; so rows lie in no order."""
    for version, table in _STORED:
        name, old = f"{version}.{table.name}", f"{version}.old_{table.name}"
        # Column by column: to compare two columns as one value DuckDB makes that value for each row, 25 times the work.
        con.execute(f"DELETE FROM {old} o USING replaced_month r WHERE o.period = r.period AND o.category = r.category")
        con.execute(f"INSERT INTO {old} FROM {name}")
        con.execute(f"DROP TABLE {name}")
        con.execute(f"ALTER TABLE {old} RENAME TO {table.name}")


def write_out_tables(con: duckdb.DuckDBPyConnection, is_full: bool = False, sum_by: SumCases = sum_cases) -> None:
    """Makes the out tables of every month that something changed in, or of all. Reads reference and core tables, in
    them what was ever published, and which batch counts where; `sum_by` adds up the rows of cases."""
    from etl.protect.public import write_public_tables  # with numpy and HiGHS, which a check of a file needs not

    if is_full:
        refresh_in_force(con)
    con.execute(SPAN)
    write_members(con, is_full)
    con.execute(rollup_areas.SLICE_ROLE)
    is_all = mark_touched(con, is_full)
    rows = count_touched_rows(con)
    use_cores_for(con, rows)
    sum_by(con)
    for statement in _STEPS:
        con.execute(statement)
    _create_out_tables(con, is_all)
    for statement in _EXACT:
        con.execute(statement)
    write_desa_months(con)
    use_one_core(con)  # a dozen small questions a month
    write_public_tables(con)
    use_cores_for(con, rows)
    for version in ("exact", "public"):
        con.execute(f"USE {version}")
        for statement in _BY_LEVEL:
            con.execute(statement)
    con.execute("USE main")
    if not is_all:
        _carry_over(con)
    write_scoped_views(con, is_full)
    for name in _WORK_TABLES:
        con.execute(f"DROP TABLE {name}")
