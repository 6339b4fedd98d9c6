"""Printed sums that count more persons than are read: under headings that are not known, and in rows left blank."""

from __future__ import annotations

import pytest

from etl.readers import ReadDefaults
from etl.readers.formats.cells import SheetCells, SheetRow
from etl.readers.read_report import ReadReport
from etl.readers.rows.table_rows import RawRow
from etl.readers.tables.formatted_tables import read_formatted_tables
from pora.errors import RefusedError


def read(*tables: str, sheets: tuple[str, ...] = ("S",)) -> list[dict[str, str | None]]:
    """What each row of the tables says, a sheet each; `|` stands between cells."""
    grids = []
    for sheet, table in zip(sheets, tables, strict=True):
        lines = (line.strip().split("|") for line in table.strip().splitlines())
        rows = (SheetRow(n, tuple(cell or None for cell in cells)) for n, cells in enumerate(lines, start=1))
        grids.append(SheetCells(sheet, tuple(rows)))
    _found, raw = read_formatted_tables("a.xlsx", grids, ReadDefaults(), ReadReport("xlsx"))
    return [{**row.dimensions, "count": row.person_count} for row in raw]


def counts(rows: list[dict[str, str | None]]) -> list[tuple[str | None, str | None]]:
    return [(row["kecamatan"], row["count"]) for row in rows]


def refusal(table: str) -> tuple[str | None, str]:
    with pytest.raises(RefusedError) as refused:
        read(table)
    return refused.value.code, str(refused.value)


def test_a_sum_that_counts_a_column_of_an_unknown_heading_is_refused_with_its_name() -> None:
    assert refusal("""
        Kecamatan|Pengungsi Mandiri|Difasilitasi IOM|Pencari Suaka|Jumlah
        Mijen|3|4|1|8
        Tugu|2|0|0|2
    """) == (
        "missing-label",
        "Kolom Jumlah ikut menjumlahkan Pengungsi Mandiri dan Difasilitasi IOM, yang tidak dibaca karena judulnya "
        "(baris 2): orangnya akan hilang. Beri judul yang dikenal, misalnya negara, jenis izin atau jenis kelamin; "
        "atau hapus kolom rinciannya, sehingga Jumlah yang dibaca.",
    )


def test_children_beside_men_and_women_are_not_lost() -> None:
    code, message = refusal("""
        DATA WNA KABUPATEN KUDUS
        Kecamatan|Pria|Wanita|Anak-anak|Jumlah
        Jati|3|2|1|6
        Bae|2|1|0|3
    """)
    assert (code, "ikut menjumlahkan Anak-anak" in message) == ("missing-label", True)


def test_another_breakdown_that_counts_more_tells_it_too() -> None:
    code, message = refusal("""
        DATA WNA KABUPATEN KUDUS
        Kecamatan|L|P|ITAS|ITAP|Kru Kapal
        Jati|3|3|3|2|1
        Bae|2|1|2|1|0
    """)
    assert (code, message.split(", yang")[0]) == ("missing-label", "Kolom L + P ikut menjumlahkan Kru Kapal")


@pytest.mark.parametrize(
    "table",
    [
        "Kecamatan|ITAS|ITAP|Pelanggaran|Jumlah\nJati|5|2|2|7\nBae|1|0|1|1",  # beside the sum, not in it
        "Kecamatan|ITAS|ITAP|Pelanggaran|Jumlah\nJati|5|2|3|9\nBae|1|0|1|1",  # a slip that nothing explains
        "Kecamatan|ITAS|ITAP|%|Jumlah\nJati|5|2|70|7\nBae|3|0|30|3",
    ],
)
def test_other_columns_beside_a_sum_are_passed_over_as_ever(table: str) -> None:
    rows = read(table)
    assert {row["izin_tinggal"] for row in rows} == {"ITAS", "ITAP"}
    assert len(rows) == 4


def test_two_columns_that_divide_one_value_are_read_both_or_not_at_all() -> None:
    assert refusal("""
        Kecamatan|ITAS||ITAP
        |Baru|Perpanjangan|
        Jati|2|5|3
    """) == (
        "missing-label",
        "Kolom 'ITAS / Baru' dan 'ITAS / Perpanjangan' membagi satu jumlah, tetapi yang kedua tidak dihitung. Tulis "
        "jumlah keduanya dalam satu kolom berjudul 'ITAS'.",
    )


def test_a_total_of_more_than_its_rows_beside_a_blank_one_is_refused_with_the_row() -> None:
    assert refusal("""
        Kecamatan|Jumlah WNA
        Jati|5
        Bae|
        Undaan|2
        JUMLAH|11
    """) == (
        "incomplete-row",
        "Di lembar S baris 5 kolom Jumlah WNA berisi 11, padahal yang terisi berjumlah 7 dan baris 3 kosong. Isi baris "
        "yang kosong (0 bila tidak ada orangnya), tulis sisanya di baris 'Tidak dirinci', atau perbaiki jumlahnya.",
    )


def test_so_is_the_sum_of_a_section_over_its_own_rows_only() -> None:
    table = """
        DATA WNA
        No|Wilayah|Jumlah
        I|KAB. KUDUS|{}
        1|Jati|5
        2|Bae|
        II|KAB. JEPARA|4
        1|Mlonggo|4
    """
    code, message = refusal(table.format(9))
    assert (code, "berisi 9, padahal yang terisi berjumlah 5 dan baris 5 kosong" in message) == ("incomplete-row", True)
    assert counts(read(table.format(5))) == [("Jati", "5"), ("Bae", None), ("Mlonggo", "4")]


@pytest.mark.parametrize(
    ("last", "unplaced"),
    [("JUMLAH|7", []), ("JUMLAH|6", []), ("Tidak dirinci|4\nJUMLAH|11", [("Tidak dirinci", "4")])],
)
def test_a_blank_row_that_no_total_counts_is_not_reported(last: str, unplaced: list[tuple[str, str]]) -> None:
    rows = read(f"Kecamatan|Jumlah WNA\nJati|5\nBae|\nUndaan|2\n{last}")
    assert counts(rows) == [("Jati", "5"), ("Bae", None), ("Undaan", "2"), *unplaced]


@pytest.mark.parametrize("count", ["5¹", "#REF!", "1900-01-05"])
def test_beside_a_count_that_can_not_be_read_no_sum_is_said_to_be_of_more_than_its_rows(count: str) -> None:
    """The count is refused by itself; what else is missing is not known before it is read."""
    assert counts(read(f"Kecamatan|Jumlah WNA\nJati|{count}\nBae|\nJUMLAH|5")) == [("Jati", count), ("Bae", None)]
    rows = read(f"Kecamatan|ITK|ITAS|Jumlah|Persentase WNA\nJati|{count}|1|6|5")
    assert counts(rows) == [("Jati", count), ("Jati", "1")]


@pytest.mark.parametrize("count", ["1900-01-05", "lima"])
@pytest.mark.parametrize("name", ["Bae", "Kec. Bae", "Bae 1)"])
def test_a_kecamatan_below_the_last_total_is_no_note_because_its_count_can_not_be_read(name: str, count: str) -> None:
    rows = read(f"Kecamatan|Jumlah WNA\nJati|5\nSub Jumlah|5\n{name}|{count}\n|Kepala Kantor\nKudus, 5 April 2024|")
    assert counts(rows) == [("Jati", "5"), (name, count)]


@pytest.mark.parametrize(
    ("lines", "counted"),
    [
        ("Jati|WNI|1\nBae|WNI|2\nKab. Kudus||3", []),
        ("Jati|WNI|3\nBae|China|3\nKab. Kudus||6", [("Bae", "3")]),
        ("Jati|WNI|3\nBae|China|3\nJUMLAH||6", [("Bae", "3")]),
        ("Jati|WNI|3\nBae|China|3\n||6", [("Bae", "3")]),
        ("Jati|WNI|3\nBae|China|3\nJUMLAH||3", [("Bae", "3")]),
        ("Jati|WNI|3\nBae|China|3\nKab. Jepara||2", [("Bae", "3"), (None, "2")]),
    ],
)
def test_a_total_with_the_wni_of_its_rows_is_right_and_none_of_them_is_counted(
    lines: str, counted: list[tuple[str | None, str]]
) -> None:
    rows = read(f"DATA WNA\nKecamatan|Negara|Jumlah\n{lines}")
    assert [(row.get("kecamatan"), row["count"]) for row in rows] == counted


def test_a_sheet_named_by_one_value_says_it_of_all_its_persons() -> None:
    table = "DATA WNA KABUPATEN KUDUS\nKecamatan|Jumlah\nJati|{}\nBae|2"
    rows = read(table.format(5), table.format(3), sheets=("ITAS", "2. ITAP"))
    assert [(row["izin_tinggal"], row["kecamatan"], row["count"]) for row in rows] == [
        ("ITAS", "Jati", "5"),
        ("ITAS", "Bae", "2"),
        ("ITAP", "Jati", "3"),
        ("ITAP", "Bae", "2"),
    ]
    with pytest.raises(RefusedError, match="dua tabel tentang orang yang sama"):
        read(table.format(5), table.format(3), sheets=("ITAS", "Data"))


def test_columns_go_before_the_name_of_their_sheet() -> None:
    rows = read("DATA WNA KABUPATEN KUDUS\nKecamatan|ITAS|ITAP\nJati|5|2", sheets=("ITAS",))
    assert [(row["izin_tinggal"], row["count"]) for row in rows] == [("ITAS", "5"), ("ITAP", "2")]


def test_a_heading_that_is_broken_at_the_end_of_a_line_is_one_word() -> None:
    (row,) = _one_row((("KECA-\nMATAN", "JUM-\nLAH WNA"), ("Jati", "5")))
    assert (row.dimensions["kecamatan"], row.person_count) == ("Jati", "5")
    rows = _one_row((("Kecamatan", "Laki-\nlaki", "Perempuan"), ("Jati", "5", "2")))
    assert [(one.dimensions["sex"], one.person_count) for one in rows] == [("Laki- laki", "5"), ("Perempuan", "2")]


def _one_row(lines: tuple[tuple[str, ...], ...]) -> list[RawRow]:
    grid = SheetCells("S", tuple(SheetRow(number, cells) for number, cells in enumerate(lines, start=1)))
    return read_formatted_tables("a.xlsx", [grid], ReadDefaults(), ReadReport("xlsx"))[1]


def test_a_pivot_table_is_a_table_and_one_with_details_below_each_place_is_refused() -> None:
    assert counts(read("Label Baris|Jumlah dari WNA\nBae|2\nJati|5\nTotal Keseluruhan|7")) == [
        ("Bae", "2"),
        ("Jati", "5"),
    ]
    code, _message = refusal("Row Labels|Sum of WNA\nBae|2\nChina|2\nJati|5\nChina|5\nGrand Total|7")
    assert code == "mixed-levels"


def test_years_over_columns_are_named_as_headings_of_a_table_that_is_not_known() -> None:
    code, message = refusal("Kecamatan|2023|2024\nJati|5|6\nBae|2|3")
    assert (code, "Judul yang dikenali di baris 1: Kecamatan. Yang tidak dikenali: kolom B dan C." in message) == (
        "missing-label",
        True,
    )
