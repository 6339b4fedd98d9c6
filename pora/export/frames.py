"""The rows behind a slide as CSV, in the profile for programs."""

from __future__ import annotations

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
    """The columns of a frame as the schema declares them; whole numbers stay numbers under any name."""
    known = known_columns()
    described = []
    for name in rows.columns:
        column = known.get(str(name)) or Column(str(name), "VARCHAR", str(name), "")
        is_number = pd.api.types.is_numeric_dtype(rows[name])
        sql_type = "BIGINT" if is_number else "VARCHAR"
        described.append(Column(column.name, sql_type, column.label, column.description, column.allowed))
    return described


def write_rows(rows: pd.DataFrame) -> bytes:
    """UTF-8, comma, CRLF. A count that is missing is empty, and the status beside it says why."""
    profile, columns = CSV, describe_columns(rows)
    lines = [profile.write_row([column.name for column in columns])]
    for row in rows.itertuples(index=False, name=None):
        values = [None if pd.isna(value) else value for value in row]
        cells = [_write(column, value, profile) for column, value in zip(columns, values, strict=True)]
        lines.append(profile.write_row(cells))
    return "".join(lines).encode()


def _write(column: Column, value: object, profile: object) -> str:
    if column.sql_type == "BIGINT" and value is not None:
        return str(int(str(value).removesuffix(".0")))
    return CSV.write_value(column, value)
