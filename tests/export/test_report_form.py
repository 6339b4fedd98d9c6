"""A form that is filled in loads without a question, from openpyxl and from a real spreadsheet program."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest
from builders import case, counts, load, load_rows, query
from in_memory import InMemory
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from spreadsheet import convert

from etl.readers import ReadDefaults, read_file
from pora.errors import UsageError
from pora.export.report_form import FORM_SHEET, GUIDE_SHEET, LIST_SHEET, SPARE_ROWS, ReportForm, make_report_form
from pora.locale import language
from pora.reference.areas import area_index
from pora.reference.countries import list_nationalities, resolve_country

KUDUS = ReportForm("33.19", "2024-03")
Cells = dict[str, object]
FILLED: Cells = {
    # Kaliwungu, Kota Kudus (nobody), Jati (blank), the part that is not placed, then two spare rows
    "D7": "Tiongkok", "E7": "Izin tinggal terbatas (ITAS)", "F7": "Laki-laki", "G7": "Bekerja", "H7": 7,
    "H8": 0,
    "H16": 4,
    "C17": "Kaliwungu", "D17": "Jepang", "H17": 2,
    "C18": "Tidak dirinci", "D18": "Lain-lain", "H18": 1,
}  # fmt: skip
FILLED_COUNTS = {"33.19.01": (9, None, "angka", 1, 0), "33.19.02": (0, None, "nol", 1, 0)}
CASES = [
    ("33.19.01", "33.19", "CHN", "ITAS", "L", "bekerja", 7),
    ("33.19.01", "33.19", "JPN", None, None, None, 2),
    ("33.19.02", "33.19", None, None, None, None, 0),
    (None, "33.19", "lain_lain", None, None, None, 1),
    (None, "33.19", None, None, None, None, 4),
]


def open_form(template: ReportForm) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(make_report_form(template)))


def fill(path: Path, template: ReportForm, cells: Cells) -> Path:
    book = open_form(template)
    for place, value in cells.items():
        assert not book[FORM_SHEET][place].protection.locked, place
        book[FORM_SHEET][place] = value
    book.save(path)
    return path


def loaded_cases() -> list[tuple[object, ...]]:
    return query(
        "SELECT kecamatan_code, kabupaten_code, nationality, izin_tinggal, sex, purpose, person_count "
        "FROM exact.out_case_counts WHERE period = '2024-03' AND category = 'orang_asing' ORDER BY ALL NULLS LAST"
    )


def lists_of(book: Workbook) -> dict[str, list[object]]:
    """Every defined name with the words that it stands for."""
    found = {}
    for name, defined in book.defined_names.items():
        (sheet, cells), *_rest = defined.destinations
        found[name] = [row[0].value for row in book[sheet][cells]]
    return found


def list_rules(sheet: Worksheet) -> dict[str, str]:
    """Cells with a drop-down -> the name of its list."""
    return {str(r.sqref): r.formula1.lstrip("=$") for r in sheet.data_validations.dataValidation if r.type == "list"}


def test_the_same_form_is_the_same_file_whenever_it_is_made() -> None:
    with zipfile.ZipFile(io.BytesIO(make_report_form(KUDUS))) as form:
        assert b">1980-01-01T00:00:00Z</dcterms:created>" in form.read("docProps/core.xml")
        assert {entry.date_time for entry in form.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_filled_form_loads_with_nothing_said_but_the_office(in_memory: InMemory, tmp_path: Path) -> None:
    report = load(fill(tmp_path / "isian.xlsx", KUDUS, FILLED))
    assert (report.loaded, report.errors, report.warnings) == (True, (), ())
    assert counts("kecamatan") == FILLED_COUNTS
    assert counts("kabupaten_kota") == {"33.19": (14, 5, "angka", 2, 0)}
    assert loaded_cases() == CASES


def test_a_form_for_refugees_asks_for_what_unhcr_says(in_memory: InMemory, tmp_path: Path) -> None:
    template = ReportForm("33.29", "2024-07", "pengungsi")
    cells = {"D11": "Afganistan", "E11": "Pencari suaka", "F11": "Memegang kartu UNHCR", "G11": "Perempuan", "H11": 3}
    report = load(fill(tmp_path / "pengungsi.xlsx", template, cells), office="kanim-pemalang")
    assert (report.loaded, report.errors, report.warnings) == (True, (), ())
    assert query(
        "SELECT period, category, nationality, unhcr_status, unhcr_card, sex, person_count FROM core_case"
    ) == [("2024-07", "pengungsi", "AFG", "pencari_suaka", "ya", "P", 3)]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_form_saved_by_libreoffice_loads_the_same(in_memory: InMemory, tmp_path: Path, kind: str) -> None:
    report = load(*convert(fill(tmp_path / "isian.xlsx", KUDUS, FILLED), kind=kind))
    assert (report.loaded, report.errors, report.warnings) == (True, (), ())
    assert loaded_cases() == CASES


def test_drop_downs_and_protection_survive_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(make_report_form(KUDUS))
    before, after = open_form(KUDUS), openpyxl.load_workbook(*convert(path, kind="xlsx"))
    assert lists_of(after) == lists_of(before)
    assert set(list_rules(after[FORM_SHEET]).values()) == set(list_rules(before[FORM_SHEET]).values())
    assert [sheet.protection.sheet for sheet in after] == [True, True, True]
    assert after[LIST_SHEET].sheet_state == "hidden"


def test_one_row_per_kecamatan_then_who_is_not_placed_then_spare_rows() -> None:
    sheet = open_form(KUDUS)[FORM_SHEET]
    rows = [row[:3] for row in sheet.iter_rows(min_row=7, values_only=True)]
    expected = [(n, code, area_index().area_name(code)) for n, code in enumerate(area_index().children("33.19"), 1)]
    assert rows[:9] == expected
    assert rows[9:] == [(10, "", "Tidak dirinci"), *((n, "", None) for n in range(11, 11 + SPARE_ROWS))]
    assert [cell.value for cell in sheet["A"][:4]] == [
        "LAPORAN ORANG ASING PEMEGANG IZIN TINGGAL",
        "KABUPATEN KUDUS, PROVINSI JAWA TENGAH",
        "KEADAAN AKHIR MARET 2024",
        "Isi sel kuning. 0 = tidak ada orang; kosong = belum lapor. Lihat lembar Petunjuk.",
    ]


def test_only_the_cells_to_fill_in_are_open() -> None:
    book = open_form(KUDUS)
    is_open = {cell.coordinate for row in book[FORM_SHEET].iter_rows() for cell in row if not cell.protection.locked}
    details = {f"{column}{row}" for column in "DEFGH" for row in range(7, 17 + SPARE_ROWS)}
    assert is_open == details | {f"C{row}" for row in range(17, 17 + SPARE_ROWS)}
    assert [sheet.protection.sheet for sheet in book] == [True, True, True]
    assert (book[FORM_SHEET].freeze_panes, book[LIST_SHEET].sheet_state) == ("D7", "hidden")


def test_drop_downs_point_to_lists_that_hold_every_value() -> None:
    book = open_form(KUDUS)
    last = 16 + SPARE_ROWS
    assert list_rules(book[FORM_SHEET]) == {
        f"C17:C{last}": "daftar_kecamatan",
        f"D7:D{last}": "daftar_nationality",
        f"E7:E{last}": "daftar_izin_tinggal",
        f"F7:F{last}": "daftar_sex",
        f"G7:G{last}": "daftar_purpose",
    }
    lists = lists_of(book)
    codes = [resolve_country(str(name)).value for name in lists["daftar_nationality"]]
    assert sorted(map(str, codes)) == sorted(code for code, *_names in list_nationalities())
    assert lists["daftar_nationality"][-1] == "Lain-lain"
    assert lists["daftar_sex"] == ["Laki-laki", "Perempuan"]


def test_the_guide_says_what_zero_and_blank_mean() -> None:
    text = " ".join(str(cell.value) for cell in open_form(KUDUS)[GUIDE_SHEET]["A"])
    for words in ("0 berarti tidak ada orang", "kosong berarti kecamatan itu belum lapor", "Tidak dirinci"):
        assert words in text


def test_the_form_is_indonesian_whatever_the_language_of_the_office_that_makes_it() -> None:
    expected = [cell.value for cell in open_form(KUDUS)[FORM_SHEET]["A"][:6]]
    language.set("en")
    assert [cell.value for cell in open_form(KUDUS)[FORM_SHEET]["A"][:6]] == expected
    assert language.get() == "en"


@pytest.mark.parametrize("kabupaten_code", ["33.01", "33.10", "33.19", "33.28", "33.29", "33.71", "33.74", "33.76"])
def test_a_form_is_read_back_as_the_kabupaten_that_it_was_made_for(tmp_path: Path, kabupaten_code: str) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(make_report_form(ReportForm(kabupaten_code, "2025-11")))
    with duckdb.connect() as con:
        found = read_file(path, con, ReadDefaults())
        rows = con.execute("SELECT DISTINCT period, kabupaten, category FROM raw").fetchall()
        codes = con.execute("SELECT kecamatan_code FROM raw WHERE kecamatan_code IS NOT NULL ORDER BY 1").fetchall()
    assert len(rows) == 1 and (rows[0][0], rows[0][2]) == ("2025-11", "orang_asing")
    assert area_index().match_kabupaten(rows[0][1], "33").code == kabupaten_code
    assert tuple(code for (code,) in codes) == area_index().children(kabupaten_code)
    assert [table.sheet for table in found.tables] == [FORM_SHEET]


JATI = ReportForm("33.19.03", "2024-03", is_by_desa=True)  # fourteen desa, in rows 7 to 20


def desa_cases() -> list[tuple[object, ...]]:
    return query(
        "SELECT kecamatan_code, desa_code, nationality, person_count FROM core_case "
        "WHERE kecamatan_code IS DISTINCT FROM '33.19.07' ORDER BY ALL NULLS LAST"
    )


def test_a_form_of_a_kecamatan_by_desa_loads_with_nothing_said_but_the_office(
    in_memory: InMemory, tmp_path: Path
) -> None:
    cells: Cells = {
        "E7": "Jepang", "I7": 3, "I8": 0, "I21": 2,
        "C22": "Jati", "D22": "Jati Kulon", "E22": "Korea Selatan", "I22": 1,
        "C23": "Jati", "D23": "Tidak dirinci", "E23": "India", "I23": 4,
    }  # fmt: skip
    assert load_rows(tmp_path, [case("33.19.07", 5)]).loaded  # of another kecamatan, and stays
    report = load(fill(tmp_path / "jati.xlsx", JATI, cells))
    assert (report.loaded, report.errors, report.warnings) == (True, (), ())
    assert counts("kecamatan").pop("33.19.07")[0] == 5
    assert lists_of(open_form(JATI))["daftar_kecamatan"] == ["Jati"]
    first, second, *_rest = area_index().desa_of("33.19.03")
    kulon = area_index().match_desa("Jati Kulon", "33.19.03").code
    assert desa_cases() == sorted(
        [("33.19.03", first, "JPN", 3), ("33.19.03", second, None, 0), ("33.19.03", kulon, "KOR", 1)]
    ) + [("33.19.03", None, "IND", 4), ("33.19.03", None, None, 2)]
    assert counts("kecamatan")["33.19.03"] == (10, None, "angka", 1, 0)


def test_a_form_of_a_kabupaten_by_desa_has_each_desa_of_each_kecamatan_and_loads(
    in_memory: InMemory, tmp_path: Path
) -> None:
    template = ReportForm("33.19", "2024-03", is_by_desa=True)
    rows = [row[1:4] for row in open_form(template)[FORM_SHEET].iter_rows(min_row=7, values_only=True) if row[2]]
    name = area_index().area_name
    assert rows == [
        *(
            row
            for kecamatan in area_index().children("33.19")
            for row in [
                *((code, name(kecamatan), name(code)) for code in area_index().desa_of(kecamatan)),
                ("", name(kecamatan), "Tidak dirinci"),
            ]
        ),
        ("", "Tidak dirinci", "Tidak dirinci"),
    ]
    last, spare = 6 + len(rows), 7 + len(rows)
    cells: Cells = {"I7": 5, f"I{last}": 6, f"C{spare}": "Jati", f"D{spare}": "Ploso", f"I{spare}": 7}
    report = load(fill(tmp_path / "kudus.xlsx", template, cells))
    assert (report.loaded, report.errors, report.warnings) == (True, (), ())
    first = area_index().desa_of("33.19.01")[0]
    assert desa_cases() == [("33.19.01", first, None, 5), ("33.19.03", "33.19.03.2006", None, 7), (None, None, None, 6)]


def test_a_desa_and_a_kelurahan_of_one_name_are_told_apart_in_the_list() -> None:
    words = lists_of(open_form(ReportForm("12.01.10", "2024-03", is_by_desa=True)))["daftar_desa"]
    pair = ["Desa Sorkam Kanan", "Kelurahan Sorkam Kanan"]
    assert [word for word in words if "Sorkam Kanan" in str(word)] == pair
    assert [area_index().match_desa(word, "12.01.10").code for word in pair] == ["12.01.10.2018", "12.01.10.1001"]


@pytest.mark.parametrize("code", ["33", "33.19.03.2006", "jati"])
def test_a_code_that_is_no_kecamatan_is_wrong_use_by_desa(code: str) -> None:
    with pytest.raises(UsageError, match="bukan kode kecamatan atau kabupaten/kota"):
        make_report_form(ReportForm(code, "2024-03", is_by_desa=True))


@pytest.mark.parametrize("code", ["33", "33.1", "33.19.01", "kudus", ""])
def test_a_code_that_is_no_kabupaten_is_wrong_use(code: str) -> None:
    with pytest.raises(UsageError, match="bukan kode kabupaten/kota"):
        make_report_form(ReportForm(code, "2024-03"))


def test_a_form_for_actions_has_a_row_a_kind_and_loads_as_it_is_filled(in_memory: InMemory, tmp_path: Path) -> None:
    template = ReportForm("33.19", "2024-03", "tindakan")
    words = [open_form(template)[FORM_SHEET].cell(row, 4).value for row in range(7, 19)]
    assert words[:1] + words[5:7] + words[-1:] == [
        "Pencegahan atau penangkalan", "Deportasi", "Pendetensian", "ITAP diterbitkan"
    ]  # fmt: skip
    cells = {"F7": 0, "E13": "India", "F13": 2, "C19": "Jati", "D19": "Deportasi", "E19": "Tiongkok", "F19": 1}
    report = load(fill(tmp_path / "tindakan.xlsx", template, cells))
    assert (report.loaded, report.errors, report.warnings) == (True, (), ())
    assert query(
        "SELECT period, category, kabupaten_code, kecamatan_code, action_kind, nationality, person_count "
        "FROM core_case ORDER BY action_kind"
    ) == [
        ("2024-03", "tindakan", "33.19", None, "cekal", None, 0),
        ("2024-03", "tindakan", "33.19", "33.19.03", "deportasi", "CHN", 1),
        ("2024-03", "tindakan", "33.19", None, "pendetensian", "IND", 2),
    ]


@pytest.mark.parametrize("code", ["33.19", "33.19.03"])
def test_a_form_for_actions_is_of_a_kabupaten_and_never_by_desa(code: str) -> None:
    with pytest.raises(UsageError, match="Tulis --kabupaten 33.19, tanpa --desa"):
        make_report_form(ReportForm(code, "2024-03", "tindakan", is_by_desa=True))
