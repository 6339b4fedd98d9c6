"""Sums and totals in tables with blank cells: what is not filled is never read as filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_tables import read

from pora.errors import RefusedError

SHORT_ROWS = {
    "Kecamatan|L|P|Jumlah WNA\nBae|3||5\nJati|1|1|2\nDawe|2||4": (
        "Di baris 2 kolom P kosong, padahal Jumlah WNA berisi 5 dan yang terisi berjumlah 3. Isi kolom yang kosong (0 "
        "bila tidak ada orangnya), atau perbaiki jumlahnya. Begitu juga baris 4."
    ),
    "Kecamatan|L|P|Jumlah WNA|ITAS|ITAP\nBae|3|2|5|3|2\nJati|3|2|5|3|": (
        "Di baris 3 kolom ITAP kosong, padahal Jumlah WNA berisi 5 dan yang terisi berjumlah 3. Isi kolom yang kosong "
        "(0 bila tidak ada orangnya), atau perbaiki jumlahnya."
    ),
    "Kecamatan|L|P|ITAS|ITAP\nBae|3|2|3|2\nJati|3|2||": (
        "Di baris 3 kolom ITAS dan ITAP kosong, padahal L + P berisi 5 dan yang terisi berjumlah 0. Isi kolom yang "
        "kosong (0 bila tidak ada orangnya), atau perbaiki jumlahnya."
    ),
    "Kecamatan|WNA|Pengungsi|Jumlah\nBae|3|2|5\nJati|3||5": (
        "Di baris 3 kolom Pengungsi kosong, padahal Jumlah berisi 5 dan yang terisi berjumlah 3. Isi kolom yang kosong "
        "(0 bila tidak ada orangnya), atau perbaiki jumlahnya."
    ),
}


@pytest.mark.parametrize("table", SHORT_ROWS)
def test_a_sum_of_more_than_is_filled_beside_a_blank_cell_is_refused(tmp_path: Path, table: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(tmp_path, table, "person_count")
    assert (refused.value.code, str(refused.value)) == ("incomplete-row", SHORT_ROWS[table])


def test_a_blank_cell_beside_a_sum_of_what_is_filled_is_nothing_to_refuse(tmp_path: Path) -> None:
    table = """
        Kecamatan|L|P|Jumlah WNA
        Bae|3||3
        Jati||0|0
        Dawe|||4
    """
    assert read(tmp_path, table, "kecamatan, sex, person_count")[0] == [
        ("Bae", "L", "3"),
        ("Jati", "P", "0"),
        ("Dawe", None, "4"),
    ]


def test_a_sum_over_months_is_no_sum_of_persons(tmp_path: Path) -> None:
    rows, _said = read(tmp_path, "Kecamatan|JAN 2024|FEB 2024|JUMLAH WNA\nJati|3||5", "period, person_count")
    assert rows == [("JAN 2024", "3")]


def test_a_sum_is_read_where_none_of_its_parts_is_filled_though_others_are(tmp_path: Path) -> None:
    table = """
        KECAMATAN|ITK|||ITAS|||JUMLAH
        |L|P|JML|L|P|JML|
        Bae|1|1|2|||5|7
        Jati|1|1|2||||2
    """
    assert read(tmp_path, table, "kecamatan, izin_tinggal, sex, person_count")[0] == [
        ("Bae", "ITAS", None, "5"),
        ("Bae", "ITK", "L", "1"),
        ("Bae", "ITK", "P", "1"),
        ("Jati", "ITK", "L", "1"),
        ("Jati", "ITK", "P", "1"),
    ]


def test_a_row_of_errors_without_a_name_is_no_total(tmp_path: Path) -> None:
    table = """
        KECAMATAN|WNA L|WNA P
        Bae|1|1
        Sub Jumlah|1|1
        |#REF!|#REF!
        Dawe|2|2
    """
    rows, _said = read(tmp_path, table, "kecamatan, sex, person_count")
    assert rows[2:4] == [("(kosong)", "L", "#REF!"), ("(kosong)", "P", "#REF!")]


def test_a_total_over_the_details_of_a_place_that_has_none_is_not_lost(tmp_path: Path) -> None:
    table = """
        Kecamatan|Jenis Kelamin|Jumlah WNA
        Bae|L|3
        Bae|P|1
        Bae|Jumlah|4
        Jati|Jumlah|5
    """
    assert read(tmp_path, table, "kecamatan, sex, person_count")[0] == [
        ("Bae", "L", "3"),
        ("Bae", "P", "1"),
        ("Jati", "Jumlah", "5"),  # refused as a total that stands for a sex
    ]


def test_a_row_of_counts_is_not_told_as_the_heading(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        read(tmp_path, "Uraian|Banyak WNA\nBae|4\nGrand Total|4", "person_count")
    assert str(refused.value) == (
        "Tidak ada tabel yang dikenali di berkas tabel.csv. "
        "Beri judul kolom seperti Kecamatan, Kewarganegaraan, Jumlah."
    )
