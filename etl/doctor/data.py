"""The data folder and what lies in it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

from etl.doctor.finding import ERROR, OK, WARNING, Finding
from pora.access import audit
from pora.access.audit_chain import verify_chain
from pora.access.roles import local_scope
from pora.config import format_office_time, settings
from pora.errors import PoraError, SnapshotError
from pora.locale import _, _n, format_number, format_period
from pora.reference.places import name_place
from pora.stores.postgres import has_database, open_database
from pora.warehouse import queries
from pora.warehouse.boundaries import load_layers
from pora.warehouse.db import use_snapshot
from pora.warehouse.log_heads import read_log_heads

LITTLE_SPACE_BYTES = 2_000_000_000  # a year of snapshots of a province, and the copy that a load works on
NO_SPACE_BYTES = 300_000_000
FAST_CLOCK = dt.timedelta(minutes=5)
SHARED_FILE_SYSTEMS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs")
RECENT_LOADS = 10


def judge_data_folder() -> Finding:
    """Whether it can be written, has room, and lies on a disk of this machine."""
    folder = settings().data_dir
    known = next(path for path in (folder, *folder.parents) if path.exists())
    if not known.is_dir() or not os.access(known, os.R_OK | os.W_OK | os.X_OK):
        step = _("Jalankan sebagai pemilik folder itu, atau ubah PORA_DATA_DIR.")
        return Finding(ERROR, _("Folder data {folder} tidak dapat ditulis").format(folder=known), step)
    free_bytes = shutil.disk_usage(known).free
    found = _("{folder}: {n} MB kosong").format(folder=folder, n=format_number(free_bytes // 1_000_000))
    if free_bytes < LITTLE_SPACE_BYTES:
        step = _("Kosongkan disk: pemuatan menulis satu snapshot utuh, dan yang lama disimpan.")
        return Finding(ERROR if free_bytes < NO_SPACE_BYTES else WARNING, found, step)
    if (kind := _find_file_system(known)) in SHARED_FILE_SYSTEMS and not has_database():
        step = _("Pakai disk komputer ini: kunci penulis tidak dapat dipercaya di folder jaringan.")
        return Finding(WARNING, f"{found}, {kind}", step)
    return Finding(OK, f"{found}, {kind}" if kind else found)


def _find_file_system(path: Path) -> str:
    """The kind of file system, as Linux lists it; empty elsewhere."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    fields = [line.split() for line in mounts.read_text("utf-8", "replace").splitlines()]
    holding = [(Path(one[1].replace("\\040", " ")), one[2]) for one in fields]
    return max((len(at.parts), kind) for at, kind in holding if path.resolve().is_relative_to(at))[1]


def judge_database() -> Finding:
    """Whether the one that dashboards share answers, with tables of this version."""
    if not has_database():
        return Finding(OK, _("Tidak dipakai: catatan dan susunan berupa berkas di folder data"))
    try:
        with open_database() as database:
            ((version, documents),) = database.execute(
                "SELECT current_setting('server_version'), (SELECT count(*) FROM documents)"
            ).fetchall()
    except PoraError as error:
        return Finding(ERROR, str(error), _("Periksa PORA_DATABASE_URL, dan apakah PostgreSQL berjalan: docs/scale.md"))
    found = _n("Versi {version}, {n} dokumen", documents)
    return Finding(OK, found.format(version=version, n=format_number(documents)))


def judge_snapshot() -> Finding:
    """Whether the one in force is there, whole, and of this version. SnapshotError tells the step itself."""
    snapshot, scope = use_snapshot(), local_scope()
    snapshot.require_same_core()
    facts, periods = queries.select_facts(snapshot, scope), queries.select_periods(snapshot, scope)
    found = f"{snapshot.id}, {name_place(facts.province_code)}"
    if not periods:
        return Finding(OK, found, _("Muat tabel pertama: python -m etl load BERKAS --office KODE"))
    return Finding(OK, _("{snapshot}, sampai {period}").format(snapshot=found, period=format_period(periods[-1])))


def judge_boundaries() -> Finding:
    layers = load_layers("batas")
    if layers:
        return Finding(OK, layers.credit)
    step = _("Pasang: python -m etl boundaries (tanpa internet: docs/boundaries.md)")
    return Finding(WARNING, _("Belum ada batas wilayah; dasbor memakai peta petak"), step)


def judge_loads() -> Finding:
    """The last loads as the log has them, which knows the refused ones as well."""
    loads = audit.read_events(event=audit.UPLOAD)[-RECENT_LOADS:]
    if not loads:
        return Finding(OK, _describe_unlogged())
    refused = sum(one.facts.get("is_loaded") == 0 for one in loads)
    found = _("Terakhir {at}; ditolak {n} dari {m} pemuatan terakhir").format(
        at=format_office_time(dt.datetime.fromisoformat(loads[-1].at)),
        n=format_number(refused),
        m=format_number(len(loads)),
    )
    if refused == len(loads):
        return Finding(WARNING, found, _("Lihat sebabnya dengan: python -m etl load BERKAS --office KODE --dry-run"))
    return Finding(OK, found)


def _describe_unlogged() -> str:
    """Without a load in the log there may yet be batches: `build` logs none of the sample, and events grow too old."""
    try:
        batches = queries.select_history(use_snapshot(), local_scope())
    except SnapshotError:
        return _("Belum ada berkas yang dimuat")
    if batches.empty:
        return _("Belum ada berkas yang dimuat")
    if batches["is_sample"].all():
        return _n("Hanya data contoh ({n} berkas); kantor belum memuat berkas", len(batches)).format(
            n=format_number(len(batches))
        )
    last = format_office_time(batches["received_at"].max())
    return _("Terakhir {at}; catatan audit tidak lagi memuatnya").format(at=last)


def judge_audit() -> Finding:
    """The chain of the log, against itself and against what snapshots know of it."""
    try:
        verdict = verify_chain({_("snapshot {id}").format(id=name): head for name, head in read_log_heads().items()})
    except PoraError as error:
        step = _("Pulihkan dari cadangan; tanpa catatan ini tidak ada berkas yang keluar.")
        return Finding(ERROR, str(error), step)
    if verdict.problems:
        return Finding(ERROR, verdict.problems[0], _("Lihat semuanya: python -m etl audit --verify"))
    return Finding(OK, _n("{n} peristiwa, rantainya utuh", verdict.events).format(n=format_number(verdict.events)))


def judge_clock() -> Finding:
    """A clock that was set back shows by what was written after now."""
    now = dt.datetime.now(dt.UTC)
    found = format_office_time(now)
    if any(moment > now + FAST_CLOCK for moment in _list_moments()):
        step = _("Perbaiki jam komputer: ada data yang tercatat sesudah waktu ini.")
        return Finding(ERROR, found, step)
    return Finding(OK, found)


def _list_moments() -> list[dt.datetime]:
    moments = [dt.datetime.fromisoformat(one.at) for one in audit.read_events()[-1:]]
    try:
        facts = queries.select_facts(use_snapshot(), local_scope())
    except SnapshotError:
        return moments
    return [*moments, facts.published_at.replace(tzinfo=dt.UTC)]
