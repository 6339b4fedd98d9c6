"""No upgrade loses a count: snapshots of every earlier format, made by the versions that wrote it, are carried over.

`old/` has one at least of each format, `<format>[-<words>].duckdb.xz`: six kecamatan of Kudus, a correction of them,
refugees with an unplaced part, a file loaded in part; from the versions that knew them, a withdrawal and lists.
"""

from __future__ import annotations

import hashlib
import io
import lzma
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from builders import case, disk, load_rows, point_to, query

from etl.__main__ import main
from etl.migrations import list_migrations
from etl.snapshot import publish
from pora import paths, schema
from pora.access.roles import local_scope
from pora.errors import SnapshotError
from pora.schema import Cut
from pora.warehouse import queries
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import POINTER, require_current, snapshot_path

OLD = sorted((Path(__file__).parent / "old").glob("*.xz"))
CORE = tuple(table.name for table in schema.CORE_TABLES if table not in (schema.CORE_SNAPSHOT, *schema.PUBLIC_HISTORY))
SHAPE = "219d3d55"  # of the core tables of format 8


def name_format(path: Path) -> str:
    return path.name.partition(".")[0]


def lay_out(packed: Path) -> Path:
    """Makes the data folder as an earlier version left it; the path of the snapshot."""
    paths.warehouse().mkdir(parents=True)
    snapshot_path("old").write_bytes(lzma.decompress(packed.read_bytes()))
    with duckdb.connect(snapshot_path("old"), read_only=True) as con:
        ((name,),) = con.execute("SELECT snapshot_id FROM core_snapshot").fetchall()
    (paths.warehouse() / POINTER).write_text(name)
    return snapshot_path("old").rename(snapshot_path(name))


@pytest.fixture
def old(request: pytest.FixtureRequest, data_dir: Path) -> Path:
    return lay_out(request.param)


@dataclass(frozen=True)
class Upgraded:
    """A data folder of an earlier version, for reading: all that was on its disk as it was left, after a dry run, an
    upgrade and a second one; what these said; the path of the old snapshot."""

    folder: Path
    disks: tuple[dict[str, bytes], ...]
    words: str
    old: Path


@pytest.fixture(scope="module", params=OLD, ids=name_format)
def upgraded_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Upgraded:
    folder = tmp_path_factory.mktemp("upgraded") / "data"
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as said:
        point_to(folder, patch)
        old, disks = lay_out(request.param), [disk()]
        for arguments in (["upgrade", "--dry-run"], ["upgrade"], ["upgrade"]):
            assert main(arguments) == 0
            disks.append(disk())
    return Upgraded(folder, tuple(disks), said.getvalue(), old)


@pytest.fixture
def upgraded(upgraded_once: Upgraded, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Upgraded:
    monkeypatch.setenv("PORA_DATA_DIR", str(upgraded_once.folder))
    return upgraded_once


def read_core(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each core table that files of offices brought, in an order of their own."""
    with duckdb.connect(path, read_only=True) as con:
        found = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        return {
            name: sorted(con.execute(f"FROM main.{name} WHERE batch_id IS NOT NULL").fetchall(), key=repr)  # noqa: S608
            for name in CORE
            if name in found
        }


def cut(rows: list[tuple[object, ...]], former: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The rows in the columns of before; a new column comes last, and is empty."""
    width = len(former[0]) if former else 0
    assert not former or all(value is None for row in rows for value in row[width:])
    return [row[:width] for row in rows] if former else rows


def read_areas() -> list[tuple[object, ...]]:
    return query(
        "SELECT period, area_code, category, person_count, unplaced_count, first_count FROM exact.out_area_month "
        "WHERE status = 'angka' AND level IN ('kabupaten_kota', 'kanim', 'provinsi') ORDER BY ALL"
    )


def test_every_core_row_is_carried_over_and_the_old_file_stays(upgraded: Upgraded) -> None:
    before, after = read_core(upgraded.old), read_core(snapshot_path(require_current()))
    assert {name: cut(after[name], before[name]) for name in before} == before
    assert [name for name in CORE if name not in before and after[name]] == []
    assert len(before["core_case"]) >= 15 and len(before["core_rejected"]) == 1
    name = str(upgraded.old.relative_to(upgraded.folder))
    assert upgraded.disks[-1][name] == upgraded.disks[0][name]
    assert read_areas() == [
        ("2024-03", "33", "orang_asing", 50, None, 48),
        ("2024-03", "33", "pengungsi", 44, 16, 44),
        ("2024-03", "33.19", "orang_asing", 50, None, 48),
        ("2024-03", "33.28", "pengungsi", 28, None, 28),
        ("2024-03", "kanim-pemalang", "pengungsi", 44, 16, 44),
        ("2024-03", "kanim-semarang", "orang_asing", 50, None, 48),
        ("2024-04", "33", "orang_asing", 12, None, 12),
        ("2024-04", "33.20", "orang_asing", 12, None, 12),
        ("2024-04", "kanim-pati", "orang_asing", 12, None, 12),
    ]


def test_what_an_old_snapshot_published_is_the_first_version_of_each_month(upgraded: Upgraded) -> None:
    """And nothing of it is shown that was hidden: 7 of Kudus beside 13, 9, 2, 8 and 11."""
    with duckdb.connect(upgraded.old, read_only=True) as con:
        sql = "SELECT area_code FROM public.out_area_month WHERE status = 'disamarkan' ORDER BY 1"
        before = con.execute(sql).fetchall()
    sql = "SELECT {} FROM core_public_cell WHERE version_number = 1 AND dimension = 'total' AND {} ORDER BY 1"
    assert query(sql.format("area_code", "is_hidden")) == before
    assert {row[0] for row in query(sql.format("DISTINCT period", "true"))} == {"2024-03", "2024-04"}
    shown = query("SELECT area_code FROM public.out_area_month WHERE status = 'angka'")
    assert not set(shown) & set(before)


def test_a_dry_run_changes_nothing_and_an_upgrade_is_done_once(upgraded: Upgraded) -> None:
    left, tried, done, done_again = upgraded.disks
    assert (tried, done_again) == (left, done)
    assert upgraded.words.endswith("Snapshot sudah sesuai dengan versi program ini; tidak ada yang diubah.\n")


# Every writer opens a snapshot as the command does that was tried with each of them above.
@pytest.mark.parametrize("old", [OLD[0], OLD[-2]], indirect=True, ids=name_format)
def test_the_first_command_that_writes_carries_over_too(old: Path, tmp_path: Path) -> None:
    before = read_core(old)
    assert load_rows(tmp_path, [case("33.21.01", 21)]).loaded
    after = read_core(snapshot_path(require_current()))
    after_in_former_columns = [row[: len(before["core_case"][0])] for row in after["core_case"]]
    assert [row for row in before["core_case"] if row not in after_in_former_columns] == []
    assert len(after["core_case"]) == len(before["core_case"]) + 1


@pytest.mark.parametrize("old", [path for path in OLD if path.name.startswith("0")], indirect=True, ids=name_format)
def test_an_old_snapshot_tells_readers_what_to_run(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = f"Snapshot {require_current()} berasal dari versi program yang lain. Jalankan: python -m etl upgrade"
    assert (main(["status"]), capsys.readouterr().err) == (1, f"{said}\n")
    with pytest.raises(SnapshotError) as raised:
        queries.select_cells(use_snapshot(), local_scope(), Cut("33", "2024-03", "orang_asing"), "kabupaten_kota")
    assert str(raised.value) == said


def test_a_row_that_a_step_loses_stops_the_upgrade(
    kudus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(snapshot_path(require_current())) as con:
        con.execute("COMMENT ON TABLE core_snapshot IS 'format 0'")
    before = disk()
    monkeypatch.setattr(
        "etl.snapshot.upgrade.list_migrations", lambda done: ["DELETE FROM core_case WHERE person_count = 5"]
    )
    with pytest.raises(SnapshotError, match="Tabel core_case tidak terbawa seluruhnya"):
        publish_anything()
    assert disk() == before


def publish_anything() -> None:
    with publish.open_writer() as writer:
        writer.publish()


def test_a_change_of_core_tables_comes_with_a_step_and_a_snapshot_that_was_made_by_it() -> None:
    """To change CORE_TABLES: add a file to etl/migrations/, one to CORE_FORMAT, a small snapshot to
    tests/snapshot/old/, then the new sum here. Never change an old step."""
    shape = repr([(table.name, table.column_names) for table in schema.CORE_TABLES])
    assert hashlib.sha256(shape.encode()).hexdigest()[:8] == SHAPE
    assert len(list_migrations()) == schema.CORE_FORMAT
    formats = {int(path.name.partition(".")[0].partition("-")[0]) for path in OLD}
    assert formats == set(range(schema.CORE_FORMAT + 1))
