"""One file into one batch: everything accepted, or nothing, unless `accept_partial`.

A batch replaces an older one of the same office, period and category within the kabupaten/kota that it covers, or the
one kecamatan that it is of; what it replaces stays in the history. Real data replaces synthetic data of any office.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl.batch import accept
from etl.batch.changes import find_part_changes
from etl.batch.locks import find_locks
from etl.batch.one_kecamatan import describe_own_kecamatan, find_own_kecamatan
from etl.batch.remarks import find_warnings
from etl.batch.resolve import resolve_raw
from etl.batch.risks import find_contradictions, find_far_periods, find_losses, refuse_risks
from etl.batch.validate import find_errors
from etl.cores import use_cores_for
from etl.readers import ReadDefaults, ReadReport, describe_read_report, read_file, warn_of_totals
from etl.readers.texts.headings import PLACE_COLUMNS
from pora import paths
from pora.access.system_user import name_system_user
from pora.errors import RefusedError, UsageError
from pora.locale import _
from pora.progress import Tell, ignore_words
from pora.reference.areas import area_index
from pora.reference.measures import list_stock_measures
from pora.reference.offices import explain_no_office, offices_in
from pora.reference.spelling import shorten
from pora.schema import COUNTING_AGENCIES, KABUPATEN_KOTA
from pora.schema.load_report import FAR_PERIOD, LOST_REPORT, LoadOptions, LoadReport
from pora.whole_files import open_whole

REPORTED_ERRORS = 1000  # of one kind: more than anyone mends by hand; the counts are always complete


class LoadedFile(NamedTuple):
    """The report on a file, and what its reader found."""

    report: LoadReport
    found: ReadReport


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_province(con: duckdb.DuckDBPyConnection) -> str:
    return str((con.execute("SELECT province_code FROM core_snapshot").fetchone() or [""])[0])


def require_sending_office(con: duckdb.DuckDBPyConnection, office: str) -> None:
    """UsageError unless files of the office can be loaded here."""
    province_code = _read_province(con)
    known = [one.office_code for one in offices_in(province_code)]
    if office in known:
        return
    if not known:
        raise UsageError(explain_no_office(province_code))
    raise UsageError(
        _("Kode kantor '{office}' tidak dikenal. Yang ada: {known}.").format(office=office, known=", ".join(known))
    )


def require_kabupaten(code: str | None) -> None:
    if code is not None and not (code in area_index() and area_index().level(code) == KABUPATEN_KOTA):
        raise UsageError(_("'{code}' bukan kode kabupaten/kota. Tulis seperti 33.19.").format(code=code))


def require_measure(options: LoadOptions) -> None:
    """UsageError unless agency and measure are both given, or neither, and are known; a measure of what happened in a
    time is no stock."""
    if (options.agency is None) != (options.measure is None):
        raise UsageError(_("--agency dan --measure selalu bersama: instansi mana, dan apa yang dihitungnya."))
    if options.agency is None or options.measure is None:
        return
    if options.agency not in COUNTING_AGENCIES:
        message = _("Instansi '{text}' tidak dikenal. Yang dikenal: {known}.")
        raise UsageError(message.format(text=shorten(options.agency), known=", ".join(COUNTING_AGENCIES)))
    if options.measure not in (known := list_stock_measures()):
        message = _("Ukuran '{text}' tidak dikenal. Yang dikenal: {known}.")
        raise UsageError(message.format(text=shorten(options.measure), known="; ".join(known)))


def load_file(con: duckdb.DuckDBPyConnection, path: Path, options: LoadOptions, say: Tell = ignore_words) -> LoadedFile:
    """Reads a file and loads what it says. Raises RefusedError for a file that can't be read at all."""
    found = open_rows(con, path, options, say)
    return LoadedFile(load_rows(con, path, options, found, say), found)


def open_rows(con: duckdb.DuckDBPyConnection, path: Path, options: LoadOptions, say: Tell = ignore_words) -> ReadReport:
    """The rows of a file into temp tables of the connection, with what their texts mean. This can take long, and
    depends on nothing that was loaded. Raises RefusedError for a file that can't be read at all."""
    if not options.is_sample:
        require_sending_office(con, options.office)
    require_kabupaten(options.kabupaten)
    require_measure(options)
    if not path.is_file():
        raise RefusedError(_("Berkas {file} tidak ditemukan. Periksa nama dan foldernya.").format(file=path.name))
    say(_("Membaca {file}").format(file=path.name))
    # Outside the transaction: in an open one, the rows of a table are not numbered from 0.
    found = read_file(
        path, con, ReadDefaults(options.period, options.kabupaten, options.drop_personal, options.category)
    )
    if found.rows == 0:
        raise RefusedError(
            _("{file} tidak berisi baris data. Periksa lembar dan judul kolomnya.").format(file=path.name)
        )
    _require_place(found, path.name, options)
    say(_("Mencocokkan isi"))
    use_cores_for(con, found.rows)
    resolve_raw(con)
    return found


def load_rows(
    con: duckdb.DuckDBPyConnection, path: Path, options: LoadOptions, found: ReadReport, say: Tell = ignore_words
) -> LoadReport:
    """Judges the rows that were read, on what is in force, and loads them as one transaction. Nothing is written where
    a row is rejected and `accept_partial` is not given."""
    say(_("Memeriksa baris"))
    kecamatan = find_own_kecamatan(found, options.kabupaten, _read_province(con))
    report = _judge(con, path.name, options, found, kecamatan)
    if report.rejected and not options.accept_partial:
        return report
    accept.stage_rows(con)
    same = accept.find_same_batch(
        con, hash_file(path), options.office, report.accepted, report.rejected, options.is_sample
    )
    if same and not list(find_contradictions(report.changes, options)):  # so it takes nothing away and unlocks nothing
        return replace(report, batch_id=same, unchanged=True, loaded=True)
    if not options.is_sample:
        report = _judge_risks(con, options, report, kecamatan)
    if report.rejected == 0 or (options.accept_partial and report.accepted > 0):
        say(_("Memuat baris"))
        con.begin()
        try:
            report = _accept(con, path, options, found, report, kecamatan)
            con.commit()
        except BaseException:
            con.rollback()
            raise
    return report


def _require_place(found: ReadReport, file_name: str, options: LoadOptions) -> None:
    """A blank place is a part that is not placed; a table without any place is a table with a wrong heading."""
    for table in found.tables:
        named = {column.column for column in table.columns} & set(PLACE_COLUMNS)
        if not (named or table.area_from or options.kabupaten):
            headings = [shorten(one.heading) for one in table.columns]
            headings += [shorten(one.text) for one in table.skipped if one.text]
            message = _(
                "Tidak ada kolom kecamatan atau kabupaten di {file}; judul yang ada: {headings}. Periksa judul "
                "kolomnya, atau beri --kabupaten."
            )
            raise RefusedError(message.format(file=file_name, headings=", ".join(headings)), "missing-label")


def _judge(
    con: duckdb.DuckDBPyConnection, file_name: str, options: LoadOptions, found: ReadReport, kecamatan: str | None
) -> LoadReport:
    counted = find_errors(con, found, options.office, options.is_sample, kecamatan)
    return LoadReport(
        file=file_name,
        rows_in=counted.rows_in,
        accepted=counted.rows_in - counted.rejected,
        rejected=counted.rejected,
        error_count=counted.error_count,
        errors=counted.first(REPORTED_ERRORS),
        error_kinds=counted.kinds(),
        changes=find_part_changes(con, options.office, kecamatan),
        found=(*describe_read_report(found), *([describe_own_kecamatan(kecamatan)] if kecamatan else [])),
        warnings=tuple(warn_of_totals(found)),
    )


def _judge_risks(
    con: duckdb.DuckDBPyConnection, options: LoadOptions, report: LoadReport, kecamatan: str | None
) -> LoadReport:
    """What is likely a mistake refuses the whole file, and is a warning where the sender says that it is meant."""
    meant = {LOST_REPORT: options.replace, FAR_PERIOD: options.any_period}
    risks = [
        *find_losses(con, options.office, kecamatan),
        *find_far_periods(con, {one.period for one in report.changes}),
    ]
    risks += find_contradictions(report.changes, options)
    risks += find_locks(con, options.office, {one.period for one in report.changes})
    accepted = (risk.what for risk in risks if meant.get(risk.code))
    warned = replace(report, warnings=(*report.warnings, *accepted))
    return refuse_risks(warned, [risk for risk in risks if not meant.get(risk.code)])


def _accept(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    options: LoadOptions,
    found: ReadReport,
    report: LoadReport,
    kecamatan: str | None,
) -> LoadReport:
    """Writes the batch; the report of what is then in force. Expects staged rows."""
    warnings = find_warnings(con, options.office)
    received_at = datetime.now(UTC).replace(tzinfo=None)
    batch_id = f"{received_at:%Y%m%d}-{uuid.uuid4().hex[:8]}"
    accept.insert_batch(
        con,
        accept.BatchFacts(
            batch_id=batch_id,
            office_code=options.office,
            file_name=path.name,
            file_sha256=hash_file(path),
            received_at=received_at,
            received_by=options.by or name_system_user(),
            rows_in=report.rows_in,
            rows_accepted=report.accepted,
            rows_rejected=report.rejected,
            is_sample=options.is_sample,
            kecamatan_code=kecamatan,
        ),
        found,
    )
    return replace(report, batch_id=batch_id, warnings=(*report.warnings, *warnings), loaded=True)


def keep_original(path: Path) -> None:
    """The accepted file as it came, so that every figure can be traced; under its hash, so twice is once."""
    kept = paths.intake() / f"{hash_file(path)}{path.suffix.lower()}"
    if not kept.exists():
        with path.open("rb") as original, open_whole(kept) as copy:
            shutil.copyfileobj(original, copy)
