"""Tidy CSV straight into DuckDB: the first line is the heading, every heading is known, one of them is the count.

Promise: 10 million rows stream at near the speed of a bare scan, and `raw.row_number` is the row as the office
sees it (heading = 1). The trap: DuckDB skips empty lines, so a file with one inside is not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.readers.found import ColumnFound, Found, ReadDefaults, Skipped, TableFound
from etl.readers.headings import RAW_COLUMNS, RAW_DIMENSIONS, resolve_heading
from etl.readers.sniff import DELIMITERS, as_utf8, scan_text, split_line
from pora.errors import RefusedError
from pora.locale import _, format_number

# Columns of a tidy file that are known and not read.
UNREAD = ("row_label", "ignored")
TAIL_BYTES = 8 * 1024
TAIL_WORDS = re.compile(r"jumlah|total|sumber|mengetahui|\bnip\b", re.IGNORECASE)
STORED = "raw_stored"


@dataclass(frozen=True)
class TidyPlan:
    """How to read a tidy file; `columns` has the raw column of each column of the file, None where unread."""

    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    columns: tuple[str | None, ...]
    aliases: tuple[str, ...]


def plan_tidy(path: Path, first_line: str, encoding: str) -> TidyPlan | None:
    """The plan when the first line says that the file is tidy and its end does not say otherwise, else None."""
    for delimiter in DELIMITERS:
        headings = tuple(split_line(first_line, delimiter))
        found = [match for match in map(resolve_heading, headings) if match]
        read = [match.column for match in found if match.column not in UNREAD]
        if len(found) < len(headings) or len(set(read)) < len(read) or "person_count" not in read:
            continue
        if not set(read) <= {*RAW_DIMENSIONS, "person_count"}:
            continue
        columns = tuple(None if match.column in UNREAD else match.column for match in found)
        plan = TidyPlan(encoding, delimiter, headings, columns, tuple(match.alias for match in found))
        return plan if _ends_tidy(path, plan) else None
    return None


def _ends_tidy(path: Path, plan: TidyPlan) -> bool:
    """No total row, source line or signature block in the last lines of the file."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES) // 2 * 2)
        tail = file.read()
    codec = plan.encoding if not plan.encoding.startswith("utf-16") else "latin-1"
    lines = tail.decode(codec, "replace").replace("\0", "").splitlines()[1:]
    return not any(TAIL_WORDS.search(line) for line in lines)


def read_tidy(
    path: Path, con: duckdb.DuckDBPyConnection, plan: TidyPlan, defaults: ReadDefaults
) -> Found | None:
    """Fills `raw`. None when the file must be read cell by cell (an empty line inside, mixed line ends).

    Raises RefusedError, with the row, for ragged rows, open quotes and NUL bytes.
    """
    with as_utf8(path, plan.encoding) as utf8_path:
        scan = scan_text(utf8_path)
        if not scan.is_utf8:
            if plan.encoding == "cp1252":
                raise RefusedError(
                    _("Huruf di berkas {name} tidak dapat dibaca. Simpan ulang sebagai CSV UTF-8.").format(
                        name=path.name
                    )
                )
            return read_tidy(path, con, _with_encoding(plan, "cp1252"), defaults)
        if scan.blank_row is not None:
            return None
        try:
            _store(con, utf8_path, plan, trim=scan.has_spaces)
        except duckdb.InvalidInputException as error:
            if refusal := _explain(path, str(error), len(plan.headings)):
                raise refusal from None
            return None
    return _found(plan, _expose(con, plan, defaults), defaults)


def _with_encoding(plan: TidyPlan, encoding: str) -> TidyPlan:
    return TidyPlan(encoding, plan.delimiter, plan.headings, plan.columns, plan.aliases)


def drop_raw(con: duckdb.DuckDBPyConnection) -> None:
    """Makes room for a new `raw`, be it a table or a view now."""
    for kind, listing in (
        ("VIEW", "duckdb_views() WHERE view_name"),
        ("TABLE", "duckdb_tables() WHERE table_name"),
    ):
        for name in ("raw", STORED):
            if con.execute(f"SELECT 1 FROM {listing} = ?", [name]).fetchone():  # noqa: S608 - fixed words
                con.execute(f"DROP {kind} {name}")


def _store(con: duckdb.DuckDBPyConnection, path: Path, plan: TidyPlan, trim: bool) -> None:
    """One pass over the file. Personal columns never get here, so what DuckDB spills is safe."""
    drop_raw(con)
    types = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(len(plan.headings)))
    cell = "nullif(trim(c{0}), '') AS {1}" if trim else "c{0} AS {1}"
    chosen = ", ".join(cell.format(at, name) for at, name in enumerate(plan.columns) if name)
    con.execute(
        f"CREATE TEMP TABLE {STORED} AS SELECT {chosen} FROM read_csv(?, header = true, auto_detect = false, "  # noqa: S608 - our names
        f"delim = ?, quote = '\"', escape = '\"', columns = {{{types}}})",
        [str(path), plan.delimiter],
    )


def _expose(con: duckdb.DuckDBPyConnection, plan: TidyPlan, defaults: ReadDefaults) -> tuple[int, int]:
    """The view `raw` over the stored columns; (rows in it, rows left out because every cell is blank).

    Row numbers come from the position in the table: insertion keeps the order of the file, and numbering rows
    while reading would take one thread and twice the time.
    """
    stored = [name for name in plan.columns if name]
    given = {"period": defaults.period, "kabupaten_code": defaults.kabupaten}
    parts = {name: "NULL::VARCHAR" for name in RAW_COLUMNS} | {name: name for name in stored}
    parts["row_number"] = "rowid + 2"
    parts["count_heading"] = _literal(plan.headings[plan.columns.index("person_count")])
    for name, value in given.items():
        if name not in stored and value:
            parts[name] = _literal(value)
    blank = " AND ".join(f"{name} IS NULL" for name in stored)
    total, empty = _one(con, f"SELECT count(*), count(*) FILTER ({blank}) FROM {STORED}")  # noqa: S608 - our names
    columns = ", ".join(f"{expression} AS {name}" for name, expression in parts.items())
    kept = f" WHERE NOT ({blank})" if empty else ""
    con.execute(f"CREATE TEMP VIEW raw AS SELECT {columns} FROM {STORED}{kept}")  # noqa: S608 - our names
    return total - empty, empty


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'::VARCHAR"


def _one(con: duckdb.DuckDBPyConnection, query: str) -> tuple[int, int]:
    row = con.execute(query).fetchone()
    if row is None:
        raise RuntimeError("an aggregate gave no row")
    return row[0], row[1]


def _found(plan: TidyPlan, counts: tuple[int, int], defaults: ReadDefaults) -> Found:
    rows, empty = counts
    columns = tuple(
        ColumnFound(heading, name, alias)
        for heading, name, alias in zip(plan.headings, plan.columns, plan.aliases, strict=True)
        if name
    )
    skipped = tuple(
        Skipped("ignored_column", text=heading)
        for heading, name in zip(plan.headings, plan.columns, strict=True)
        if not name
    )
    has_period = "period" in plan.columns
    table = TableFound(
        sheet=None,
        heading_rows=(1,),
        first_row=2,
        last_row=rows + empty + 1,
        rows=rows,
        layout="tall",
        columns=columns,
        skipped=skipped,
        period=None if has_period else defaults.period,
        period_from="column" if has_period else "default" if defaults.period else None,
    )
    return Found("csv", plan.encoding, plan.delimiter, (table,))


def _explain(path: Path, message: str, width: int) -> RefusedError | None:
    """DuckDB's complaint in one sentence, without the line itself: it may hold anything."""
    line = re.search(r"CSV Error on Line: (\d+)", message)
    if not line:
        return None
    row = format_number(int(line[1]))
    if count := re.search(r"Expected Number of Columns: \d+ Found: (\d+)", message):
        return RefusedError(
            _(
                "Baris {row} berkas {name} berisi {found} kolom, seharusnya {expected}. Perbaiki baris itu."
            ).format(row=row, name=path.name, found=count[1], expected=width)
        )
    if "quote" in message:
        return RefusedError(
            _("Tanda kutip pada baris {row} berkas {name} tidak ditutup. Perbaiki baris itu.").format(
                row=row, name=path.name
            )
        )
    return RefusedError(
        _("Baris {row} berkas {name} tidak dapat dibaca sebagai CSV. Perbaiki baris itu.").format(
            row=row, name=path.name
        )
    )
