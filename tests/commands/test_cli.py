"""The command line: exit codes 0, 1, 2; one JSON object; sentences, never a traceback."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import SIX_OF_KUDUS, case, counts, disk, query, write_kudus, write_table

from etl.__main__ import main
from pora.config import ROOT, format_office_time
from pora.version import read_version
from pora.warehouse.snapshots import find_current, require_current

KANIM = ("--office", "kanim-semarang")


class Ran:
    """Exit code and what was printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> dict[str, object]:
        """The one object on standard output. Raises ValueError where there is anything else, NaN included."""

        def refuse(name: str) -> None:
            raise ValueError(name)

        found = json.loads(self.out, parse_constant=refuse)
        assert isinstance(found, dict)
        return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):  # noqa: ANN201
    def run(*arguments: object) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:  # how argparse ends
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return write_table(tmp_path / "salah.csv", [case("33.19.01", 7), case("33.19.99", 1), case("33.19.02", -4)])


# --- load ----------------------------------------------------------------------------------------------------


def test_a_good_file_is_loaded_with_code_0(run, empty: Path, tmp_path: Path) -> None:
    ran = run("load", write_kudus(tmp_path / "kudus.csv"), *KANIM)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "kudus.csv: dimuat. 6 baris masuk = 6 diterima + 0 ditolak."
    assert ran.out.splitlines()[-1] == f"Snapshot {require_current()} berlaku."
    assert counts("kabupaten_kota") == {"33.19": (48, None, "angka", 6, 0)}


def test_a_refused_file_is_explained_row_by_row_with_code_1(run, empty: Path, bad: Path) -> None:
    ran = run("load", bad, *KANIM)
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert lines[0] == (
        "salah.csv: tidak dimuat. 2 dari 3 baris ditolak; perbaiki barisnya, atau muat sisanya dengan --accept-partial."
    )
    assert [line for line in lines if "baris 3" in line][0].startswith(
        "  baris 3, kolom kecamatan_code: Kode 33.19.99 "
    )
    assert "  baris 4, kolom person_count: Jumlah '-4' negatif. Isi dengan 0 atau lebih. [constraint-error]" in lines


def test_a_partial_load_still_ends_with_code_1(run, empty: Path, bad: Path) -> None:
    ran = run("load", bad, *KANIM, "--accept-partial")
    assert (ran.code, ran.out.splitlines()[0]) == (
        1,
        "salah.csv: dimuat. 3 baris masuk = 1 diterima + 2 ditolak.",
    )


def test_a_dry_run_says_so_and_changes_nothing(run, empty: Path, tmp_path: Path) -> None:
    file = write_kudus(tmp_path / "kudus.csv")
    before = disk()
    ran = run("load", file, *KANIM, "--dry-run")
    assert (ran.code, disk()) == (0, before)
    assert ran.out.splitlines()[0] == ("kudus.csv: uji coba, tidak dimuat. 6 baris masuk = 6 diterima + 0 ditolak.")


def test_the_same_file_again_is_no_new_snapshot(run, empty: Path, tmp_path: Path) -> None:
    file = write_kudus(tmp_path / "kudus.csv")
    run("load", file, *KANIM)
    before = find_current()
    ran = run("load", file, *KANIM)
    assert (ran.code, find_current()) == (0, before)
    assert ran.out.splitlines()[0] == "kudus.csv: sudah dimuat, tidak ada yang berubah."
    assert "Snapshot" not in ran.out


def test_json_is_one_object_with_the_agreed_names(run, empty: Path, bad: Path) -> None:
    ran = run("load", bad, *KANIM, "--json")
    found = ran.json
    assert (ran.code, ran.err) == (1, "")
    agreed = ("file", "batch_id", "rows_in", "accepted", "rejected", "loaded")
    assert {name: found[name] for name in agreed} == {
        "file": "salah.csv",
        "batch_id": None,
        "rows_in": 3,
        "accepted": 1,
        "rejected": 2,
        "loaded": False,
    }
    assert found["errors"] == [
        {
            "sheet": None,
            "row": 3,
            "column": "kecamatan_code",
            "value": "33.19.99",
            "code": "unknown-area",
            "message": found["errors"][0]["message"],  # type: ignore[index]
        },
        {
            "sheet": None,
            "row": 4,
            "column": "person_count",
            "value": "-4",
            "code": "constraint-error",
            "message": "Jumlah '-4' negatif. Isi dengan 0 atau lebih.",
        },
    ]


@pytest.mark.parametrize("option", ["--accept-partial", "--dry-run", "--drop-personal"])
def test_json_is_one_object_with_every_option(run, empty: Path, tmp_path: Path, option: str) -> None:
    found = run("load", write_kudus(tmp_path / "kudus.csv"), *KANIM, "--json", option).json
    assert (found["rows_in"], found["loaded"]) == (6, option != "--dry-run")


def test_json_of_a_file_that_can_not_be_read_is_one_object_too(run, empty: Path) -> None:
    ran = run("load", "hilang.csv", *KANIM, "--json")
    assert (ran.code, ran.json["errors"]) == (
        1,
        [
            {
                "sheet": None,
                "row": None,
                "column": None,
                "value": None,
                "code": "source-error",
                "message": "Berkas hilang.csv tidak ditemukan. Periksa nama dan foldernya.",
            }
        ],
    )


def test_json_of_several_files_is_one_object(run, empty: Path, tmp_path: Path, bad: Path) -> None:
    ran = run("load", write_kudus(tmp_path / "kudus.csv"), bad, *KANIM, "--json")
    files = ran.json["files"]
    assert isinstance(files, list)
    assert (ran.code, [(one["file"], one["loaded"]) for one in files]) == (
        1,
        [("kudus.csv", True), ("salah.csv", False)],
    )


def test_many_errors_are_cut_for_people_and_counted(run, empty: Path, tmp_path: Path) -> None:
    rows = [*[case("33.19.01", "x")] * 1200, case("33.99.01", 4), case("33.19.01", "sekitar 5")]
    file = write_table(tmp_path / "salah.csv", rows)
    assert run("load", file, *KANIM).out.splitlines()[-3:] == [
        "  … dan 1 kesalahan lain [inexact-count] (lihat --json).",
        "  … dan 1.150 kesalahan lain [type-error] (lihat --json).",
        "  … dan 1 kesalahan lain [unknown-area] (lihat --json).",
    ]
    found = run("load", file, *KANIM, "--json").json
    assert (found["error_count"], found["rejected"], len(found["errors"])) == (1202, 1202, 1002)  # type: ignore[arg-type]
    assert [error["row"] for error in found["errors"]] == [*range(2, 1002), 1202, 1203]
    assert found["error_kinds"] == [
        {"code": "inexact-count", "count": 1},
        {"code": "type-error", "count": 1200},
        {"code": "unknown-area", "count": 1},
    ]


# --- the other commands --------------------------------------------------------------------------------------


def test_status_says_what_is_loaded_and_how_fresh(run, kudus: Path) -> None:
    ran = run("status")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    (published_at,) = query("SELECT published_at FROM core_snapshot")[0]
    assert lines[0] == f"Snapshot {require_current()}, diterbitkan {format_office_time(published_at)}"
    assert "Periode Maret 2024 sampai Maret 2024" in lines
    assert lines[-1].endswith("kanim-semarang  2024-03..2024-03  6 baris, 0 ditolak  kudus.csv")


def test_status_tells_the_time_of_the_office(run, kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_TIME_ZONE", "Asia/Makassar")
    (received_at,) = query("SELECT received_at FROM core_batch")[0]
    assert f"{received_at + dt.timedelta(hours=8):%Y-%m-%d %H:%M} WITA" in run("status").out.splitlines()[-1]


def test_a_build_without_sample_names_the_next_step(
    run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORA_BOUNDARIES", str(tmp_path / "none"))
    lines = run("build", "--no-sample").out.splitlines()
    assert lines[1:] == [
        "Tanpa data contoh. Muat tabel pertama: python -m etl load BERKAS --office KODE",
        f"Snapshot {require_current()} berlaku.",
    ]


def test_status_as_json_is_one_object(run, kudus: Path) -> None:
    found = run("status", "--json").json
    agreed = ("snapshot_id", "province_code", "has_sample", "period_first", "period_last")
    assert {name: found[name] for name in agreed} == {
        "snapshot_id": require_current(),
        "province_code": "33",
        "has_sample": False,
        "period_first": "2024-03",
        "period_last": "2024-03",
    }
    batches = found["batches"]
    assert isinstance(batches, list)
    assert [(one["file_name"], one["rows_in"], one["slices_in_force"]) for one in batches] == [("kudus.csv", 6, 1)]


def test_status_of_an_empty_snapshot(run, empty: Path) -> None:
    assert run("status").code == 0
    found = run("status", "--json").json
    assert (found["period_first"], found["batches"]) == (None, [])


def test_export_writes_the_file_and_its_metadata(run, kudus: Path, tmp_path: Path) -> None:
    target = tmp_path / "kudus-maret.csv"
    ran = run("export", "case_counts", "--output", target, "--period", "2024-03", "--area", "33.19")
    assert (ran.code, ran.out) == (
        0,
        "6 baris ditulis ke kudus-maret.csv, keterangannya di kudus-maret.csv-metadata.json.\n",
    )
    rows = csv.DictReader(target.read_text("utf-8").splitlines())
    assert {row["kecamatan_code"]: int(row["person_count"]) for row in rows} == SIX_OF_KUDUS
    assert json.loads((tmp_path / "kudus-maret.csv-metadata.json").read_text("utf-8"))["pora:rows"] == 6


def test_publish_makes_a_new_snapshot_of_the_same_batches(run, kudus: Path) -> None:
    before = find_current()
    ran = run("publish")
    assert (ran.code, ran.out) == (0, f"Snapshot {require_current()} berlaku.\n")
    assert find_current() != before
    assert counts("kabupaten_kota") == {"33.19": (48, None, "angka", 6, 0)}


def test_build_without_sample_is_a_base_to_load_into(
    run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORA_BOUNDARIES", str(tmp_path / "none"))
    ran = run("build", "--no-sample")
    assert (ran.code, ran.err) == (0, "")
    assert "peta petak" in ran.out.splitlines()[0]
    assert run("load", write_kudus(tmp_path / "kudus.csv"), *KANIM).code == 0
    assert run("status", "--json").json["has_sample"] is False


def test_build_over_loaded_files_is_refused(run, kudus: Path) -> None:
    before = disk()
    ran = run("build")
    assert (ran.code, ran.out, disk()) == (2, "", before)
    assert ran.err.startswith("Sudah ada 1 berkas kantor yang dimuat")


# --- wrong use and bad surroundings --------------------------------------------------------------------------


def require_sentence(ran: Ran, code: int, words: str) -> None:
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err and len(ran.err.splitlines()) == 1 and "Traceback" not in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("status", "--json"),
        ("publish",),
        ("export", "case_counts", "--output", "x.csv"),
        ("load", "x.csv", *KANIM),
        ("load", "x.csv", *KANIM, "--json"),
    ],
    ids=" ".join,
)
def test_without_a_snapshot_every_command_says_what_to_do(run, command: tuple[str, ...]) -> None:
    require_sentence(run(*command), 1, "Belum ada data. Jalankan: python -m etl build")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("load", "x.csv", "--office", "kanim-kudus"), "Kode kantor 'kanim-kudus' tidak dikenal"),
        (("load", "x.csv", *KANIM, "--period", "2024-13"), "--period harus seperti 2024-03, bukan '2024-13'"),
        (("load", "x.csv", *KANIM, "--period", "Maret 2024"), "--period harus seperti 2024-03"),
        (("load", "x.csv", *KANIM, "--kabupaten", "Kudus"), "'Kudus'"),
        (("load", "x.csv", *KANIM, "--kabupaten", "33.99"), "'33.99'"),
        (("load", "x.csv", *KANIM, "--kabupaten", "33.19.01"), "'33.19.01'"),
        (("export", "case_counts", "--output", "x.csv", "--area", "33.1"), "Kode wilayah '33.1' tidak dikenal"),
        (("export", "case_counts", "--output", "x.csv", "--period", "2024"), "--period harus seperti 2024-03"),
        (("export", "case_counts", "--output", "no/such/folder/x.csv"), "Folder no/such/folder tidak ada"),
        (("build", "--province", "99"), "'99' bukan kode provinsi"),
        (("build", "--province", "Jawa Tengah"), "'Jawa Tengah' bukan kode provinsi"),
        (("boundaries", "--province", "33.19"), "'33.19' bukan kode provinsi"),
        (("match",), "Isi nama wilayah"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_a_sentence_with_code_2(run, empty: Path, command: tuple[str, ...], words: str) -> None:
    before = disk()
    require_sentence(run(*command), 2, words)
    assert disk() == before


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("muat",),
        ("load",),
        ("load", "x.csv"),
        ("load", *KANIM),
        ("export", "core_case", "--output", "x.csv"),
        ("export", "case_counts"),
        ("export", "case_counts", "--output", "x.csv", "--format", "pdf"),
        ("status", "--verbose"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_none_shows_its_use_with_code_2(run, command: tuple[str, ...]) -> None:
    ran = run(*command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: python -m etl")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORA_LANG", "xx", "PORA_LANG harus salah satu dari id, en, bukan 'xx'."),
        ("PORA_DATADIR", "x", "Pengaturan tidak dikenal: PORA_DATADIR."),
    ],
)
def test_a_wrong_setting_is_a_sentence_with_code_2(
    run, empty: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    require_sentence(run("status"), 2, words)


@pytest.mark.parametrize("command", [("status",), ("publish",), ("load", "x.csv", *KANIM), ("build", "--no-sample")])
def test_a_data_folder_that_is_a_file_is_a_sentence(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path / "file"))
    monkeypatch.setenv("PORA_BOUNDARIES", str(tmp_path / "none"))
    ran = run(*command)
    assert ran.code == 1
    assert str(tmp_path / "file") in ran.err and len(ran.err.splitlines()) == 1


def test_an_export_onto_a_folder_is_a_sentence(run, kudus: Path, tmp_path: Path) -> None:
    require_sentence(run("export", "case_counts", "--output", tmp_path), 1, str(tmp_path))
    assert not list(tmp_path.glob("*.part"))


def test_stopping_by_hand_is_a_sentence(run, kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_is_full: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("etl.pipeline.publish", stop)
    require_sentence(run("publish"), 1, "Dihentikan. Data yang berlaku tidak berubah.")


def test_from_a_shell_in_a_poor_terminal_json_is_utf_8_and_alone(empty: Path, tmp_path: Path) -> None:
    file = write_table(tmp_path / "laporan – salinan.csv", [case("33.19.01", "±50")])
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "etl", "load", str(file), *KANIM, "--json"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    found = json.loads(ran.stdout.decode("utf-8"))
    assert (ran.returncode, found["file"], found["errors"][0]["value"], ran.stderr) == (1, file.name, "±50", b"")


def test_help_names_every_command(run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for command in ("build", "load", "boundaries", "match", "export", "status", "publish"):
        assert command in ran.out


def test_the_version_is_told(run) -> None:  # noqa: ANN001
    ran = run("--version")
    assert (ran.code, ran.out) == (0, f"Dasbor Pora {read_version()}\n")
