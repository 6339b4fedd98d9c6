"""Writes the committed reference data into the snapshot, anew at every publish, so that an edit of a CSV counts."""

from __future__ import annotations

import duckdb
import pandas as pd

from pora import countries, paths, schema
from pora.areas import area_index
from pora.schema import Table

_FILES = (
    (schema.REF_AREA, "area.csv"),
    (schema.REF_OFFICE, "office.csv"),
    (schema.REF_OFFICE_AREA, "office_area.csv"),
    (schema.CORE_FIGURE, "published_figure.csv"),
)


def _insert(con: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame) -> None:
    """Replaces the table by the frame's columns of the same names; blank text becomes null."""
    rows = frame[list(table.column_names)].astype(object).replace("", None)  # noqa: F841 - read by DuckDB
    con.execute(f"DROP TABLE IF EXISTS {table.name}")
    con.execute(table.ddl())
    con.execute(f"INSERT INTO {table.name} SELECT * FROM rows")  # noqa: S608 - a name from pora/schema/


def write_reference(con: duckdb.DuckDBPyConnection) -> None:
    for table, file_name in _FILES:
        frame = pd.read_csv(paths.REFERENCE / file_name, dtype=str, keep_default_na=False)
        _insert(con, table, frame)
    groups = [(group.code, group.name, code) for group in area_index().groups().values() for code in group.codes]
    _insert(con, schema.REF_AREA_GROUP, pd.DataFrame(groups, columns=list(schema.REF_AREA_GROUP.column_names)))
    _insert(con, schema.REF_COUNTRY, countries.country_table())
