"""The file that an office mends: an XLSX of all rows of a file that had rejected ones, these first, with the reasons.

Traps: a file of the rejected rows alone, loaded again, would replace its kabupaten by those rows alone, so the good
rows stand below them; and a row without a name of its own would take that of the row above, so every row is numbered.
Personal columns are not here: they never reach `raw`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import duckdb
import xlsxwriter  # type: ignore[import-untyped]

from etl.readers.read_report import ReadReport
from etl.readers.texts.headings import RAW_DIMENSIONS, resolve_heading
from pora import schema
from pora.locale import _, format_number

MOST_REJECTED_ROWS = 50_000  # beyond it nobody mends by hand
MAX_CELL = 32_767  # characters; XLSX holds no more
SHEET = "Perbaikan"
_LABELS = {
    **{column.name: column.label for column in (schema.PERIOD, schema.CATEGORY, *schema.DIMENSIONS)},
    "kecamatan_code": schema.KECAMATAN_CODE.label,
    "kecamatan": schema.KECAMATAN_NAME.label,
    "kabupaten_code": schema.KABUPATEN_CODE.label,
    "kabupaten": schema.KABUPATEN_NAME.label,
    "person_count": schema.PERSON_COUNT.label,
}
# Read again as "ignored", by data/reference/heading_alias.csv.
NOTES = ("kolom bermasalah", "kesalahan", "lembar", "baris")
_ROWS = """
SELECT {columns}, e.column_names, e.messages, r.sheet, r.row_number::VARCHAR
FROM raw r
LEFT JOIN (
    SELECT sheet, row_number, string_agg(DISTINCT column_name, ', ' ORDER BY column_name) AS column_names,
           string_agg(DISTINCT message, ' ' ORDER BY message) AS messages
    FROM raw_error GROUP BY ALL
) e ON e.row_number = r.row_number AND e.sheet IS NOT DISTINCT FROM r.sheet
ORDER BY e.messages IS NULL, r.sheet, r.row_number
"""


def write_rejects(con: duckdb.DuckDBPyConnection, found: ReadReport, path: Path) -> str:
    """Writes the rows now in `raw`, as they stood, with the errors in `raw_error`; one line on what was written.
    Nothing is written where no single row is at fault, or where there are more rows than anyone mends by hand."""
    if not con.execute("SELECT 1 FROM raw_error LIMIT 1").fetchone():
        return _("Tidak ada baris yang perlu diperbaiki; {file} tidak ditulis.").format(file=path.name)
    if found.rows > MOST_REJECTED_ROWS:
        return _("Lebih dari {n} baris: {file} tidak ditulis. Perbaiki di berkas asalnya.").format(
            n=format_number(MOST_REJECTED_ROWS), file=path.name
        )
    names = _filled_columns(con)
    selected = ", ".join(f"r.{name}" for name in names)
    rows = con.execute(_ROWS.format(columns=selected)).fetchall()
    title = (
        f"KECAMATAN {', '.join(filter(None, found.titled))}" if found.titled else ""
    )  # it still is of that one alone
    path.write_bytes(_make_workbook(title, [*(_heading(found, name) for name in names), *NOTES], rows))
    return _("{file}: perbaiki baris yang ada kesalahannya, lalu muat berkas itu seluruhnya.").format(file=path.name)


def _filled_columns(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The columns of `raw` with any content, and always the place, the period, the category and the count."""
    counts = con.execute(f"SELECT {', '.join(f'count({name})' for name in RAW_DIMENSIONS)} FROM raw").fetchone()  # noqa: S608
    needed = ("period", "kecamatan", "category")
    filled = zip(RAW_DIMENSIONS, counts or (), strict=True)
    return [*(name for name, count in filled if count or name in needed), "person_count"]


def _heading(found: ReadReport, name: str) -> str:
    """The heading of the file if it says the same when it is read again, else ours."""
    for table in found.tables:
        for column in table.columns:
            match = resolve_heading(column.heading)
            if column.column == name and not column.meaning and match and match.column == name:
                return column.heading
    return _LABELS[name]


def _make_workbook(title: str, headings: Iterable[str], rows: Iterable[tuple[str | None, ...]]) -> bytes:
    """Every cell is text that no spreadsheet program takes for a formula."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True})
        text = book.add_format({"num_format": "@", "quote_prefix": True})
        wrong = book.add_format({"num_format": "@", "quote_prefix": True, "bg_color": "#FDE2E2"})
        above = 1 if title else 0
        if title:
            sheet.write_string(0, 0, title, bold)
        for at, heading in enumerate(["No", *headings]):
            sheet.write_string(above, at, heading, bold)
        for number, cells in enumerate(rows, start=1):
            is_rejected = cells[-3] is not None
            sheet.write_number(above + number, 0, number)
            for at, cell in enumerate(cells, start=1):
                if cell is not None:
                    sheet.write_string(above + number, at, cell[:MAX_CELL], wrong if is_rejected else text)
        sheet.freeze_panes(above + 1, 1)
        sheet.set_column(1, 20, 18)
    return content.getvalue()
