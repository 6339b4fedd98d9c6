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
from dataclasses import dataclass

from pora.schema import STATUS_MARKS, Column

_FORMULA_START = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\t\r＝＋－＠]")
_CODE_COLUMNS = re.compile(r"(^period$|_code$)")


@dataclass(frozen=True)
class CsvProfile:
    name: str
    separator: str
    byte_order_mark: bool
    keeps_codes_text: bool
    description: str

    def write_value(self, column: Column, value: object) -> str:
        """One cell before quoting: null is empty, status as its mark, text made harmless."""
        if value is None:
            return ""
        text = str(value)
        if column.sql_type != "VARCHAR":
            return text
        if column.name == "status":
            return STATUS_MARKS.get(text, text)
        if self.keeps_codes_text and _CODE_COLUMNS.search(column.name) and re.fullmatch(r"[\w.\-]+", text):
            return f'="{text}"'
        return f"'{text}" if _FORMULA_START.match(text) else text

    def write_row(self, cells: list[str]) -> str:
        return self.separator.join(self._quote(cell) for cell in cells) + "\r\n"

    def _quote(self, cell: str) -> str:
        if any(mark in cell for mark in (self.separator, '"', "\r", "\n")):
            return '"' + cell.replace('"', '""') + '"'
        return cell


FORMATS = {
    "csv": CsvProfile("csv", ",", False, False, "CSV RFC 4180: koma, titik desimal, UTF-8"),
    "csv-excel": CsvProfile(
        "csv-excel", ";", True, True, "CSV untuk Excel berbahasa Indonesia: titik koma, UTF-8 dengan BOM"
    ),
}
