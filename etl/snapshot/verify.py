# ruff: noqa: S608 - names from pora/schema/
"""The last look before a snapshot is published: keys, allowed values, and nothing gained or lost on the way up."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from pora import schema
from pora.errors import SnapshotError
from pora.locale import _
from pora.schema import Table

# Reference data, and what lies in what, are looked at when they are made.
_OF_COUNTS = (schema.CORE_SLICE_IN_FORCE, schema.CORE_LIST_IN_FORCE, schema.REF_MONTH_STATE)
_TOUCHED = "(period, category) IN (FROM touched_month)"  # all other months were looked at when they were made

# Loaded rows in force against the total of the province or country, by period and category. Rows of other provinces
# can't be loaded.
_CONSERVATION = f"""
SELECT count(*) FROM (
    SELECT period, category, sum(person_count)::BIGINT AS person_count
    FROM exact.out_case_counts WHERE {_TOUCHED} GROUP BY ALL
) loaded
FULL JOIN (
    SELECT period, category, person_count FROM exact.out_area_month
    WHERE area_code = (SELECT province_code FROM core_snapshot) AND person_count IS NOT NULL AND {_TOUCHED}
) shown USING (period, category)
WHERE loaded.person_count IS DISTINCT FROM shown.person_count
"""


# The sum over the values of each dimension against the count of the area.
_DETAIL_CONSERVATION = f"""
SELECT count(*) FROM (
    SELECT period, level, area_code, category, dimension, sum(person_count)::BIGINT AS person_count
    FROM exact.out_area_month_detail WHERE {_TOUCHED} GROUP BY ALL HAVING sum(person_count) > 0
) detailed
FULL JOIN (
    SELECT a.period, a.level, a.area_code, a.category, d.dimension, a.person_count
    FROM exact.out_area_month a
    JOIN (VALUES {", ".join(f"('{c}', '{d.name}')" for c, used in schema.DIMENSIONS_OF.items() for d in used)})
        d(category, dimension) USING (category)
    WHERE a.person_count > 0 AND {_TOUCHED}
) shown USING (period, level, area_code, category, dimension)
WHERE detailed.person_count IS DISTINCT FROM shown.person_count
"""


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def _write_breaches(table: Table, version: str, condition: str) -> str:
    """SQL: the name of the table, and how many keys are there twice and values outside the lists of the schema."""
    key = ", ".join(table.key)
    repeated = f"count(*) - count(DISTINCT ({key}))" if key else "0"
    # Lists are asked once a distinct value of a vector; NOT IN would be joins, four times the work.
    allowed = [f"NOT list_contains({list(one.allowed)}, {one.name})" for one in table.columns if one.allowed]
    foreign = f"count(*) FILTER ({' OR '.join(allowed)})" if allowed else "0"
    name = f"{version}.{table.name}"
    return f"SELECT '{name}' AS name, {repeated} + {foreign} AS breaches FROM {name} WHERE {condition}"


def _require_none(con: duckdb.DuckDBPyConnection, breaches: Iterable[str]) -> None:
    """In one statement, since each costs what it takes to plan it, and most tables have few rows."""
    found = con.execute(f"SELECT name FROM ({' UNION ALL '.join(breaches)}) WHERE breaches > 0").fetchone()
    if found:
        words = _("Tabel {table} melanggar aturannya; snapshot lama tetap berlaku.")
        raise SnapshotError(words.format(table=found[0]))


def require_rules(con: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> None:
    """Keys and allowed values of all rows. Raises SnapshotError, naming a table where they do not hold; the old
    snapshot then stays in force."""
    _require_none(con, [_write_breaches(table, "main", "true") for table in tables])


def verify_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Of what `write_out_tables` has made of counts. Raises SnapshotError where a rule does not hold; the old snapshot
    then stays in force."""
    breaches = []
    for table in (*schema.CORE_TABLES, *_OF_COUNTS, *schema.OUT_TABLES):
        if table is schema.OUT_CASE_COUNTS:
            continue  # a view of core_case
        for version in ("exact", "public") if table in schema.OUT_TABLES else ("main",):
            is_by_month = {"period", "category"} <= set(table.column_names)
            breaches.append(_write_breaches(table, version, _TOUCHED if is_by_month else "true"))
    _require_none(con, breaches)
    if _count(con, _CONSERVATION):
        raise SnapshotError(
            _("Jumlah seluruh wilayah tidak sama dengan jumlah baris yang dimuat; snapshot lama tetap berlaku.")
        )
    if _count(con, _DETAIL_CONSERVATION):
        raise SnapshotError(_("Rincian tidak sama dengan jumlah wilayahnya; snapshot lama tetap berlaku."))
