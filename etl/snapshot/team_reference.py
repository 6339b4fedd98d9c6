"""Teams, meetings, activities and villages that are committed with their sources; written anew whenever a writer opens,
so that an edit of a CSV counts. Lists of offices beside them stay."""

from __future__ import annotations

import duckdb
import pandas as pd

from pora import paths, schema

_FILES = (
    (schema.CORE_TEAM, "team.csv"),
    (schema.CORE_MEETING, "meeting.csv"),
    (schema.CORE_ACTIVITY, "activity.csv"),
    (schema.CORE_VILLAGE, "village.csv"),
)
# A database of one province has the teams of that province.
_IS_HERE = """
area_code IN (SELECT office_code FROM ref_office)
OR (SELECT province_code FROM core_snapshot) IN (split_part(area_code, '.', 1), 'ID')
"""


def write_team_reference(con: duckdb.DuckDBPyConnection) -> None:
    for table, file_name in _FILES:
        frame = pd.read_csv(paths.REFERENCE / file_name, dtype=str, keep_default_na=False)
        rows = frame.astype(object).replace("", None)
        rows.insert(0, "row_number", range(1, len(rows) + 1))
        con.execute(f"DELETE FROM {table.name} WHERE batch_id IS NULL")  # noqa: S608 - a name from pora/schema/
        con.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM rows WHERE {_IS_HERE}")  # noqa: S608
