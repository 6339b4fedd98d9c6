"""Rows in memory into the temp table `raw`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from etl.readers.texts.headings import RAW_COLUMNS
from etl.readers.tidy.stream import drop_raw
from etl.text_table import write_text_table

if TYPE_CHECKING:
    import duckdb

    from etl.readers.rows.table_rows import RawRow


def write_raw(con: duckdb.DuckDBPyConnection, rows: Sequence[RawRow]) -> None:
    """`raw` with exactly its columns, rows in the order of the file."""
    drop_raw(con)
    write_text_table(con, "raw", RAW_COLUMNS, list(map(_list_cells, rows)))
    con.execute("ALTER TABLE raw ALTER row_number TYPE BIGINT")


def _list_cells(row: RawRow) -> list[str | None]:
    own = {"row_number": str(row.row_number), "count_heading": row.count_heading, "person_count": row.person_count}
    cells = {**row.dimensions, **own}
    return [cells.get(name) for name in RAW_COLUMNS]
