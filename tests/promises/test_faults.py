"""What machines do to a service that runs for years: full and read-only disks, clocks, killed writers, files that go.

Nothing is lost, nothing is mixed, and whoever waits gets one clear sentence.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from builders import case, counts, load, write_table
from filelock import FileLock
from killed import kill_before
from quick import QUICK

from etl.backup import write_backup
from etl.batch import load as load_module
from etl.snapshot import publish
from pora import paths
from pora.access import audit, audit_file
from pora.access.audit_chain import verify_chain
from pora.access.roles import local_scope
from pora.config import ROOT
from pora.deck.agenda import Agenda, make_agenda
from pora.deck.make import make_deck
from pora.deck.store import load_last, save_agenda
from pora.errors import PoraError, SnapshotError
from pora.export import deck as deck_files
from pora.export.deck import make_deck_files
from pora.export.verify import verify_bundle
from pora.warehouse import db, queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import require_current, snapshot_path
from tests.promises.kudus_in_force import KUDUS_MARCH, count_kudus

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows can't fork")


# --- clocks --------------------------------------------------------------------------------------------------


def move_clock(patch: pytest.MonkeyPatch, days: int) -> None:
    class Moved(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime.now(tz) + dt.timedelta(days=days)

    for module in (publish, load_module):
        patch.setattr(module, "datetime", Moved, raising=False)


@pytest.mark.parametrize("days", [-1, 365])
def test_a_clock_that_was_set_wrong_and_right_again_loses_no_correction(
    kudus: Path, correction: Path, tmp_path: Path, days: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        move_clock(patch, days)
        assert load(correction, replace=True).loaded
        assert count_kudus() == 50
    later = write_table(tmp_path / "lagi.csv", [case("33.19.01", 51)])
    assert load(later, replace=True).loaded
    assert count_kudus() == 51


# --- writers and the log -------------------------------------------------------------------------------------


def hold_lock(data_dir: Path, is_held: object) -> None:
    """In a child: takes the writers' lock, and is killed with it in hand."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    with FileLock(paths.warehouse() / "publish.lock"):
        is_held.set()  # type: ignore[attr-defined]
        signal.pause()


@unix
def test_a_second_writer_goes_on_when_the_first_one_is_killed_in_between(
    kudus: Path, correction: Path, data_dir: Path, processes: ForkServerContext
) -> None:
    is_held = processes.Event()
    first = processes.Process(target=hold_lock, args=(data_dir, is_held))
    first.start()
    assert is_held.wait(60)
    second = threading.Thread(target=load, args=(correction,), kwargs={"replace": True})
    second.start()
    assert first.pid
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    second.join()
    assert count_kudus() == 50


# Every step of making slides that leaves something behind: where the function lies, its name, how many calls pass.
DECK_STEPS = {
    "name of the agenda": (Path, "replace", 0),
    "name of the last agenda": (Path, "replace", 1),
    "second picture": (deck_files, "draw_png", 1),
    "log of the bundle": (deck_files.audit, "record", 1),
}


def make_short_agenda() -> Agenda:
    """Four slides: as many steps as of a long one, in a third of the time."""
    whole = make_agenda("33.19", "2024-03")
    return replace(whole, slides=whole.slides[:4])


def make_slides_until_killed(data_dir: Path, step: str) -> None:
    """In a child: as a presenter keeps an agenda and takes its frozen bundle; killed right before the step."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    kill_before(*DECK_STEPS[step])
    save_agenda("uji", make_short_agenda())
    take_bundle()


def take_bundle() -> bytes:
    agenda = make_short_agenda()
    (bundle,) = make_deck_files(make_deck(use_snapshot(), local_scope(), agenda), agenda, "bundle", "uji").values()
    return bundle


@unix
def test_killed_in_the_middle_of_a_deck_nothing_is_lost_and_nothing_stays_behind(
    kudus: Path, data_dir: Path, processes: ForkServerContext
) -> None:
    """At each step in turn; each time the presenter begins anew."""
    edited = make_short_agenda().drop("situasi")
    for number, step in enumerate(DECK_STEPS, 1):
        save_agenda("uji", edited)
        process = processes.Process(target=make_slides_until_killed, args=(data_dir, step))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL, step
        assert load_last("uji") == (edited if step == "name of the agenda" else make_short_agenda()), step
        assert (verify_chain({}).problems, count_kudus()) == ((), 48), step
        assert [one.event for one in audit.read_events(user="uji")] == [audit.AGENDA] * 2 * number, step
    for left in data_dir.rglob("*.part"):
        os.utime(left, (0, 0))
    save_agenda("uji", edited)
    assert verify_bundle(take_bundle()).is_identical
    assert (load_last("uji"), list(data_dir.rglob("*.part"))) == (edited, [])


def test_while_the_log_is_locked_nothing_leaves_and_a_load_says_that_it_is_in_force(
    kudus: Path, correction: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit.record(audit.UPLOAD, "uji", is_loaded=1)
    monkeypatch.setattr(audit_file, "_LOCK_SECONDS", 0)
    with closing(sqlite3.connect(paths.audit(), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(PoraError, match="Catatan audit tidak dapat dipakai .*, jadi ini dibatalkan"):
            audit.record(audit.EXPORT, "uji")
        with pytest.raises(PoraError, match="Snapshot .* berlaku, tetapi pemuatannya tidak tercatat"):
            load(correction, replace=True)
        with pytest.raises(PoraError):
            write_backup(tmp_path / "backups")
        assert list((tmp_path / "backups").iterdir()) == []
    assert count_kudus() == 50


# --- readers -------------------------------------------------------------------------------------------------


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 3)


def replace_by_other(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"not a database\n" * 1000)
    other.replace(path)


@pytest.mark.parametrize("damage", [Path.unlink, replace_by_other], ids=["deleted", "replaced"])
def test_a_reader_keeps_the_snapshot_that_is_deleted_or_replaced_under_it(
    kudus: Path, damage: Callable[[Path], None]
) -> None:
    assert count_kudus() == 48
    damage(snapshot_path(require_current()))
    frame = queries.select_cells(db._open(require_current_id()), local_scope(), KUDUS_MARCH, "kecamatan")
    assert int(frame["person_count"].sum()) == 48


def require_current_id() -> str:
    return (paths.warehouse() / "CURRENT").read_text().strip()


def test_a_snapshot_that_is_cut_under_a_reader_is_one_sentence_or_the_right_count(kudus: Path) -> None:
    snapshot = use_snapshot()
    cut(snapshot_path(snapshot.id))
    try:
        frame = queries.select_cells(snapshot, local_scope(), KUDUS_MARCH, "kecamatan")
    except SnapshotError as error:
        assert "\n" not in str(error)
    else:
        assert int(frame["person_count"].sum()) == 48


def test_20_readers_see_each_of_100_publishes_whole(kudus: Path, correction: Path) -> None:
    first = require_current()
    assert load(correction, replace=True).loaded
    second = require_current()
    expected = {"a": 48, "b": 50}
    seen: list[tuple[str, int]] = []
    failures: list[BaseException] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            try:
                snapshot = use_snapshot()
                frame = queries.select_cells(snapshot, local_scope(), KUDUS_MARCH, "kecamatan")
                seen.append((snapshot.id, int(frame["person_count"].sum())))
            except BaseException as error:
                failures.append(error)
                return

    readers = [threading.Thread(target=read) for _one in range(20)]
    for reader in readers:
        reader.start()
    for number in range(100):
        folder = paths.warehouse() / ".tmp-switch"
        folder.mkdir(exist_ok=True)
        new = folder / "new.duckdb"
        os.link(snapshot_path(second if number % 2 else first), new)
        publish._switch(new, f"20260126-{number:06d}-{'b' if number % 2 else 'a'}")
    is_over.set()
    for reader in readers:
        reader.join()
    assert failures == []
    switched = [(one, count) for one, count in seen if one not in (first, second)]
    assert [(one, count) for one, count in switched if count != expected[one[-1]]] == []
    assert len({one for one, _count in switched}) > 1 and count_kudus() == 50
    assert counts("kabupaten_kota")["33.19"][0] == 50


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="files of a process are counted on Linux only")
@pytest.mark.skipif(QUICK, reason="starts a dashboard, and this run is a quick one")
def test_sessions_that_come_and_go_leave_neither_memory_nor_files_behind(kudus: Path) -> None:
    """Streamlit keeps the last 128 closed ones for two minutes: after these nothing grows."""
    ran = subprocess.run(
        [sys.executable, "bench/sessions.py", "200"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    held = [re.findall(r"(\d+) MiB, (\d+) files, (\d+) threads", line) for line in ran.stdout.splitlines()]
    (memory, files, threads), (later_memory, later_files, later_threads) = [
        tuple(map(int, found[0])) for found in (held[-4], held[-1])
    ]
    assert later_files - files <= 16 and later_threads - threads <= 4
    assert later_memory - memory <= 12  # of 60 sessions more; one that stayed would cost 250 KB and its page
