"""The inbox: what arrives is loaded once and lies in exactly one place, whatever happens on the way."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from builders import Row, case, counts, load, query, write_table
from filelock import FileLock
from in_memory import InMemory

from etl import inbox, pipeline
from etl.__main__ import main
from etl.inbox import load_inbox
from pora.errors import PoraError, SnapshotError

KUDUS = {"33.19": (7, None, "angka", 1, 0)}


@pytest.fixture
def arrived(in_memory: InMemory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox with a folder of the Semarang office. Nobody waits in it until a file is quiet."""
    monkeypatch.setattr(inbox, "QUIET_SECONDS", -60)
    folder = tmp_path / "inbox"
    (folder / "kanim-semarang").mkdir(parents=True)
    return folder


def put(path: Path, count: object = 7, code: str = "33.19.01", hours_ago: int = 0, more: Sequence[Row] = ()) -> Path:
    path.parent.mkdir(exist_ok=True)
    write_table(path, [case(code, count), *more])
    moment = path.stat().st_mtime - 3600 * hours_ago
    os.utime(path, (moment, moment))
    return path


def places(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.suffix != ".lock")


def outcomes(folder: Path) -> list[tuple[str, bool, bool]]:
    return [(one.file, one.loaded, one.unchanged) for one in load_inbox(folder).reports]


def test_a_table_of_another_agency_is_known_by_its_folders_and_counts_apart(arrived: Path) -> None:
    place = arrived / "kanim-semarang" / "instansi" / "Disdukcapil"
    for folder in (place, place / "WNA pemegang KTP-el", place / "orang"):
        folder.mkdir(parents=True, exist_ok=True)
        put(folder / "dukcapil.csv", 31)
    run = load_inbox(arrived)
    assert [report.loaded for report in run.reports] == [True]
    assert [problem.partition(": ")[0] for problem in run.problems] == [
        str(place / "dukcapil.csv"),
        str(place / "orang" / "dukcapil.csv"),
    ]
    assert all("folder yang bernama seperti ukurannya" in problem for problem in run.problems)
    assert query("SELECT agency, measure, person_count FROM core_agency_figure") == [
        ("disdukcapil", "WNA pemegang KTP-el", 31)
    ]
    assert counts("kabupaten_kota") == {}
    assert "kanim-semarang/done/dukcapil.csv" in places(arrived)
    put(place / "WNA pemegang KTP-el" / "lagi.csv", 31)  # the same table once more
    assert outcomes(arrived) == [("lagi.csv", True, True)]


def test_files_go_to_done_or_refused_and_a_refused_one_stops_no_other(
    arrived: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(arrived / "kanim-semarang" / "a.csv", "50-an", "33.20.01", hours_ago=3, more=[case("33.20.02", 4)])
    put(arrived / "kanim-semarang" / "b.csv", hours_ago=2)
    put(arrived / "Kantor Imigrasi Pemalang" / "c.csv", 3, "33.27.01", hours_ago=1)
    assert main(["inbox", str(arrived)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "3 berkas: 2 dimuat, 0 sudah dimuat sebelumnya, 1 tidak dimuat."
    assert counts("kabupaten_kota") == KUDUS | {"33.27": (3, None, "angka", 1, 0)}
    assert places(arrived) == [
        "Kantor Imigrasi Pemalang/done/c.csv",
        "kanim-semarang/done/b.csv",
        "kanim-semarang/refused/a.csv",
        "kanim-semarang/refused/a.csv.txt",
    ]
    reasons = (arrived / "kanim-semarang" / "refused" / "a.csv.txt").read_text("utf-8").splitlines()
    assert reasons[0].startswith("a.csv: tidak dimuat. 1 dari 2 baris ditolak")
    assert reasons[-3:] == [
        "Berkas ini tidak mengubah angka apa pun.",
        "Perbaiki berkasnya, lalu taruh lagi di folder kanim-semarang. Setelah itu hapus berkas lama ini.",
        "Pilihan yang diawali -- adalah milik pengelola: ia dapat memuat berkas ini dengan perintah load.",
    ]
    assert main(["inbox", str(arrived)]) == 0
    assert capsys.readouterr().out == "0 berkas: 0 dimuat, 0 sudah dimuat sebelumnya, 0 tidak dimuat.\n"


def test_the_later_file_of_a_month_is_in_force_whatever_their_names(arrived: Path) -> None:
    put(arrived / "kanim-semarang" / "a-baru.csv", 7, hours_ago=1)
    put(arrived / "kanim-semarang" / "b-lama.csv", 9, hours_ago=2)
    assert outcomes(arrived) == [("b-lama.csv", True, False), ("a-baru.csv", True, False)]
    assert counts("kabupaten_kota") == KUDUS


def test_the_same_file_twice_changes_nothing_even_after_a_newer_one(arrived: Path) -> None:
    for count, name in ((9, "lama.csv"), (7, "baru.csv"), (9, "lama.csv")):
        put(arrived / "kanim-semarang" / name, count)
        last = load_inbox(arrived).reports
    assert [(one.file, one.loaded, one.unchanged) for one in last] == [("lama.csv", True, True)]
    assert last[0].warnings == ("Sudah pernah dimuat; yang berlaku sekarang adalah laporan yang datang sesudahnya.",)
    assert counts("kabupaten_kota") == KUDUS
    assert places(arrived / "kanim-semarang") == ["done/baru.csv", "done/lama (2).csv", "done/lama.csv"]


def test_killed_after_the_load_the_next_run_moves_the_files_and_loads_nothing_again(
    arrived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(arrived / "kanim-semarang" / "lama.csv", 9, hours_ago=2)
    put(arrived / "kanim-semarang" / "baru.csv", 7, hours_ago=1)

    def die(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(inbox, "_move", die)
        load_inbox(arrived)
    assert places(arrived / "kanim-semarang") == ["baru.csv", "lama.csv"]
    assert outcomes(arrived) == [("lama.csv", True, True), ("baru.csv", True, True)]
    assert query("SELECT count(*) FROM core_batch") == [(2,)]
    assert counts("kabupaten_kota") == KUDUS
    assert places(arrived / "kanim-semarang") == ["done/baru.csv", "done/lama.csv"]


def test_killed_between_the_reasons_and_the_file_there_is_one_of_each_afterwards(
    arrived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(arrived / "kanim-semarang" / "a.csv", "50-an")

    def die(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "rename", die)
        load_inbox(arrived)
    assert places(arrived / "kanim-semarang") == ["a.csv", "refused/a.csv.txt"]
    load_inbox(arrived)
    assert places(arrived / "kanim-semarang") == ["refused/a.csv", "refused/a.csv.txt"]


def test_what_is_still_written_or_copied_is_left(arrived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "QUIET_SECONDS", 3600)
    names = ["laporan.csv", "~$laporan.xlsx", "laporan.csv.part", ".laporan.csv.Xa3", ".~lock.laporan.csv#"]
    for name in names:
        put(arrived / "kanim-semarang" / name)
    run = load_inbox(arrived)
    assert (run.reports, run.waiting, run.problems) == ([], 3, [])  # the two of systems are nobody's
    assert places(arrived / "kanim-semarang") == sorted(names)
    monkeypatch.setattr(inbox, "QUIET_SECONDS", -60)
    assert outcomes(arrived) == [("laporan.csv", True, False)]


def test_a_file_that_changes_while_it_is_read_waits_and_changes_nothing(
    arrived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(arrived / "kanim-semarang" / "laporan.csv")
    original = pipeline.open_case_file

    def open_and_write(*arguments: object) -> object:
        opened = original(*arguments)  # type: ignore[arg-type]
        with path.open("a") as file:
            file.write("2024-03,33.19.02,orang_asing,3\n")
        return opened

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "open_case_file", open_and_write)
        run = load_inbox(arrived)
    assert (run.reports, run.waiting, counts("kabupaten_kota")) == ([], 1, {})
    assert outcomes(arrived) == [("laporan.csv", True, False)]
    assert counts("kabupaten_kota") == {"33.19": (10, None, "angka", 2, 0)}


def test_what_lies_in_no_folder_of_an_office_stays_and_is_said(arrived: Path) -> None:
    put(arrived / "kanim-semarnag" / "a.csv")
    put(arrived / "b.csv")
    run = load_inbox(arrived)
    words = "bukan folder kantor. Pakai kodenya, misalnya kanim-semarang, dan taruh berkas di dalamnya."
    assert run.problems == [f"{arrived / name} {words}" for name in ("b.csv", "kanim-semarnag")]
    assert places(arrived) == ["b.csv", "kanim-semarnag/a.csv"]


def test_no_link_is_followed(arrived: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "luar.csv")
    (arrived / "kanim-semarang" / "tautan.csv").symlink_to(outside)
    (tmp_path / "jauh").mkdir()
    (arrived / "kanim-semarang" / "done").symlink_to(tmp_path / "jauh")
    put(arrived / "kanim-semarang" / "a.csv")
    run = load_inbox(arrived)
    assert [one.file for one in run.reports] == ["a.csv"]
    assert [problem.rpartition(": ")[2] for problem in run.problems] == ["done adalah tautan ke tempat lain"]
    assert list((tmp_path / "jauh").iterdir()) == []


def test_a_second_run_at_the_same_time_does_nothing_and_is_no_failure(
    arrived: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(arrived / "kanim-semarang" / "a.csv")
    with FileLock(arrived / inbox.LOCK_NAME):
        assert main(["inbox", str(arrived)]) == 0
    assert capsys.readouterr().out == "Pemuatan lain dari folder ini masih berjalan; tidak ada yang dikerjakan.\n"
    assert places(arrived) == ["kanim-semarang/a.csv"]


def test_a_zip_with_one_wrong_file_is_refused_and_says_which_files_are_in_force(arrived: Path, tmp_path: Path) -> None:
    good, wrong = put(tmp_path / "baik.csv"), put(tmp_path / "salah.csv", "7x", "33.20.01")
    with zipfile.ZipFile(arrived / "kanim-semarang" / "kiriman.zip", "w") as archive:
        archive.write(good, "maret/baik.csv")
        archive.write(wrong, "maret/salah.csv")
    assert outcomes(arrived) == [
        ("kiriman.zip/maret/baik.csv", True, False),
        ("kiriman.zip/maret/salah.csv", False, False),
    ]
    assert places(arrived / "kanim-semarang") == ["refused/kiriman.zip", "refused/kiriman.zip.txt"]
    reasons = (arrived / "kanim-semarang" / "refused" / "kiriman.zip.txt").read_text("utf-8")
    assert "kiriman.zip/maret/salah.csv: tidak dimuat." in reasons
    assert "Isi arsip ini yang tidak ditolak sudah dimuat" in reasons
    assert counts("kabupaten_kota") == KUDUS


def test_where_no_snapshot_can_be_made_with_a_file_the_others_are_loaded_and_it_stays(
    arrived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(arrived / "kanim-semarang" / "a.csv")
    put(arrived / "kanim-semarang" / "b.csv", 5, "33.20.01")
    original = pipeline.load_sent

    def fail_with_b(sent: list[pipeline.Sent]) -> pipeline.Outcome:
        if any(one.path.name == "b.csv" for one in sent):
            raise SnapshotError("Rincian tidak sama.")
        return original(sent)

    monkeypatch.setattr(pipeline, "load_sent", fail_with_b)
    run = load_inbox(arrived)
    assert [(one.file, one.loaded) for one in run.reports] == [("a.csv", True)]
    assert run.problems == [f"{arrived / 'kanim-semarang' / 'b.csv'}: Rincian tidak sama."]
    assert places(arrived / "kanim-semarang") == ["b.csv", "done/a.csv"]


def test_a_machine_reads_what_happened_and_a_missing_folder_is_wrong_use(
    arrived: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(arrived / "kanim-semarang" / "a.csv")
    assert main(["inbox", str(arrived), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(one["file"], one["loaded"]) for one in answer["reports"]] == [("a.csv", True)]
    assert (answer["waiting"], answer["problems"], answer["is_busy"]) == (0, [], False)
    assert main(["inbox", str(arrived / "tidak-ada")]) == 2


def test_an_office_is_told_in_its_own_folder_that_another_one_reported(arrived: Path, tmp_path: Path) -> None:
    assert load(put(tmp_path / "lain.csv"), office="kanim-pati").loaded
    put(arrived / "kanim-semarang" / "a.csv", 8)
    assert [error.code for report in load_inbox(arrived).reports for error in report.errors] == ["conflicting-office"]
    assert places(arrived / "kanim-semarang") == ["refused/a.csv", "refused/a.csv.txt"]
    with pytest.raises(PoraError):
        load_inbox(arrived / "tidak-ada")
