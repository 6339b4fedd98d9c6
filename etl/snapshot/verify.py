# ruff: noqa: S608 - names from pora/schema/
"""The last look before a snapshot is published: keys, allowed values, and nothing gained or lost on the way up."""

from __future__ import annotations

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


def _repeated_keys(con: duckdb.DuckDBPyConnection, table: Table, rows: str) -> int:
    key = ", ".join(table.key)
    return _count(con, f"SELECT count(*) - count(DISTINCT ({key})) FROM {rows}")


def _foreign_values(con: duckdb.DuckDBPyConnection, table: Table, rows: str) -> int:
    """Combinations with a value outside the lists of the schema: few, of however many rows."""
    allowed = {column.name: ", ".join(map(repr, column.allowed)) for column in table.columns if column.allowed}
    foreign = " OR ".join(f"{name} NOT IN ({values})" for name, values in allowed.items())
    query = f"SELECT count(*) FROM (SELECT DISTINCT {', '.join(allowed)} FROM {rows}) WHERE {foreign}"
    return _count(con, query) if allowed else 0


def require_rules(con: duckdb.DuckDBPyConnection, table: Table, version: str = "main", condition: str = "true") -> None:
    """Keys and allowed values of the rows that meet the condition. Raises SnapshotError, naming the table, where they
    do not hold; the old snapshot then stays in force."""
    rows = f"{version}.{table.name} WHERE {condition}"
    if (table.key and _repeated_keys(con, table, rows)) or _foreign_values(con, table, rows):
        words = _("Tabel {table} melanggar aturannya; snapshot lama tetap berlaku.")
        raise SnapshotError(words.format(table=f"{version}.{table.name}"))


def verify_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Of what `write_out_tables` has made of counts. Raises SnapshotError where a rule does not hold; the old snapshot
    then stays in force."""
    for table in (*schema.CORE_TABLES, *_OF_COUNTS, *schema.OUT_TABLES):
        if table is schema.OUT_CASE_COUNTS:
            continue  # a view of core_case
        for version in ("exact", "public") if table in schema.OUT_TABLES else ("main",):
            is_by_month = {"period", "category"} <= set(table.column_names)
            require_rules(con, table, version, _TOUCHED if is_by_month else "true")
    if _count(con, _CONSERVATION):
        raise SnapshotError(
            _("Jumlah seluruh wilayah tidak sama dengan jumlah baris yang dimuat; snapshot lama tetap berlaku.")
        )
    if _count(con, _DETAIL_CONSERVATION):
        raise SnapshotError(_("Rincian tidak sama dengan jumlah wilayahnya; snapshot lama tetap berlaku."))
