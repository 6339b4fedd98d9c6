"""Tables that systems give out as a web page, a single file web page (MHTML) or XML of Excel 2003, mostly named .xls.

Read as a spreadsheet program shows them: tables below each other, a blank row between. Nothing outside is fetched, no
entity of XML is expanded.
"""

from __future__ import annotations

import email
import email.policy
from html.parser import HTMLParser
from pathlib import Path

from etl.readers.formats.cells import MAX_CELLS, Merge, SheetCells, SheetRow, clean_cells, too_many_columns
from etl.readers.formats.sniff import MAX_COLUMNS, decode_all, detect_encoding, refuse_other_kind
from etl.readers.formats.xml_2003 import read_xml_2003
from etl.workbooks.marks import join_runs
from pora.errors import RefusedError
from pora.locale import _, format_number

MAX_BYTES = 20 * 1024 * 1024
_MOST_SPANNED = 1000
_CROSSING = ("s", "strike", "del")


def read_web(path: Path, head: bytes) -> list[SheetCells]:
    """The tables of the file. Raises RefusedError where it has none, or tables within tables."""
    if path.stat().st_size > MAX_BYTES:
        message = _("Berkas {name} terlalu besar untuk halaman web; batasnya {limit} MB. Simpan sebagai XLSX.")
        raise RefusedError(message.format(name=path.name, limit=format_number(MAX_BYTES // 2**20)), "format-error")
    text, _encoding = decode_all(path, detect_encoding(head))
    start = text[:1024].lstrip().lower()
    if start.startswith("<?xml") and "<html" not in start:
        grids = read_xml_2003(path)
    elif start.startswith("mime-version:"):
        grids = _read_mhtml(path)
    else:
        grids = [_read_html(path.name, text, None)]
    grids = [grid for grid in grids if len(grid.rows) > 1 and grid.width > 1]
    if not grids:
        raise refuse_other_kind(path, "XML" if start.startswith("<?xml") else "halaman web")
    return grids


def _read_mhtml(path: Path) -> list[SheetCells]:
    """One grid for each page with a table, named after the page's place."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    names = [Path(str(page["Content-Location"] or number)).stem for number, page in enumerate(pages, start=1)]
    try:
        texts = [str(page.get_content()) for page in pages]
    except LookupError:  # letters of a kind that nobody knows
        raise refuse_other_kind(path, "halaman web") from None
    found = [
        _read_html(path.name, text, name if len(pages) > 1 else None) for name, text in zip(names, texts, strict=True)
    ]
    return [grid for grid in found if grid.rows]


def _read_html(file_name: str, text: str, sheet: str | None) -> SheetCells:
    reader = _Tables(file_name)
    reader.feed(text)
    reader.close()
    reader.end_row()
    return SheetCells(
        sheet,
        tuple(reader.rows),
        tuple(reader.merges),
        False,
        frozenset(reader.hidden),
        frozenset(),
        frozenset(reader.struck),
    )


class _Tables(HTMLParser):
    """Rows of all tables, numbered on. End tags may be missing, as browsers allow."""

    def __init__(self, file_name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[SheetRow] = []
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()
        self.struck: set[tuple[int, int]] = set()
        self._file_name = file_name
        self._number = self._depth = self._room = 0
        self._cells: dict[int, str] = {}
        self._column: int | None = None
        self._next = 0
        self._covered: dict[int, int] = {}  # column -> last row that a cell from above reaches
        self._runs: list[tuple[str, bool]] = []
        self._raised = self._silent = self._crossed = 0
        self._is_crossed_row = self._is_crossed_cell = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "table":
            self._start_table()
        elif tag == "tr" and self._depth:
            self.end_row()
            self._number += 1
            self._next = 0
            self._is_crossed_row = _is_crossed(given)
            if "hidden" in given or "display:none" in given.get("style", "").replace(" ", "").lower():
                self.hidden.add(self._number)
        elif tag in ("td", "th") and self._depth:
            self._start_cell(given)
            self._is_crossed_cell = self._is_crossed_row or _is_crossed(given)
        elif tag == "br":
            self._runs.append((" ", False))
        elif tag in ("sup", "sub"):
            self._raised += 1
        elif tag in _CROSSING:
            self._crossed += 1
        elif tag in ("script", "style"):
            self._silent += 1

    def _start_table(self) -> None:
        if self._depth and self._column is not None:
            message = _(
                "Berkas {name} adalah halaman web dengan tabel di dalam tabel. Buka di program lembar kerja, lalu "
                "simpan sebagai XLSX."
            )
            raise RefusedError(message.format(name=self._file_name), "format-error")
        self.end_row()
        self._depth += 1
        self._number += 1 if self.rows else 0
        self._covered = {}

    def _start_cell(self, given: dict[str, str]) -> None:
        self._end_cell()
        while self._covered.get(self._next, 0) >= self._number:
            self._next += 1
        width, height = (_span(given.get(name)) for name in ("colspan", "rowspan"))
        self._column, self._next = self._next, self._next + width
        if self._next > MAX_COLUMNS:
            raise too_many_columns(self._file_name, self._number)
        if width > 1 or height > 1:
            last = self._number + height - 1
            self.merges.append(Merge(self._number, self._column, last, self._next - 1))
            self._covered |= dict.fromkeys(range(self._column, self._next), last)

    def handle_data(self, data: str) -> None:
        if self._column is not None and not self._silent:
            self._runs.append((data, self._raised > 0))
            if data.strip() and (self._crossed or self._is_crossed_cell):
                self.struck.add((self._number, self._column))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self.end_row()
        elif tag == "table" and self._depth:
            self.end_row()
            self._depth -= 1
        elif tag in ("sup", "sub"):
            self._raised = max(0, self._raised - 1)
        elif tag in _CROSSING:
            self._crossed = max(0, self._crossed - 1)
        elif tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)

    def _end_cell(self) -> None:
        if self._column is not None:
            text = join_runs(self._runs) or "".join(text for text, _is_raised in self._runs)
            self._cells[self._column] = " ".join(text.split())
        self._column, self._runs = None, []

    def end_row(self) -> None:
        """The row so far, where it has content."""
        self._end_cell()
        width = max(self._cells, default=-1) + 1
        if cells := clean_cells([self._cells.get(at, "") for at in range(width)]):
            self.rows.append(SheetRow(self._number, cells))
            self._room += len(cells)
        if self._room > MAX_CELLS:
            raise too_many_columns(self._file_name, self._number)
        self._cells = {}


def _is_crossed(given: dict[str, str]) -> bool:
    return "line-through" in given.get("style", "").lower()


def _span(text: str | None) -> int:
    return min(int(text), _MOST_SPANNED) if text and text.isdigit() and 0 < len(text) < 7 and int(text) > 0 else 1
