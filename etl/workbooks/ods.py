"""Marks of an ODS: errors, formulas without a result, hidden rows and columns, merged cells, raised parts, looks."""

from __future__ import annotations

import re
import zipfile

from etl.workbooks.marks import ERROR, ERROR_TEXT, UNSAVED, Attributes, SheetMarks, join_runs, parse_xml

_STRIKES = ("text-line-through-style", "text-line-through-type")
_VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value")
_COUNT = re.compile(r"[1-9]\d*(?:\.0*)?")
_MOST_COLUMNS = 16_384
_MOST_REPEATED_ROWS = 10_000  # of rows with a mark: more is filling


def find_ods_marks(archive: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """Sheet name -> its marks."""
    content = _Content()
    with archive.open("content.xml") as file:
        parse_xml(file, content.start, content.end, content.text)
    return content.sheets


class _Content:
    """Handlers for all sheets. Rows and cells may stand for several that are alike."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetMarks] = {}
        self._marks = SheetMarks()
        self._row = self._column = self._columns = 0
        self._row_repeats = self._cell_repeats = 1
        self._cell: Attributes = {}
        self._runs: list[tuple[str, bool]] = []
        self._raised_styles: set[str] = set()
        self._struck_styles: set[str] = set()
        self._row_style = ""
        self._column_styles: list[tuple[int, str]] = []  # (column after the last of its kind, style)
        self._has_struck_part = self._shows_counts = False
        self._unseen: list[tuple[int, int]] = []
        self._style = ""
        self._spans: list[bool] = []
        self._paragraphs = self._notes = 0
        self._in_cell = False

    def start(self, name: str, attributes: Attributes) -> None:
        """At each opening tag, in the order of the file; `name` is without its namespace."""
        if name in ("table-cell", "covered-table-cell"):
            self._cell, self._runs, self._in_cell = attributes, [], True
            self._cell_repeats = _count(attributes.get("number-columns-repeated"))
            self._has_struck_part = False
        elif name == "table-row":
            self._start_row(attributes)
        elif name == "table-column":
            self._start_columns(attributes)
        elif name == "table":
            self._marks = self.sheets.setdefault(attributes.get("name", ""), SheetMarks())
            self._row = self._columns = 0
            self._column_styles, self._unseen, self._shows_counts = [], [], False
        elif name == "annotation":
            self._notes += 1
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "text-properties":
            if _is_raised(attributes.get("text-position", "")):
                self._raised_styles.add(self._style)
            if any(attributes.get(line, "none") != "none" for line in _STRIKES):
                self._struck_styles.add(self._style)
        elif name == "p":
            self._paragraphs += 1
        elif name == "span":
            self._spans.append(attributes.get("style-name") in self._raised_styles)
            self._has_struck_part |= attributes.get("style-name") in self._struck_styles and not self._notes

    def _start_row(self, attributes: Attributes) -> None:
        self._row_repeats, self._column = _count(attributes.get("number-rows-repeated")), 0
        self._row_style = attributes.get("default-cell-style-name", "")
        if attributes.get("visibility", "visible") != "visible" and self._row_repeats <= _MOST_REPEATED_ROWS:
            self._marks.hidden_rows |= set(range(self._row, self._row + self._row_repeats))

    def _start_columns(self, attributes: Attributes) -> None:
        last = min(self._columns + _count(attributes.get("number-columns-repeated")), _MOST_COLUMNS)
        if attributes.get("visibility", "visible") != "visible":
            self._marks.hidden_columns |= set(range(self._columns, last))
        self._column_styles.append((last, attributes.get("default-cell-style-name", "")))
        self._columns = last

    def text(self, text: str) -> None:
        if self._in_cell and self._paragraphs and not self._notes:
            self._runs.append((text, any(self._spans)))

    def end(self, name: str) -> None:
        """At each closing tag: a cell or row that is repeated is counted as often as it says."""
        if name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._row += self._row_repeats
        elif name == "table" and self._shows_counts:  # some writers leave out what is shown, of all cells
            self._marks.shown |= dict.fromkeys(self._unseen, "")
        elif name == "annotation":
            self._notes -= 1
        elif name == "p":
            self._paragraphs -= 1
        elif name == "span":
            self._spans.pop()

    def _end_cell(self) -> None:
        self._in_cell = False
        rows, columns = _count(self._cell.get("number-rows-spanned")), _count(self._cell.get("number-columns-spanned"))
        if rows > 1 or columns > 1:
            corner = (self._row + rows - 1, self._column + columns - 1)
            self._marks.merged.append(((self._row, self._column), corner))
        if (mark := self._mark()) and self._row_repeats * self._cell_repeats <= _MOST_REPEATED_ROWS:
            for row in range(self._row, self._row + self._row_repeats):
                for column in range(self._column, self._column + self._cell_repeats):
                    self._marks.cells[(row, column)] = mark
        self._note_looks()
        self._column += self._cell_repeats

    def _note_looks(self) -> None:
        """Of a cell with content. What is shown of a number stands beside it."""
        shown = "".join(text for text, _is_raised in self._runs).strip()
        stored = self._cell.get("value", "")
        if not (shown or stored) or self._row_repeats * self._cell_repeats > _MOST_REPEATED_ROWS:
            return
        places = [
            (row, column)
            for row in range(self._row, self._row + self._row_repeats)
            for column in range(self._column, self._column + self._cell_repeats)
        ]
        if self._has_struck_part or self._style_of_cell() in self._struck_styles:
            self._marks.struck.update(places)
        if _COUNT.fullmatch(stored):
            self._shows_counts |= bool(shown)
            if not shown:
                self._unseen += places
            elif _is_other_look(stored, shown):
                self._marks.shown |= dict.fromkeys(places, shown)

    def _style_of_cell(self) -> str:
        """The cell's own style, else that of its row, else that of its column."""
        of_column = next((style for end, style in self._column_styles if self._column < end), "")
        return self._cell.get("style-name") or self._row_style or of_column

    def _mark(self) -> str | None:
        shown = "".join(text for text, _is_raised in self._runs).strip()
        has_formula = "formula" in self._cell
        if self._cell.get("value-type") == "error" or (has_formula and ERROR_TEXT.fullmatch(shown)):
            return shown if ERROR_TEXT.fullmatch(shown) else ERROR
        if has_formula and not shown and not any(self._cell.get(name) for name in _VALUES):
            return None if "string-value" in self._cell else UNSAVED
        return join_runs(self._runs)


def _count(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 1


def _is_raised(position: str) -> bool:
    """`super 58%`, `33% 58%` or `-33% 58%`; `0% 100%` is plain."""
    height = position.partition(" ")[0]
    return height in ("super", "sub") or bool(height.strip("-%0."))


def _is_other_look(stored: str, shown: str) -> bool:
    """Whether another count is shown than is stored: 5 as 500%, 5000 as 5. Marks of thousands, zeros before it or as
    decimals, and words change no count."""
    count = "[., '\u00a0\u202f]?".join(stored.partition(".")[0])
    return "%" in shown or not re.fullmatch(rf"\D*0*{count}(?:[.,]0+)?\D*", shown)
