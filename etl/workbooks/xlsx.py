"""Marks of an XLSX: errors, formulas without a result, hidden rows and columns, raised parts of texts, looks."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from etl.workbooks.marks import ERROR, UNSAVED, Attributes, SheetMarks, join_runs, parse_xml
from etl.workbooks.xlsx_styles import Styles, is_on, read_styles

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_COLUMNS = 16_384


def find_xlsx_marks(archive: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """Sheet name -> its marks."""
    parts, recalculates = _read_workbook(archive)
    raised, struck = _read_marked_strings(archive)
    styles = read_styles(archive)
    found = {}
    for name, part in parts.items():
        sheet = _Sheet(raised, struck, styles, recalculates)
        with archive.open(part) as file:
            parse_xml(file, sheet.start, sheet.end, sheet.text)
        found[name] = sheet.marks
    return found


def _read_workbook(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Sheet name -> its part in the archive; and whether the program is told to calculate everything on opening, as
    writers ask that save 0 for every formula.
    """
    target_by_id: dict[str, str] = {}
    id_by_name: dict[str, str] = {}
    recalculates = False

    def on_relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target_by_id[attributes.get("Id", "")] = attributes.get("Target", "")

    def on_workbook(name: str, attributes: Attributes) -> None:
        nonlocal recalculates
        if name == "sheet":
            id_by_name[attributes.get("name", "")] = attributes.get("id", "")
        elif name == "calcPr":
            recalculates = attributes.get("fullCalcOnLoad") in ("1", "true")

    with archive.open("xl/_rels/workbook.xml.rels") as file:
        parse_xml(file, on_relation)
    with archive.open("xl/workbook.xml") as file:
        parse_xml(file, on_workbook)
    names = set(archive.namelist())
    parts = {
        name: posixpath.normpath(posixpath.join("/xl", target_by_id.get(id_by_name[name], ""))) for name in id_by_name
    }
    return {name: part.lstrip("/") for name, part in parts.items() if part.lstrip("/") in names}, recalculates


@dataclass
class _Runs:
    """The runs of one text: `<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>`."""

    found: list[tuple[str, bool]] = field(default_factory=list)
    is_raised: bool = False
    is_struck: bool = False
    has_struck: bool = False
    is_text: bool = False
    is_reading: bool = False  # of how a text is pronounced, which is no part of it

    def start(self, name: str, attributes: Attributes) -> None:
        """At each opening tag inside a text."""
        if name == "r":
            self.is_raised = self.is_struck = False
        elif name == "strike":
            self.is_struck = is_on(attributes)
        elif name == "vertAlign":
            self.is_raised = attributes.get("val") in ("superscript", "subscript")
        elif name == "rPh":
            self.is_reading = True
        elif name == "t" and not self.is_reading:
            self.is_text = True
            self.found.append(("", self.is_raised))

    def end(self, name: str) -> None:
        if name == "t":
            self.is_text = False
        elif name == "rPh":
            self.is_reading = False

    def text(self, text: str) -> None:
        if self.is_text:
            self.found[-1] = (self.found[-1][0] + text, self.found[-1][1])
            self.has_struck = self.has_struck or (self.is_struck and bool(text.strip()))


def _read_marked_strings(archive: zipfile.ZipFile) -> tuple[dict[str, str], set[str]]:
    """(number of a shared string -> its text with the raised parts in raised letters, for those that have any; numbers
    of those with a part that is struck through)."""
    raised: dict[str, str] = {}
    struck: set[str] = set()
    runs, count = _Runs(), 0

    def on_start(name: str, attributes: Attributes) -> None:
        nonlocal runs
        if name == "si":
            runs = _Runs()
        runs.start(name, attributes)

    def on_end(name: str) -> None:
        nonlocal count
        runs.end(name)
        if name == "si":
            if text := join_runs(runs.found):
                raised[str(count)] = text
            if runs.has_struck:
                struck.add(str(count))
            count += 1

    if "xl/sharedStrings.xml" in archive.namelist():
        with archive.open("xl/sharedStrings.xml") as file:
            parse_xml(file, on_start, on_end, lambda text: runs.text(text))
    return raised, struck


class _Sheet:
    """Handlers for one sheet. Cells and rows without a reference stand beside, or under, the last one."""

    def __init__(self, raised: dict[str, str], struck: set[str], styles: Styles, recalculates: bool) -> None:
        self.marks = SheetMarks()
        self._raised, self._struck, self._styles, self._recalculates = raised, struck, styles, recalculates
        self._row = self._column = -1
        self._attributes: Attributes = {}
        self._value: str | None = None
        self._has_formula = self._in_value = False
        self._runs = _Runs()

    def start(self, name: str, attributes: Attributes) -> None:
        """At each opening tag of the sheet."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "v":
            self._in_value, self._value = True, ""
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else self._row + 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true") or _is_zero(attributes.get("ht")):
                self.marks.hidden_rows.add(self._row)
        elif name == "col":
            self._start_columns(attributes)
        else:
            self._runs.start(name, attributes)

    def _start_cell(self, attributes: Attributes) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        if place:
            self._row, self._column = int(place[2]) - 1, _column_number(place[1])
        else:
            self._column += 1
        self._attributes, self._value, self._has_formula, self._runs = attributes, None, False, _Runs()

    def _start_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in ("1", "true") or _is_zero(attributes.get("width")):
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.marks.hidden_columns |= set(range(first - 1, min(last, _MOST_COLUMNS)))

    def text(self, text: str) -> None:
        if self._in_value:
            self._value = (self._value or "") + text
        else:
            self._runs.text(text)

    def end(self, name: str) -> None:
        if name == "v":
            self._in_value = False
        elif name == "c":
            if mark := self._mark():
                self.marks.cells[(self._row, self._column)] = mark
            self._note_looks()
        else:
            self._runs.end(name)

    def _mark(self) -> str | None:
        kind = self._attributes.get("t", "n")
        if kind == "e":
            return self._value or ERROR
        if kind == "s":
            return self._raised.get(self._value or "")
        if kind == "inlineStr":
            return join_runs(self._runs.found)
        return UNSAVED if self._has_formula and kind == "n" and self._is_unsaved() else None

    def _note_looks(self) -> None:
        """Of a cell with content."""
        kind, value = self._attributes.get("t", "n"), (self._value or "").strip()
        style, place = self._attributes.get("s", "0"), (self._row, self._column)
        has_content = bool(value or self._runs.found)
        has_struck_part = self._runs.has_struck or (kind == "s" and value in self._struck)
        if has_content and (style in self._styles.struck or has_struck_part):
            self.marks.struck.add(place)
        if kind == "n" and value and (look := self._styles.find_look(style, value)) is not None:
            self.marks.shown[place] = look

    def _is_unsaved(self) -> bool:
        """No result, or the 0 that a writer puts where it has not calculated; Apache POI writes it as 0.0."""
        value = (self._value or "").strip()
        return not value or value == "0.0" or (value == "0" and self._recalculates)


def _is_zero(size: str | None) -> bool:
    return size is not None and not size.strip("0.") and bool(size)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
