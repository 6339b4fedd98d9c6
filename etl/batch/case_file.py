"""One file of a run: read once, without the lock, and added as often as the snapshot in force moves meanwhile.

Promise: whatever goes wrong with it, limits on memory and time too, is its own report, and the other files go on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl.batch.accept import find_former_batch
from etl.batch.agency_rows import find_former_table, load_agency_rows
from etl.batch.arrivals import Arrival
from etl.batch.file_names import clean_name, require_name
from etl.batch.load import hash_file, keep_original, load_rows, open_rows
from etl.limits import limit_file
from etl.readers import ReadReport
from pora.errors import RefusedError
from pora.locale import _
from pora.progress import Tell
from pora.schema.load_report import CHANGING_FILE, LoadReport, refuse_file


@dataclass
class CaseFile:
    """A table of cases, or of another agency. `con` is its own connection, which holds its rows; `found` is None where
    there are none, and `report` says what became of it."""

    arrival: Arrival
    con: duckdb.DuckDBPyConnection
    stamp: object
    found: ReadReport | None
    report: LoadReport

    def add(self, say: Tell) -> None:
        """Judges and loads the rows, on what is in force in the connection."""
        if self.found is None:
            return
        path, options = self.arrival.path, self.arrival.sent.options
        try:
            _require_same(path, self.stamp)
            with limit_file(path.name):
                load = load_agency_rows if options.agency else load_rows
                report = _find_former(self.con, self.arrival) or load(self.con, path, options, self.found, say)
            self.report = replace(report, file=self.arrival.name)
        except RefusedError as error:
            self.report = refuse_file(self.arrival.name, error.code, str(error))

    def keep(self) -> None:
        """Keeps the original of a file that was loaded, unless persons are in it."""
        if self.found and self.report.loaded and not (self._drops_personal or self.found.holds_persons):
            keep_original(self.arrival.path)

    @property
    def _drops_personal(self) -> bool:
        return self.arrival.sent.options.drop_personal


def open_case_file(con: duckdb.DuckDBPyConnection, arrival: Arrival, say: Tell) -> CaseFile:
    """Reads the file; the connection must be of no other file."""
    path, options = arrival.path, arrival.sent.options
    try:
        if arrival.refused:
            raise arrival.refused
        require_name(arrival.sent.path)
        stamp = _stamp(path)
        if former := _find_former(con, arrival):
            return CaseFile(arrival, con, stamp, None, former)
        with limit_file(path.name):
            found = open_rows(con, path, options, say)
        _require_same(path, stamp)
    except RefusedError as error:
        return CaseFile(arrival, con, None, None, refuse_file(clean_name(arrival.name), error.code, str(error)))
    return CaseFile(arrival, con, stamp, found, LoadReport(arrival.name))


def _find_former(con: duckdb.DuckDBPyConnection, arrival: Arrival) -> LoadReport | None:
    """The report on a file that was loaded before, where that is enough."""
    options = arrival.sent.options
    if not (options.once and arrival.path.is_file()):
        return None
    sha256 = hash_file(arrival.path)
    if options.agency:
        former = find_former_table(con, sha256, options)
    else:
        former = find_former_batch(con, sha256, options.office)
    if former is None:
        return None
    batch_id, is_in_force = former
    newer = _("Sudah pernah dimuat; yang berlaku sekarang adalah laporan yang datang sesudahnya.")
    return LoadReport(arrival.name, batch_id, loaded=True, unchanged=True, warnings=() if is_in_force else (newer,))


def _stamp(path: Path) -> object:
    """Another one as soon as the file is written to; None where there is no such file."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _require_same(path: Path, stamp: object) -> None:
    if _stamp(path) != stamp:
        raise RefusedError(
            _("Berkas {file} berubah selagi dibaca. Muat lagi setelah selesai disalin.").format(file=path.name),
            CHANGING_FILE,
        )
