"""Loads lists of offices about Tim Pora: every row, or nothing of the file.

A list replaces the older one of the same office and kind as a whole; what it replaces stays. The original is not kept:
such lists tend to name officials beside what is read.
"""

from __future__ import annotations

import getpass
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from etl.batch.load import LoadReport, hash_file, require_office
from etl.batch.validate import RowError
from etl.commands.report import describe_error
from etl.pipeline import Outcome
from etl.snapshot.publish import open_writer
from etl.teams.judge import JudgedList, Sender, judge_list
from etl.teams.table import read_list
from pora import schema
from pora.errors import RefusedError
from pora.locale import _, _n, format_number
from pora.schema import Table

SHOWN_ERRORS = 50
_TABLES = {
    schema.TEAM: schema.CORE_TEAM,
    schema.MEETING: schema.CORE_MEETING,
    schema.ACTIVITY: schema.CORE_ACTIVITY,
}
_IN_FORCE = """
SELECT batch_id, file_sha256 FROM core_list_batch
WHERE office_code = ? AND list_kind = ? ORDER BY batch_number DESC LIMIT 1
"""


def load_lists(files: Sequence[Path], kind: str, office_code: str, dry_run: bool) -> Outcome:
    """One batch a file, one snapshot for all that were accepted. A refused file does not stop the others."""
    outcome = Outcome()
    with open_writer() as writer:
        require_office(writer.con, office_code)
        for path in files:
            report = _load_or_refuse(writer.con, path, kind, office_code)
            outcome.reports.append(report)
            if dry_run:
                report.forget_batch()
        if any(report.loaded and not report.unchanged for report in outcome.reports):
            outcome.snapshot_id = writer.publish()
    return outcome


def _load_or_refuse(con: duckdb.DuckDBPyConnection, path: Path, kind: str, office_code: str) -> LoadReport:
    try:
        return _load_list(con, path, kind, office_code)
    except RefusedError as error:
        refusal = RowError(None, None, None, None, error.code, str(error))
        return LoadReport(file=path.name, error_count=1, errors=[refusal])


def _load_list(con: duckdb.DuckDBPyConnection, path: Path, kind: str, office_code: str) -> LoadReport:
    if not path.is_file():
        raise RefusedError(_("Berkas {file} tidak ditemukan.").format(file=path.name))
    (province_code,) = con.execute("SELECT province_code FROM core_snapshot").fetchone() or ("",)
    table = read_list(path, kind)
    judged = judge_list(path.name, table, kind, Sender(office_code, str(province_code)))
    report = LoadReport(
        file=path.name,
        rows_in=len(judged.rows),
        accepted=len(judged.rows) - judged.rejected,
        rejected=judged.rejected,
        error_count=len(judged.errors),
        errors=judged.errors,
        warnings=[*table.notes, *judged.warnings],
    )
    if not judged.errors:
        _accept(con, path, kind, office_code, judged, report)
    return report


def _accept(
    con: duckdb.DuckDBPyConnection, path: Path, kind: str, office_code: str, judged: JudgedList, report: LoadReport
) -> None:
    sha256 = hash_file(path)
    report.loaded = True
    in_force = con.execute(_IN_FORCE, [office_code, kind]).fetchone()
    if in_force and in_force[1] == sha256:
        report.batch_id, report.unchanged = str(in_force[0]), True
        return
    received_at = datetime.now(UTC).replace(tzinfo=None)
    report.batch_id = f"{received_at:%Y%m%d}-{uuid.uuid4().hex[:8]}"
    con.begin()
    try:
        con.execute(
            "INSERT INTO core_list_batch "
            "SELECT $1, (SELECT coalesce(max(batch_number), 0) + 1 FROM core_list_batch), $2, $3, $4, $5, $6, $7, $8",
            [report.batch_id, office_code, kind, path.name, sha256, received_at, getpass.getuser(), report.rows_in],
        )
        _insert(
            con,
            _TABLES[kind],
            [{**row, "batch_id": report.batch_id, "office_code": office_code} for row in judged.rows],
        )
        _insert(
            con,
            schema.CORE_TEAM_MEMBER,
            [
                {"batch_id": report.batch_id, "row_number": row, "agency": agency, "member_count": count}
                for row, agency, count in judged.members
            ],
        )
        con.commit()
    except BaseException:
        con.rollback()
        raise


def _insert(con: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[dict[str, str | int | None]]) -> None:
    if rows:
        frame = pd.DataFrame(rows, dtype=object)  # noqa: F841 - read by DuckDB
        con.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM frame")  # noqa: S608 - a name from pora/schema/


def describe_list(report: LoadReport) -> Iterable[str]:
    """The result in lines: what became of the file, every error, what was not read."""
    counts = {"file": report.file, "rows": format_number(report.rows_in), "rejected": format_number(report.rejected)}
    if report.unchanged:
        yield _("{file}: sudah dimuat, tidak ada yang berubah.").format(**counts)
    elif report.loaded:
        words = _n("{file}: dimuat, {rows} baris, menggantikan daftar sejenis kantor ini bila ada.", report.rows_in)
        yield words.format(**counts)
    elif report.rejected:
        yield _("{file}: tidak dimuat. {rejected} dari {rows} baris perlu diperbaiki.").format(**counts)
    elif report.errors:
        yield _("{file}: tidak dimuat.").format(**counts)
    else:
        yield _n("{file}: uji coba, tidak dimuat. {rows} baris dapat dimuat.", report.rows_in).format(**counts)
    for error in report.errors[:SHOWN_ERRORS]:
        yield describe_error(error)
    if report.error_count > SHOWN_ERRORS:
        rest = report.error_count - SHOWN_ERRORS
        yield _n("  … dan {n} kesalahan lain (lihat --json).", rest).format(n=format_number(rest))
    for warning in report.warnings:
        yield _("  Perhatian: {warning}").format(warning=warning)
