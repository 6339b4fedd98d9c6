"""What is likely a mistake is refused unless the sender says that it is meant: fewer kecamatan, a far month."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import SIX_OF_KUDUS, Row, case, counts, load_rows
from in_memory import InMemory

from etl.__main__ import main
from pora.schema.load_report import LoadReport

pytestmark = pytest.mark.usefixtures("in_memory")
WHOLE = {"33.19": (48, None, "angka", 6, 0)}


def six(**other: object) -> list[Row]:
    return [case(code, count, **other) for code, count in SIX_OF_KUDUS.items()]


def codes(report: LoadReport) -> list[str]:
    return [error.code for error in report.errors]


def test_kecamatan_that_fall_out_are_named_and_refused(kudus_in_memory: InMemory, tmp_path: Path) -> None:
    report = load_rows(tmp_path, [case("33.19.02", 5)])
    assert (report.loaded, report.accepted, report.rejected, codes(report)) == (False, 0, 1, ["lost-report"])
    assert report.errors[0].message == (
        "Kab. Kudus, Maret 2024, orang asing: 5 kecamatan yang sudah lapor tidak ada lagi di berkas ini (Kaliwungu, "
        "Jati, Bae, Gebog, Dawe); jumlahnya dari 48 menjadi 5. Lengkapi berkasnya, atau muat dengan --replace bila "
        "memang untuk mengganti."
    )
    assert counts("kabupaten_kota") == WHOLE


def test_with_replace_it_is_loaded_and_said(kudus_in_memory: InMemory, tmp_path: Path) -> None:
    report = load_rows(tmp_path, [case("33.19.02", 5)], replace=True)
    assert (report.loaded, codes(report), len(report.warnings)) == (True, [], 1)
    assert "5 kecamatan yang sudah lapor" in report.warnings[0]
    assert counts("kabupaten_kota") == {"33.19": (5, None, "angka", 1, 0)}


def test_a_part_that_goes_from_a_number_to_blank_is_refused(kudus_in_memory: InMemory, tmp_path: Path) -> None:
    assert codes(load_rows(tmp_path, [case(code, None) for code in SIX_OF_KUDUS])) == ["lost-report"]
    load_rows(tmp_path, [case(None, 16, category="pengungsi")])
    report = load_rows(tmp_path, [case(None, None, category="pengungsi")])
    assert codes(report) == ["lost-report"]
    assert "yang berlaku 16, tetapi di berkas ini tidak ada jumlahnya" in report.errors[0].message


@pytest.mark.parametrize(
    "rows",
    [
        six(),
        [*six(), case("33.19.04", 1)],
        [case(code, 0) for code in SIX_OF_KUDUS],
        six(period="2024-04"),
        [case("33.19.01", 1, category="pengungsi")],
        [case("33.20.01", 1)],
    ],
    ids=["the same", "one more", "nobody", "another month", "another category", "another kabupaten"],
)
def test_what_takes_no_report_away_needs_no_word(rows: list[Row], kudus_in_memory: InMemory, tmp_path: Path) -> None:
    assert load_rows(tmp_path, rows).loaded


def test_a_rejected_row_takes_its_kecamatan_out_too(kudus_in_memory: InMemory, tmp_path: Path) -> None:
    rows = [*six()[1:], case("33.19.01", "sekitar 7")]
    assert codes(load_rows(tmp_path, rows)) == ["inexact-count"]
    assert codes(load_rows(tmp_path, rows, accept_partial=True)) == ["lost-report", "inexact-count"]


@pytest.mark.parametrize(
    ("months", "far"),
    [
        (["1994-03", "2024-01", "2024-02"], ["1994-03"]),
        (["2022-01", "2024-01"], []),
        (["2021-12", "2024-01", "2024-02"], ["2021-12"]),
        (["1994-03", "1994-04", "2024-01", "2024-02", "2024-03"], ["1994-03", "1994-04"]),
        (["2016-01", "2018-01", "2020-01", "2022-01"], []),
        (["2019-05"], []),
    ],
)
def test_a_month_over_two_years_from_all_others_is_refused(months: list[str], far: list[str], tmp_path: Path) -> None:
    rows = [case("33.19.01", 4, period=month) for month in months]
    report = load_rows(tmp_path, rows)
    assert (codes(report), report.loaded) == (["far-period"] * len(far), not far)
    assert load_rows(tmp_path, rows, any_period=True).loaded


def test_a_file_of_one_month_far_from_what_is_loaded_is_refused(kudus_in_memory: InMemory, tmp_path: Path) -> None:
    report = load_rows(tmp_path, [case("33.19.01", 7, period="1994-03")])
    assert [error.message for error in report.errors] == [
        "Periode Maret 1994 (1 baris) lebih dari 24 bulan dari periode lain (Maret 2024 sampai Maret 2024). "
        "Periksa tahunnya, atau muat dengan --any-period bila memang benar."
    ]


@pytest.mark.parametrize(
    ("said", "code", "sentence"),
    [
        ({"period": "2024-04"}, "period-conflict", "Berkas menyebut Maret 2024, tetapi dimuat untuk April 2024."),
        (
            {"category": "pengungsi"},
            "category-conflict",
            "Berkas menyebut Orang asing, tetapi dimuat sebagai Pengungsi.",
        ),
    ],
)
@pytest.mark.parametrize("meant", [False, True])
def test_a_column_that_says_something_else_than_the_sender_is_refused(
    said: dict[str, object], code: str, sentence: str, meant: bool, tmp_path: Path
) -> None:
    report = load_rows(tmp_path, six(), **said, replace=meant, any_period=meant)
    assert (report.loaded, codes(report)) == (False, [code])
    assert report.errors[0].message == f"{sentence} Betulkan salah satunya."


def test_a_column_that_says_the_same_as_the_sender_is_loaded(tmp_path: Path) -> None:
    assert load_rows(tmp_path, six(), period="2024-03", category="orang_asing").loaded


def test_the_terminal_says_what_changes(
    kudus_in_memory: InMemory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "april.csv"
    path.write_text("period,kecamatan_code,category,person_count\n2024-03,33.19.02,orang_asing,5\n", "utf-8")
    assert main(["load", str(path), "--office", "kanim-semarang", "--replace"]) == 0
    assert "  Kab. Kudus, Maret 2024, orang asing: sekarang 48, setelah dimuat 5.\n" in capsys.readouterr().out
