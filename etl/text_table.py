"""Rows made in Python as a table of text. Lists of JSON, a thousand rows each, in one bound value: a line a row costs
twice as much, a frame of pandas ten times, values bound one by one twenty times, and an Arrow table 0.3 s of CPU and 60
MB of imports at the first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import duckdb

_ROWS_AT_ONCE = 50_000  # which take 25 MB on their way
_ROWS_OF_LIST = 1_000


def write_text_table(
    con: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[Sequence[str | None]]
) -> None:
    """A temp table of that name, in the place of any before it, with the rows in their order."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({', '.join(f'{column} VARCHAR' for column in columns)})")
    insert_texts(con, name, columns, rows)


def insert_texts(
    con: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[Sequence[str | None]]
) -> None:
    """Adds the rows to a table, in their order; `columns` are all of it, of whatever type their texts are read as."""
    cells = ", ".join(f"cells[{place}]" for place in range(1, len(columns) + 1))
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        now = rows[first : first + _ROWS_AT_ONCE]
        lists = [json.dumps(now[start : start + _ROWS_OF_LIST]) for start in range(0, len(now), _ROWS_OF_LIST)]
        con.execute(
            f"INSERT INTO {name} SELECT {cells} FROM (SELECT unnest(from_json(list, '[[\"VARCHAR\"]]')) AS cells "  # noqa: S608
            "FROM (SELECT unnest(?::VARCHAR[]) AS list))",
            [lists],
        )
