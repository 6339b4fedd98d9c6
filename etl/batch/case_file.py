"""One file of a run: read once, without the lock, and added as often as the snapshot in force moves meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.batch.load import keep_original, load_rows, open_rows
from etl.readers import ReadReport
from pora.errors import RefusedError
from pora.progress import Tell
from pora.schema.load_report import LoadOptions, LoadReport, refuse_file


@dataclass
class CaseFile:
    """A table of cases. `con` is its own connection, which holds its rows; `found` is None where it can't be read, and
    `report` says what became of it."""

    path: Path
    options: LoadOptions
    con: duckdb.DuckDBPyConnection
    found: ReadReport | None
    report: LoadReport

    def add(self, say: Tell) -> None:
        """Judges and loads the rows, on what is in force in the connection."""
        if self.found:
            self.report = load_rows(self.con, self.path, self.options, self.found, say)

    def keep(self) -> None:
        """Keeps the original of a file that was loaded, unless persons are in it."""
        if self.found and self.report.loaded and not (self.options.drop_personal or self.found.holds_persons):
            keep_original(self.path)


def open_case_file(con: duckdb.DuckDBPyConnection, path: Path, options: LoadOptions, say: Tell) -> CaseFile:
    """Reads the file; the connection must be of no other file."""
    try:
        found = open_rows(con, path, options, say)
    except RefusedError as error:
        return CaseFile(path, options, con, None, refuse_file(path.name, error.code, str(error)))
    return CaseFile(path, options, con, found, LoadReport(path.name))
