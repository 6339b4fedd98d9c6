"""The two CSV profiles, byte for byte.

| profile     | separator | decimal | encoding        | for                                      |
|-------------|-----------|---------|-----------------|------------------------------------------|
| `csv`       | `,`       | `.`     | UTF-8           | programs (RFC 4180)                      |
| `csv-excel` | `;`       | `,`     | UTF-8 with BOM  | Excel with Indonesian regional settings  |

Text that a spreadsheet would run as a formula gets a leading apostrophe. In `csv-excel`, codes and months are
written as ="33.10", since Excel would read 33.10 as a number, 33.19.01 as a time and 2024-03 as a date.
"""

from __future__ import annotations

import re
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pora.export.form import Format
from pora.export.source import ExportSource, mark_status
from pora.schema import Column
from pora.warehouse.queries.request import ExportRequest

# What a spreadsheet skips before a formula: spaces, controls, marks without width or for direction.
_SKIPPED = r"\s\x00-\x1f\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_FORMULA_START = re.compile(rf"^[{_SKIPPED}]*[=+\-@\t\r＝＋－＠﹢﹣﹦﹫]")
_CODE_COLUMNS = re.compile(r"(^period$|_code$)")
_MOST_COMBINED = 4_000  # combinations of texts; writing more takes longer than joining them row by row
_Part = tuple[list[str], np.ndarray[Any, Any]]  # texts, and which of them each row has


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run the text."""
    return _FORMULA_START.match(text) is not None


@dataclass(frozen=True, kw_only=True)
class CsvProfile(Format):
    suffix: str = ".csv"
    mime: str = "text/csv"
    has_headings: bool = True
    separator: str
    byte_order_mark: bool = False
    keeps_codes_text: bool = False

    def describe(self, _request: ExportRequest) -> dict[str, Any]:
        """The dialect as CSV on the Web names it."""
        return {
            "dialect": {
                "delimiter": self.separator,
                "encoding": "utf-8",
                "header": True,
                "lineTerminators": ["\r\n"],
            }
        }

    def write(self, source: ExportSource, file: BinaryIO) -> None:
        """The heading, then every row in the order of the source. A batch is formatted while the database sorts the
        next; at most three lie in memory."""
        heading = self.write_row(source.headings)
        file.write((("\ufeff" if self.byte_order_mark else "") + heading).encode())
        waiting: deque[Future[memoryview]] = deque()
        with ThreadPoolExecutor(1) as pool:  # formats a batch while the database sorts the next
            for batch in source.read_batches():
                waiting.append(pool.submit(self.write_batch, source.columns, batch))
                if len(waiting) > 2:
                    file.write(waiting.popleft().result())
            for lines in waiting:
                file.write(lines.result())

    def write_batch(self, columns: tuple[Column, ...], batch: pa.RecordBatch) -> memoryview:
        """The lines of a batch. Few texts recur often, also side by side: so each combination of the texts of
        neighbouring columns is written once and then placed; row by row in Python takes ten times as long."""
        parts: list[_Part] = []
        for column, array in zip(columns, batch.columns, strict=True):
            encoded = pc.dictionary_encode(array, null_encoding="encode")
            texts = [self._quote(self.write_value(column, value)) for value in encoded.dictionary.to_pylist()]
            part = texts, encoded.indices.to_numpy()
            if parts and len(parts[-1][0]) * len(texts) <= _MOST_COMBINED:
                part = self._combine(parts.pop(), part)
            parts.append(part)
        texts, places = parts.pop()
        parts.append(([text + "\r\n" for text in texts], places))
        cells = [pa.array(texts, pa.string()).take(pa.array(places)) for texts, places in parts]
        lines = pc.binary_join_element_wise(*cells, self.separator)
        return memoryview(lines.buffers()[2])[: pc.sum(pc.binary_length(lines)).as_py() or 0]

    def _combine(self, left: _Part, right: _Part) -> _Part:
        texts = [one + self.separator + other for one in left[0] for other in right[0]]
        return texts, left[1] * len(right[0]) + right[1]

    def write_value(self, column: Column, value: object) -> str:
        """One cell before quoting: null is empty, status as its mark, text made harmless."""
        if value is None:
            return ""
        text = str(mark_status(column, value))
        if column.sql_type != "VARCHAR":
            return text
        if self.keeps_codes_text and _CODE_COLUMNS.search(column.name) and re.fullmatch(r"[\w.\-]+", text):
            return f'="{text}"'
        return f"'{text}" if is_formula(text) else text

    def write_row(self, cells: list[str]) -> str:
        return self.separator.join(self._quote(cell) for cell in cells) + "\r\n"

    def _quote(self, cell: str) -> str:
        if any(mark in cell for mark in (self.separator, '"', "\r", "\n")):
            return '"' + cell.replace('"', '""') + '"'
        return cell


CSV = CsvProfile(name="csv", separator=",", description="CSV RFC 4180: koma, titik desimal, UTF-8")
CSV_EXCEL = CsvProfile(
    name="csv-excel",
    separator=";",
    description="CSV untuk Excel berbahasa Indonesia: titik koma, UTF-8 dengan BOM",
    byte_order_mark=True,
    keeps_codes_text=True,
)
