"""Runs apart from the program, with little memory and time: reads one workbook and prints its cells as JSON.

A hostile workbook (zip bomb, a cell in the last row and column, entities) ends this process, never its parent.
Prints {"kind", "sheets"} or {"error": code}. Every cell is text: whole numbers as digits, other numbers with a trailing
`e0` so that they are never taken for a text like `1.234`, dates as ISO; "#N/A" and the like stand for an error,
"#RUMUS!" for a formula whose result was not saved, `48¹` for a text with a raised part.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

from etl.workbooks import ods, xls, xlsx
from etl.workbooks.marks import ERROR, MAX_MARKS, SheetMarks

MAX_MEMORY_BYTES = 1536 * 1024 * 1024
MAX_CPU_SECONDS = 60
MAX_PARTS = 5_000
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
_MAX_CELLS = 2_000_000
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_CHUNK_BYTES = 1024 * 1024


class Unreadable(Exception):
    """The workbook can't be read; the message is a code that the parent explains."""


def limit_resources() -> None:
    """Memory and time of this process. On Windows there is only the parent's time-out."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_archive(archive: zipfile.ZipFile) -> str:
    """The kind of workbook in a zip, once its parts are known to be few, small and free of entities."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Unreadable("too_big")
    names = {part.filename for part in parts}
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                start = file.read(_CHUNK_BYTES)
                if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                    raise Unreadable("entities")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods" if b"spreadsheet" in archive.read("mimetype")[:100] else "not_a_workbook"
    raise Unreadable("not_a_workbook")


def as_text(value: Any) -> str | None:
    """One cell as text; None where it is blank."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if isinstance(value, float) and not math.isfinite(value):
            return ERROR
        return str(int(value)) if value == int(value) else f"{value!r}e0"
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    return str(value).strip() or None


def read_sheet(sheet: Any, marks: SheetMarks, budget: int) -> Iterator[tuple[int, list[str | None]]]:
    """(row from 0, its cells from column A) of every row with content."""
    left = (sheet.start or (0, 0))[1]  # iter_rows yields from row 0, but from the first used column
    marked_rows: dict[int, dict[int, str]] = {}
    for (row, column), mark in marks.cells.items():
        marked_rows.setdefault(row, {})[column] = mark
    for number, cells in _whole_rows(sheet, left, max(marked_rows, default=-1)):
        for column, mark in marked_rows.get(number, {}).items():
            if column < MAX_COLUMNS:
                cells += [None] * (column + 1 - len(cells))
                cells[column] = mark
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            budget -= len(cells)
            if budget < 0:
                raise Unreadable("too_big")
            yield number, cells


def _whole_rows(sheet: Any, left: int, last_marked: int) -> Iterator[tuple[int, list[str | None]]]:
    """Rows from 0 on, also those below the last value that hold a mark."""
    before: list[str | None] = [None] * left
    number = -1
    for number, values in enumerate(sheet.iter_rows()):
        yield number, before + [as_text(value) for value in values]
    yield from ((row, before[:0]) for row in range(number + 1, min(last_marked + 1, MAX_ROWS)))


def parse_workbook(path: Path) -> dict[str, Any]:
    """Kind and sheets by the content, whatever the name of the file says."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            kind = check_archive(archive)
            marks = xlsx.find_xlsx_marks(archive) if kind == "xlsx" else ods.find_ods_marks(archive)
    else:
        kind, marks = "xls", {}
    sheets, left = [], _MAX_CELLS
    with python_calamine.load_workbook(io.BytesIO(content)) as workbook:
        if kind == "xls":
            marks = xls.find_xls_marks(content)
        for about in workbook.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet, beside = workbook.get_sheet_by_name(about.name), marks.get(about.name, SheetMarks())
            rows = list(read_sheet(sheet, beside, left))
            left -= sum(len(cells) for _number, cells in rows)
            sheets.append(
                {
                    "name": about.name,
                    "hidden": about.visible != python_calamine.SheetVisibleEnum.Visible,
                    "rows": rows,
                    "merged": sheet.merged_cell_ranges or beside.merged,
                    "hidden_rows": sorted(beside.hidden_rows),
                    "hidden_columns": sorted(beside.hidden_columns),
                    "struck": sorted(beside.struck)[:MAX_MARKS],
                    "shown": [(*place, text) for place, text in list(beside.shown.items())[:MAX_MARKS]],
                }
            )
    return {"kind": kind, "sheets": sheets}


def main() -> None:
    """The process: what the workbook named by the first argument holds, or its error, as JSON on standard output."""
    limit_resources()
    try:
        answer: dict[str, Any] = parse_workbook(Path(sys.argv[1]))
    except Unreadable as error:
        answer = {"error": str(error)}
    except python_calamine.PasswordError:
        answer = {"error": "locked"}
    except MemoryError:
        answer = {"error": "too_big"}
    except Exception:
        answer = {"error": "broken"}
    json.dump(answer, sys.stdout)
