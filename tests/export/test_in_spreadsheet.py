"""What a real spreadsheet program finds in files with text that it could run, codes that look like numbers or dates,
and numbers below zero: every cell as it was, and nothing run."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import pytest
from spreadsheet import reopen

from pora.export.files import export_to_path
from pora.export.formats import FORMATS
from pora.warehouse.queries.request import ExportRequest
from pora.warehouse.snapshots import require_current, snapshot_path

# Names by code; the first twelve would run.
NAMES = {
    "01": "=1+1",
    "02": "+62",
    "03": "-1+1",
    "04": "@SUM(A1)",
    "05": "\t=1+1",
    "06": "\r=1+1",
    "07": "   =1+1",
    "08": "＝1+1",
    "09": "＋1",
    "10": "\u200b=1+1",
    "11": '=HYPERLINK("http://example.id","Kudus")',
    "12": "=cmd|' /c calc'!A1",
    "33.10.01": "Kota; \"Kudus\", 'Jawa'",
    "33.10.02": "1 = 1",
}
COUNTS = {code: -number for number, code in enumerate(NAMES)}
MONTHS = ("2024-03", "2024-04")
WHOLE = ExportRequest("out_kecamatan_month")
ACROSS = ExportRequest("out_kecamatan_month", across="period", headings="id")
ROWS = [
    (month, code, name, "33.10", "orang_asing", COUNTS[code], "angka")
    for month in MONTHS
    for code, name in NAMES.items()
]
ROWS_ACROSS = [
    (code, name, "33.10", "orang_asing", COUNTS[code], "angka", COUNTS[code], "angka") for code, name in NAMES.items()
]


@pytest.fixture
def folder(kudus: Path, tmp_path: Path) -> Path:
    """No office can send such names and counts; so they are put where those of the reference files stand."""
    with duckdb.connect(snapshot_path(require_current())) as con:
        con.execute("DELETE FROM exact.out_kecamatan_month")
        con.executemany("INSERT INTO exact.out_kecamatan_month VALUES (?, ?, ?, ?, ?, ?, ?)", ROWS)
    return tmp_path


def show_in_csv(value: object) -> object:
    """The apostrophe of whatever could run; the program itself reads a return inside a cell as a new line."""
    risky = list(NAMES.values())[:12]
    return f"'{value}".replace("\r", "\n") if value in risky else value


@pytest.mark.parametrize(("form", "separator"), [("csv-excel", ";"), ("xlsx", "")])
def test_text_codes_and_numbers_come_back_and_nothing_is_run(folder: Path, form: str, separator: str) -> None:
    files = [folder / f"{name}{FORMATS[form].suffix}" for name in ("whole", "across")]
    for asked, file in zip((WHOLE, ACROSS), files, strict=True):
        export_to_path(asked, form, file)
    for path, rows in zip(reopen(*files, separator=separator), (ROWS, ROWS_ACROSS), strict=True):
        expected = [tuple(map(show_in_csv, row)) for row in rows] if separator else rows
        values = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        assert list(values.iter_rows(min_row=2, values_only=True)) == expected
        cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
        run = {cell.value for cell in cells if cell.data_type == "f"}
        codes = {f'="{code}"' for code in ("33.10", *NAMES, *(MONTHS if rows is ROWS else ()))}
        assert run == (codes if separator else set())
        assert not any(cell.hyperlink for cell in cells)


def test_text_does_not_run_in_plain_csv_either(folder: Path) -> None:
    """There codes stand as they are, for programs: a spreadsheet may read 01 as 1."""
    file = folder / "whole.csv"
    export_to_path(WHOLE, "csv", file)
    (path,) = reopen(file, separator=",")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    names = [row[2].value for row in sheet.iter_rows(min_row=2)]
    assert names == [show_in_csv(name) for _month in MONTHS for name in NAMES.values()]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
