"""Writes the reference data into the snapshot, anew whenever a file of them changed, so that an edit of a CSV counts.

A database of one province has the offices and published figures of that province, but the areas of the country.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import babel
import duckdb
import pycountry

from etl.snapshot.made_of import hash_facts, hash_program, read_mark, write_mark
from etl.snapshot.reference_file import IS_HERE, REFERENCE_FILE
from etl.snapshot.team_reference import write_team_reference
from etl.snapshot.verify import require_rules
from etl.text_table import write_text_table
from pora import paths, schema
from pora.errors import UsageError
from pora.locale import _
from pora.reference import countries
from pora.reference.areas import area_index
from pora.reference.office_files import local_paths
from pora.reference.offices import SAMPLE_OFFICE, offices_in, read_office_areas
from pora.schema import Table

# What else decides how the files come out: code, and with it which part of a batch counts where.
_READERS = ("etl/snapshot", "pora/reference", "pora/schema", "pora/warehouse/in_force.py")


def _insert(con: duckdb.DuckDBPyConnection, table: Table, rows: str, *parameters: str) -> None:
    """Replaces the table by those of its columns in `rows`, which is SQL."""
    con.execute(f"DROP TABLE IF EXISTS {table.name}")
    con.execute(table.ddl())
    columns = ", ".join(table.column_names)
    con.execute(f"INSERT INTO {table.name} SELECT {columns} FROM {rows}", parameters)  # noqa: S608 - of pora/schema/


def _insert_rows(con: duckdb.DuckDBPyConnection, table: Table, rows: Iterable[Sequence[object]]) -> None:
    """The same with rows of Python, in the order of its columns; blank text becomes null."""
    texts = [[None if cell in (None, "") else str(cell) for cell in row] for row in rows]
    write_text_table(con, "reference_rows", table.column_names, texts)
    _insert(con, table, "reference_rows")


def _write_offices(con: duckdb.DuckDBPyConnection, province_code: str) -> None:
    """Raises UsageError where an office is gone whose files are loaded."""
    offices = offices_in(province_code)
    rows = [[getattr(one, name) for name in schema.REF_OFFICE.column_names] for one in (*offices, SAMPLE_OFFICE)]
    _insert_rows(con, schema.REF_OFFICE, rows)
    codes = {office.office_code for office in offices}
    areas = [area for area in read_office_areas() if area.office_code in codes]
    rows = [[getattr(one, name) for name in schema.REF_OFFICE_AREA.column_names] for one in areas]
    _insert_rows(con, schema.REF_OFFICE_AREA, rows)
    lost = con.execute(
        "SELECT office_code FROM (SELECT office_code FROM core_batch UNION SELECT office_code FROM core_list_batch) "
        "ANTI JOIN ref_office USING (office_code)"
    ).fetchone()
    if lost:
        raise UsageError(
            _(
                "Berkas dari kantor '{office}' sudah dimuat, tetapi kantor itu hilang dari {file}. Kembalikan barisnya."
            ).format(office=lost[0], file=local_paths()[0])
        )


def write_reference(con: duckdb.DuckDBPyConnection) -> bool:
    """Fills the tables of reference: areas, offices, groups, countries, teams, and of the published figures those of
    the province or its offices; a snapshot of the country has all. False, and nothing done, where they are of the same
    files, as this version of the product reads them."""
    made_of = hash_facts((hash_program(*_READERS), babel.__version__, pycountry.__version__, *_read_files()))
    if read_mark(con, schema.REF_AREA.name) == made_of:
        return False
    province_code = str((con.execute("SELECT province_code FROM core_snapshot").fetchone() or [""])[0])
    _insert(con, schema.REF_AREA, REFERENCE_FILE, str(paths.REFERENCE / "area.csv"))
    _write_offices(con, province_code)
    figures = f"(FROM {REFERENCE_FILE} WHERE {IS_HERE})"
    _insert(con, schema.CORE_FIGURE, figures, str(paths.REFERENCE / "published_figure.csv"))
    groups = [(group.code, group.name, code) for group in area_index().groups().values() for code in group.codes]
    _insert_rows(con, schema.REF_AREA_GROUP, groups)
    _insert_rows(con, schema.REF_COUNTRY, countries.list_nationalities())
    write_team_reference(con)
    require_rules(con, schema.REFERENCE_TABLES)
    write_mark(con, "TABLE", schema.REF_AREA.name, made_of)
    return True


def _read_files() -> Iterator[bytes]:
    """Names and digests, of the project and of this installation; none of a file that is not there."""
    for path in (*sorted(paths.REFERENCE.glob("*.csv")), *local_paths()):
        yield path.name.encode()
        with suppress(FileNotFoundError, NotADirectoryError):
            yield hashlib.sha256(path.read_bytes()).digest()
