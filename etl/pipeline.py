"""The order of steps, top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from etl.batch.arrivals import Sent, list_sent_files, list_unfinished, open_arrivals
from etl.batch.case_file import CaseFile, open_case_file
from etl.batch.load import load_file, require_sending_office
from etl.progress import print_steps
from etl.snapshot.case_sums import SumCases, sum_cases
from etl.snapshot.one_writer import lock_warehouse
from etl.snapshot.publish import Writer, open_draft, open_writer
from pora import paths
from pora.access import audit
from pora.access.roles import local_scope
from pora.errors import BoundaryError, NoSnapshotError, PoraError, UsageError
from pora.locale import _, format_number
from pora.progress import Tell, ignore_words
from pora.reference.areas import area_index
from pora.schema import AGENCY_FIGURE
from pora.schema.load_report import LoadOptions, LoadReport
from pora.temporary import open_temporary_folder
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot

if TYPE_CHECKING:
    from etl.teams.change import RowChange
    from etl.teams.load import ListFile
    from pora.export.report_form import ReportForm

LOAD_STEPS = 4  # of a file, as they are named


@dataclass
class Outcome:
    """What a run did: one report a file, the snapshot now in force (None where nothing changed), words on the way;
    `sent` has for each report what it came in."""

    reports: list[LoadReport] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    snapshot_id: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def has_news(self) -> bool:
        """Whether anything is to be published."""
        return any(report.loaded and not report.unchanged for report in self.reports)


def build(province_code: str, with_sample: bool) -> Outcome:
    """Reference, published figures, boundaries where they can be had, sample case tables; then publish. For one
    province or the country (schema.NATION)."""
    area_index().require_data_area(province_code)
    _require_nothing_loaded()
    outcome = Outcome()
    outcome.notes.append(make_boundaries(province_code))
    with open_writer(new_for_province=province_code) as writer:
        if with_sample:
            from etl.sample.tables import write_sample_tables

            tables = write_sample_tables(paths.sample(), province_code)
            for table in tqdm(tables, desc=_("Muat data contoh"), leave=False, disable=None):
                options = LoadOptions(office=table.office_code, is_sample=True)
                outcome.reports.append(_require_loaded(load_file(writer.con, table.path, options).report))
        outcome.snapshot_id = writer.publish()
    return outcome


def _require_nothing_loaded() -> None:
    """`build` starts anew; files that offices sent must not drop out of sight by it."""
    try:
        snapshot = use_snapshot()
    except NoSnapshotError:
        return
    snapshot.require_same_core()
    batches = queries.list_history(snapshot, local_scope())
    lists = queries.list_lists(snapshot, local_scope())
    if loaded := sum(not one["is_sample"] for one in batches) + len(lists):
        raise UsageError(
            _(
                "Sudah ada {n} berkas kantor yang dimuat, dan build memulai dari awal. Pakai publish atau boundaries; "
                "untuk benar-benar memulai dari awal, pindahkan dulu folder {folder}."
            ).format(n=format_number(loaded), folder=paths.warehouse())
        )


def make_boundaries(province_code: str, source: str | None = None) -> str:
    """Boundaries and tile layers; one line on how it went. Offline, the dashboard goes on with the tile map."""
    from etl.boundaries import build_boundaries

    try:
        return build_boundaries(province_code, source).summary
    except BoundaryError as error:
        if source is not None:
            raise
        from pora.warehouse.boundaries import load_layers

        kept = load_layers("batas")
        if kept is not None and kept.province_code == province_code:
            return _("{reason} Batas wilayah yang terpasang tetap dipakai.").format(reason=error)
        return _("{reason} Dasbor memakai peta petak.").format(reason=error)


def load(files: Sequence[Path], options: LoadOptions, dry_run: bool, rejects: Path | None = None) -> Outcome:
    """One batch a file, one snapshot for all that were accepted; a folder or a zip is its files. A refused file does
    not stop the others. `rejects` is where the rows of the one file go, with their errors, if any row is rejected."""
    outcome = load_sent([Sent(path, options) for path in list_sent_files(files)], dry_run, rejects)
    if left := [one.name for path in files if path.is_dir() for one in list_unfinished(path)]:
        words = _("Dilewati, karena namanya seperti berkas yang belum selesai disalin: {files}.")
        outcome.notes.append(words.format(files=", ".join(left)))
    return outcome


def load_sent(sent: Sequence[Sent], dry_run: bool = False, rejects: Path | None = None) -> Outcome:
    """The same for files of several senders, in their order."""
    with open_draft() as draft, open_temporary_folder() as unpacked:
        arrivals = list(open_arrivals(sent, unpacked))
        _require_place_for_rejects([one.path for one in arrivals], rejects)
        with print_steps(LOAD_STEPS * len(arrivals) + 1) as say:
            opened = [open_case_file(draft.cursor(), arrival, say) for arrival in arrivals]
            outcome = _add_and_publish(draft, opened, dry_run, say)
        outcome.sent = [arrival.sent for arrival in arrivals]
        for file in opened:
            if rejects and file.found and file.report.rejected:
                from etl.batch.rejects import write_rejects

                outcome.notes.append(write_rejects(file.con, file.found, rejects))
    if not dry_run:
        _record_uploads(outcome)
    return outcome


def load_lists(
    files: Sequence[Path],
    kind: str,
    office_code: str,
    dry_run: bool,
    by: str | None = None,
    change: RowChange | None = None,
) -> Outcome:
    """The same for lists of Tim Pora; with a `change`, for rows that go into the list in force."""
    from etl.teams.load import open_list_file

    with open_draft() as draft:
        require_sending_office(draft.con, office_code)
        opened = [open_list_file(draft.con, path, kind, office_code, by, change) for path in files]
        outcome = _add_and_publish(draft, opened, dry_run, ignore_words)
        outcome.sent = [Sent(path, LoadOptions(office_code, by=by, kind=kind)) for path in files]
    if not dry_run:
        _record_uploads(outcome)
    return outcome


def _add_and_publish(
    draft: Writer, opened: Sequence[CaseFile] | Sequence[ListFile], dry_run: bool, say: Tell
) -> Outcome:
    """Adds the files in their order; under the lock once more where another snapshot came into force meanwhile."""

    def add() -> Outcome:
        for file in opened:
            file.add(say)
        return Outcome([file.report for file in opened])

    outcome = add()
    if dry_run:
        return Outcome([report.as_dry_run() for report in outcome.reports])
    if outcome.has_news:
        with lock_warehouse():
            if draft.is_behind():
                draft.renew()
                outcome = add()
            for file in opened:
                file.keep()
            if outcome.has_news:
                say(_("Menerbitkan"))
                outcome.snapshot_id = draft.publish()
    return outcome


def _record_uploads(outcome: Outcome) -> None:
    """Raises PoraError that says so where a load is in force and the log can't be written."""
    try:
        _record_each(outcome)
    except PoraError as error:
        if outcome.snapshot_id is None:
            raise
        words = _("Snapshot {id} berlaku, tetapi pemuatannya tidak tercatat ({reason}). Beri tahu pengelola.")
        raise PoraError(words.format(id=outcome.snapshot_id, reason=error.__cause__)) from error


def _record_each(outcome: Outcome) -> None:
    for report, sent in zip(outcome.reports, outcome.sent, strict=True):
        audit.record(
            audit.UPLOAD,
            sent.options.by or audit.command_user(),
            office=sent.options.office,
            **_name_kind(sent.options),
            batch=report.batch_id,
            rows=report.rows_in,
            accepted=report.accepted,
            rejected=report.rejected,
            is_loaded=int(report.loaded),
            snapshot=outcome.snapshot_id,
        )


def _name_kind(options: LoadOptions) -> dict[str, str | None]:
    """Which list it is, or whose table; nothing for cases."""
    if options.agency:
        return {"kind": AGENCY_FIGURE, "agency": options.agency, "measure": options.measure}
    return {"kind": options.kind} if options.kind else {}


def _require_place_for_rejects(files: Sequence[Path], rejects: Path | None) -> None:
    if rejects is None:
        return
    if len(files) != 1:
        raise UsageError(_("--rejects hanya untuk satu berkas. Muat berkasnya satu per satu."))
    require_xlsx(rejects)
    if rejects.resolve() == files[0].resolve():
        raise UsageError(_("--rejects menimpa berkas yang dimuat. Pilih nama lain."))


def require_xlsx(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        raise UsageError(_("Nama berkas '{file}' harus berakhiran .xlsx.").format(file=path.name))


def write_template(form: ReportForm, path: Path) -> None:
    """The form for an office, written to a file."""
    require_xlsx(path)
    from pora.export.report_form import make_report_form

    path.write_bytes(make_report_form(form))


def publish(is_full: bool = False, sum_by: SumCases = sum_cases) -> str:
    """A new snapshot from the same batches, with the reference data as it is now. With `is_full` every month is made
    anew: the same, bit for bit, and slower. `sum_by` adds up the rows of cases."""
    with open_writer() as writer:
        return writer.publish(is_full, sum_by)


def upgrade(dry_run: bool) -> Outcome:
    """Carries the snapshot in force over to this version of the product; one of this version stays as it is."""
    outcome = Outcome()
    with open_writer() as writer:
        if writer.is_of_now:
            outcome.notes.append(_("Snapshot sudah sesuai dengan versi program ini; tidak ada yang diubah."))
        elif dry_run:
            writer.rehearse()
            outcome.notes.append(_("Snapshot dapat dibawa ke versi program ini; belum ada yang diubah."))
        else:
            outcome.snapshot_id = writer.publish()
    from etl.boundaries import renew_maps

    if not dry_run and renew_maps():
        outcome.notes.append(_("Peta digambar ulang dari batas wilayah yang terpasang."))
    return outcome


def _require_loaded(report: LoadReport) -> LoadReport:
    if not report.loaded:
        raise PoraError(_("Data contoh tidak termuat: {message}").format(message=report.errors[0].message))
    return report
