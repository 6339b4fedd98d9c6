"""How the files of the acceptance set are written: rows of cells to XLSX, lines to text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None
Rows = Sequence[Sequence[Cell]]


def fill(sheet: Worksheet, rows: Rows, merges: Sequence[str] = ()) -> None:
    for number, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value is not None:
                sheet.cell(number, column, value)
    for merge in merges:
        sheet.merge_cells(merge)


def write_xlsx(
    path: Path, sheets: dict[str, Rows], merges: dict[str, Sequence[str]] | None = None, hidden: Sequence[str] = ()
) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        fill(sheet, rows, (merges or {}).get(name, ()))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)


def write_text(path: Path, lines: Sequence[str], encoding: str = "utf-8", line_end: str = "\r\n") -> None:
    path.write_bytes("".join(line + line_end for line in lines).encode(encoding))
