"""Loads lists of offices about Tim Pora: every row, or nothing of the file.

A list replaces the older one of the same office and kind as a whole, or adds or changes a row of it; what it replaces
stays. The original is not kept: such lists tend to name officials beside what is read.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.batch.file_names import clean_name, require_name
from etl.batch.load import hash_file
from etl.teams.change import ListRowValues, RowChange, merge_rows
from etl.teams.judge import JudgedList, Sender, judge_list
from etl.teams.table import ListTable, read_list
from pora import schema
from pora.access.system_user import name_system_user
from pora.errors import RefusedError
from pora.locale import _, _n, format_number
from pora.progress import Tell
from pora.schema import Table
from pora.schema.load_report import ErrorKind, LoadReport, refuse_file

_IN_FORCE = """
SELECT batch_id, file_sha256 FROM core_list_batch
WHERE office_code = ? AND list_kind = ? AND batch_id NOT IN (SELECT batch_id FROM core_withdrawal)
ORDER BY batch_number DESC LIMIT 1
"""


@dataclass
class ListFile:
    """A list of one office, read and judged once; `judged` is None where it can't be read, `found` says what was found
    in it, `report` what became of it. `change` is None for a list that is whole."""

    con: duckdb.DuckDBPyConnection
    path: Path
    kind: str
    office_code: str
    judged: JudgedList | None
    found: LoadReport
    by: str
    change: RowChange | None
    report: LoadReport = field(init=False)

    def __post_init__(self) -> None:
        self.report = self.found

    def add(self, _say: Tell) -> None:
        """Loads the rows into the writer's connection, as one transaction, if all of them are right."""
        if self.judged and not self.judged.errors:
            try:
                self.report = _accept(self, self.judged)
            except RefusedError as error:
                self.report = refuse_file(self.path.name, error.code, str(error))

    def keep(self) -> None:
        """Nothing: the original is not kept."""


def open_list_file(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    kind: str,
    office_code: str,
    by: str | None = None,
    change: RowChange | None = None,
) -> ListFile:
    """Reads and judges the file; `by` is None for the system account."""
    sender = by or name_system_user()
    (province_code,) = con.execute("SELECT province_code FROM core_snapshot").fetchone() or ("",)
    try:
        require_name(path)
        if not path.is_file():
            raise RefusedError(_("Berkas {file} tidak ditemukan. Periksa nama dan foldernya.").format(file=path.name))
        table = read_list(path, kind)
        judged = judge_list(table, kind, Sender(office_code, str(province_code)))
    except RefusedError as error:
        refused = refuse_file(clean_name(path.name), error.code, str(error))
        return ListFile(con, path, kind, office_code, None, refused, sender, change)
    return ListFile(con, path, kind, office_code, judged, _describe_judged(path, table, judged), sender, change)


def _describe_judged(path: Path, table: ListTable, judged: JudgedList) -> LoadReport:
    return LoadReport(
        file=path.name,
        rows_in=len(judged.rows),
        accepted=len(judged.rows) - judged.rejected,
        rejected=judged.rejected,
        error_count=len(judged.errors),
        errors=tuple(judged.errors),
        error_kinds=tuple(ErrorKind(code, n) for code, n in sorted(Counter(e.code for e in judged.errors).items())),
        warnings=(*table.notes, *judged.warnings),
    )


def _accept(file: ListFile, judged: JudgedList) -> LoadReport:
    """Writes the batch; the report of what is then in force."""
    con, kind, office_code, report = file.con, file.kind, file.office_code, file.found
    sha256, table = hash_file(file.path), schema.LIST_TABLES[kind]
    in_force, in_force_sha256 = con.execute(_IN_FORCE, [office_code, kind]).fetchone() or (None, None)
    rows: list[ListRowValues] | None = judged.rows
    if file.change:
        rows = merge_rows(con, table, in_force, file.change, judged.rows)
    elif kind == schema.FOLLOW_UP and (dropped := _count_dropped(con, in_force, judged)):
        words = _n("{n} tindak lanjut dari daftar sebelumnya tidak ada lagi di daftar ini.", dropped)
        report = replace(report, warnings=(*report.warnings, words.format(n=format_number(dropped))))
    if rows is None or (in_force_sha256 == sha256 and not (file.change and file.change.batch_id)):
        return replace(report, batch_id=in_force, unchanged=True, loaded=True)
    received_at = datetime.now(UTC).replace(tzinfo=None)
    batch_id = f"{received_at:%Y%m%d}-{uuid.uuid4().hex[:8]}"
    con.begin()
    try:
        con.execute(
            "INSERT INTO core_list_batch "
            "SELECT $1, (SELECT coalesce(max(batch_number), 0) + 1 FROM core_list_batch), $2, $3, $4, $5, $6, $7, $8",
            [batch_id, office_code, kind, file.path.name, sha256, received_at, file.by, len(rows)],
        )
        _insert(con, table, [{**row, "batch_id": batch_id, "office_code": office_code} for row in rows])
        _insert(
            con,
            schema.CORE_TEAM_MEMBER,
            [
                {"batch_id": batch_id, "row_number": row, "agency": agency, "member_count": count}
                for row, agency, count in judged.members
            ],
        )
        con.commit()
    except BaseException:
        con.rollback()
        raise
    return replace(report, batch_id=batch_id, unchanged=False, loaded=True)


def _count_dropped(con: duckdb.DuckDBPyConnection, in_force: str | None, judged: JudgedList) -> int:
    """How many things that were agreed the new list no longer names: some may have been entered on the page since."""
    named = {(row["meeting_date"], row["subject"]) for row in judged.rows}
    before = con.execute("SELECT meeting_date, subject FROM core_follow_up WHERE batch_id = ?", [in_force]).fetchall()
    return sum(one not in named for one in before)


def _insert(con: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[dict[str, str | int | None]]) -> None:
    if rows:
        import pandas as pd

        frame = pd.DataFrame(rows, dtype=object)  # noqa: F841 - read by DuckDB
        con.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM frame")  # noqa: S608 - a name from pora/schema/
