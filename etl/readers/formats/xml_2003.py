"""SpreadsheetML of Excel 2003: one XML file with all sheets."""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers.expat import ExpatError

from etl.readers.formats.cells import MAX_CELLS, Merge, SheetCells, SheetRow, clean_cells, too_many_columns
from etl.readers.formats.sniff import CHUNK_BYTES, MAX_COLUMNS, refuse_other_kind
from etl.workbooks.looks import find_other_look
from etl.workbooks.marks import UNSAVED, Attributes, join_runs, parse_xml


def read_xml_2003(path: Path) -> list[SheetCells]:
    """All sheets. Raises RefusedError for any other XML, and for one that defines entities."""
    book = _Book(path.name)
    with path.open("rb") as file:
        start = file.read(CHUNK_BYTES)
        if (
            b"<!DOCTYPE" in start
            or b"<!ENTITY" in start
            or b"urn:schemas-microsoft-com:office:spreadsheet" not in start
        ):
            raise refuse_other_kind(path, "XML")
        file.seek(0)
        try:
            parse_xml(file, book.start, book.end, book.text)
        except (ExpatError, ValueError, OverflowError):
            raise refuse_other_kind(path, "XML") from None
    return book.grids


class _Book:
    """Handlers. Rows and cells stand beside the last one unless they say where (`Index`)."""

    def __init__(self, file_name: str) -> None:
        self.grids: list[SheetCells] = []
        self._file_name = file_name
        self._start_sheet("")
        self._room = 0
        self._style = ""
        self._struck_styles: set[str] = set()
        self._formats: dict[str, str] = {}

    def _start_sheet(self, name: str) -> None:
        self._name, self._is_hidden = name, False
        self._rows: list[SheetRow] = []
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._struck: set[tuple[int, int]] = set()
        self._shown: dict[tuple[int, int], str] = {}
        self._row_style = ""
        self._number, self._column, self._last_merged = 0, -1, -1
        self._cells: dict[int, str] = {}
        self._cell: Attributes = {}
        self._type = ""
        self._runs: list[tuple[str, bool]] = []
        self._raised = self._comments = 0
        self._in_data = self._in_visible = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Worksheet":
            self._start_sheet(attributes.get("Name", ""))
        elif name == "Row":
            self._number = _index(attributes, self._number + 1)
            self._column, self._last_merged, self._cells = -1, -1, {}
            self._row_style = attributes.get("StyleID", "")
            if attributes.get("Hidden") == "1":
                self._hidden_rows.add(self._number)
        elif name == "Cell":
            self._start_cell(attributes)
        elif name == "Data" and not self._comments:
            self._in_data, self._type = True, attributes.get("Type", "String")
        elif name == "Comment":
            self._comments += 1
        elif name in ("Sup", "Sub"):
            self._raised += 1
        elif name == "Visible":
            self._in_visible = True
        elif name == "S" and self._in_data:
            self._struck.add((self._number, self._column))
        else:
            self._start_style(name, attributes)

    def _start_style(self, name: str, attributes: Attributes) -> None:
        """Styles come before the sheets."""
        if name == "Style":
            self._style = attributes.get("ID", "")
        elif name == "Font" and attributes.get("StrikeThrough") == "1":
            self._struck_styles.add(self._style)
        elif name == "NumberFormat":
            self._formats[self._style] = {"Percent": "0.00%", "Scientific": "0.00E+00"}.get(
                code := attributes.get("Format", ""), code
            )

    def _start_cell(self, attributes: Attributes) -> None:
        self._column = _index(attributes, max(self._column, self._last_merged) + 2) - 1
        across, down = (int(attributes.get(name, "0") or 0) for name in ("MergeAcross", "MergeDown"))
        self._last_merged = self._column + across
        if self._last_merged >= MAX_COLUMNS:
            raise too_many_columns(self._file_name, self._number)
        if across or down:
            self._merges.append(Merge(self._number, self._column, self._number + down, self._last_merged))
        self._cell, self._type, self._runs = attributes, "", []

    def text(self, text: str) -> None:
        if self._in_data:
            self._runs.append((text, self._raised > 0))
        elif self._in_visible and text.strip() in ("SheetHidden", "SheetVeryHidden"):
            self._is_hidden = True

    def end(self, name: str) -> None:
        if name == "Cell":
            self._cells[self._column] = self._value()
            self._note_looks()
        elif name == "Row":
            if cells := clean_cells([self._cells.get(at, "") for at in range(max(self._cells, default=-1) + 1)]):
                self._rows.append(SheetRow(self._number, cells))
                self._room += len(cells)
                if self._room > MAX_CELLS:
                    raise too_many_columns(self._file_name, self._number)
        elif name == "Data":
            self._in_data = False
        elif name == "Comment":
            self._comments -= 1
        elif name in ("Sup", "Sub"):
            self._raised -= 1
        elif name == "Visible":
            self._in_visible = False
        elif name == "Worksheet":
            hidden = frozenset(self._hidden_rows)
            self.grids.append(
                SheetCells(
                    self._name,
                    tuple(self._rows),
                    tuple(self._merges),
                    self._is_hidden,
                    hidden,
                    struck=frozenset(self._struck),
                    shown=self._shown,
                )
            )

    def _note_looks(self) -> None:
        style, text = self._cell.get("StyleID") or self._row_style, self._cells[self._column]
        if text and style in self._struck_styles:
            self._struck.add((self._number, self._column))
        if self._type == "Number" and text.isdecimal() and (code := self._formats.get(style)):
            if _is_named(code):
                return
            look = find_other_look(code, float(text))
            if look is not None:
                self._shown[(self._number, self._column)] = look

    def _value(self) -> str:
        text = (join_runs(self._runs) or "".join(text for text, _is_raised in self._runs)).strip()
        if not text and "Formula" in self._cell and self._type != "String":
            return UNSAVED
        if self._type == "Number" and text:
            value = float(text)
            return str(int(value)) if value == int(value) else f"{value!r}e0"
        return text


def _is_named(code: str) -> bool:
    """`Standard`, `General Number`, `Short Date`: names that show the number itself, or a date."""
    return re.fullmatch(r"[A-Za-z/ ]+", code) is not None


def _index(attributes: Attributes, following: int) -> int:
    text = attributes.get("Index", "")
    return int(text) if text.isdigit() else following
