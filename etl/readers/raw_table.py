"""Rows in memory into the temp table `raw`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from etl.readers.rows.table_rows import RawRow
from etl.readers.texts.headings import RAW_COLUMNS
from etl.readers.tidy.stream import drop_raw

if TYPE_CHECKING:
    import duckdb


def write_raw(con: duckdb.DuckDBPyConnection, rows: Sequence[RawRow]) -> None:
    """`raw` with exactly its columns, rows in the order of the file."""
    drop_raw(con)
    names = [name for name in RAW_COLUMNS if name not in ("row_number", "count_heading", "person_count")]
    found = pa.table(  # noqa: F841 - read by DuckDB
        {name: pa.array([row.dimensions.get(name) for row in rows], pa.string()) for name in names}
        | {
            "row_number": pa.array([row.row_number for row in rows], pa.int64()),
            "count_heading": pa.array([row.count_heading for row in rows], pa.string()),
            "person_count": pa.array([row.person_count for row in rows], pa.string()),
        }
    )
    con.execute(f"CREATE TEMP TABLE raw AS SELECT {', '.join(RAW_COLUMNS)} FROM found")  # noqa: S608 - our names
