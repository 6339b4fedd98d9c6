"""Shapes of tables of the same kinds as the handed ones, with other areas and words: what `raw` holds of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.readers import ReadDefaults, describe_read_report, read_file
from etl.readers.texts.numbers import Count, CountFormat, parse_count
from pora.errors import RefusedError


def read(folder: Path, lines: str, columns: str, **defaults: Any) -> tuple[list[tuple[object, ...]], str]:
    """(the columns of `raw`, what the report says) of a table as CSV; `|` stands between cells."""
    path = folder / "tabel.csv"
    path.write_text("\n".join(line.strip() for line in lines.strip().splitlines()) + "\n", "utf-8")
    with duckdb.connect() as con:
        said = describe_read_report(read_file(path, con, ReadDefaults(**defaults)))
        query = f"SELECT row_number, {columns} FROM raw"  # noqa: S608 - our names
        rows = sorted(con.execute(query).fetchall(), key=lambda row: (row[0], *map(str, row)))
    return [row[1:] for row in rows], "\n".join(said)


def test_permits_beside_each_other_are_of_foreign_nationals(tmp_path: Path) -> None:
    table = """
        KECAMATAN|ITAP|ITAS|ITK
        Margadana|1|20|4
    """
    rows, said = read(tmp_path, table, "izin_tinggal, category, person_count")
    assert rows == [("ITAP", "orang_asing", "1"), ("ITAS", "orang_asing", "20"), ("ITK", "orang_asing", "4")]
    assert "Kategori orang_asing dibaca dari judul." in said


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
