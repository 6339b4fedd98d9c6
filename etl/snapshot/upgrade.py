# ruff: noqa: S608 - names of tables and columns come from the database itself
"""Core tables of an older version, carried over in the writer's copy; the old file stays as it is."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.migrations import list_migrations
from pora import schema
from pora.errors import SnapshotError
from pora.locale import _
from pora.warehouse.failures import has_same_core, read_format, refuse_newer, unknown_error
from pora.warehouse.snapshots import snapshot_path

_COLUMNS = """
SELECT table_name, list(column_name ORDER BY column_index)
FROM duckdb_columns() WHERE database_name = ? AND schema_name = 'main' GROUP BY ALL
"""


def upgrade_core(con: duckdb.DuckDBPyConnection, snapshot_id: str) -> None:
    """Makes the core tables of a copy of the snapshot those of this version. Raises SnapshotError for a snapshot of a
    newer version, or where a row would be lost."""
    refuse_newer(con, snapshot_id)
    steps = list_migrations(done=read_format(con))
    for step in steps:
        con.execute(step)
    if steps:
        _require_same_rows(con, snapshot_path(snapshot_id))
    if not has_same_core(con):
        raise unknown_error(snapshot_id)


def _require_same_rows(con: duckdb.DuckDBPyConnection, former: Path) -> None:
    """Every row of every core table, in the columns that both have, by number and by a sum of hashes."""
    path = str(former).replace("'", "''")
    con.execute(f"ATTACH '{path}' AS former (READ_ONLY)")
    try:
        (now,) = con.execute("SELECT current_database()").fetchone() or ("",)
        new = dict(con.execute(_COLUMNS, [now]).fetchall())
        for table, columns in con.execute(_COLUMNS, ["former"]).fetchall():
            if table not in {one.name for one in schema.CORE_TABLES}:
                continue
            shared = ", ".join(f"{name}::VARCHAR" for name in columns if name in new.get(table, ()))
            sums = f"SELECT count(*), sum(hash({shared or 'NULL'})::HUGEINT)"
            before = con.execute(f"{sums} FROM former.main.{table}").fetchone()
            if not shared or before != con.execute(f"{sums} FROM main.{table}").fetchone():
                raise SnapshotError(
                    _(
                        "Tabel {table} tidak terbawa seluruhnya; snapshot lama tetap berlaku. Beri tahu pengelola."
                    ).format(table=table)
                )
    finally:
        con.execute("DETACH former")
