"""Runs apart from the program, with little memory and time: reads one workbook and prints its cells as JSON.

A hostile workbook (zip bomb, a cell in the last row and column, entities) ends this process, never its parent.
Uses nothing of the project, so that it starts fast: `python worker.py FILE`. Prints {"kind", "sheets"} or
{"error": code}. Every cell is text: whole numbers as digits, other numbers with a trailing `e0` so that they are
never taken for a text like `1.234`, dates as ISO; "#N/A" stands for an error, "#RUMUS!" for a formula whose
result was not saved.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

MAX_MEMORY_BYTES = 1536 * 1024 * 1024
MAX_CPU_SECONDS = 60
MAX_PARTS = 5_000
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_CELLS = 2_000_000
CHUNK_BYTES = 1024 * 1024

ERROR, UNSAVED = "#N/A", "#RUMUS!"
_CELL = re.compile(rb"<c\b([^>]*[^/>])>(.*?)</c>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_VALUE = re.compile(rb"<v>[^<]|<is>")


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
                start = file.read(CHUNK_BYTES)
                if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                    raise Unreadable("entities")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods" if b"spreadsheet" in archive.read("mimetype")[:100] else "not_a_workbook"
    raise Unreadable("not_a_workbook")


def find_marks(archive: zipfile.ZipFile, sheet_files: dict[str, str]) -> dict[str, dict[tuple[int, int], str]]:
    """Cells that calamine shows as blank though they are not: errors, and formulas without a saved result."""
    marks: dict[str, dict[tuple[int, int], str]] = {}
    for sheet, file_name in sheet_files.items():
        found = {}
        content = archive.read(file_name)
        may_hold = b"<f" in content or b't="e"' in content
        for cell in _CELL.finditer(content) if may_hold else ():
            attributes, inner = cell.groups()
            place = _REFERENCE.search(attributes)
            kind = _TYPE.search(attributes)
            is_error = kind is not None and kind[1] == b"e"
            is_unsaved = b"<f" in inner and not _VALUE.search(inner) and kind is None
            if place and (is_error or is_unsaved):
                found[(int(place[2]) - 1, _column_number(place[1]))] = ERROR if is_error else UNSAVED
        marks[sheet] = found
    return marks


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def find_sheet_files(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> its part in the archive."""
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    target_by_id = {}
    for relation in re.findall(r"<Relationship\b[^>]*>", relations):
        pairs = dict(re.findall(r'(\w+)="([^"]*)"', relation))
        target_by_id[pairs.get("Id", "")] = pairs.get("Target", "")
    names = set(archive.namelist())
    found = {}
    for sheet in re.findall(r"<sheet\b[^>]*>", archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        pairs = dict(re.findall(r'(\w+(?::\w+)?)="([^"]*)"', sheet))
        target = target_by_id.get(pairs.get("r:id", ""), "").lstrip("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        if part in names:
            found[_unescape(pairs.get("name", ""))] = part
    return found


def _unescape(text: str) -> str:
    for name, mark in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        text = text.replace(f"&{name};", mark)
    return text


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


def read_sheet(sheet: Any, marks: dict[tuple[int, int], str], budget: int) -> Iterator[tuple[int, list[str | None]]]:
    """(row from 0, its cells from column A) of every row with content."""
    left = (sheet.start or (0, 0))[1]  # iter_rows yields from row 0, but from the first used column
    marked_rows: dict[int, dict[int, str]] = {}
    for (row, column), mark in marks.items():
        marked_rows.setdefault(row, {})[column] = mark
    for number, values in enumerate(sheet.iter_rows()):
        cells = [None] * left + [as_text(value) for value in values]
        for column, mark in marked_rows.get(number, {}).items():
            cells += [None] * (column + 1 - len(cells))
            cells[column] = cells[column] or mark
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            budget -= len(cells)
            if budget < 0:
                raise Unreadable("too_big")
            yield number, cells


def read_workbook(path: Path) -> dict[str, Any]:
    marks: dict[str, dict[tuple[int, int], str]] = {}
    kind = "xls"
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            kind = check_archive(archive)
            if kind == "xlsx":
                marks = find_marks(archive, find_sheet_files(archive))
    sheets, left = [], MAX_CELLS
    with python_calamine.load_workbook(path) as workbook:
        for about in workbook.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            rows = list(read_sheet(sheet, marks.get(about.name, {}), left))
            left -= sum(len(cells) for _number, cells in rows)
            is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            merged = sheet.merged_cell_ranges or []
            sheets.append({"name": about.name, "hidden": is_hidden, "rows": rows, "merged": merged})
    return {"kind": kind, "sheets": sheets}


def main() -> None:
    limit_resources()
    try:
        answer: dict[str, Any] = read_workbook(Path(sys.argv[1]))
    except Unreadable as error:
        answer = {"error": str(error)}
    except python_calamine.PasswordError:
        answer = {"error": "locked"}
    except MemoryError:
        answer = {"error": "too_big"}
    except Exception:
        answer = {"error": "broken"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
