"""Writers and readers at once: none is lost, each sees a whole snapshot, and a file is judged on what is in force."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import duckdb
import pytest
from builders import case, counts, disk, load, load_all, load_rows, query, write_table
from filelock import FileLock

from etl import pipeline
from etl.batch import load as load_module
from etl.snapshot import one_writer, publish
from pora import paths
from pora.access.roles import local_scope
from pora.errors import PoraError, SnapshotError, UsageError
from pora.schema import Cut
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import find_current
from tests.snapshot.loads import AFTER, BEFORE, read_kudus, unix


def load_beside_others(data_dir: Path, file: Path) -> None:
    os.environ["PORA_DATA_DIR"] = str(data_dir)
    load(file, replace=True)


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
@pytest.mark.parametrize(
    ("former", "made"),
    [
        (None, "20261130-045921-0e23"),
        ("20261130-045920-ffff", "20261130-045921-0e23"),
        ("20261130-045921-9a9f", "20261130-045921-9aa0"),
        ("20261201-045921-9a9f", "20261130-045921-0e23"),  # the clock was put back
    ],
)
def test_names_of_snapshots_are_in_the_order_of_their_making_also_within_a_second(
    former: str | None, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Now(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Now:
            return cls(2026, 11, 30, 4, 59, 21, tzinfo=tz)

    marks = iter(("0e23", "9a9f", "9aa0"))
    monkeypatch.setattr(publish, "datetime", Now)
    monkeypatch.setattr(publish, "find_current", lambda: former)
    monkeypatch.setattr(publish.secrets, "token_hex", lambda _bytes: next(marks))
    assert publish._new_id() == made


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
    monkeypatch.setattr(one_writer, "LOCK_SECONDS", 0)
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
