"""Taking back a batch, and what the history says: nothing is ever deleted."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from builders import Row, case, counts, disk, load, load_rows, query, write_kudus

from etl.__main__ import main
from etl.batch.undo import RestoredPart, describe_undone, undo_batch
from etl.commands.status import read_status
from pora.access.roles import Scope, local_scope
from pora.errors import PoraError, UsageError
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries import select_batch_changes, select_history

pytestmark = pytest.mark.usefixtures("in_memory")

KUDUS_48 = {"33.19": (48, None, "angka", 6, 0)}


def history() -> list[tuple[object, ...]]:
    """(batch, state, parts, parts in force, replaces, replaced by) of every batch, newest first."""
    frame = select_history(use_snapshot(), local_scope())
    columns = ["batch_id", "state", "slices", "slices_in_force"]
    lists = [[list(value) for value in frame[name]] for name in ("replaces", "replaced_by")]
    return list(zip(*(frame[name] for name in columns), *lists, strict=True))


def changes(batch_id: str | None, scope: Scope | None = None) -> list[tuple[object, ...]]:
    frame = select_batch_changes(use_snapshot(), scope or local_scope(), str(batch_id))
    columns = [
        "period",
        "kabupaten_code",
        "is_in_force",
        "person_count",
        "replaces_batch_id",
        "replaced_count",
        "change",
    ]
    return list(frame[columns].astype(object).where(frame[columns].notna(), None).itertuples(index=False, name=None))


def batch_of(rows: list[Row], tmp_path: Path, **options: object) -> str:
    return str(load_rows(tmp_path, rows, replace=True, **options).batch_id)


# --- undo ----------------------------------------------------------------------------------------------------


def test_undo_puts_what_was_replaced_in_force_again_and_keeps_the_history(tmp_path: Path) -> None:
    first = load(write_kudus(tmp_path / "kudus.csv"))
    second = batch_of([case("33.19.01", 8), case("33.20.01", 5)], tmp_path)
    cases_before = query("SELECT count(*) FROM core_case")
    undone = undo_batch()
    assert (undone.batch_id, undone.office_code, undone.snapshot_id) == (second, "kanim-semarang", use_snapshot().id)
    assert undone.parts == (
        RestoredPart("2024-03", "orang_asing", "33.19", first.batch_id, False),
        RestoredPart("2024-03", "orang_asing", "33.20", None, False),
    )
    assert counts("kabupaten_kota") == KUDUS_48
    assert query("SELECT count(*) FROM core_case") == cases_before
    assert query("SELECT batch_id FROM core_withdrawal") == [(second,)]
    assert list(describe_undone(undone)) == [
        f"Batch {second} ({undone.file}, kanim-semarang) ditarik kembali; riwayatnya tetap ada.",
        f"  Maret 2024, Kab. Kudus, orang asing: kembali ke batch {first.batch_id}.",
        "  Maret 2024, Kab. Jepara, orang asing: belum lapor.",
        f"Snapshot {undone.snapshot_id} berlaku.",
    ]


def test_undo_again_takes_back_the_batch_before_until_nothing_is_left(tmp_path: Path) -> None:
    load(write_kudus(tmp_path / "kudus.csv"))
    batch_of([case("33.19.01", 8)], tmp_path)
    undo_batch()
    undo_batch()
    assert counts("kabupaten_kota") == {}
    before = disk()
    with pytest.raises(PoraError, match="Tidak ada yang dapat ditarik"):
        undo_batch()
    assert disk() == before


def test_the_same_file_after_undo_is_loaded_anew(tmp_path: Path) -> None:
    file = write_kudus(tmp_path / "kudus.csv")
    first = load(file)
    undo_batch()
    again = load(file)
    assert (again.loaded, again.unchanged, again.batch_id != first.batch_id) == (True, False, True)
    assert counts("kabupaten_kota") == KUDUS_48


def test_undo_of_real_data_brings_the_sample_back_and_the_sample_itself_stays(tmp_path: Path) -> None:
    sample = batch_of([case("33.19.01", 99)], tmp_path, is_sample=True)
    load(write_kudus(tmp_path / "kudus.csv"))
    undone = undo_batch()
    assert undone.parts == (RestoredPart("2024-03", "orang_asing", "33.19", sample, True),)
    assert "kembali ke data contoh" in list(describe_undone(undone))[1]
    assert counts("kabupaten_kota") == {"33.19": (99, None, "angka", 1, 0)}
    with pytest.raises(PoraError, match="belum ada berkas kantor"):
        undo_batch()
    with pytest.raises(UsageError, match="data contoh"):
        undo_batch(sample)


def test_a_named_batch_is_taken_back_only_while_no_newer_one_replaced_any_part(tmp_path: Path) -> None:
    first = batch_of([case("33.19.01", 7), case("33.20.01", 5)], tmp_path)
    other = batch_of([case("33.21.01", 3)], tmp_path)
    second = batch_of([case("33.19.01", 8)], tmp_path)
    before = disk()
    with pytest.raises(UsageError, match=f"sudah digantikan oleh {second}. Tarik dulu"):
        undo_batch(first)
    with pytest.raises(UsageError, match="Batch 2024-x tidak ada"):
        undo_batch("2024-x")
    assert disk() == before
    assert undo_batch(other).batch_id == other
    with pytest.raises(UsageError, match="sudah ditarik sebelumnya"):
        undo_batch(other)
    undo_batch(second)
    assert undo_batch(first).batch_id == first
    assert counts("kabupaten_kota") == {}


def test_the_part_of_an_office_without_kabupaten_is_taken_back_by_office(tmp_path: Path) -> None:
    batch_of([case(None, 16)], tmp_path, office="kanim-pemalang")
    first = batch_of([case(None, 2)], tmp_path, office="kanim-pati")
    batch_of([case(None, 3)], tmp_path, office="kanim-pati")
    assert undo_batch().parts == (RestoredPart("2024-03", "orang_asing", None, first, False),)
    assert counts("provinsi") == {"33": (18, 18, "angka", 0, 0)}


# --- history -------------------------------------------------------------------------------------------------


def test_the_history_says_what_is_in_force_replaced_and_withdrawn(tmp_path: Path) -> None:
    first = batch_of([case("33.19.01", 7), case("33.20.01", 5)], tmp_path)
    second = batch_of([case("33.19.01", 8)], tmp_path)
    third = batch_of([case("33.19.01", 9)], tmp_path)
    assert history() == [
        (third, "in_force", 1, 1, [second], []),
        (second, "replaced", 1, 0, [first], [third]),
        (first, "partly_in_force", 2, 1, [], [third]),
    ]
    undo_batch()
    assert [row[:2] for row in history()] == [(third, "withdrawn"), (second, "in_force"), (first, "partly_in_force")]


def test_what_changed_is_told_part_by_part(tmp_path: Path) -> None:
    first = batch_of([case("33.19.01", 7), case("33.20.01", 5)], tmp_path)
    second = batch_of([case("33.19.01", 10), case("33.21.01", None), case("33.20.01", 5)], tmp_path)
    assert changes(second) == [
        ("2024-03", "33.19", True, 10, first, 7, 3),
        ("2024-03", "33.20", True, 5, first, 5, 0),
        ("2024-03", "33.21", True, None, None, None, None),
    ]
    assert changes(first) == [
        ("2024-03", "33.19", False, 7, None, None, None),
        ("2024-03", "33.20", False, 5, None, None, None),
    ]
    assert [row[3] for row in changes(second, Scope("public"))] == [None, None, None]


def test_totals_of_the_file_that_do_not_add_up_are_kept_with_the_batch(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (
        ["DATA ORANG ASING KABUPATEN KUDUS MARET 2024"],
        ["NO", "KECAMATAN", "JUMLAH"],
        [1, "Kaliwungu", 7],
        [2, "Jati", 9],
        [None, "JUMLAH", 17],
    ):
        book.active.append(line)
    book.active.title = "Data"
    book.save(tmp_path / "cetak.xlsx")
    report = load(tmp_path / "cetak.xlsx")
    assert query("SELECT * FROM core_total_check") == [(report.batch_id, "Data", 5, "JUMLAH", 17, 16)]
    assert counts("kabupaten_kota") == {"33.19": (16, None, "angka", 2, 0)}
    assert list(select_history(use_snapshot(), local_scope())["wrong_totals"]) == [1]


# --- commands ------------------------------------------------------------------------------------------------


def test_undo_and_status_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = str(load(write_kudus(tmp_path / "kudus.csv")).batch_id)
    second = batch_of([case("33.19.01", 8)], tmp_path)
    assert main(["undo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "batch_id": second,
        "file": "cases-2.csv",
        "office_code": "kanim-semarang",
        "snapshot_id": use_snapshot().id,
        "parts": [
            {
                "period": "2024-03",
                "category": "orang_asing",
                "kabupaten_code": "33.19",
                "restored_batch_id": first,
                "is_sample": False,
                "kecamatan_code": None,
                "measure": None,
            }
        ],
        "restored_list": None,
    }
    assert main(["status", "--json"]) == 0
    batches = json.loads(capsys.readouterr().out)["batches"]
    assert [(b["batch_id"], b["in_force"], b["replaced"], b["withdrawn"]) for b in batches] == [
        (second, 0, 0, True),
        (first, 1, 0, False),
    ]
    assert main(["status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "ditarik kembali oleh" in next(line for line in lines if line.startswith(second))
    assert "  berlaku  kanim-semarang  2024-03..2024-03  6 baris" in next(x for x in lines if x.startswith(first))
    assert main(["undo"]) == 0
    assert [(b["in_force"], b["withdrawn"]) for b in read_status()["batches"]] == [(0, True), (0, True)]
    capsys.readouterr()
    assert main(["undo"]) == 1
    assert capsys.readouterr().err == "Tidak ada yang dapat ditarik: belum ada berkas kantor yang dimuat dan berlaku.\n"
    assert main(["undo", "--batch", first]) == 2


def test_the_history_of_nothing_is_empty() -> None:
    assert history() == [] and read_status()["batches"] == []
