"""What a workbook says of a cell beside its value, by several writers: errors, formulas without a result, raised
marks, what is hidden, what is merged."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from spreadsheet import convert

from etl.readers.formats.cells import Merge, SheetCells
from etl.readers.formats.workbook import read_workbook


def write_marks(path: Path) -> Path:
    """A table with one mark of each kind, by XlsxWriter."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        raised = book.add_format({"font_script": 1})
        sheet.write_row(0, 0, ["Kecamatan", "L", "P", "Jumlah"])
        sheet.write_row(1, 0, ["Bae", 4, 5])
        sheet.write_formula(1, 3, "=B2+C2", None, 9)
        sheet.write_row(2, 0, ["Jati", "", 3])
        sheet.write_rich_string(2, 1, "48", raised, "1")
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
        sheet.write_row(3, 0, ["Dawe", 1, 2])
        sheet.write_formula(3, 3, "=NA()", None, "#N/A")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.merge_range(4, 1, 5, 1, 7)
        sheet.write(4, 0, "Gebog")
        sheet.write(5, 0, "Undaan")
        sheet.write_rich_string(6, 0, "Mejobo", raised, "a)")
        sheet.write(6, 3, 5)
    return path


def cells(grid: SheetCells) -> list[tuple[str | None, ...]]:
    return [row.cells for row in grid.rows]


def read_one(path: Path) -> SheetCells:
    return read_workbook(path)[0][0]


def save_as(path: Path, kind: str) -> Path:
    """The workbook as LibreOffice saves it."""
    (saved,) = convert(path, kind=kind)
    return saved


@pytest.mark.parametrize("kind", ["", "xlsx", "xls", "ods"])
def test_every_format_tells_errors_raised_marks_and_what_is_hidden(kind: str, tmp_path: Path) -> None:
    path = write_marks(tmp_path / "marks.xlsx")
    grid = read_one(save_as(path, kind) if kind else path)
    assert cells(grid) == [
        ("Kecamatan", "L", "P", "Jumlah"),
        ("Bae", "4", "5", "9"),
        ("Jati", "48¹", "3", "#DIV/0!"),
        ("Dawe", "1", "2", "#N/A"),
        ("Gebog", "7"),
        ("Undaan",),
        ("Mejoboᵃ⁾", None, None, "5"),
    ]
    assert (grid.hidden_rows, grid.hidden_columns, grid.merges) == (
        frozenset({4}),
        frozenset({2}),
        (Merge(5, 1, 6, 1),),
    )


def test_a_formula_that_openpyxl_wrote_has_no_result_and_a_raised_mark_stays_one(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Kecamatan", "Jumlah"])
    sheet.append(["Bae", "=1+2"])
    sheet.append([CellRichText("Jati", TextBlock(InlineFont(vertAlign="superscript"), "2")), 4])
    book.save(tmp_path / "a.xlsx")
    assert cells(read_one(tmp_path / "a.xlsx")) == [("Kecamatan", "Jumlah"), ("Bae", "#RUMUS!"), ("Jati²", "4")]


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Puts other text into one part of a saved workbook, which must have the old one."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("word", ["1", "true"])
def test_days_that_a_workbook_counts_from_1904_are_the_days_that_its_program_shows(tmp_path: Path, word: str) -> None:
    """As Excel for Mac counted for many years, and files that LibreOffice makes of those do still."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append(["Bae", dt.date(2024, 3, 31)])
    book.save(tmp_path / "a.xlsx")
    rewrite(tmp_path / "a.xlsx", "xl/workbook.xml", b'date1904="1"', f'date1904="{word}"'.encode())
    assert cells(read_one(tmp_path / "a.xlsx")) == [("Bae", "2024-03-31")]


@pytest.mark.parametrize(
    ("cell", "calculation", "expected"),
    [
        ("<f>1+2</f><v>0</v>", 'fullCalcOnLoad="1"', "#RUMUS!"),
        ("<f>1+2</f><v>0</v>", 'fullCalcOnLoad="true"', "#RUMUS!"),
        ("<f>1+2</f><v>0</v>", "", "0"),
        ("<f>1+2</f><v>3</v>", 'fullCalcOnLoad="1"', "3"),
        ("<f>1+2</f><v>0.0</v>", "", "#RUMUS!"),
        ("<f>1+2</f><v></v>", "", "#RUMUS!"),
        ("<f>1+2</f>", "", "#RUMUS!"),
        ("<v>0</v>", 'fullCalcOnLoad="1"', "0"),
    ],
)
def test_a_zero_of_a_formula_counts_only_where_it_was_calculated(
    cell: str, calculation: str, expected: str, tmp_path: Path
) -> None:
    path = write_marks(tmp_path / "a.xlsx")
    sheet = f'<row r="1"><c r="A1" t="str"><v>Bae</v></c><c r="B1">{cell}</c></row>'.encode()
    with zipfile.ZipFile(path) as archive:
        rows = archive.read("xl/worksheets/sheet1.xml").partition(b"<sheetData>")[2].partition(b"</sheetData>")[0]
    rewrite(path, "xl/worksheets/sheet1.xml", rows, sheet)
    rewrite(path, "xl/workbook.xml", b'fullCalcOnLoad="1"', calculation.encode())
    assert cells(read_one(path)) == [("Bae", expected)]
