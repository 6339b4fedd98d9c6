"""Tidy CSV straight into DuckDB: the first line is the heading, every heading known, one of them the count.

Promise: 10 million rows stream at near the speed of a bare scan, and `raw.row_number` is the row as the office
sees it (heading = 1). Traps: DuckDB skips empty lines, so a file with one inside is not read here; and an error
inside a transaction ends it, so nothing is tried twice.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import duckdb

from etl.cores import use_cores_for_file
from etl.readers.formats.cells import clean_cells
from etl.readers.formats.sniff import as_utf8, encoding_refusal, scan_text
from etl.readers.read_report import ColumnFound, ReadDefaults, ReadReport, Skipped, TableFound, TotalCheck
from etl.readers.tables.own_export import HIDDEN, refuse_hidden_count
from etl.readers.tables.table_category import TableCategory, require_same_category
from etl.readers.texts.headings import DESA_COLUMNS, PLACE_COLUMNS, RAW_COLUMNS
from etl.readers.texts.not_counted import is_own_nationals
from etl.readers.texts.periods import is_year
from etl.readers.texts.personal import has_personal_value, refuse_personal
from etl.readers.tidy.levels import find_repeated_rows
from etl.readers.tidy.plan import STATUS_COLUMN, TidyPlan
from pora.errors import RefusedError
from pora.locale import _, _n, format_number
from pora.reference.terms import resolve_term

STORED, HEADS = "raw_stored", "raw_head"
ROWS_DATABASE = "stored_rows"  # of a writer: on disk ten million rows are 35 MB, in memory 1.4 GB
TEMPORARY = "temp"  # as DuckDB calls it
CHECKED_VALUES = 10_000  # distinct values of a column that are looked at for personal content
_PLACE = ("kabupaten_code", "kabupaten", "kecamatan_code", "kecamatan")
_CARRIED = ("period", *_PLACE)


def read_tidy(
    path: Path, con: duckdb.DuckDBPyConnection, plan: TidyPlan, text: str, defaults: ReadDefaults
) -> ReadReport | None:
    """Fills `raw`. None, and nothing done, when the file must be read cell by cell.

    Raises RefusedError, with the row, for ragged rows, open quotes and NUL bytes, and for personal content.
    """
    with as_utf8(path, plan.encoding) as utf8_path:
        scan = scan_text(utf8_path)
        if not scan.is_utf8:
            if plan.encoding == "cp1252":
                raise encoding_refusal(path)
            return read_tidy(path, con, replace(plan, encoding="cp1252"), text, defaults)
        if not scan.is_regular:
            return None
        plan = _judge_personal(path, plan, _personal_in_sample(plan, text), defaults)
        use_cores_for_file(con, utf8_path.stat().st_size)
        try:
            _store(con, utf8_path, plan, scan.has_spaces, scan.has_formulas)
        except duckdb.InvalidInputException as error:
            raise _explain(path, str(error), len(plan.headings)) from None
    plan = _judge_personal(path, plan, _personal_in_table(con, plan), defaults)
    _require_no_hidden_counts(path, con, plan)
    if _needs_cells(con, plan):
        drop_raw(con)
        return None
    heads = find_repeated_rows(con, STORED, plan) if plan.has_desa and not plan.names_office else {}
    written = TableCategory(plan.written_category, "title")
    require_same_category(path.name, _("baris {row}").format(row=1), written, defaults)
    return _found(plan, _expose(con, plan, defaults, list(heads)), heads, defaults)


def _personal_in_sample(plan: TidyPlan, text: str) -> list[str]:
    """Columns with personal content at the start of the file: found here, they never reach DuckDB."""
    rows = csv.reader(text.splitlines()[1:], delimiter=plan.delimiter)
    whole = [[cell or "" for cell in clean_cells(row)] for row in rows if len(row) == len(plan.headings)]
    sample = list(zip_longest(*whole))
    pairs = zip(plan.columns, sample, strict=False)
    return [name for name, values in pairs if name and has_personal_value(values)]


def _personal_in_table(con: duckdb.DuckDBPyConnection, plan: TidyPlan) -> list[str]:
    found = []
    for name in plan.read:
        query = f"SELECT DISTINCT {name} FROM {STORED} LIMIT {CHECKED_VALUES}"  # noqa: S608 - our names
        if has_personal_value(row[0] for row in con.execute(query).fetchall()):
            found.append(name)
    return found


def _require_no_hidden_counts(path: Path, con: duckdb.DuckDBPyConnection, plan: TidyPlan) -> None:
    if STATUS_COLUMN in plan.stored:
        query = f"SELECT min(row_number) FROM {STORED} WHERE {STATUS_COLUMN} IN (?, ?)"  # noqa: S608 - our names
        (row,) = con.execute(query, list(HIDDEN)).fetchall()[0]
        if row is not None:
            raise refuse_hidden_count(path.name, row)


def _needs_cells(con: duckdb.DuckDBPyConnection, plan: TidyPlan) -> bool:
    """Whether cells change what their row means: WNI and WNA as nationalities, a year that waits for its month, a name
    of an area that stands once for the desa below it.
    """

    def texts(name: str) -> list[str]:
        query = f"SELECT DISTINCT {name} FROM {STORED} WHERE {name} IS NOT NULL LIMIT {CHECKED_VALUES}"  # noqa: S608
        return [text for (text,) in con.execute(query).fetchall()] if name in plan.stored else []

    places = [name for name in plan.stored if name in PLACE_COLUMNS]
    placeless = " AND ".join(f"{name} IS NULL" for name in places)
    said = " OR ".join(f"{name} IS NOT NULL" for name in plan.stored if name not in PLACE_COLUMNS)
    # A row may be of the place above it, as in a table with merged cells that was saved as CSV; not in an own export,
    # which says the state of each row.
    if places and STATUS_COLUMN not in plan.stored:
        query = f"SELECT 1 FROM {STORED} WHERE {placeless} AND ({said}) LIMIT 1"  # noqa: S608 - our names
        if con.execute(query).fetchone():
            return True
    carried = " OR ".join(f"{name} IS NULL" for name in plan.stored if name in _CARRIED)
    named = " OR ".join(f"{name} IS NOT NULL" for name in plan.stored if name in DESA_COLUMNS)
    if named and carried:
        query = f"SELECT 1 FROM {STORED} WHERE ({carried}) AND ({named}) LIMIT 1"  # noqa: S608 - our names
        if con.execute(query).fetchone():
            return True
    nationalities = texts("nationality")
    return (
        any(map(is_own_nationals, [*nationalities, *texts("category")]))
        or any(resolve_term("category", text).value for text in nationalities)
        or any(map(is_year, texts("period")))
    )


def _judge_personal(path: Path, plan: TidyPlan, columns: list[str], defaults: ReadDefaults) -> TidyPlan:
    if columns and (not defaults.drop_personal or "person_count" in columns):
        raise refuse_personal(path.name, plan.name(columns))
    return plan.without(columns) if columns else plan


def drop_raw(con: duckdb.DuckDBPyConnection) -> None:
    """Makes room for a new `raw`, be it a table or a view now."""
    for name in ("raw", STORED, HEADS):
        for kind in ("view", "table"):
            known = f"SELECT 1 FROM duckdb_{kind}s() WHERE {kind}_name = ? AND temporary"  # noqa: S608
            if con.execute(known, [name]).fetchone():
                con.execute(f"DROP {kind} {name}")
    con.execute(f"DROP TABLE IF EXISTS {_name_place(con)}")


def _name_place(con: duckdb.DuckDBPyConnection) -> str:
    """Where the stored rows of this connection lie: in the database for rows where one is attached, else in memory."""
    query = "SELECT current_connection_id(), count(*) FROM duckdb_databases() WHERE database_name = ?"
    number, is_attached = con.execute(query, [ROWS_DATABASE]).fetchall()[0]
    return f"{ROWS_DATABASE if is_attached else TEMPORARY}.main.{STORED}_{number}"


def _store(con: duckdb.DuckDBPyConnection, path: Path, plan: TidyPlan, trim: bool, unwrap: bool) -> None:
    """One pass over the file, only the columns that are read. Marks of DuckDB's file patterns stand for themselves."""
    drop_raw(con)
    types = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(plan.headings)))
    cell = "nullif(trim(c{0}), '') AS {1}" if trim else "c{0} AS {1}"
    if unwrap:
        cell = """nullif(trim(regexp_replace(trim(c{0}), '^="([^"]*)"$', '\\1')), '') AS {1}"""
    chosen = ", ".join(cell.format(place, name) for place, name in enumerate(plan.columns) if name)
    pattern = re.sub(r"([*?\[])", r"[\1]", str(path.resolve()))
    options = "header = true, auto_detect = false, compression = 'none', hive_partitioning = false"
    reader = f"""read_csv(?, delim = ?, quote = '"', escape = '"', {options}, columns = {{{types}}})"""
    place = _name_place(con)
    kind = "TEMP TABLE" if place.startswith(TEMPORARY) else "TABLE"
    query = f"CREATE {kind} {place} AS SELECT {chosen} FROM {reader}"  # noqa: S608 - our names
    con.execute(query, [pattern, plan.delimiter])
    con.execute(f"CREATE TEMP VIEW {STORED} AS SELECT rowid + 2 AS row_number, * FROM {place}")  # noqa: S608


def _expose(
    con: duckdb.DuckDBPyConnection, plan: TidyPlan, defaults: ReadDefaults, heads: Sequence[int]
) -> tuple[int, int]:
    """The view `raw` over the stored columns but for the rows that repeat others; (rows of both, rows left out because
    every cell is blank).

    Row numbers come from the position in the table: insertion keeps the order of the file, and numbering rows
    while reading would take one thread and twice the time.
    """
    parts = {name: "NULL::VARCHAR" for name in RAW_COLUMNS} | {name: name for name in plan.read}
    parts["row_number"] = "row_number"
    parts["count_heading"] = _literal(plan.headings[plan.columns.index("person_count")])
    given = {"period": defaults.period, "kabupaten_code": defaults.kabupaten, "category": plan.find_category(defaults)}
    parts |= {name: _literal(value) for name, value in given.items() if value and parts[name] != name}
    blank = " AND ".join(f"{name} IS NULL" for name in plan.stored if name != STATUS_COLUMN)
    row = con.execute(f"SELECT count(*), count(*) FILTER ({blank}) FROM {STORED}").fetchone()  # noqa: S608
    total, empty = row or (0, 0)
    columns = ", ".join(f"{expression} AS {name}" for name, expression in parts.items())
    kept = f" WHERE NOT ({blank})" if empty else " WHERE true" if heads else ""
    if heads:
        con.execute(f"CREATE TEMP TABLE {HEADS} AS SELECT unnest(?::BIGINT[]) AS row_number", [heads])
        kept += f" AND row_number NOT IN (SELECT row_number FROM {HEADS})"  # noqa: S608 - our names
    con.execute(f"CREATE TEMP VIEW raw AS SELECT {columns} FROM {STORED}{kept}")  # noqa: S608 - our names
    return total - empty, empty


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'::VARCHAR"


def _found(
    plan: TidyPlan, counts: tuple[int, int], heads: Mapping[int, tuple[int, int]], defaults: ReadDefaults
) -> ReadReport:
    """`heads` are the rows that sum up others, with what each says and what the others are together."""
    rows, empty = counts
    described = list(zip(plan.headings, plan.columns, plan.aliases, strict=True))
    skipped = [Skipped("total", tuple(heads))] if heads else []
    heading = plan.headings[plan.columns.index("person_count")]
    checks = (TotalCheck(row, heading, printed, computed) for row, (printed, computed) in heads.items())
    skipped += [Skipped(reason, text=heading) for heading, reason in plan.unread()]
    has_period = "period" in plan.stored
    table = TableFound(
        sheet=None,
        heading_rows=(1,),
        first_row=2,
        last_row=rows + empty + 1,
        rows=rows - len(heads),
        layout="tall",
        columns=tuple(
            ColumnFound(heading, name, alias) for heading, name, alias in described if name and name != STATUS_COLUMN
        ),
        skipped=tuple(skipped),
        totals_compared=len(heads),
        mismatches=tuple(check for check in checks if check.printed != check.computed),
        period=None if has_period else defaults.period,
        period_from="column" if has_period else "default" if defaults.period else None,
        category=None if "category" in plan.stored else plan.find_category(defaults),
        category_from="title" if plan.written_category else "default",
    )
    return ReadReport("csv", plan.encoding, plan.delimiter, (table,), dropped=plan.dropped)


def _explain(path: Path, message: str, width: int) -> RefusedError:
    """DuckDB's complaint in one sentence, without the line itself: it may hold anything."""
    line = re.search(r"CSV Error on Line: (\d+)", message)
    row = format_number(int(line[1])) if line else "?"
    if count := re.search(r"Expected Number of Columns: \d+ Found: (\d+)", message):
        found = int(count[1])
        text = _n("Baris {row} berkas {name} berisi {found} kolom, seharusnya {expected}. Perbaiki baris itu.", found)
        code = "extra-cell" if found > width else "missing-cell"
        return RefusedError(text.format(row=row, name=path.name, found=found, expected=width), code)
    if "quote" in message:
        text = _("Tanda kutip pada baris {row} berkas {name} tidak ditutup. Perbaiki baris itu.")
    else:
        text = _("Baris {row} berkas {name} tidak dapat dibaca sebagai CSV. Perbaiki baris itu.")
    return RefusedError(text.format(row=row, name=path.name))
