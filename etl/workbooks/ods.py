"""Marks of an ODS: errors, formulas without a result, hidden rows and columns, merged cells, raised parts of texts."""

from __future__ import annotations

import zipfile

from etl.workbooks.marks import ERROR, ERROR_TEXT, UNSAVED, Attributes, SheetMarks, join_runs, parse_xml

_VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value")
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
        self._style = ""
        self._spans: list[bool] = []
        self._paragraphs = self._notes = 0
        self._in_cell = False

    def start(self, name: str, attributes: Attributes) -> None:
        """At each opening tag, in the order of the file; `name` is without its namespace."""
        if name in ("table-cell", "covered-table-cell"):
            self._cell, self._runs, self._in_cell = attributes, [], True
            self._cell_repeats = _count(attributes.get("number-columns-repeated"))
        elif name == "table-row":
            self._start_row(attributes)
        elif name == "table-column":
            self._start_columns(attributes)
        elif name == "table":
            self._marks = self.sheets.setdefault(attributes.get("name", ""), SheetMarks())
            self._row = self._columns = 0
        elif name == "annotation":
            self._notes += 1
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "text-properties" and _is_raised(attributes.get("text-position", "")):
            self._raised_styles.add(self._style)
        elif name == "p":
            self._paragraphs += 1
        elif name == "span":
            self._spans.append(attributes.get("style-name") in self._raised_styles)

    def _start_row(self, attributes: Attributes) -> None:
        self._row_repeats, self._column = _count(attributes.get("number-rows-repeated")), 0
        if attributes.get("visibility", "visible") != "visible" and self._row_repeats <= _MOST_REPEATED_ROWS:
            self._marks.hidden_rows |= set(range(self._row, self._row + self._row_repeats))

    def _start_columns(self, attributes: Attributes) -> None:
        last = min(self._columns + _count(attributes.get("number-columns-repeated")), _MOST_COLUMNS)
        if attributes.get("visibility", "visible") != "visible":
            self._marks.hidden_columns |= set(range(self._columns, last))
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
        self._column += self._cell_repeats

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
