"""A kecamatan beside its desa: each person counts once, and where sums do not fit the file is refused."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.readers import ReadDefaults, read_file
from etl.readers.read_report import TotalCheck
from pora.errors import RefusedError


def read(path: Path, *lines: str) -> list[tuple[str, str]]:
    """(kecamatan, count) of every row that is read."""
    path.write_text("DATA WNA KABUPATEN KUDUS\nMARET 2024\n" + "\n".join(lines) + "\n", "utf-8")
    with duckdb.connect() as con:
        read_file(path, con, ReadDefaults())
        return con.execute("SELECT kecamatan, person_count FROM raw ORDER BY row_number").fetchall()


def test_the_row_of_the_kecamatan_is_the_subtotal_of_its_desa(tmp_path: Path) -> None:
    table = ["Kecamatan;Desa;Jumlah", "Jati;;5", ";Jati Wetan;3", ";Loram Kulon;2", "Bae;Bae;4", "Dawe;;1"]
    assert read(tmp_path / "a.csv", *table) == [("Jati", "3"), ("Jati", "2"), ("Bae", "4"), ("Dawe", "1")]


def test_below_a_roman_number_stand_desa_whatever_they_are_called(tmp_path: Path) -> None:
    table = ["NO;WILAYAH;JUMLAH", "I;BAE;4", "1;BAE;1", "2;GONDANGMANIS;3", "II;GEBOG;0", "1;GEBOG;0"]
    assert read(tmp_path / "a.csv", *table) == [("BAE", "4"), ("GEBOG", "0")]


def test_kecamatan_that_are_numbered_unevenly_are_one_level(tmp_path: Path) -> None:
    table = ["NO;WILAYAH;JUMLAH", "a;JATI;7", "1;BAE;3", "2;DAWE;4"]
    assert read(tmp_path / "a.csv", *table) == [("JATI", "7"), ("BAE", "3"), ("DAWE", "4")]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (["Kecamatan;Desa;Jumlah", "Jati;;4", "Jati;Jati Wetan;3", "Jati;Loram Kulon;2"], "baris 4 berisi 4"),
        (["NO;WILAYAH;JUMLAH", ";KEC. BAE;4", "1;BAE;1", "2;GONDANGMANIS;2"], "bercampur: baris 4 berisi 4"),
        (["Kecamatan;Jumlah", "Jati;5", "Jati;5", "JUMLAH;5"], "tepat dua kali"),
        (["Kecamatan;Jumlah", "Jati;5", "Bae;2", "JUMLAH;14"], "tepat dua kali"),
    ],
)
def test_where_sums_do_not_fit_the_file_is_refused(table: list[str], reason: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=reason):
        read(tmp_path / "a.csv", *table)


def test_a_kecamatan_that_is_not_the_sum_of_its_desa_is_a_printed_total_that_differs(tmp_path: Path) -> None:
    table = "Kecamatan;Desa;Jumlah\nJati;;10\nJati;Jati Wetan;3\nJati;Loram Kulon;2\nJati;Tidak dirinci;4\n"
    (tmp_path / "a.csv").write_text(f"DATA WNA KABUPATEN KUDUS\nMARET 2024\n{table}", "utf-8")
    with duckdb.connect() as con:
        found = read_file(tmp_path / "a.csv", con, ReadDefaults())
        rows = con.execute("SELECT desa, person_count FROM raw ORDER BY row_number").fetchall()
    assert rows == [("Jati Wetan", "3"), ("Loram Kulon", "2"), ("Tidak dirinci", "4")]
    assert found.mismatches == ((None, TotalCheck(4, "Jumlah", 10, 9)),)


def test_a_count_that_is_not_sure_proves_no_sum(tmp_path: Path) -> None:
    """Rows of another kecamatan were once passed over as desa, since marks count for nothing in a sum."""
    with pytest.raises(RefusedError) as refused:
        read(tmp_path / "a.csv", "WILAYAH;L;P", "Kec. Dawe;1;2¹", "Bae;1;1¹", "Bae;0;1")
    assert (refused.value.code, str(refused.value)) == (
        "mixed-levels",
        "Baris 4, kolom P: Jumlah '2¹' memuat tanda catatan kaki. Hapus tandanya dan tulis angkanya saja.",
    )


def test_persons_without_a_kecamatan_are_no_desa_of_the_last_one(tmp_path: Path) -> None:
    table = ["KECAMATAN;JUMLAH", "Kec. Bae;3", "Kec. Dawe;4", "Tidak dirinci;2"]
    assert read(tmp_path / "a.csv", *table) == [("Kec. Bae", "3"), ("Kec. Dawe", "4"), ("Tidak dirinci", "2")]
