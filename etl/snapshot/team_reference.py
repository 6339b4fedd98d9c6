"""Teams, meetings, activities and villages that are committed with their sources; written anew whenever a writer opens,
so that an edit of a CSV counts. Lists of offices beside them stay."""

from __future__ import annotations

import duckdb

from etl.snapshot.reference_file import IS_HERE, REFERENCE_FILE
from pora import paths, schema

_FILES = (
    (schema.CORE_TEAM, "team.csv"),
    (schema.CORE_MEETING, "meeting.csv"),
    (schema.CORE_ACTIVITY, "activity.csv"),
    (schema.CORE_VILLAGE, "village.csv"),
)


def write_team_reference(con: duckdb.DuckDBPyConnection) -> None:
    for table, file_name in _FILES:
        con.execute(f"DELETE FROM {table.name} WHERE batch_id IS NULL")  # noqa: S608 - a name from pora/schema/
        con.execute(
            f"INSERT INTO {table.name} BY NAME "  # noqa: S608 - the same
            f"FROM (SELECT row_number() OVER () AS row_number, * FROM {REFERENCE_FILE}) WHERE {IS_HERE}",
            [str(paths.REFERENCE / file_name)],
        )
