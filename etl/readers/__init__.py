"""Files as offices send them, to `raw`: every cell as text, each row with its number as the office sees it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from etl.readers.describe import describe_read_report, warn_of_totals
from etl.readers.formats.cells import SheetCells, read_csv_grid
from etl.readers.formats.sniff import decode_head, detect_container, detect_encoding, read_head
from etl.readers.raw_table import write_raw
from etl.readers.read_report import ReadDefaults, ReadReport
from etl.readers.tables.own_export import is_package, open_package
from etl.readers.tidy.plan import plan_tidy
from etl.readers.tidy.stream import read_tidy

__all__ = ["ReadDefaults", "ReadReport", "describe_read_report", "read_file", "warn_of_totals"]


def read_file(path: Path, con: duckdb.DuckDBPyConnection, defaults: ReadDefaults) -> ReadReport:
    """Fills `raw` in `con` (columns: headings.RAW_COLUMNS), a temp table or view, and returns what was found.

    Raises RefusedError with one sentence; the transaction that `con` is in, if any, is then to be rolled back.
    """
    if is_package(path):
        with open_package(path) as table:
            return read_file(table, con, defaults)
    head = read_head(path)
    container = detect_container(path, head)
    if container == "text":
        return _read_text(path, head, con, defaults)
    if container == "web":
        from etl.readers.formats.web_tables import read_web

        return _read_grids(path, read_web(path, head), con, defaults, ReadReport("web"))
    from etl.readers.formats.workbook import read_workbook

    grids, kind = read_workbook(path)
    return _read_grids(path, grids, con, defaults, ReadReport(kind))


def _read_grids(
    path: Path, grids: Sequence[SheetCells], con: duckdb.DuckDBPyConnection, defaults: ReadDefaults, found: ReadReport
) -> ReadReport:
    from etl.readers.tables.formatted_tables import read_formatted_tables

    found, rows = read_formatted_tables(path.name, grids, defaults, found)
    write_raw(con, rows)
    return found


def _read_text(path: Path, head: bytes, con: duckdb.DuckDBPyConnection, defaults: ReadDefaults) -> ReadReport:
    text, encoding = decode_head(head, detect_encoding(head))
    plan = plan_tidy(path, text, encoding)
    if plan and (tidy := read_tidy(path, con, plan, text, defaults)):
        return tidy
    grid, encoding, delimiter = read_csv_grid(path, encoding)
    return _read_grids(path, [grid], con, defaults, ReadReport("csv", encoding, delimiter))
