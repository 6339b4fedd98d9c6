"""Shapes of tables of the same kinds as the handed ones, with other areas and words: what `raw` holds of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_tables import read

from pora.errors import RefusedError


def test_permits_beside_each_other_are_of_foreign_nationals(tmp_path: Path) -> None:
    table = """
        KECAMATAN|ITAP|ITAS|ITK
        Margadana|1|20|4
    """
    rows, said = read(tmp_path, table, "izin_tinggal, category, person_count")
    assert rows == [("ITAP", "orang_asing", "1"), ("ITAS", "orang_asing", "20"), ("ITK", "orang_asing", "4")]
    assert "Kategori orang asing dibaca dari judul." in said


def test_the_sender_says_the_category_where_the_file_is_silent(tmp_path: Path) -> None:
    table = """
        kecamatan,jumlah
        Margadana,4
    """
    assert read(tmp_path, table, "category, person_count", category="pengungsi")[0] == [("pengungsi", "4")]
    assert read(tmp_path, table, "category, person_count")[0] == [(None, "4")]


@pytest.mark.parametrize("heading", ["jumlah_wna", "WNA", "TKA", "Jumlah TKA", "JML WNA"])
def test_a_sender_who_says_another_category_than_the_heading_is_refused(tmp_path: Path, heading: str) -> None:
    with pytest.raises(RefusedError, match="tentang Orang asing, tetapi dimuat sebagai Pengungsi"):
        read(tmp_path, f"kecamatan,{heading}\nMargadana,4", "person_count", category="pengungsi")


@pytest.mark.parametrize(
    ("heading", "category"),
    [("jumlah_wna", "orang_asing"), ("Jumlah Pengungsi", "pengungsi"), ("jumlah_tenaga_kerja_asing", "orang_asing")],
)
def test_the_heading_of_the_count_says_the_category(tmp_path: Path, heading: str, category: str) -> None:
    rows, _said = read(tmp_path, f"{heading},nama_kecamatan\n4,Margadana", "category, person_count")
    assert rows == [(category, "4")]


def test_months_beside_each_other_are_periods_and_their_sum_is_not_counted(tmp_path: Path) -> None:
    table = """
        DATA WNA KOTA TEGAL
        TOTAL|KECAMATAN|2023||2024
        ||NOV|DES|JAN
        9|Margadana|4|5|
        |Tegal Barat|||2
        7|Tegal Timur||
    """
    rows, _said = read(tmp_path, table, "kecamatan, period, person_count")
    assert rows == [
        ("Margadana", "DES 2023", "5"),
        ("Margadana", "NOV 2023", "4"),
        ("Tegal Barat", "JAN 2024", "2"),
        ("Tegal Timur", "DES 2023", None),
        ("Tegal Timur", "JAN 2024", None),
        ("Tegal Timur", "NOV 2023", None),
    ]


def test_months_take_the_year_of_their_row(tmp_path: Path) -> None:
    table = """
        Tahun|Kecamatan|Mei|Juni|Kategori
        2023|Margadana|4|5|WNA
        2024|Margadana|6|7|WNA
    """
    rows, _said = read(tmp_path, table, "period, person_count")
    assert rows == [("Juni 2023", "5"), ("Mei 2023", "4"), ("Juni 2024", "7"), ("Mei 2024", "6")]


def test_citizens_beside_foreigners_are_named_and_not_counted(tmp_path: Path) -> None:
    table = """
        KABUPATEN BATANG MEI 2024
        JUMLAH|WNA|WNI|KECAMATAN
        5004|4|5000|Bawang
    """
    rows, said = read(tmp_path, table, "kecamatan, category, person_count")
    assert rows == [("Bawang", "WNA", "4")]
    assert "Kolom WNI tidak dibaca: WNI tidak dihitung." in said
    assert "Kolom JUMLAH tidak dibaca: jumlah penduduk, bukan jumlah orang asing." in said


def test_citizens_as_a_value_are_skipped_and_foreigners_are_of_no_country(tmp_path: Path) -> None:
    table = """
        jumlah,kecamatan,kewarganegaraan,periode
        5000,Bawang,WNI,2024-05
        4,Bawang,WNA,2024-05
        2,Bawang,Rwanda,2024-05
    """
    rows, said = read(tmp_path, table, "nationality, category, person_count")
    assert rows == [(None, "WNA", "4"), ("Rwanda", None, "2")]
    assert "Baris 2 dilewati: WNI tidak dihitung." in said


def test_ages_are_passed_over_beside_a_total_and_are_no_count_by_themselves(tmp_path: Path) -> None:
    table = """
        DATA WNA KOTA TEGAL MEI 2024
        KECAMATAN|< 18|18 - 59 tahun|60 tahun ke atas{}
        Margadana|1|5|1{}
    """
    rows, _said = read(tmp_path, table.format("|TOTAL", "|7"), "person_count")
    assert rows == [("7",)]
    with pytest.raises(RefusedError, match="Tidak ada tabel|tidak memiliki kolom jumlah"):
        read(tmp_path, table.format("", ""), "person_count")


@pytest.mark.parametrize(
    "title",
    [
        "DATA DEPORTASI WNA KOTA TEGAL",
        "Rekapitulasi Penerbitan ITAS",
        "Tabel 3. Laporan Perlintasan Orang Asing",
        "KEDATANGAN ORANG ASING",
        "JUMLAH WNA YANG MASUK",
        "Data orang asing dideportasi",
    ],
)
def test_a_table_of_events_is_no_table_of_who_is_there(tmp_path: Path, title: str) -> None:
    with pytest.raises(RefusedError, match="peristiwa selama sebulan, bukan orang yang berada di wilayah") as refused:
        read(tmp_path, f"{title}, MEI 2024\nKECAMATAN|JUMLAH\nMargadana|4", "person_count")
    assert refused.value.code == "not-a-stock"


@pytest.mark.parametrize("permit", ["ITAS", "KITAS", "ITAP", "KITAP", "ITK"])
def test_a_title_that_names_a_stay_permit_is_about_foreigners(tmp_path: Path, permit: str) -> None:
    table = f"DATA PEMEGANG {permit} KOTA TEGAL MEI 2024\nKECAMATAN|JUMLAH\nMargadana|4"
    assert read(tmp_path, table, "category, person_count")[0] == [("orang_asing", "4")]


def test_the_name_of_the_sender_s_section_is_no_event(tmp_path: Path) -> None:
    table = """
        SEKSI INTELIJEN DAN PENINDAKAN KEIMIGRASIAN
        LAPORAN SEKSI PENERBITAN DAN PERPANJANGAN
        DATA WNA KOTA TEGAL MEI 2024
        KECAMATAN|BULAN LALU|MASUK|KELUAR|DEPORTASI|JUMLAH
        Margadana|3|2|1|0|4
    """
    rows, said = read(tmp_path, table, "kecamatan, person_count")
    assert rows == [("Margadana", "4")]
    for heading in ("BULAN LALU", "MASUK", "KELUAR", "DEPORTASI"):
        assert f"Kolom {heading} tidak dibaca: peristiwa selama sebulan atau keadaan awal" in said
