"""A snapshot that is broken on disk, or of unknown tables, is one sentence with what to do; old ones stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from builders import case, counts, load, load_rows

from etl import pipeline
from pora import paths
from pora.errors import SnapshotError
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import require_current, snapshot_path
from tests.snapshot.loads import AFTER, read_kudus


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


def test_after_a_broken_snapshot_build_starts_anew(correction: Path, no_desa_tiles: None) -> None:
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
