"""What came out of a file, as text: the report, then every row of `raw`. Or the refusal."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.readers import describe_read_report, read_file
from etl.readers.texts.headings import RAW_COLUMNS
from pora.errors import RefusedError
from tests.office_files.case import Case

EXPECTED = Path(__file__).with_name("expected")


def outcome_of(case: Case, folder: Path) -> str:
    """Builds the file in a folder and reads it. Columns that are empty in every row are left out."""
    path = folder / case.name
    case.build(path)
    with duckdb.connect() as con:
        try:
            found = read_file(path, con, case.defaults)
        except RefusedError as error:
            return f"DITOLAK [{error.code}] {error}\n"
        rows = con.execute("SELECT * FROM raw ORDER BY ALL").fetchall()
    order = [at for at in range(len(RAW_COLUMNS)) if any(row[at] is not None for row in rows)]
    table = [[RAW_COLUMNS[at] for at in order], *[[_show(row[at]) for at in order] for row in rows]]
    widths = [max(len(line[at]) for line in table) for at in range(len(order))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table]
    return "\n".join([*describe_read_report(found), "", *lines, ""])


def _show(value: object) -> str:
    return "" if value is None else str(value)
