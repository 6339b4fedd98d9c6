"""How many cores DuckDB works on: one, unless the rows are many. A second one costs a load of few rows a third more of
CPU, since DuckDB wakes it for each of its 400 statements."""

from __future__ import annotations

import duckdb

# Of DuckDB: it shares out the work by these, so that with fewer rows a second core has nothing to do.
_ROW_GROUP = 122_880
_ROW_BYTES = 60  # of a tidy file, about


def use_one_core(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("SET threads = 1")


def use_cores_for(con: duckdb.DuckDBPyConnection, rows: int) -> None:
    """From now on, for all connections to the database: all cores for many rows, one for few."""
    if rows > _ROW_GROUP:
        con.execute("RESET threads")
    else:
        use_one_core(con)


def use_cores_for_file(con: duckdb.DuckDBPyConnection, size: int) -> None:
    """The same for a text file of so many bytes."""
    use_cores_for(con, size // _ROW_BYTES)
