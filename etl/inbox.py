"""`python -m etl inbox FOLDER`: loads what offices put into their folders, for a timer.

`FOLDER/kanim-semarang/laporan.xlsx` goes to `done/` in its office's folder once it is in force, or to `refused/`, with
a text beside it that says why and what to do. A table of another agency lies in
`FOLDER/kanim-semarang/instansi/disnaker/TKA/`. Promise: killed at any moment, each file is in exactly one place, and
the next run goes on: a file is moved after its load, and one that was ever loaded is not loaded again. Whatever is not
sure to be whole, and whatever lies in a folder of no office, stays where it is.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from etl import pipeline
from etl.batch.arrivals import Sent, list_folder, list_unfinished, sort_by_age
from etl.commands.report import describe_files, describe_load
from etl.commands.status import read_data_area
from etl.readers.archive import is_passing
from pora.errors import SnapshotError, UsageError
from pora.locale import _, _n, format_number
from pora.reference.agencies import agency_words
from pora.reference.measures import list_stock_measures
from pora.reference.offices import offices_in
from pora.schema import COUNTING_AGENCIES
from pora.schema.load_report import LoadOptions, LoadReport
from pora.whole_files import write_whole

DONE, REFUSED = "done", "refused"
AGENCIES_FOLDER = "instansi"  # in that of an office
QUIET_SECONDS = 10  # a file that was written to since then may not be whole
LOCK_NAME = ".inbox.lock"


@dataclass
class InboxRun:
    """What a run did: the reports of all files, how many are left for later, what needs a person. `is_busy`: nothing,
    since another run is at work."""

    reports: list[LoadReport] = field(default_factory=list)
    waiting: int = 0
    problems: list[str] = field(default_factory=list)
    is_busy: bool = False


def load_inbox(folder: Path) -> InboxRun:
    """Loads and moves what has arrived whole. UsageError where there is no such folder."""
    if not folder.is_dir():
        raise UsageError(_("Folder {folder} tidak ada. Periksa namanya.").format(folder=folder))
    run = InboxRun()
    with _hold(folder) as is_first:
        if not is_first:
            return InboxRun(is_busy=True)
        for sent, reports in _load(list(_list_sent(folder, run)), run):
            if any(report.is_changing for report in reports) or not sent.path.exists():
                run.waiting += 1
                continue
            run.reports += reports
            try:
                _move(sent, reports)
            except OSError as error:
                message = _("{file} tidak dapat dipindahkan: {reason}")
                run.problems.append(message.format(file=sent.path, reason=error.strerror or error))
    return run


def _load(sent: Sequence[Sent], run: InboxRun) -> Iterator[tuple[Sent, list[LoadReport]]]:
    """All at once; one by one where no snapshot can be made with all of them. A file that none can be made with stays
    where it is."""
    if not sent:
        return
    try:
        outcome = pipeline.load_sent(sent)
    except SnapshotError as error:
        if len(sent) == 1:
            run.problems.append(f"{sent[0].path}: {error}")
        else:
            for one in sent:
                yield from _load([one], run)
        return
    for one in sent:
        yield one, [report for report, of in zip(outcome.reports, outcome.sent, strict=True) if of is one]


@contextmanager
def _hold(folder: Path) -> Iterator[bool]:
    """Whether no other run is at work in the folder."""
    try:
        with FileLock(folder / LOCK_NAME, timeout=0):
            yield True
    except Timeout:
        yield False


def _list_sent(folder: Path, run: InboxRun) -> Iterator[Sent]:
    """The files to load, of all offices, the oldest first."""
    offices = _name_offices()
    found: dict[Path, Sent] = {}
    for place in sorted(one for one in folder.iterdir() if not is_passing(one.name)):
        office = offices.get(_fold(place.name)) if place.is_dir() else None
        if office is None:
            message = _(
                "{path} bukan folder kantor. Pakai kodenya, misalnya kanim-semarang, dan taruh berkas di dalamnya."
            )
            run.problems.append(message.format(path=place))
            continue
        files = list_folder(place, leave_out=(DONE, REFUSED))
        whole = [path for path in files if _is_quiet(path)]
        run.waiting += len(files) - len(whole) + len(list_unfinished(place, leave_out=(DONE, REFUSED)))
        for path in whole:
            try:
                found[path] = Sent(path, _read_options(office, path.relative_to(place).parts[:-1]), place)
            except UsageError as error:
                run.problems.append(f"{path}: {error}")
    yield from (found[path] for path in sort_by_age(found))


def _read_options(office: str, folders: Sequence[str]) -> LoadOptions:
    """What the folders below that of the office say of a file. UsageError where they name no agency and its measure."""
    if not folders or _fold(folders[0]) != AGENCIES_FOLDER:
        return LoadOptions(office, once=True)
    names = {_fold(word): code for code in COUNTING_AGENCIES for word in (code, agency_words()[code])}
    measures = {_fold(name): name for name in list_stock_measures()}
    agency, measure = (_fold(name) for name in (*folders[1:3], "", "")[:2])
    if agency not in names or measure not in measures:
        message = _(
            "Di folder {folder} taruh berkas di folder instansi dan, di dalamnya, folder yang bernama seperti "
            "ukurannya, misalnya disnaker/TKA. Instansi: {agencies}. Ukuran: {measures}."
        )
        known = {"agencies": ", ".join(COUNTING_AGENCIES), "measures": "; ".join(measures.values())}
        raise UsageError(message.format(folder=AGENCIES_FOLDER, **known))
    return LoadOptions(office, once=True, agency=names[agency], measure=measures[measure])


def _name_offices() -> Mapping[str, str]:
    """Office codes by what their folders may be called: the code or the name."""
    offices = offices_in(read_data_area())
    names = {_fold(one.office_name): one.office_code for one in offices}
    return names | {_fold(one.office_code): one.office_code for one in offices}


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


def _is_quiet(path: Path) -> bool:
    """Whether nobody wrote to the file, or moved it here, within the last moments. A copy may bring its own time along,
    even one to come."""
    try:
        now, found = time.time(), path.stat()
    except FileNotFoundError:
        return False
    return all(moment > now or now - moment >= QUIET_SECONDS for moment in (found.st_mtime, found.st_ctime))


def _move(sent: Sent, reports: Sequence[LoadReport]) -> None:
    """Out of the way, the text first: without its file it is written again by the next run."""
    is_done = all(report.loaded for report in reports)
    target = _free_name(sent.place / (DONE if is_done else REFUSED), sent.path.name)
    if not is_done:
        write_whole(target.with_name(f"{target.name}.txt"), "\n".join(_explain(sent, reports)).encode("utf-8") + b"\n")
    sent.path.rename(target)


def _free_name(folder: Path, name: str) -> Path:
    """`laporan.xlsx`, or `laporan (2).xlsx` where there is one."""
    if folder.is_symlink():
        raise OSError(_("{folder} adalah tautan ke tempat lain").format(folder=folder.name))
    folder.mkdir(exist_ok=True)
    path, number = folder / name, 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path


def _explain(sent: Sent, reports: Sequence[LoadReport]) -> Iterator[str]:
    lines = [line for report in reports for line in describe_load(report)]
    yield from lines
    yield ""
    if any(report.loaded for report in reports):
        yield _("Isi arsip ini yang tidak ditolak sudah dimuat; mengirimnya sekali lagi tidak mengubah apa pun.")
    else:
        yield _("Berkas ini tidak mengubah angka apa pun.")
    yield _("Perbaiki berkasnya, lalu taruh lagi di folder {folder}. Setelah itu hapus berkas lama ini.").format(
        folder=sent.place.name
    )
    if any(" --" in line for line in lines):
        yield _("Pilihan yang diawali -- adalah milik pengelola: ia dapat memuat berkas ini dengan perintah load.")


def describe_inbox(run: InboxRun) -> Iterator[str]:
    """What a timer logs: each file, what needs a person, then one line on all."""
    if run.is_busy:
        yield _("Pemuatan lain dari folder ini masih berjalan; tidak ada yang dikerjakan.")
        return
    for report in run.reports:
        yield from describe_load(report)
    yield from (_("Perhatian: {warning}").format(warning=problem) for problem in run.problems)
    yield describe_files(run.reports)
    if run.waiting:
        yield _n("{n} berkas masih disalin atau ditulis; dikerjakan nanti.", run.waiting).format(
            n=format_number(run.waiting)
        )
