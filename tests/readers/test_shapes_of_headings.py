"""What a table says beside its counts: senders, ratios, codes, years, tables side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_tables import read

from etl.readers.texts.numbers import Count, CountFormat, parse_count
from pora.errors import RefusedError


def test_l_plus_p_is_the_sum_of_both(tmp_path: Path) -> None:
    rows, _said = read(tmp_path, "KECAMATAN|WNA L|WNA P|L+P\nMargadana|3|1|4", "sex, person_count")
    assert rows == [("L", "3"), ("P", "1")]
    assert read(tmp_path, "KECAMATAN|L + P\nMargadana|4", "sex, person_count")[0] == [(None, "4")]


def test_an_english_title_says_the_category(tmp_path: Path) -> None:
    table = "Foreign nationals in Kota Tegal, May 2024\nSub-district|Male|Female|Total\nMargadana|3|1|4"
    assert read(tmp_path, table, "category, sex, person_count")[0] == [
        ("orang_asing", "Female", "1"),
        ("orang_asing", "Male", "3"),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Jumlah (%)", "WNA %", "Persentase WNA", "prosentase", "Rasio per 1.000 Penduduk", "Rata-rata", "Jumlah per km2"],
)
def test_a_ratio_beside_a_count_is_named_and_not_counted(tmp_path: Path, heading: str) -> None:
    for delimiter in "|,":
        table = f"KECAMATAN{delimiter}JUMLAH WNA{delimiter}{heading}\nMargadana{delimiter}4{delimiter}100\n"
        rows, said = read(tmp_path, table, "kecamatan, person_count")
        assert rows == [("Margadana", "4")]
        assert f"Kolom {heading} tidak dibaca: persen, rasio atau rata-rata, bukan jumlah orang." in said
        with pytest.raises(RefusedError, match="kolom jumlah|Tidak ada tabel"):
            read(tmp_path, f"KECAMATAN{delimiter}{heading}\nMargadana{delimiter}4\n", "person_count")


def test_percents_under_a_common_heading_are_not_counted(tmp_path: Path) -> None:
    table = """
        DATA WNA KOTA TEGAL MEI 2024
        KECAMATAN|ITAS||ITAP|
        |Orang|%|Orang|%
        Margadana|3|75|1|25
    """
    rows, said = read(tmp_path, table, "izin_tinggal, person_count")
    assert rows == [("ITAP", "1"), ("ITAS", "3")]
    assert "Kolom ITAS / % tidak dibaca: persen, rasio atau rata-rata, bukan jumlah orang." in said


def test_a_count_on_a_day_is_no_ratio(tmp_path: Path) -> None:
    rows, _said = read(tmp_path, "KECAMATAN|JUMLAH WNA PER 31 MEI 2024\nMargadana|4", "kecamatan, person_count")
    assert rows == [("Margadana", "4")]


def test_names_of_bps_that_contradict_are_named_by_their_rows(tmp_path: Path) -> None:
    names = "kemendagri_nama_kabupaten_kota,bps_nama_kabupaten_kota,kemendagri_nama_kecamatan,bps_nama_kecamatan"
    table = f"""
        {names},jumlah_wna,tahun
        KABUPATEN KUDUS,Kudus,BAE,Kec. Bae,4,2024
        KABUPATEN KUDUS,Kudus,JATI,UNDAAN,5,2024
        KOTA TEGAL,KABUPATEN TEGAL,MARGADANA,,6,2024
    """
    rows, said = read(tmp_path, table, "kabupaten, kecamatan, person_count", period="2024-12")
    assert rows == [("KABUPATEN KUDUS", "BAE", "4"), ("KABUPATEN KUDUS", "JATI", "5"), ("KOTA TEGAL", "MARGADANA", "6")]
    assert [line for line in said.splitlines() if line.startswith("Kolom bps")] == [
        "Kolom bps_nama_kabupaten_kota tidak dibaca: hanya dicocokkan dengan kolom nama yang dibaca.",
        "Kolom bps_nama_kecamatan tidak dibaca: hanya dicocokkan dengan kolom nama yang dibaca.",
        "Kolom bps_nama_kabupaten_kota menyebut nama lain di baris 4; yang dibaca kemendagri_nama_kabupaten_kota.",
        "Kolom bps_nama_kecamatan menyebut nama lain di baris 3; yang dibaca kemendagri_nama_kecamatan.",
    ]


@pytest.mark.parametrize("heading", ["Nama anak", "Nama kepala keluarga", "Paspor bayi", "Tempat lahir anak"])
def test_names_of_children_stay_personal(tmp_path: Path, heading: str) -> None:
    with pytest.raises(RefusedError, match="data pribadi"):
        read(tmp_path, f"KECAMATAN|JUMLAH|{heading}\nMargadana|1|Budi", "person_count")


def test_a_portal_s_codes_of_bps_are_passed_over(tmp_path: Path) -> None:
    table = """
        tahun,jumlah_wna,satuan,bps_kode_kabupaten_kota,bps_nama_kabupaten_kota,nama_provinsi
        2023,12,ORANG,3376,KOTA TEGAL,JAWA TENGAH
    """
    rows, _said = read(tmp_path, table, "period, kabupaten, kabupaten_code, person_count", period="2023-12")
    assert rows == [("2023-12", "KOTA TEGAL", None, "12")]


def test_a_year_that_is_not_the_sender_s_stays_and_is_refused_later(tmp_path: Path) -> None:
    rows, _said = read(tmp_path, "periode,kecamatan,jumlah_wna\n2023,Bae,12", "period, person_count", period="2024-12")
    assert rows == [("2023", "12")]


def test_numbers_of_province_kabupaten_and_kecamatan_are_one_code(tmp_path: Path) -> None:
    table = """
        WNA_PR|NO_KEC|NO_KAB|NO_PROP
        2|13|1|33
    """
    rows, _said = read(tmp_path, table, "kecamatan_code, sex, person_count")
    assert rows == [("33.01.13", "PR", "2")]


def test_tables_side_by_side_are_read_each(tmp_path: Path) -> None:
    table = """
        DATA PENGUNGSI KOTA TEGAL MEI 2024
        KECAMATAN|L|P||KECAMATAN|L|P
        Margadana|1|2||Tegal Barat|5|6
        Tegal Timur|3|4||Tegal Selatan|7|8
        Jumlah|4|6||Jumlah|12|14
    """
    rows, _said = read(tmp_path, table, "kecamatan, sex, category, person_count")
    assert rows == [
        ("Margadana", "L", "pengungsi", "1"),
        ("Margadana", "P", "pengungsi", "2"),
        ("Tegal Barat", "L", "pengungsi", "5"),
        ("Tegal Barat", "P", "pengungsi", "6"),
        ("Tegal Selatan", "L", "pengungsi", "7"),
        ("Tegal Selatan", "P", "pengungsi", "8"),
        ("Tegal Timur", "L", "pengungsi", "3"),
        ("Tegal Timur", "P", "pengungsi", "4"),
    ]


def test_a_star_is_read_only_where_the_table_says_what_it_means(tmp_path: Path) -> None:
    table = "DATA WNA KOTA TEGAL MEI 2024\nKECAMATAN|WNA\nMargadana|12*\nTegal Barat|3\n"
    rows, said = read(tmp_path, table + "Note: * Preliminary figures", "kecamatan, person_count")
    assert rows == [("Margadana", "12"), ("Tegal Barat", "3")]
    assert "Angka sementara menurut keterangan di bawah tabel: baris 3." in said
    assert read(tmp_path, table + "Note: * lihat halaman 3", "person_count")[0] == [("12*",), ("3",)]


def test_rows_that_say_kabupaten_or_kota_decide_which_one_a_name_means(tmp_path: Path) -> None:
    table = """
        Jumlah WNA menurut kabupaten/kota di Jawa Tengah, Mei 2024
        Kabupaten/Kota Regency/Municipality|WNA
        Jawa Tengah|12
        Kota/Municipality|
        01. Tegal|5
        Kabupaten/Regency|
        02. Tegal|7
    """
    rows, _said = read(tmp_path, table, "kabupaten, person_count")
    assert rows == [("Kota Tegal", "5"), ("Kab. Tegal", "7")]


@pytest.mark.parametrize("mark", ["...", "…", "NA", "n/a"])
def test_marks_of_what_is_not_known_are_no_report(mark: str) -> None:
    assert parse_count(mark, CountFormat(None, "")) == Count()


def test_a_file_without_a_table_is_told_which_headings_were_seen_and_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        read(tmp_path, "DATA WNA KUDUS\nNo|Kecamatan|Budi Santoso\n1|Bae|x", "person_count")
    assert str(refused.value) == (
        "Tidak ada tabel yang dikenali di berkas tabel.csv. Judul yang dikenali di baris 2: No, Kecamatan. "
        "Yang tidak dikenali: kolom C. Yang kurang: kolom jumlah. "
        "Beri judul kolom seperti Kecamatan, Kewarganegaraan, Jumlah."
    )


def test_a_heading_that_is_not_known_is_told_by_its_column_beside_the_one_that_is(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        read(tmp_path, "kecamatan_kd,jumlah\n33.19.01,3", "person_count")
    assert str(refused.value) == (
        "Tidak ada tabel yang dikenali di berkas tabel.csv. Judul yang dikenali di baris 1: jumlah. "
        "Yang tidak dikenali: kolom A. Yang kurang: kolom wilayah. "
        "Beri judul kolom seperti Kecamatan, Kewarganegaraan, Jumlah."
    )


def test_the_code_may_stand_behind_its_level(tmp_path: Path) -> None:
    rows, _said = read(
        tmp_path, "kabupaten_kode,kecamatan_kode,jumlah\n33.19,33.19.01,3", "kecamatan_code, person_count"
    )
    assert rows == [("33.19.01", "3")]


@pytest.mark.parametrize("heading", ["WNA", "TKA", "Pengungsi"])
@pytest.mark.parametrize("first", ["belum diisi", "?", "lima"])
def test_a_wrong_word_in_the_first_row_of_counts_is_seen(tmp_path: Path, heading: str, first: str) -> None:
    table = f"KECAMATAN|{heading}\nBae|{first}\nJati|empat\nDawe|5"
    assert read(tmp_path, table, "kecamatan, person_count")[0] == [("Bae", first), ("Jati", "empat"), ("Dawe", "5")]
