"""Machines that share a database: one of them writes at a time, and none over what another one published."""

from __future__ import annotations

import os
import shutil
import signal
from multiprocessing.context import ForkServerContext
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from builders import case, counts, load, load_rows, write_table

from etl.snapshot import one_writer, publish
from pora import paths
from pora.errors import PoraError
from pora.stores.postgres import open_database
from pora.warehouse.snapshots import find_current
from tests.snapshot.loads import AFTER, BEFORE, unix

NOT_HERE = r"^Snapshot {} dari .+ belum berlaku di sini\. Salin folder data dari sana, lalu ulangi\.$"


@pytest.fixture
def other_machine(kudus: Path, tmp_path: Path) -> Path:
    """The data folder of another machine, as it is now on this one."""
    return shutil.copytree(kudus, tmp_path / "other")


def copy_over(source: Path, target: Path) -> None:
    shutil.rmtree(target)
    shutil.copytree(source, target)


def test_a_machine_without_the_newest_snapshot_publishes_nothing_and_once_it_has_it_goes_on(
    database: str, correction: Path, other_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = paths.settings().data_dir
    assert load(correction, replace=True).loaded
    newest = find_current()
    monkeypatch.setenv("PORA_DATA_DIR", str(other_machine))
    former = find_current()
    with pytest.raises(PoraError, match=NOT_HERE.format(newest)):
        load_rows(tmp_path, [case("33.20.01", 7)])
    assert (find_current(), counts("kabupaten_kota")) == (former, BEFORE)
    copy_over(here, other_machine)
    assert load_rows(tmp_path, [case("33.20.01", 7)]).loaded
    both = AFTER | {"33.20": (7, None, "angka", 1, 0)}
    assert counts("kabupaten_kota") == both
    newest = find_current()
    monkeypatch.setenv("PORA_DATA_DIR", str(here))
    with pytest.raises(PoraError, match=NOT_HERE.format(newest)):
        load_rows(tmp_path, [case("33.21.01", 9)])
    copy_over(other_machine, here)
    assert load_rows(tmp_path, [case("33.21.01", 9)]).loaded
    assert counts("kabupaten_kota") == both | {"33.21": (9, None, "angka", 1, 0)}


def hold_lock(settings: dict[str, str], is_held: Event) -> None:
    """Runs in a child: takes the writers' lock, and is killed with it in hand."""
    os.environ.update(settings)
    with one_writer.lock_warehouse():
        is_held.set()
        signal.pause()


@unix
def test_while_another_machine_writes_nobody_does_and_its_death_frees_the_lock(
    database: str,
    correction: Path,
    other_machine: Path,
    monkeypatch: pytest.MonkeyPatch,
    processes: ForkServerContext,
) -> None:
    is_held = processes.Event()
    elsewhere = {"PORA_DATABASE_URL": database, "PORA_DATA_DIR": str(other_machine)}
    other = processes.Process(target=hold_lock, args=(elsewhere, is_held))
    other.start()
    assert is_held.wait(60)
    with monkeypatch.context() as patch:
        patch.setattr(one_writer, "LOCK_SECONDS", 0)
        with pytest.raises(PoraError, match=r"^Pemuatan lain masih berjalan\."):
            load(correction, replace=True)
    assert counts("kabupaten_kota") == BEFORE
    other.kill()
    other.join()
    assert load(correction, replace=True).loaded
    assert counts("kabupaten_kota") == AFTER


def test_a_writer_whose_lock_was_lost_publishes_nothing(
    database: str, correction: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = publish._finish

    def finish_and_lose(*args: object) -> None:
        finish(*args)
        with open_database() as other:
            held = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            assert other.execute(held).fetchall() == [(True,)]

    with monkeypatch.context() as patch:
        patch.setattr(publish, "_finish", finish_and_lose)
        with pytest.raises(PoraError, match=r"^Basis data bersama \(PostgreSQL\) tidak dapat dipakai"):
            load(correction, replace=True)
    assert counts("kabupaten_kota") == BEFORE
    assert load(correction, replace=True).loaded


def load_until_killed(settings: dict[str, str], file: Path) -> None:
    """Runs in a child: loads, and is killed once the snapshot is in force, before the database is told of it."""
    os.environ.update(settings)
    switch = publish._switch
    publish._switch = lambda *args: (switch(*args), os.kill(os.getpid(), signal.SIGKILL))  # type: ignore[assignment, func-returns-value]
    load(file, replace=True)


@unix
def test_a_publication_that_the_database_was_not_told_of_counts_on_its_machine(
    database: str, correction: Path, data_dir: Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    table = write_table(tmp_path / "lain.csv", [case("33.20.01", 7)])
    assert load(table).loaded
    here = {"PORA_DATABASE_URL": database, "PORA_DATA_DIR": str(data_dir)}
    child = processes.Process(target=load_until_killed, args=(here, correction))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    both = AFTER | {"33.20": (7, None, "angka", 1, 0)}
    assert counts("kabupaten_kota") == both
    assert load_rows(tmp_path, [case("33.21.01", 9)]).loaded
    assert counts("kabupaten_kota") == both | {"33.21": (9, None, "angka", 1, 0)}
    with open_database() as opened:
        told = [row[0] for row in opened.execute("SELECT snapshot_id FROM published ORDER BY number").fetchall()]
    assert len(told) == 2 and told[-1] == find_current()
