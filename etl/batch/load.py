"""One file into one batch: everything accepted, or nothing, unless `accept_partial`.

A batch replaces an older one of the same office, period and category within the kabupaten/kota that it covers;
what it replaces stays in the history. Real data replaces synthetic data of any office.
"""

from __future__ import annotations

import getpass
import hashlib
import shutil
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.batch import accept
from etl.batch.changes import Change, find_changes
from etl.batch.resolve import AREA_COLUMNS, resolve_raw
from etl.batch.validate import RowError, find_errors
from etl.progress import Say, say_nothing
from etl.readers import Found, ReadDefaults, read_file
from pora import paths
from pora.errors import RefusedError, UsageError
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.offices import explain_no_office, offices_in
from pora.schema import KABUPATEN_KOTA

REPORTED_ERRORS = 1000  # more than anyone mends by hand; the counts are always complete


@dataclass(frozen=True)
class LoadOptions:
    office: str
    period: str | None = None
    kabupaten: str | None = None
    accept_partial: bool = False
    drop_personal: bool = False
    is_sample: bool = False
    by: str | None = None  # who sends it; by default the system account


@dataclass
class LoadReport:
    """What became of one file. rows_in = accepted + rejected, always."""

    file: str
    batch_id: str | None = None
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    loaded: bool = False
    unchanged: bool = False
    error_count: int = 0
    errors: list[RowError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    found: Found | None = None

    @property
    def holds_persons(self) -> bool:
        """Whether the file lists persons, so that only counts may remain of it."""
        return self.found is not None and self.found.holds_persons

    def forget_batch(self) -> None:
        """After a dry run there is no new batch."""
        self.loaded = False
        self.batch_id = self.batch_id if self.unchanged else None


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require_office(con: duckdb.DuckDBPyConnection, office: str) -> None:
    """UsageError unless files of the office can be loaded here."""
    province_code = str((con.execute("SELECT province_code FROM core_snapshot").fetchone() or [""])[0])
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


def load_file(con: duckdb.DuckDBPyConnection, path: Path, options: LoadOptions, say: Say = say_nothing) -> LoadReport:
    """Loads into the writer's connection, as one transaction. Nothing is written where a row is rejected and
    `accept_partial` is not given. Raises RefusedError for a file that can't be read at all."""
    if not options.is_sample:
        require_office(con, options.office)
    require_kabupaten(options.kabupaten)
    if not path.is_file():
        raise RefusedError(_("Berkas {file} tidak ditemukan.").format(file=path.name))
    report = LoadReport(file=path.name)
    say(_("Membaca {file}").format(file=path.name))
    # Outside the transaction: in an open one, the rows of a table are not numbered from 0.
    report.found = read_file(path, con, ReadDefaults(options.period, options.kabupaten, options.drop_personal))
    _require_place(report.found, path.name, options)
    say(_("Mencocokkan isi"))
    resolve_raw(con)
    say(_("Memeriksa baris"))
    _judge(con, options, report)
    if report.rejected == 0 or (options.accept_partial and report.accepted > 0):
        say(_("Memuat baris"))
        con.begin()
        try:
            _accept(con, path, options, report)
            con.commit()
        except BaseException:
            con.rollback()
            raise
    return report


def _require_place(found: Found, file_name: str, options: LoadOptions) -> None:
    """A blank place is a part that is not placed; a table without any place is a table with a wrong heading."""
    for table in found.tables:
        named = {column.column for column in table.columns} & set(AREA_COLUMNS)
        if not (named or table.area_from or options.kabupaten):
            raise RefusedError(
                _(
                    "Tidak ada kolom kecamatan atau kabupaten di {file}. Periksa judul kolomnya, atau beri --kabupaten."
                ).format(file=file_name),
                "missing-label",
            )


def _judge(con: duckdb.DuckDBPyConnection, options: LoadOptions, report: LoadReport) -> None:
    assert report.found  # noqa: S101 - set by the caller
    counted = find_errors(con, report.found, options.office, options.is_sample)
    report.rows_in, report.rejected = counted.rows_in, counted.rejected
    report.accepted = counted.rows_in - counted.rejected
    report.error_count = counted.error_count
    report.errors = counted.first(REPORTED_ERRORS)
    if report.rows_in == 0:
        raise RefusedError(
            _("{file} tidak berisi baris data. Periksa lembar dan judul kolomnya.").format(file=report.file)
        )
    report.changes = find_changes(con, options.office)


def _accept(con: duckdb.DuckDBPyConnection, path: Path, options: LoadOptions, report: LoadReport) -> None:
    assert report.found  # noqa: S101 - set by the caller
    sha256 = hash_file(path)
    accept.stage_rows(con)
    if same := accept.find_same_batch(con, sha256, options.office, report.accepted, report.rejected):
        report.batch_id, report.unchanged, report.loaded = same, True, True
        return
    report.warnings = accept.find_warnings(con, options.office)
    received_at = datetime.now(UTC).replace(tzinfo=None)
    report.batch_id = f"{received_at:%Y%m%d}-{uuid.uuid4().hex[:8]}"
    accept.insert_batch(
        con,
        accept.BatchFacts(
            batch_id=report.batch_id,
            office_code=options.office,
            file_name=path.name,
            file_sha256=sha256,
            received_at=received_at,
            received_by=options.by or getpass.getuser(),
            rows_in=report.rows_in,
            rows_accepted=report.accepted,
            rows_rejected=report.rejected,
            is_sample=options.is_sample,
        ),
        report.found,
    )
    report.loaded = True


def keep_original(path: Path) -> None:
    """The accepted file as it came, so that every figure can be traced; under its hash, so twice is once."""
    kept = paths.intake() / f"{hash_file(path)}{path.suffix.lower()}"
    if not kept.exists():
        paths.intake().mkdir(parents=True, exist_ok=True)
        temporary = kept.with_suffix(".part")
        shutil.copyfile(path, temporary)
        temporary.replace(kept)
