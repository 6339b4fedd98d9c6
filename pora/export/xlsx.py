"""XLSX: the sheet of data, its dictionary, its source.

Row 1 has the labels of the schema in the reader's language; the dictionary says which name each stands for. Codes and
months are text cells, counts are numbers. No string can become a formula or a link: each is written as a string, and
one that would run if someone edited its cell carries Excel's own text mark (quotePrefix) instead of a visible
apostrophe.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, BinaryIO

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format as CellFormat  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from pora.errors import UsageError
from pora.export.csv_text import is_formula
from pora.export.form import Format
from pora.export.metadata import allowed_in_file, describe_export, list_part, write_json
from pora.export.source import ExportSource
from pora.export.statistical import list_sheets
from pora.export.taking import describe_taking, write_taking
from pora.locale import _, format_number, official, speaking

MOST_ROWS = 1_048_575  # of a sheet, without its heading
DESCRIPTION_CELL = "pora:metadata"
_CELL_LIMIT = 32_767
_WIDTHS = {"VARCHAR": 20, "BIGINT": 14, "INTEGER": 14, "DATE": 12, "BOOLEAN": 10}


class Xlsx(Format):
    def write(self, source: ExportSource, file: BinaryIO) -> None:
        """Rows, dictionary and source as three sheets, streamed row by row. Raises UsageError for more than
        MOST_ROWS."""
        if source.rows > MOST_ROWS:
            raise UsageError(
                _(
                    "{n} baris tidak muat dalam satu lembar Excel (paling banyak {most}). "
                    "Pilih periode atau wilayah yang lebih kecil, atau bentuk CSV atau Parquet."
                ).format(n=format_number(source.rows), most=format_number(MOST_ROWS))
            )
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            book.set_properties({"title": _(source.table.grain), "created": source.facts.published_at})
            _Book(book).write(source, describe_export(source, self.name, self.describe(source.request)))


def _write_marks(source: ExportSource) -> list[str]:
    """Whose copy of exact figures this is; nothing on public ones."""
    if source.taking is None or not source.taking.user or source.scope.version != "exact":
        return []
    return [f"{_('TERBATAS')}. {describe_taking(source.taking)}"]


def _describe_taking(source: ExportSource) -> dict[str, object]:
    """By which the same file is made again."""
    taken = write_taking(source.taking, source.scope.version) if _write_marks(source) else {}
    return {f"pora:{name}": value for name, value in taken.items()}


class _Book:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"num_format": "@"})
        self._quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        self._wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})

    def write(self, source: ExportSource, described: dict[str, Any]) -> None:
        self._write_data(source)
        self._write_dictionary(source)
        self._write_source(source, described)
        self._write_statistics(source)

    def _write_data(self, source: ExportSource) -> None:
        sheet = self._book.add_worksheet(_("Data"))
        for index, column in enumerate(source.columns):
            sheet.set_column(index, index, _WIDTHS.get(column.sql_type, 20))
        sheet.freeze_panes(1, 0)
        for mark in _write_marks(source):  # on paper; in the sheet itself it would be a row of data
            sheet.set_header(f"&R{mark.replace('&', '&&')}")
        sheet.autofilter(0, 0, source.rows, len(source.columns) - 1)
        self._write_line(sheet, 0, self._name_columns(source), self._heading)
        for number, row in enumerate(source.read_rows(), 1):
            for index, value in enumerate(row):
                self._write_cell(sheet, number, index, value, self._text)

    def _name_columns(self, source: ExportSource) -> list[str]:
        with speaking(source.request.headings), official():
            return [_(column.label) for column in source.columns]

    def _write_dictionary(self, source: ExportSource) -> None:
        sheet = self._book.add_worksheet(_("Kamus data"))
        sheet.set_column(0, 2, 22)
        sheet.set_column(3, 4, 60)
        sheet.freeze_panes(1, 0)
        with official():
            headings = [_("Judul kolom"), _("Nama kolom"), _("Jenis isi"), _("Arti"), _("Nilai yang mungkin")]
        self._write_line(sheet, 0, headings, self._heading)
        types = {"VARCHAR": _("teks"), "DATE": _("tanggal"), "BOOLEAN": _("benar/salah")}
        for number, (heading, column) in enumerate(zip(self._name_columns(source), source.columns, strict=True), 1):
            kind = types.get(column.sql_type, _("bilangan bulat"))
            allowed = ", ".join(allowed_in_file(column))
            self._write_line(sheet, number, [heading, column.name, kind, _(column.description), allowed], self._wrapped)

    def _write_source(self, source: ExportSource, described: dict[str, Any]) -> None:
        """What a reader needs, then, in the last row, what the same file is made again from."""
        sheet = self._book.add_worksheet(_("Sumber"))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        lines = [
            *[(_("Diambil"), mark) for mark in _write_marks(source)],
            *[(_("Catatan"), note) for note in described["dc:description"]],
            (_("Isi"), described["dc:title"]),
            (_("Sumber"), described["dc:source"]),
            (_("Snapshot"), described["pora:snapshot"]),
            (_("Diterbitkan (UTC)"), f"{source.facts.published_at:%Y-%m-%d %H:%M}"),
            *list_part(source),
            (DESCRIPTION_CELL, write_json(described | _describe_taking(source)).decode().strip()),
        ]
        plain = self._book.add_format({"num_format": "@", "valign": "top"})
        for number, (name, value) in enumerate(lines):
            self._write_line(sheet, number, [name], self._heading)
            self._write_cell(sheet, number, 1, value, plain if name == DESCRIPTION_CELL else self._wrapped)
        sheet.set_row(len(lines) - 1, 15)

    def _write_statistics(self, source: ExportSource) -> None:
        """One sheet for each form of Satu Data Indonesia."""
        for name, (headings, rows) in list_sheets(source).items():
            sheet = self._book.add_worksheet(name)
            sheet.set_column(0, len(headings) - 1, 28)
            sheet.freeze_panes(1, 0)
            self._write_line(sheet, 0, list(headings), self._heading)
            for number, row in enumerate(rows, 1):
                self._write_line(sheet, number, list(row), self._wrapped)

    def _write_line(self, sheet: Worksheet, row: int, values: list[str], cell_format: CellFormat) -> None:
        for index, value in enumerate(values):
            self._write_cell(sheet, row, index, value, cell_format)

    def _write_cell(self, sheet: Worksheet, row: int, index: int, value: object, text: CellFormat) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, index, value)
        elif isinstance(value, int):
            sheet.write_number(row, index, value, self._number)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, index, value, self._date)
        elif len(str(value)) > _CELL_LIMIT:
            raise UsageError(_("Teks sepanjang ini tidak muat dalam sel Excel. Pilih bentuk CSV atau Parquet."))
        else:
            sheet.write_string(row, index, str(value), self._quoted if is_formula(str(value)) else text)


XLSX = Xlsx(
    name="xlsx",
    suffix=".xlsx",
    mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    description="Excel: kolom bertipe, kamus data, dan sumber dalam satu berkas",
    has_headings=True,
)
