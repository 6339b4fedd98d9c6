"""The rows behind a slide as CSV, in the profile for programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from pora import schema
from pora.export.csv_text import CSV
from pora.schema import Column

_OWN = (
    Column("value", "VARCHAR", "Nilai", "Nilai rincian, atau jumlah di peta"),
    Column("line", "VARCHAR", "Kalimat", "Kalimat pada salindia"),
)


def known_columns() -> dict[str, Column]:
    """Every column of the product by name; the first table that has it describes it."""
    columns = {column.name: column for table in reversed(schema.TABLES) for column in table.columns}
    return columns | {column.name: column for column in _OWN}


def describe_columns(rows: pd.DataFrame) -> list[Column]:
    """The columns of a frame as the schema declares them; numbers stay numbers under any name, whole or not."""
    known = known_columns()
    described = []
    for name in rows.columns:
        column = known.get(str(name)) or Column(str(name), "VARCHAR", str(name), "")
        described.append(replace(column, sql_type=_find_type(rows[name])))
    return described


def _find_type(values: pd.Series) -> str:
    """pandas keeps whole numbers beside empty cells as fractions."""
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return "VARCHAR"
    numbers = values.dropna()
    return "BIGINT" if (numbers == numbers.round()).all() else "DOUBLE"


def write_rows(rows: pd.DataFrame) -> bytes:
    """UTF-8, comma, CRLF. A count that is missing is empty, and the status beside it says why."""
    columns = describe_columns(rows)
    lines = [CSV.write_row([column.name for column in columns])]
    for row in rows.itertuples(index=False, name=None):
        cells = [_write(column, None if pd.isna(value) else value) for column, value in zip(columns, row, strict=True)]
        lines.append(CSV.write_row(cells))
    return "".join(lines).encode()


def _write(column: Column, value: Any) -> str:
    return CSV.write_value(column, int(value) if column.sql_type == "BIGINT" and value is not None else value)
