"""A small table as a file, and what raw holds of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from etl.readers import ReadDefaults, describe_read_report, read_file


def read(folder: Path, lines: str, columns: str, **defaults: Any) -> tuple[list[tuple[object, ...]], str]:
    """(the columns of `raw`, what the report says) of a table as CSV; `|` stands between cells."""
    path = folder / "tabel.csv"
    path.write_text("\n".join(line.strip() for line in lines.strip().splitlines()) + "\n", "utf-8")
    with duckdb.connect() as con:
        said = describe_read_report(read_file(path, con, ReadDefaults(**defaults)))
        query = f"SELECT row_number, {columns} FROM raw"  # noqa: S608 - our names
        rows = sorted(con.execute(query).fetchall(), key=lambda row: (row[0], *map(str, row)))
    return [row[1:] for row in rows], "\n".join(said)
