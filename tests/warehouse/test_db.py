"""Reading: nothing can be written or reached from a snapshot, and many readers at once all get whole answers."""

from __future__ import annotations

import gc
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import duckdb
import pytest
from builders import case, disk, load_rows

from pora.access.roles import Scope, local_scope
from pora.errors import SnapshotError
from pora.schema import Cut
from pora.warehouse import db, queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import snapshot_path

EXACT, PUBLIC = Scope("exact"), Scope("public")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "ATTACH '/tmp/other.duckdb'",
        "ATTACH ':memory:' AS other; CREATE TABLE other.t AS SELECT 1",
        "COPY (SELECT 1) TO '/tmp/pora-out.csv'",
        "CREATE TABLE main.t AS SELECT 1",
        "DELETE FROM main.ref_area",
        "INSTALL spatial",
        "LOAD spatial",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET memory_limit = '100GB'",
        "EXPORT DATABASE '/tmp/pora-out'",
    ],
)
def test_a_snapshot_can_not_be_changed_nor_left(empty: Path, statement: str) -> None:
    before = disk()
    with pytest.raises(SnapshotError):
        use_snapshot().frame(EXACT, statement)
    assert disk() == before


def test_several_cores_answer_only_where_a_snapshot_is_large(kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "SELECT current_setting('threads')"
    assert use_snapshot().rows(EXACT, asked) == [(1,)]
    db._open.cache_clear()
    monkeypatch.setattr(db, "LARGE", 1000)
    assert use_snapshot().rows(EXACT, asked) == [(db.CORES_OF_LARGE,)]


def test_a_value_is_never_part_of_the_statement(kudus: Path) -> None:
    area_code = "33.19'; DROP TABLE core_case; --"
    frame = queries.select_cells(use_snapshot(), EXACT, Cut(area_code, "2024-03", "orang_asing"), "kecamatan")
    assert frame.empty


def test_the_scope_decides_which_version_is_read(kudus: Path) -> None:
    snapshot, statement = use_snapshot(), "SELECT current_schema() AS version, count(*) AS n FROM out_area_month"
    versions = [snapshot.frame(scope, statement)["version"][0] for scope in (EXACT, PUBLIC, EXACT)]
    assert versions == ["exact", "public", "exact"]
    streamed = [next(snapshot.batches(scope, statement)).column(0)[0].as_py() for scope in (PUBLIC, EXACT)]
    assert streamed == ["public", "exact"]


def test_a_cursor_that_was_used_before_means_the_same_and_never_serves_whoever_is_limited_to_areas(
    kudus: Path,
) -> None:
    snapshot = use_snapshot()
    statement = "SELECT current_schema() AS version, count(*) AS n FROM out_area_month WHERE area_code = '33.19'"
    limited = Scope("exact", frozenset({"33.74"}))
    asked = [EXACT, limited, EXACT, PUBLIC, limited, Scope("exact", frozenset({"ID"})), PUBLIC]
    answers = [tuple(snapshot.frame(scope, statement).iloc[0]) for scope in asked]
    whole, none, public = ("exact", answers[0][1]), ("exact_scoped", 0), ("public", answers[3][1])
    assert answers == [whole, none, whole, public, none, whole, public]
    assert whole[1] > 0
    assert {version: len(cursors) for version, cursors in snapshot._idle.items()} == {"exact": 1, "public": 1}


def test_a_cursor_whose_question_failed_or_was_left_half_way_is_not_used_again(kudus: Path) -> None:
    snapshot = use_snapshot()
    with pytest.raises(SnapshotError):
        snapshot.frame(EXACT, "SELECT nothing FROM out_area_month")
    batches = snapshot.batches(EXACT, "FROM range(100000)", rows=10)
    next(batches)
    batches.close()
    assert snapshot._idle["exact"] == []


def test_16_readers_at_once_all_get_the_whole_answer(on_built: Path) -> None:
    """A connection shared by threads would give short answers without an error."""
    snapshot = use_snapshot()

    def read(number: int) -> tuple[int, ...]:
        scope = EXACT if number % 2 else PUBLIC
        frame = queries.select_cells(snapshot, scope, Cut("33", "2024-03", "orang_asing"), "kecamatan")
        rows = sum(batch.num_rows for batch in snapshot.batches(scope, "FROM out_kabupaten_month"))
        return number % 2, len(frame), int(frame["person_count"].sum()), rows

    with ThreadPoolExecutor(16) as readers:
        answers = set(readers.map(read, range(320)))
    assert {(version, areas, rows) for version, areas, _sum, rows in answers} == {(n, 576, 24 * 35 * 3) for n in (0, 1)}
    assert len(answers) == 2


def test_a_snapshot_is_opened_once_and_a_new_one_is_found(kudus: Path, tmp_path: Path) -> None:
    first = use_snapshot()
    assert use_snapshot() is first
    load_rows(tmp_path, [case("33.19.01", 8)], replace=True)
    assert use_snapshot() is not first
    assert use_snapshot(first.id) is first


def test_readers_who_come_together_after_a_publish_share_one_opening(kudus: Path) -> None:
    together = Barrier(8)

    def come(_reader: int) -> int:
        together.wait()
        return id(use_snapshot())

    with ThreadPoolExecutor(8) as readers:
        for _publish in range(10):
            db._open.cache_clear()
            assert len(set(readers.map(come, range(8)))) == 1


def test_few_snapshots_stay_open_and_one_that_is_put_aside_still_answers(kudus: Path) -> None:
    first = use_snapshot()
    for number in range(1, 6):
        shutil.copyfile(snapshot_path(first.id), snapshot_path(f"{first.id}-{number}"))
        assert use_snapshot(f"{first.id}-{number}") is not first
    assert db._open.cache_info().currsize == 4
    assert queries.select_periods(first, local_scope()) == ["2024-03"]


def test_the_file_of_a_snapshot_that_nobody_holds_any_more_is_closed_at_once(kudus: Path) -> None:
    """And not when circles of objects are next looked for: DuckDB opens no open file with other settings."""
    gc.disable()
    try:
        path = snapshot_path(use_snapshot().id)
        queries.select_cells(use_snapshot(), EXACT, Cut("33.19", "2024-03", "orang_asing"), "kecamatan")
        db._open.cache_clear()
        duckdb.connect(path, read_only=True).close()
    finally:
        gc.enable()


def test_a_month_without_any_batch_is_an_empty_answer(empty: Path) -> None:
    snapshot = use_snapshot()
    assert queries.select_periods(snapshot, EXACT) == []
    assert queries.select_cells(snapshot, EXACT, Cut("33", "2024-03", "orang_asing"), "kecamatan").empty
    assert queries.select_history(snapshot, EXACT).empty


def test_a_question_that_takes_too_long_is_broken_off_with_a_sentence(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "QUERY_SECONDS", 0.2)
    endless = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE (a.range * b.range) % 7 = 3"
    with pytest.raises(SnapshotError, match="terlalu lama dihitung"):
        use_snapshot().frame(EXACT, endless)
    assert len(use_snapshot().frame(EXACT, "SELECT 1")) == 1
