"""Rows in memory into the temp table `raw`."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from etl.readers.rows.table_rows import RawRow
from etl.readers.texts.headings import RAW_COLUMNS
from etl.readers.tidy.stream import drop_raw


def write_raw(con: duckdb.DuckDBPyConnection, rows: Sequence[RawRow]) -> None:
    """`raw` with exactly its columns, rows in the order of the file."""
    drop_raw(con)
    names = [name for name in RAW_COLUMNS if name not in ("row_number", "count_heading", "person_count")]
    frame = pd.DataFrame({name: pd.array([row.dimensions.get(name) for row in rows], dtype="string") for name in names})
    frame["row_number"] = pd.array([row.row_number for row in rows], dtype="int64")
    frame["count_heading"] = pd.array([row.count_heading for row in rows], dtype="string")
    frame["person_count"] = pd.array([row.person_count for row in rows], dtype="string")
    con.register("raw_frame", frame)
    con.execute(f"CREATE TEMP TABLE raw AS SELECT {', '.join(RAW_COLUMNS)} FROM raw_frame")  # noqa: S608 - our names
    con.unregister("raw_frame")
