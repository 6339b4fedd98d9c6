"""Tidy CSV straight into DuckDB: the first line is the heading, every heading known, one of them the count.

Promise: 10 million rows stream at near the speed of a bare scan, and `raw.row_number` is the row as the office
sees it (heading = 1). Traps: DuckDB skips empty lines, so a file with one inside is not read here; and an error
inside a transaction ends it, so nothing is tried twice.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl.readers.cells import is_tag_row
from etl.readers.headings import RAW_COLUMNS, RAW_DIMENSIONS, resolve_heading
from etl.readers.not_counted import is_own_nationals
from etl.readers.periods import is_year
from etl.readers.personal import has_personal_value, name_column, refuse_personal
from etl.readers.read_report import ColumnFound, ReadDefaults, ReadReport, Skipped, TableFound
from etl.readers.sniff import CHUNK_BYTES, DELIMITERS, as_utf8, encoding_refusal, scan_text, split_line
from etl.readers.table_category import TableCategory, imply_category, require_same_category
from etl.readers.titles import find_category
from pora.errors import RefusedError
from pora.locale import _, _n, format_number
from pora.reference.terms import resolve_term

UNREAD = ("row_label", "desa", "ignored")  # columns of a tidy file that are known and not read
STORED = "raw_stored"
CHECKED_VALUES = 10_000  # distinct values of a column that are looked at for personal content
_TAIL_BYTES = 8 * 1024
_TAIL_WORDS = re.compile(r"jumlah|total|sumber|mengetahui|\bnip\b", re.IGNORECASE)


@dataclass(frozen=True)
class TidyPlan:
    """How to read a tidy file; `columns` has the raw column of each column of the file, None where unread."""

    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    columns: tuple[str | None, ...]
    aliases: tuple[str, ...]
    dropped: tuple[str, ...] = ()

    @property
    def stored(self) -> tuple[str, ...]:
        return tuple(name for name in self.columns if name)

    @property
    def written_category(self) -> str | None:
        """The category that the heading of the count, else the details say, where no column does: `jumlah_wna`."""
        if "category" in self.stored:
            return None
        heading = self.headings[self.columns.index("person_count")]
        return find_category([heading]) or imply_category(set(self.stored))

    def find_category(self, defaults: ReadDefaults) -> str | None:
        return self.written_category or defaults.category

    def without(self, columns: Iterable[str]) -> TidyPlan:
        """The plan with personal columns left unread."""
        gone = set(columns)
        return replace(
            self,
            columns=tuple(None if name in gone else name for name in self.columns),
            dropped=(*self.dropped, *self.name(gone)),
        )

    def name(self, columns: Iterable[str]) -> list[str]:
        places = sorted(self.columns.index(column) for column in columns)
        return [name_column(self.headings[place], place) for place in places]


def plan_tidy(path: Path, text: str, encoding: str) -> TidyPlan | None:
    """The plan when the first line says that the file is tidy, and its end does not say otherwise; else None.

    `text` is the start of the file.
    """
    first_line = next(iter(text.removeprefix("\ufeff").splitlines()), "")
    for delimiter in DELIMITERS:
        headings = tuple(split_line(first_line, delimiter))
        found = [match for match in map(resolve_heading, headings) if match]
        read = [match.column for match in found if match.column not in UNREAD]
        if len(found) < len(headings) or len(set(read)) < len(read) or "person_count" not in read:
            continue
        if any(match.column == "desa" for match in found):
            return None  # a row of the kecamatan may stand beside those of its desa
        if not set(read) <= {*RAW_DIMENSIONS, "person_count"}:
            continue
        columns = tuple(None if match.column in UNREAD else match.column for match in found)
        plan = TidyPlan(encoding, delimiter, headings, columns, tuple(match.alias for match in found))
        second = next(iter(text.splitlines()[1:2]), "")
        return plan if _ends_tidy(path, encoding) and not is_tag_row(split_line(second, delimiter)) else None
    return None


def _ends_tidy(path: Path, encoding: str) -> bool:
    """No total row, source line or signature block in the last lines of the file."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES) // 2 * 2)
        tail = file.read()
    codec = "latin-1" if encoding.startswith("utf-16") else encoding
    lines = tail.decode(codec, "replace").replace("\0", "").splitlines()[1:]
    return not any(_TAIL_WORDS.search(line) for line in lines)


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
        if _holds_text_formulas(utf8_path):
            return None
        plan = _judge_personal(path, plan, _personal_in_sample(plan, text), defaults)
        try:
            _store(con, utf8_path, plan, trim=scan.has_spaces)
        except duckdb.InvalidInputException as error:
            raise _explain(path, str(error), len(plan.headings)) from None
    plan = _judge_personal(path, plan, _personal_in_table(con, plan), defaults)
    if _needs_cells(con, plan):
        drop_raw(con)
        return None
    written = TableCategory(plan.written_category, "title")
    require_same_category(path.name, _("baris {row}").format(row=1), written, defaults)
    return _found(plan, _expose(con, plan, defaults), defaults)


def _holds_text_formulas(path: Path) -> bool:
    """`="33.19.07"`: read cell by cell, where it is taken for the text that it is."""
    with path.open("rb") as file:
        return any(b'="' in line for line in iter(lambda: file.read(CHUNK_BYTES), b""))


def _personal_in_sample(plan: TidyPlan, text: str) -> list[str]:
    """Columns with personal content at the start of the file: found here, they never reach DuckDB."""
    rows = csv.reader(text.splitlines()[1:], delimiter=plan.delimiter)
    sample = list(zip(*(row for row in rows if len(row) == len(plan.headings)), strict=True))
    pairs = zip(plan.columns, sample, strict=False)
    return [name for name, values in pairs if name and has_personal_value(values)]


def _personal_in_table(con: duckdb.DuckDBPyConnection, plan: TidyPlan) -> list[str]:
    found = []
    for name in plan.stored:
        query = f"SELECT DISTINCT {name} FROM {STORED} LIMIT {CHECKED_VALUES}"  # noqa: S608 - our names
        if has_personal_value(row[0] for row in con.execute(query).fetchall()):
            found.append(name)
    return found


def _needs_cells(con: duckdb.DuckDBPyConnection, plan: TidyPlan) -> bool:
    """Whether cells change what their row means: WNI and WNA as nationalities, a year that waits for its month."""

    def texts(name: str) -> list[str]:
        query = f"SELECT DISTINCT {name} FROM {STORED} WHERE {name} IS NOT NULL LIMIT {CHECKED_VALUES}"  # noqa: S608
        return [text for (text,) in con.execute(query).fetchall()] if name in plan.stored else []

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
    for name in ("raw", STORED):
        for kind in ("view", "table"):
            known = f"SELECT 1 FROM duckdb_{kind}s() WHERE {kind}_name = ? AND temporary"  # noqa: S608
            if con.execute(known, [name]).fetchone():
                con.execute(f"DROP {kind} {name}")


def _store(con: duckdb.DuckDBPyConnection, path: Path, plan: TidyPlan, trim: bool) -> None:
    """One pass over the file, only the columns that are read. Marks of DuckDB's file patterns stand for themselves."""
    drop_raw(con)
    types = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(plan.headings)))
    cell = "nullif(trim(c{0}), '') AS {1}" if trim else "c{0} AS {1}"
    chosen = ", ".join(cell.format(place, name) for place, name in enumerate(plan.columns) if name)
    pattern = re.sub(r"([*?\[])", r"[\1]", str(path.resolve()))
    options = "header = true, auto_detect = false, compression = 'none', hive_partitioning = false"
    reader = f"""read_csv(?, delim = ?, quote = '"', escape = '"', {options}, columns = {{{types}}})"""
    query = f"CREATE TEMP TABLE {STORED} AS SELECT {chosen} FROM {reader}"  # noqa: S608 - our names
    con.execute(query, [pattern, plan.delimiter])


def _expose(con: duckdb.DuckDBPyConnection, plan: TidyPlan, defaults: ReadDefaults) -> tuple[int, int]:
    """The view `raw` over the stored columns; (rows in it, rows left out because every cell is blank).

    Row numbers come from the position in the table: insertion keeps the order of the file, and numbering rows
    while reading would take one thread and twice the time.
    """
    parts = {name: "NULL::VARCHAR" for name in RAW_COLUMNS} | {name: name for name in plan.stored}
    parts["row_number"] = "rowid + 2"
    parts["count_heading"] = _literal(plan.headings[plan.columns.index("person_count")])
    given = {"period": defaults.period, "kabupaten_code": defaults.kabupaten, "category": plan.find_category(defaults)}
    parts |= {name: _literal(value) for name, value in given.items() if value and parts[name] != name}
    blank = " AND ".join(f"{name} IS NULL" for name in plan.stored)
    row = con.execute(f"SELECT count(*), count(*) FILTER ({blank}) FROM {STORED}").fetchone()  # noqa: S608
    total, empty = row or (0, 0)
    columns = ", ".join(f"{expression} AS {name}" for name, expression in parts.items())
    kept = f" WHERE NOT ({blank})" if empty else ""
    con.execute(f"CREATE TEMP VIEW raw AS SELECT {columns} FROM {STORED}{kept}")  # noqa: S608 - our names
    return total - empty, empty


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'::VARCHAR"


def _found(plan: TidyPlan, counts: tuple[int, int], defaults: ReadDefaults) -> ReadReport:
    rows, empty = counts
    described = list(zip(plan.headings, plan.columns, plan.aliases, strict=True))
    unread = [heading for heading, name, alias in described if not name and heading not in plan.dropped]
    has_period = "period" in plan.stored
    table = TableFound(
        sheet=None,
        heading_rows=(1,),
        first_row=2,
        last_row=rows + empty + 1,
        rows=rows,
        layout="tall",
        columns=tuple(ColumnFound(heading, name, alias) for heading, name, alias in described if name),
        skipped=tuple(Skipped("ignored_column", text=heading) for heading in unread),
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
