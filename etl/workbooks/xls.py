"""Marks of an XLS: errors, what is hidden, raised parts of texts and looks by xlrd, formulas by their records.

The trap: a formula's record always holds a result, so what was never calculated looks like 0 or like an empty text.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from typing import Any

import xlrd  # type: ignore[import-untyped]

from etl.workbooks.looks import find_other_look
from etl.workbooks.marks import ERROR, UNSAVED, SheetMarks, join_runs

_BOUNDSHEET, _BOF, _EOF, _FORMULA = 0x85, 0x809, 0x0A, 0x06
_WORKSHEET = 0
_NO_NUMBER, _EMPTY_TEXT = b"\xff\xff", 3
_CALCULATE_ON_LOAD = 0x02


def find_xls_marks(content: bytes) -> dict[str, SheetMarks]:
    """Sheet name -> its marks."""
    book = _open(content)
    unsaved = _find_unsaved(book.mem, book.base, book.biff_version)
    found = {}
    for number, name in enumerate(book.sheet_names()):
        sheet = book.sheet_by_index(number)
        marks = SheetMarks(cells=dict(_find_cells(book, sheet)))
        marks.cells |= dict.fromkeys(unsaved.get(number, ()), UNSAVED)
        marks.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
        marks.hidden_columns = {at for at, info in sheet.colinfo_map.items() if info.hidden or info.width == 0}
        _note_looks(book, sheet, marks)
        found[name] = marks
    return found


def _open(content: bytes) -> Any:
    """With formats, which tell of hidden rows; some writers leave formats that xlrd does not take."""
    options = {"file_contents": content, "on_demand": True, "logfile": sys.stderr}
    try:
        book = xlrd.open_workbook(**options, formatting_info=True)
        for number in range(book.nsheets):
            book.sheet_by_index(number)
        return book
    except (AssertionError, IndexError, KeyError, struct.error):
        return xlrd.open_workbook(**options)


def _find_cells(book: Any, sheet: Any) -> Iterator[tuple[tuple[int, int], str]]:
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                yield (row, column), xlrd.error_text_from_code.get(sheet.cell_value(row, column), ERROR)
    for (row, column), runs in (sheet.rich_text_runlist_map or {}).items():
        text = str(sheet.cell_value(row, column))
        starts = [(0, None), *runs]
        ends = [start for start, _font in starts[1:]] + [len(text)]
        pairs = zip(starts, ends, strict=True)
        if marked := join_runs((text[start:end], _is_raised(book, font)) for (start, font), end in pairs):
            yield (row, column), marked


def _note_looks(book: Any, sheet: Any, marks: SheetMarks) -> None:
    """By the styles of cells; of an old workbook whose styles could not be read nothing is known."""
    if not book.formatting_info:
        return
    struck_fonts = {number for number, font in enumerate(book.font_list) if font.struck_out}
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            style = book.xf_list[sheet.cell_xf_index(row, column)]
            if style.font_index in struck_fonts:
                marks.struck.add((row, column))
            if kind == xlrd.XL_CELL_NUMBER and (form := book.format_map.get(style.format_key)):
                look = find_other_look(form.format_str, sheet.cell_value(row, column)) if form.format_str else None
                if look is not None:
                    marks.shown[(row, column)] = look
    for place, runs in (sheet.rich_text_runlist_map or {}).items():
        if any(font in struck_fonts for _start, font in runs):
            marks.struck.add(place)


def _is_raised(book: Any, font: int | None) -> bool:
    return font is not None and font < len(book.font_list) and book.font_list[font].escapement != 0


def _find_unsaved(stream: Any, base: int, version: int) -> dict[int, list[tuple[int, int]]]:
    """Number of a sheet, among worksheets -> cells whose formula was never calculated: 0 to be calculated on loading,
    as Apache POI and Perl write it; or an empty text in every formula of the workbook, as xlwt writes it.
    """
    if version < 50:
        return {}
    starts = [
        struct.unpack_from("<I", data)[0] + base
        for kind, data in _records(stream, base)
        if kind == _BOUNDSHEET and data[5] == _WORKSHEET
    ]
    formulas = [
        (number, struct.unpack_from("<HHH8sH", data))
        for number, start in enumerate(starts)
        for kind, data in _records(stream, start)
        if kind == _FORMULA and len(data) >= 16
    ]
    is_empty = [result[6:] == _NO_NUMBER and result[0] == _EMPTY_TEXT for _n, (_r, _c, _f, result, _o) in formulas]
    found: dict[int, list[tuple[int, int]]] = {}
    for (number, (row, column, _format, result, options)), empty in zip(formulas, is_empty, strict=True):
        is_zero = not any(result) and options & _CALCULATE_ON_LOAD
        if is_zero or (empty and all(is_empty)):
            found.setdefault(number, []).append((row, column))
    return found


def _records(stream: Any, position: int) -> Iterator[tuple[int, bytes]]:
    """Records from a beginning (BOF) to its end, what is embedded in between, such as charts, passed over."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 1:
            yield kind, stream[position + 4 : position + 4 + length]
        if depth == 0:
            return
        position += 4 + length
