# ruff: noqa: S608 - names of tables and columns are constants
"""The public version of the out tables: small counts hidden, together with as many others as it takes; audited before
it may be published.

A month whose exact numbers did not change keeps what it hid. One that changed is protected against the difference, too.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from etl.protect.attack import find_exposed
from etl.protect.relations import NOW, TOTAL, UNPLACED, Cell, RelationTables, read_relations
from etl.protect.suppress import choose_hidden
from etl.protect.system import Published
from pora import schema
from pora.access import disclosure
from pora.errors import SnapshotError
from pora.locale import _n, format_period

FORMER = RelationTables("former_area", "former_detail", "former_members", "former_within")
_KEPT = {
    FORMER.area: NOW.area,
    FORMER.detail: NOW.detail,
    FORMER.members: NOW.members,
    FORMER.within: NOW.within,
    "former_public_area": "public.out_area_month",
    "former_public_detail": "public.out_area_month_detail",
}

_FORMER_HIDDEN = f"""
SELECT area_code, '{TOTAL}' AS dimension, NULL AS value FROM former_public_area
WHERE period = $period AND category = $category AND status = 'disamarkan'
UNION ALL
SELECT area_code, '{UNPLACED}', NULL FROM former_public_area
WHERE period = $period AND category = $category AND unplaced_status = 'disamarkan'
UNION ALL
SELECT area_code, dimension, value FROM former_public_detail
WHERE period = $period AND category = $category AND status = 'disamarkan'
"""

# Counts that anyone can read elsewhere, and that are the same in the tables.
_KNOWN = f"""
SELECT DISTINCT f.area_code FROM main.core_figure f JOIN {NOW.area} a USING (period, level, area_code, category)
WHERE f.period = $period AND f.category = $category AND f.value_precision = 'exact' AND f.person_count = a.person_count
"""

_WRITE = (
    f"""
    INSERT INTO public.out_area_month
    SELECT a.* REPLACE (
        CASE WHEN t.area_code IS NULL THEN a.person_count END AS person_count,
        CASE WHEN t.area_code IS NULL THEN a.status ELSE 'disamarkan' END AS status,
        CASE WHEN u.area_code IS NULL THEN a.unplaced_count END AS unplaced_count,
        CASE WHEN u.area_code IS NULL THEN a.unplaced_status ELSE 'disamarkan' END AS unplaced_status,
        NULL AS first_count
    )
    FROM {NOW.area} a
    LEFT JOIN (FROM hidden_cell WHERE dimension = '{TOTAL}') t USING (period, category, area_code)
    LEFT JOIN (FROM hidden_cell WHERE dimension = '{UNPLACED}') u USING (period, category, area_code)
    ORDER BY a.period, a.level, a.area_code, a.category
    """,
    f"""
    INSERT INTO public.out_area_month_detail
    SELECT d.* REPLACE (
        CASE WHEN h.area_code IS NULL THEN d.person_count END AS person_count,
        CASE WHEN h.area_code IS NULL THEN d.status ELSE 'disamarkan' END AS status
    )
    FROM {NOW.detail} d
    LEFT JOIN hidden_cell h ON (h.period, h.category, h.area_code, h.dimension)
        = (d.period, d.category, d.area_code, d.dimension) AND h.value IS NOT DISTINCT FROM d.value
    WHERE list_contains($dimensions, d.dimension) AND list_contains($levels, d.level)
    ORDER BY ALL
    """,
)


def keep_former(con: duckdb.DuckDBPyConnection) -> None:
    """Puts the tables of the former snapshot aside, before they are made anew; empty ones where there is none. What
    another version of the product did not write is null."""
    for table in (schema.REF_MEMBER_MONTH, schema.REF_OFFICE_WITHIN):
        con.execute(table.ddl().replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))
    for version in ("exact", "public"):
        for table in (schema.OUT_AREA_MONTH, schema.OUT_AREA_MONTH_DETAIL):
            con.execute(table.ddl(version).replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))
    for kept, name in _KEPT.items():
        [table] = [one for one in schema.TABLES if one.name == name.rpartition(".")[2]]
        columns = ", ".join(f"NULL::{column.sql_type} AS {column.name}" for column in table.columns)
        shape = f"SELECT {columns} WHERE false"
        con.execute(f"CREATE OR REPLACE TEMP TABLE {kept} AS FROM ({shape}) UNION ALL BY NAME FROM {name}")


def write_public_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Fills the public tables by area and by detail from the exact ones. Raises SnapshotError, and the old snapshot
    stays in force, where the audit finds a small count that the tables give away."""
    parts = con.execute(f"SELECT DISTINCT period, category FROM {NOW.area} ORDER BY ALL").fetchall()
    hidden = [
        (period, category, cell.area_code, cell.dimension, cell.value)
        for period, category in parts
        for cell in sorted(_hide(con, period, category), key=str)
    ]
    rows = pd.DataFrame(hidden, columns=["period", "category", "area_code", "dimension", "value"], dtype="str")  # noqa: F841
    con.execute("CREATE OR REPLACE TEMP TABLE hidden_cell AS FROM rows")
    con.execute(_WRITE[0])
    con.execute(
        _WRITE[1], {"dimensions": list(disclosure.PUBLIC_DIMENSIONS), "levels": list(disclosure.PUBLIC_DETAIL_LEVELS)}
    )


def _hide(con: duckdb.DuckDBPyConnection, period: str, category: str) -> frozenset[Cell]:
    threshold = disclosure.read_thresholds()[category]
    now = read_relations(con, NOW, period, category)
    former = _read_former(con, period, category)
    small = {cell for cell, count in now.counts.items() if count < threshold and not cell.is_own}
    if former and former.relations == now and small <= former.hidden:
        return former.hidden
    known = frozenset(
        Cell(code, TOTAL) for (code,) in con.execute(_KNOWN, {"period": period, "category": category}).fetchall()
    )
    hidden = choose_hidden(now, threshold, former, known)
    _audit(Published(now, hidden), threshold, former, known, period)
    return hidden


def _read_former(con: duckdb.DuckDBPyConnection, period: str, category: str) -> Published | None:
    relations = read_relations(con, FORMER, period, category)
    if not relations.counts:
        return None
    rows = con.execute(_FORMER_HIDDEN, {"period": period, "category": category}).fetchall()
    return Published(relations, frozenset(Cell(*row) for row in rows))


def _audit(published: Published, threshold: int, former: Published | None, known: frozenset[Cell], period: str) -> None:
    """What is exposed even if the new tables showed nothing but their zeros is not given away by them."""
    exposed = find_exposed(published, threshold, former, known)
    if exposed:
        nothing_shown = Published(published.relations, frozenset(published.relations.counts))
        anyway = find_exposed(nothing_shown, threshold, former, known)
        given_away = {one.cell for one in exposed} - {one.cell for one in anyway}
        if given_away:
            raise SnapshotError(
                _n(
                    "Versi publik {period} membuka {n} angka kecil; snapshot tidak diterbitkan dan yang lama tetap "
                    "berlaku. Beri tahu pengelola.",
                    len(given_away),
                ).format(period=format_period(period), n=len(given_away))
            )
