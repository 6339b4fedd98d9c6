# ruff: noqa: S608 - names of tables and columns are constants; the areas of a reader are a variable of the connection
"""What a reader of some areas sees: views of the same names as the tables, in the schemas exact_scoped and
public_scoped. They ask for the areas in the variable `areas`; a connection that never set it sees nothing.

A row is seen if its area lies in one of the areas in that month. Trap: a wide area (office, group, province, country)
only if it lies in one of them whole, with every part that an office reports without kabupaten/kota.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from etl.snapshot.made_of import hash_facts, read_mark, write_mark
from pora import schema

# The newest list of each office and kind that nobody took back; of other agencies every file that counts somewhere.
LIST_IN_FORCE = f"""
CREATE OR REPLACE TABLE core_list_in_force AS
SELECT max_by(batch_id, batch_number) AS batch_id FROM core_list_batch
WHERE list_kind <> '{schema.AGENCY_FIGURE}' AND batch_id NOT IN (SELECT w.batch_id FROM core_withdrawal w)
GROUP BY office_code, list_kind
UNION
SELECT max_by(f.batch_id, l.batch_number) FROM core_agency_figure f JOIN core_list_batch l USING (batch_id)
WHERE f.batch_id NOT IN (SELECT w.batch_id FROM core_withdrawal w)
GROUP BY f.office_code, f.agency, f.measure, f.period, f.area_code
"""

_AREAS = "getvariable('areas')::VARCHAR[]"
_NEWEST = "(SELECT max(period) FROM main.ref_member_month)"


def _is_listed(code: str) -> str:
    return f"list_contains({_AREAS}, {code})"


def _is_inner(kabupaten: str, period: str) -> str:
    """A kabupaten/kota, and so all that is in it."""
    members = f"SELECT (m.period, m.kabupaten_code) FROM main.ref_member_month m WHERE {_is_listed('m.area_code')}"
    return f"({_is_listed(kabupaten)} OR ({period}, {kabupaten}) IN ({members}))"


def _is_area(code: str, period: str) -> str:
    """An area of any level."""
    within = f"SELECT (w.period, w.area_code) FROM main.ref_area_within w WHERE {_is_listed('w.outer_code')}"
    inner = _is_inner(f"substr({code}, 1, 5)", period)
    return f"({_is_listed(code)} OR {inner} OR ({period}, {code}) IN ({within}))"


def _is_part(kabupaten: str, office: str, period: str) -> str:
    """A kabupaten/kota, or without one what the office reports so."""
    within = f"SELECT (w.period, w.office_code) FROM main.ref_office_within w WHERE {_is_listed('w.area_code')}"
    return f"({_is_inner(kabupaten, period)} OR {kabupaten} IS NULL AND ({period}, {office}) IN ({within}))"


_IN_DESA = (
    f"({_is_listed('t.desa_code')} OR {_is_listed('t.kecamatan_code')} "
    f"OR {_is_inner('substr(t.kecamatan_code, 1, 5)', 't.period')})"
)
_OFFICE = "(SELECT b.office_code FROM main.core_batch b WHERE b.batch_id = t.batch_id)"
_SLICE = _is_part("t.kabupaten_code", _OFFICE, "t.period")
_BATCH = f"""({_is_listed("t.office_code")} OR t.batch_id IN (
    SELECT t.batch_id FROM main.core_slice t GROUP BY t.batch_id HAVING bool_and(coalesce({_SLICE}, false))))"""
_OF_BATCH = f"t.batch_id IN (SELECT t.batch_id FROM main.core_batch t WHERE {_BATCH})"
# What has no list is reference data, with a source that anyone may read.
_EVENT = (
    f"(t.batch_id IS NULL AND {_AREAS} IS NOT NULL OR {_is_listed('t.office_code')} "
    f"OR {_is_area('t.area_code', _NEWEST)})"
)
_EVENT_TABLES = tuple(schema.LIST_TABLES.values())
_LISTS_SEEN = " UNION ALL ".join(
    f"SELECT t.batch_id FROM main.{table.name} t WHERE {_EVENT} AND t.batch_id IS NOT NULL"
    for table in (*_EVENT_TABLES, schema.CORE_AGENCY_FIGURE)
)
_LIST_BATCH = f"{_is_listed('t.office_code')} OR t.batch_id IN ({_LISTS_SEEN})"

# Whoever sees a kecamatan or a desa sees the parts that count for it, and no part of another kecamatan alone.
_PART_IN_FORCE = (
    f"{_is_part('t.kabupaten_code', 't.office_code', 't.period')} OR {_is_listed('t.office_code')} "
    f"OR t.kabupaten_code IN (SELECT substr(unnest({_AREAS}), 1, 5)) AND (t.kecamatan_code IS NULL "
    f"OR t.kecamatan_code IN (SELECT substr(unnest({_AREAS}), 1, 8)))"
)

# Which rows, called t, are seen. An office of a part in force is told to whoever sees a kecamatan of it: its name
# stands under every figure.
_CONDITIONS = {
    schema.OUT_KECAMATAN_MONTH: f"{_is_listed('t.kecamatan_code')} OR {_is_inner('t.kabupaten_code', 't.period')}",
    schema.OUT_KABUPATEN_MONTH: _is_inner("t.kabupaten_code", "t.period"),
    schema.OUT_AREA_MONTH: _is_area("t.area_code", "t.period"),
    schema.OUT_AREA_MONTH_DETAIL: _is_area("t.area_code", "t.period"),
    schema.OUT_DESA_MONTH: _IN_DESA,
    schema.OUT_CASE_COUNTS: f"{_is_listed('t.desa_code')} OR {_is_listed('t.kecamatan_code')} "
    f"OR {_is_part('t.kabupaten_code', 't.office_code', 't.period')}",
    schema.CORE_BATCH: _BATCH,
    schema.CORE_SLICE: _SLICE,
    schema.CORE_SLICE_IN_FORCE: _PART_IN_FORCE,
    schema.CORE_APPROVAL: "(t.period, t.office_code) IN (SELECT (t.period, t.office_code) "
    f"FROM main.core_slice_in_force t WHERE {_PART_IN_FORCE})",
    schema.CORE_COVERAGE: f"{_is_listed('t.kecamatan_code')} OR {_is_inner('t.kabupaten_code', 't.period')}",
    schema.CORE_DESA_COVERAGE: _IN_DESA,
    schema.CORE_CASE: f"{_is_listed('t.desa_code')} OR {_is_listed('t.kecamatan_code')} OR {_SLICE}",
    schema.CORE_REJECTED: _OF_BATCH,
    schema.CORE_WITHDRAWAL: f"{_OF_BATCH} OR t.batch_id IN ("
    f"SELECT t.batch_id FROM main.core_list_batch t WHERE {_LIST_BATCH})",
    schema.CORE_TOTAL_CHECK: _OF_BATCH,
    **dict.fromkeys((*_EVENT_TABLES, schema.CORE_AGENCY_FIGURE), _EVENT),
    schema.CORE_TEAM_MEMBER: "(t.batch_id, t.row_number) IN "
    f"(SELECT (t.batch_id, t.row_number) FROM main.core_team t WHERE {_EVENT})",
    **dict.fromkeys(schema.PUBLIC_HISTORY, "false"),
    schema.CORE_LIST_BATCH: _LIST_BATCH,
}

# What a public version leaves out of offices' lists: what someone wrote in their own words could name a count, or a
# person; and counts of persons. Reference data are published, with a source, and stay.
_KEPT_BACK = {
    schema.CORE_TEAM: ("legal_basis", "source", "note"),
    schema.CORE_MEETING: ("title", "venue", "stated", "source", "note"),
    schema.CORE_ACTIVITY: (
        *("operation_name", "visited_count", "checked_count", "finding_count", "held_count", "nationalities"),
        *("permits", "source", "note"),
    ),
    schema.CORE_FOLLOW_UP: ("subject", "outcome", "source", "note"),
    schema.CORE_VILLAGE: ("legal_basis", "officer_count", "source", "note"),
}


def _without(table: schema.Table, columns: tuple[str, ...]) -> str:
    kept = ", ".join(f"CASE WHEN t.batch_id IS NULL THEN t.{column} END AS {column}" for column in columns)
    return f"SELECT * REPLACE ({kept}) FROM main.{table.name} t"


# What a public version has in place of core tables: no counts, and nothing that a file said in their place; of tables
# of other agencies nothing at all, since their small counts are not protected.
NOT_PUBLIC = {
    schema.CORE_CASE: "SELECT * FROM main.core_case t WHERE false",
    schema.CORE_DESA_COVERAGE: "SELECT * FROM main.core_desa_coverage t WHERE false",
    schema.CORE_REJECTED: "SELECT * REPLACE (NULL::VARCHAR AS value, '' AS message) FROM main.core_rejected t",
    schema.CORE_TOTAL_CHECK: "SELECT * REPLACE (NULL::BIGINT AS printed, NULL::BIGINT AS computed) "
    "FROM main.core_total_check t",
    schema.CORE_APPROVAL: "SELECT * REPLACE (NULL::VARCHAR AS reason) FROM main.core_approval t",
    schema.CORE_BATCH: "SELECT * REPLACE (NULL::BIGINT AS rows_in, NULL::BIGINT AS rows_accepted, "
    "NULL::BIGINT AS rows_rejected) FROM main.core_batch t",
    schema.CORE_AGENCY_FIGURE: "SELECT * FROM main.core_agency_figure t WHERE false",
    schema.CORE_LIST_BATCH: f"SELECT * FROM main.core_list_batch t WHERE list_kind <> '{schema.AGENCY_FIGURE}'",
    **{table: f"SELECT * FROM main.{table.name} t WHERE false" for table in schema.PUBLIC_HISTORY},
    **{table: _without(table, columns) for table, columns in _KEPT_BACK.items()},
}


_MARKED = schema.CORE_BATCH.name  # whose view says for all of them what they were made of


def _list_statements() -> Iterator[str]:
    for table, statement in NOT_PUBLIC.items():
        yield f"CREATE OR REPLACE VIEW public.{table.name} AS {statement}"
    for version in ("exact", "public"):
        yield f"CREATE SCHEMA IF NOT EXISTS {version}_scoped"
        for table, condition in _CONDITIONS.items():
            has_own = table in schema.OUT_TABLES or (version == "public" and table in NOT_PUBLIC)
            source = f"{version if has_own else 'main'}.{table.name}"
            name = f"{version}_scoped.{table.name}"
            yield f"CREATE OR REPLACE VIEW {name} AS SELECT t.* FROM {source} t WHERE {condition}"


def write_scoped_views(con: duckdb.DuckDBPyConnection, is_full: bool) -> None:
    """Makes the views of readers of some areas, and those that a public version has in place of core tables. Where they
    are those of this version already they stay, unless `is_full`."""
    statements = tuple(_list_statements())
    made_of = hash_facts((*statements, *(table.ddl() for table in schema.TABLES)))
    if is_full or read_mark(con, _MARKED) != made_of:
        for statement in statements:
            con.execute(statement)
        write_mark(con, "VIEW", f"exact_scoped.{_MARKED}", made_of)
