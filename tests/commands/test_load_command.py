"""The command `load`: exit codes 0 and 1; one JSON object; every refusal explained row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import case, counts, disk, write_kudus, write_table

from pora.warehouse.snapshots import find_current, require_current
from tests.commands.ran import KANIM


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return write_table(tmp_path / "salah.csv", [case("33.19.01", 7), case("33.19.99", 1), case("33.19.02", -4)])


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
