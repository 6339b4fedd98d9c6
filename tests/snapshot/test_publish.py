"""A snapshot is whole or not there: killed at any step, read while another is written, broken on disk."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Timer

import duckdb
import pytest
from builders import case, counts, disk, load, load_all, load_rows, query, write_table
from filelock import FileLock
from killed import kill_before

from etl import pipeline
from etl.batch import accept
from etl.batch import load as load_module
from etl.snapshot import publish
from pora import paths
from pora.access.roles import local_scope
from pora.errors import PoraError, SnapshotError, UsageError
from pora.schema import Cut
from pora.warehouse import queries
from pora.warehouse.db import Snapshot, use_snapshot
from pora.warehouse.snapshots import find_current, require_current, snapshot_path

BEFORE = {"33.19": (48, None, "angka", 6, 0)}
AFTER = {"33.19": (50, None, "angka", 1, 0)}

# Every step of a load that leaves something behind: where the function lies, its name, how many calls of it pass.
STEPS = {
    "copy of the snapshot": (shutil, "copyfile", 0),
    "opening the copy": (publish, "_connect", 0),
    "reference": (publish, "write_reference", 0),
    "reading": (load_module, "read_file", 0),
    "batch": (accept, "insert_batch", 0),
    "copy of the original": (shutil, "copyfileobj", 0),
    "name of the original": (Path, "replace", 0),
    "roll-up": (publish, "write_out_tables", 0),
    "check": (publish, "verify_tables", 0),
    "sync of the snapshot": (publish, "sync", 0),
    "name of the snapshot": (Path, "replace", 1),
    "sync of the new pointer": (publish, "sync", 1),
    "sync of the names": (publish, "sync", 2),
    "pointer": (Path, "replace", 2),
    "last sync": (publish, "sync", 3),
}
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows can't fork")


def load_until_killed(data_dir: Path, file: Path, step: str) -> None:
    """Runs in a child: loads the file, and is killed right before the step."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    kill_before(*STEPS[step])
    load(file, replace=True)


def load_until_stopped(data_dir: Path, file: Path, seconds: float) -> None:
    """Runs in a child: loads the file; the process ends itself after that time, wherever it is."""
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    load(file, replace=True)
    os._exit(0)


def load_beside_others(data_dir: Path, file: Path) -> None:
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    load(file, replace=True)


def run(processes: ForkServerContext, target: Callable[..., None], *args: object) -> int | None:
    process = processes.Process(target=target, args=args)
    process.start()
    process.join()
    return process.exitcode


def require_old_files(before: dict[str, bytes]) -> None:
    """Whatever was there is there, byte for byte, but for the pointer."""
    after = disk()
    kept = {name: content for name, content in before.items() if not name.endswith("CURRENT")}
    assert {name: after.get(name) for name in kept} == kept


def require_repeatable(correction: Path) -> None:
    assert load(correction, replace=True).loaded
    assert counts("kabupaten_kota") == AFTER
    assert [name for name in disk() if ".tmp-" in name or name.endswith(".part")] == []


@unix
@pytest.mark.parametrize("step", STEPS)
def test_killed_before_any_step_the_last_snapshot_is_whole_and_the_load_repeatable(
    step: str, correction: Path, data_dir: Path, processes: ForkServerContext
) -> None:
    before = disk()
    assert run(processes, load_until_killed, data_dir, correction, step) == -signal.SIGKILL
    require_old_files(before)
    assert counts("kabupaten_kota") == (AFTER if step == "last sync" else BEFORE)
    require_repeatable(correction)


@unix
@pytest.mark.parametrize("seconds", [random.Random(seed).uniform(0.005, 0.4) for seed in range(6)])  # noqa: S311
def test_killed_at_any_moment_the_last_snapshot_is_whole_and_the_load_repeatable(
    seconds: float, correction: Path, data_dir: Path, processes: ForkServerContext
) -> None:
    before = disk()
    assert run(processes, load_until_stopped, data_dir, correction, seconds) in (0, -signal.SIGKILL)
    require_old_files(before)
    assert counts("kabupaten_kota") in (BEFORE, AFTER)
    require_repeatable(correction)


def test_a_failed_check_leaves_everything_as_it_was(correction: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = disk()

    def fail(_con: object) -> None:
        raise SnapshotError("Jumlah tidak sama.")

    monkeypatch.setattr(publish, "verify_tables", fail)
    with pytest.raises(SnapshotError):
        load(correction, replace=True)
    after = disk()
    assert {name: content for name, content in after.items() if not name.startswith("intake")} == {
        name: content for name, content in before.items() if not name.startswith("intake")
    }


# --- writers and readers at once -----------------------------------------------------------------------------


@unix
def test_writers_at_once_wait_for_each_other_and_none_is_lost(
    empty: Path, tmp_path: Path, data_dir: Path, processes: ForkServerContext
) -> None:
    codes = ["33.19.01", "33.20.01", "33.21.01", "33.22.01"]
    files = [write_table(tmp_path / f"{code}.csv", [case(code, 7)]) for code in codes]
    writers = [processes.Process(target=load_beside_others, args=(data_dir, file)) for file in files]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    assert counts("kecamatan") == {code: (7, None, "angka", 1, 0) for code in codes}


def test_a_writer_that_waits_too_long_is_refused_in_a_sentence(
    correction: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "LOCK_SECONDS", 0)
    with (
        FileLock(paths.warehouse() / "publish.lock"),
        pytest.raises(PoraError, match="Pemuatan lain masih berjalan. Tunggu sampai selesai, lalu ulangi."),
    ):
        load(correction, replace=True)
    assert counts("kabupaten_kota") == BEFORE


# --- read and judged outside the lock ------------------------------------------------------------------------


@pytest.fixture
def while_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """What to do once, as soon as the next file was read and before anything of it is added."""

    def set_up(do: Callable[[], object]) -> None:
        original, pending = load_module.resolve_raw, [do]

        def resolve_and_do(con: duckdb.DuckDBPyConnection) -> None:
            original(con)
            if pending:
                pending.pop()()

        monkeypatch.setattr(load_module, "resolve_raw", resolve_and_do)

    return set_up


def test_others_load_while_a_file_is_read_and_both_are_in_force(
    correction: Path, tmp_path: Path, while_reading: Callable[[Callable[[], object]], None]
) -> None:
    while_reading(lambda: load_rows(tmp_path, [case("33.20.01", 7)]))
    assert load(correction, replace=True).loaded
    assert counts("kabupaten_kota") == AFTER | {"33.20": (7, None, "angka", 1, 0)}
    assert [len(rows) for rows in (query("FROM core_batch"), query("FROM core_case"))] == [3, 8]


def test_a_file_is_judged_again_where_another_office_reported_meanwhile(
    correction: Path, tmp_path: Path, while_reading: Callable[[Callable[[], object]], None]
) -> None:
    other = write_table(tmp_path / "jepara.csv", [case("33.20.01", 7)])
    while_reading(lambda: load(other, office="kanim-pati"))
    report = load(write_table(tmp_path / "juga.csv", [case("33.20.01", 8)]))
    assert [(error.code, error.value) for error in report.errors] == [("conflicting-office", "33.20")]
    assert (report.loaded, report.rejected) == (False, 1)
    assert counts("kabupaten_kota")["33.20"] == (7, None, "angka", 1, 0)


def test_a_smaller_report_is_refused_where_the_fuller_one_came_while_it_was_read(
    empty: Path, tmp_path: Path, while_reading: Callable[[Callable[[], object]], None]
) -> None:
    fuller = write_table(tmp_path / "penuh.csv", [case("33.20.01", 7), case("33.20.02", 1)])
    while_reading(lambda: load(fuller))
    report = load(write_table(tmp_path / "sebagian.csv", [case("33.20.01", 7)]))
    assert [error.code for error in report.errors] == ["lost-report"]
    assert counts("kecamatan") == {"33.20.01": (7, None, "angka", 1, 0), "33.20.02": (1, None, "angka", 1, 0)}


def test_the_same_file_at_once_is_one_batch(
    empty: Path, tmp_path: Path, while_reading: Callable[[Callable[[], object]], None]
) -> None:
    file = write_table(tmp_path / "sama.csv", [case("33.20.01", 7)])
    while_reading(lambda: load(file))
    report = load(file)
    assert (report.unchanged, report.loaded) == (True, True)
    assert query("SELECT count(*) FROM core_batch") == [(1,)]


def test_a_check_needs_no_lock(correction: Path) -> None:
    with FileLock(paths.warehouse() / "publish.lock"):
        report = load_all(correction, replace=True, dry_run=True).reports[0]
    assert (report.accepted, report.rejected, report.loaded) == (1, 0, False)


def test_a_killed_draft_is_removed_and_one_at_work_is_not(correction: Path) -> None:
    killed = paths.warehouse() / ".tmp-killed"
    killed.mkdir()
    (killed / "half.duckdb").write_bytes(b"half")
    with publish.open_draft() as at_work:
        load(correction, replace=True)
        assert at_work.con.execute("SELECT sum(person_count) FROM core_case").fetchall() == [(48,)]
        assert at_work.is_behind()
        assert not killed.exists()
    assert not list(paths.warehouse().glob(".tmp-*"))


def read_kudus(snapshot: Snapshot) -> list[int]:
    frame = queries.select_cells(snapshot, local_scope(), Cut("33.19", "2024-03", "orang_asing"), "kecamatan")
    return [int(count) for count in frame["person_count"].dropna()]


def test_a_reader_keeps_the_snapshot_that_it_opened_and_finds_the_new_one_when_it_looks_again(
    correction: Path,
) -> None:
    reader = use_snapshot()
    stream = reader.batches(local_scope(), "SELECT kecamatan_code FROM out_kecamatan_month")
    load(correction, replace=True)
    assert sum(read_kudus(reader)) == 48
    assert sum(batch.num_rows for batch in stream) == 2 * 576
    assert sum(read_kudus(use_snapshot())) == 50
    assert use_snapshot().id != reader.id


def test_publish_takes_the_reference_data_as_it_is_now_and_keeps_the_batches(
    correction: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(paths.REFERENCE, reference)
    area = reference / "area.csv"
    area.write_text(area.read_text("utf-8").replace("Kab. Kudus", "Kab. Kretek"), "utf-8")
    monkeypatch.setattr(paths, "REFERENCE", reference)
    before = find_current()
    assert pipeline.publish() == find_current() != before
    assert counts("kabupaten_kota") == BEFORE
    areas = queries.select_cells(use_snapshot(), local_scope(), Cut("33", "2024-03", "orang_asing"), "kabupaten_kota")
    assert "Kab. Kretek" in set(areas["area_name"])


def test_build_does_not_start_anew_over_loaded_files(correction: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = disk()
    with pytest.raises(UsageError, match="1 berkas"):
        pipeline.build("33", with_sample=False)
    assert disk() == before


# --- broken on disk ------------------------------------------------------------------------------------------


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def fill_with_zeros(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(12_288)
        file.write(bytes(size - 12_288))


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def point_to(text: bytes) -> None:
    (paths.warehouse() / "CURRENT").write_bytes(text)


DAMAGE: dict[str, Callable[[], object]] = {
    "cut in half": lambda: cut(snapshot_path(require_current())),
    "zeros inside": lambda: fill_with_zeros(snapshot_path(require_current())),
    "no byte": lambda: snapshot_path(require_current()).write_bytes(b""),
    "other content": lambda: snapshot_path(require_current()).write_bytes(b"not a database\n" * 1000),
    "no file": lambda: snapshot_path(require_current()).unlink(),
    "a folder": lambda: replace_by_folder(snapshot_path(require_current())),
    "pointer to nothing": lambda: point_to(b"20240101-000000-aaaa\n"),
    "empty pointer": lambda: point_to(b""),
    "pointer of other bytes": lambda: point_to(b"\xff\xfe\x00"),
    "pointer to elsewhere": lambda: point_to(b"../../etc/passwd"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_broken_snapshot_is_one_sentence_with_what_to_do_for_readers_and_writers(
    damage: str, correction: Path
) -> None:
    DAMAGE[damage]()
    for use in (lambda: read_kudus(use_snapshot()), lambda: load(correction, replace=True)):
        with pytest.raises(SnapshotError) as raised:
            use()
        assert "python -m etl" in str(raised.value) and "\n" not in str(raised.value)


def test_after_a_broken_snapshot_build_starts_anew(
    correction: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORA_BOUNDARIES", str(tmp_path / "none"))
    DAMAGE["cut in half"]()
    pipeline.build("33", with_sample=False)
    assert load(correction, replace=True).loaded
    assert counts("kabupaten_kota") == AFTER


def test_a_snapshot_of_unknown_tables_is_not_extended(correction: Path) -> None:
    with duckdb.connect(snapshot_path(require_current())) as con:
        con.execute("ALTER TABLE core_case DROP COLUMN purpose")
    with pytest.raises(SnapshotError, match="tabel yang tidak dikenal program ini"):
        load(correction, replace=True)


def test_old_snapshots_are_kept(correction: Path, tmp_path: Path) -> None:
    old = require_current()
    load_rows(tmp_path, [case("33.19.01", 50)], replace=True)
    assert snapshot_path(old).is_file()
    assert sum(read_kudus(use_snapshot(old))) == 48
