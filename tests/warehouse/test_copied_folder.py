"""A data folder that is copied from another machine, file by file in any order: each reader sees the old snapshot or
the new one, whole."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import pytest
from builders import counts, load

from etl.__main__ import main
from pora import paths
from pora.errors import NoSnapshotError
from pora.warehouse import db
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import POINTER, find_current, snapshot_path
from tests.snapshot.loads import AFTER, BEFORE


def bring(source: Path, name: str, target: Path) -> None:
    """As rsync does: under another name first."""
    unfinished = (target / name).with_name(f".{Path(name).name}.a1b2c3")
    shutil.copyfile(source / name, unfinished)
    unfinished.replace(target / name)


def test_files_that_come_in_any_order_leave_the_old_snapshot_in_force_until_the_new_one_is_whole(
    correction: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = paths.settings().data_dir
    before = shutil.copytree(source, tmp_path / "before")
    old = find_current()
    assert load(correction, replace=True).loaded
    new = find_current()
    assert old and new
    changed = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    names = [name for name in changed if name.endswith((POINTER, f"{new}.duckdb"))]
    names += [name for name in changed if name.startswith("intake/") and not (before / name).exists()]
    assert len(names) == 3
    for number, order in enumerate(permutations(names)):
        replica = shutil.copytree(before, tmp_path / f"replica-{number}")
        monkeypatch.setenv("PORA_DATA_DIR", str(replica))
        assert counts("kabupaten_kota") == BEFORE
        for name in order:
            bring(source, name, replica)
            is_new = find_current() == new and snapshot_path(new).exists()
            assert (use_snapshot().id, counts("kabupaten_kota")) == ((new, AFTER) if is_new else (old, BEFORE))
        assert use_snapshot().id == new


def test_who_starts_before_the_file_has_come_is_told_so_and_then_reads_it(
    correction: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = paths.settings().data_dir
    replica = shutil.copytree(source, tmp_path / "replica")
    assert load(correction, replace=True).loaded
    new = find_current()
    monkeypatch.setenv("PORA_DATA_DIR", str(replica))
    db._last.clear()
    bring(source, f"warehouse/{POINTER}", replica)
    with pytest.raises(NoSnapshotError, match=f"^Berkas snapshot {new} tidak ditemukan"):
        use_snapshot()
    assert main(["status"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    bring(source, f"warehouse/pora-{new}.duckdb", replica)
    assert (use_snapshot().id, counts("kabupaten_kota")) == (new, AFTER)
