"""What goes wrong with a snapshot is told apart, each by a real cause, and the step that is named is tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from builders import case, counts, load_rows

from etl import pipeline
from etl.__main__ import main
from pora import paths
from pora.access.roles import Scope
from pora.errors import NoSnapshotError, SnapshotError
from pora.schema import CORE_FORMAT
from pora.warehouse import db
from pora.warehouse.db import use_snapshot
from pora.warehouse.snapshots import POINTER, require_current, snapshot_path

EXACT = Scope("exact")
KUDUS_48 = {"33.19": (48, None, "angka", 6, 0)}
CELLS = "SELECT area_code, person_count FROM out_area_month"
UNKNOWN = (
    "Snapshot {id} berisi tabel yang tidak dikenal program ini. Pindahkan folder warehouse, jalankan: python -m etl "
    "build, lalu muat lagi berkas dari folder intake."
)


def change(statement: str) -> str:
    """Changes the snapshot in force as another version of the product would have written it; its name."""
    db._open.cache_clear()
    with duckdb.connect(snapshot_path(require_current())) as con:
        con.execute(statement)
    return require_current()


def refuse(use: Callable[[], object]) -> str:
    with pytest.raises(SnapshotError) as error:
        use()
    return str(error.value)


def read(sql: str = CELLS) -> object:
    return use_snapshot().frame(EXACT, sql)


def truncate(path: Path) -> None:
    """Within its first block: the second half of a file may hold nothing but blocks that are free."""
    path.write_bytes(path.read_bytes()[:100_000])


def overwrite_inside(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:12_288] + bytes(len(content) - 12_288))


@pytest.mark.parametrize(
    "damage", [truncate, overwrite_inside, lambda path: path.write_bytes(b"no database\n" * 1000), Path.unlink]
)
def test_a_broken_file_leads_to_the_snapshot_before_it(
    kudus: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    former = require_current()
    assert load_rows(tmp_path, [case("33.19.01", 50)], replace=True).loaded
    lost = require_current()
    db._open.cache_clear()
    damage(snapshot_path(lost))
    said = refuse(read)
    assert said.endswith(
        f" Tulis {former} di warehouse/{POINTER}, lalu muat lagi berkas yang diterima sesudahnya; atau mulai dari awal "
        "dengan: python -m etl build"
    )
    assert said.startswith((f"Snapshot {lost} rusak.", f"Berkas snapshot {lost} tidak ditemukan."))
    assert refuse(lambda: load_rows(tmp_path, [case("33.19.01", 51)], replace=True)) == said
    (paths.warehouse() / POINTER).write_text(former)
    assert counts("kabupaten_kota") == KUDUS_48


def test_without_another_snapshot_a_broken_one_leads_to_build_and_the_files_that_were_kept(
    kudus: Path, no_desa_tiles: None
) -> None:
    for path in paths.warehouse().glob("pora-*.duckdb"):
        if path != snapshot_path(require_current()):
            path.unlink()
    truncate(snapshot_path(require_current()))
    said = refuse(read)
    assert said == (
        f"Snapshot {require_current()} rusak. Pulihkan cadangan: python -m etl restore. Bila tidak ada, jalankan: "
        "python -m etl build, lalu muat lagi berkas kantor dari folder intake."
    )
    assert main(["build", "--no-sample"]) == 0
    assert main(["load", *map(str, paths.intake().iterdir()), "--office", "kanim-semarang"]) == 0
    assert counts("kabupaten_kota") == KUDUS_48


def test_a_broken_pointer_names_what_to_write_into_it(kudus: Path) -> None:
    in_force = require_current()
    (paths.warehouse() / POINTER).write_text("??")
    said = refuse(read)
    assert said.startswith(f"Berkas penunjuk warehouse/{POINTER} rusak. Tulis {in_force} di warehouse/{POINTER}")
    (paths.warehouse() / POINTER).write_text(in_force)
    assert counts("kabupaten_kota") == KUDUS_48


def test_a_question_over_the_memory_asks_for_a_smaller_part(kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db._open.cache_clear()
    monkeypatch.setattr(db, "READER_MEMORY", "30MB")
    said = refuse(lambda: read("SELECT list(range::VARCHAR) FROM range(3000000) GROUP BY range % 3"))
    db._open.cache_clear()
    assert said == "Permintaan ini memerlukan memori lebih banyak daripada yang ada. Pilih bagian yang lebih kecil."
    assert counts("kabupaten_kota") == KUDUS_48


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("SELEC 1", "ParserException"),
        ("SELECT * FROM no_such_table", "CatalogException"),
        ("SELECT no_such_column FROM out_area_month", "BinderException"),
        ("SELECT area_name::INT FROM ref_area", "ConversionException"),
    ],
)
def test_a_fault_of_the_program_is_called_one(kudus: Path, sql: str, kind: str) -> None:
    assert refuse(lambda: read(sql)) == (
        f"Program ini salah bertanya pada basis data; datanya tidak apa-apa. Laporkan kepada pengelola: {kind}."
    )


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE exact.out_area_month",
        "ALTER TABLE exact.out_area_month DROP COLUMN person_count",
        "DROP SCHEMA exact_scoped CASCADE",
    ],
)
def test_a_snapshot_that_another_version_published_is_carried_over(kudus: Path, statement: str) -> None:
    snapshot_id = change(statement)
    reader = Scope("exact", frozenset({"33.19"})) if "scoped" in statement else EXACT
    said = refuse(lambda: use_snapshot().frame(reader, CELLS))
    assert said == f"Snapshot {snapshot_id} berasal dari versi program yang lain. Jalankan: python -m etl upgrade"
    assert main(["upgrade"]) == 0
    assert counts("kabupaten_kota") == KUDUS_48


@pytest.mark.parametrize("lost", ["received_by", "is_sample"])
def test_what_was_loaded_into_tables_of_no_version_does_not_drop_out_of_sight(
    kudus: Path, no_desa_tiles: None, capsys: pytest.CaptureFixture[str], lost: str
) -> None:
    """Neither load nor build goes on; the way that they name keeps the old folder and brings the counts back."""
    in_force, said = require_current(), UNKNOWN.format(id=change(f"ALTER TABLE core_batch DROP COLUMN {lost}"))
    assert (main(["publish"]), capsys.readouterr().err) == (1, f"{said}\n")
    assert (main(["build", "--no-sample"]), capsys.readouterr().err) == (1, f"{said}\n")
    assert require_current() == in_force
    paths.warehouse().rename(paths.warehouse().with_name("warehouse-lama"))
    assert main(["build", "--no-sample"]) == 0
    assert main(["load", *map(str, paths.intake().iterdir()), "--office", "kanim-semarang"]) == 0
    assert counts("kabupaten_kota") == KUDUS_48


def test_a_snapshot_of_a_newer_version_asks_for_a_newer_program(
    kudus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    snapshot_id = change(
        f"ALTER TABLE core_batch RENAME COLUMN is_sample TO is_made_up; "
        f"COMMENT ON TABLE core_snapshot IS 'format {CORE_FORMAT + 1}'"
    )
    said = f"Snapshot {snapshot_id} dibuat oleh versi program yang lebih baru. Perbarui program ini."
    for command in (["build"], ["publish"], ["status"]):
        assert main(command) == 1
    assert capsys.readouterr().err.splitlines() == [said] * 3


def test_a_file_of_a_newer_duckdb_asks_for_a_newer_program(kudus: Path) -> None:
    db._open.cache_clear()
    path = snapshot_path(require_current())
    content = bytearray(path.read_bytes())
    content[12:20] = (9999).to_bytes(8, "little")
    words = [int.from_bytes(content[place : place + 8], "little") for place in range(8, 4096, 8)]
    checksum = 5381
    for word in words:
        checksum ^= word * 0xBF58476D1CE4E5B9 % 2**64
    content[:8] = checksum.to_bytes(8, "little")
    path.write_bytes(content)
    assert refuse(read) == (
        f"Snapshot {require_current()} dibuat oleh versi program yang lebih baru. Perbarui program ini."
    )


def test_a_snapshot_that_another_program_holds_is_not_called_broken(
    kudus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db._open.cache_clear()

    def refuse_lock(*_arguments: object, **_options: object) -> None:
        raise duckdb.IOException('IO Error: Could not set lock on file "x": Conflicting lock is held')

    monkeypatch.setattr(duckdb, "connect", refuse_lock)
    said = refuse(read)
    assert re.fullmatch(r"Berkas warehouse/pora-[\w-]+\.duckdb tidak dapat dibuka\. Tutup program lain .*", said)
    with pytest.raises(SnapshotError) as error:
        pipeline.build("33", with_sample=False)
    assert not isinstance(error.value, NoSnapshotError)
