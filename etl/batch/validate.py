"""Which rows are refused, and why: all errors at once, each with the row and column as the office sees them.

Reads `raw` and the resolved tables; writes the temp table `raw_error` (sheet, row_number, column_name, value,
error_code, message). A row with any error is a rejected row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import duckdb

from etl.batch.one_kecamatan import insert_other_kecamatan
from etl.batch.resolve import VALUE_COLUMNS, join_resolved
from etl.readers.read_report import ReadReport, TableFound
from etl.readers.texts.headings import PLACE_COLUMNS
from etl.readers.texts.numbers import ZERO_WORDS
from pora.locale import _
from pora.schema import ACTION_KIND, TINDAKAN
from pora.schema.load_report import ErrorKind, RowError


class RowErrors:
    """The errors of the file now in `raw`, counted in full, listed on demand."""

    def __init__(self, con: duckdb.DuckDBPyConnection, rows_in: int, file_errors: list[RowError]) -> None:
        self._con = con
        self._file_errors = file_errors
        self.rows_in = rows_in
        self.error_count = self._count("SELECT count(*) FROM raw_error") + len(file_errors)
        accepted = self._count("SELECT count(*) FROM accepted") if self.error_count else rows_in
        self.rejected = rows_in if file_errors else rows_in - accepted

    def _count(self, query: str) -> int:
        row = self._con.execute(query).fetchone()
        return int(row[0]) if row else 0

    def kinds(self) -> tuple[ErrorKind, ...]:
        """How many there are of each code, in the order of codes."""
        counts = Counter(error.code for error in self._file_errors)
        counts.update(dict(self._con.execute("SELECT error_code, count(*) FROM raw_error GROUP BY ALL").fetchall()))
        return tuple(ErrorKind(code, count) for code, count in sorted(counts.items()))

    def first(self, limit: int) -> tuple[RowError, ...]:
        """At most so many of each kind, in the order of the file: one kind in every row hides no other."""
        rows = self._con.execute(
            "SELECT sheet, row_number, column_name, value, error_code, message FROM raw_error QUALIFY row_number() "
            "OVER (PARTITION BY error_code ORDER BY sheet, raw_error.row_number, column_name) <= ? "
            "ORDER BY sheet, raw_error.row_number, column_name",
            [limit],
        ).fetchall()
        return (*self._file_errors, *(RowError(*row) for row in rows))


_CREATE = """
CREATE OR REPLACE TEMP TABLE raw_error (
    sheet VARCHAR, row_number BIGINT, column_name VARCHAR, value VARCHAR,
    error_code VARCHAR, message VARCHAR)
"""

_SAME_PLACE = " AND ".join(f"a.{name}_text IS NOT DISTINCT FROM r.{name}" for name in PLACE_COLUMNS)
_AREA_ERRORS = f"""
INSERT INTO raw_error
SELECT DISTINCT r.sheet, r.row_number, a.error_column, a.error_value, a.error_code, a.message
FROM raw r JOIN resolved_area a ON {_SAME_PLACE}
WHERE a.error_code IS NOT NULL
"""  # noqa: S608 - own constants


def _insert_value_errors(con: duckdb.DuckDBPyConnection, column: str) -> None:
    if con.execute(
        f"SELECT 1 FROM resolved_{column} WHERE error_code IS NOT NULL LIMIT 1"  # noqa: S608 - own constant
    ).fetchone():
        heading = "coalesce(r.count_heading, 'person_count')" if column == "person_count" else f"'{column}'"
        con.execute(
            f"INSERT INTO raw_error SELECT DISTINCT r.sheet, r.row_number, {heading}, v.text, "  # noqa: S608
            f"v.error_code, v.message FROM raw r JOIN resolved_{column} v ON {join_resolved(column, 'v')} "
            f"WHERE v.error_code IS NOT NULL AND NOT ({_says_nobody(column)})",
        )


def _says_nobody(column: str) -> str:
    """NIHIL where a nationality or a permit should stand, in a row whose count is 0: there is nobody to tell of."""
    if column in ("period", "category", "person_count"):
        return "false"
    words = ", ".join(f"'{word}'" for word in sorted(ZERO_WORDS))
    return (
        f"lower(trim(v.text, ' .-')) IN ({words}) AND EXISTS (FROM resolved_person_count n "  # noqa: S608 - own constant
        f"WHERE {join_resolved('person_count', 'n')} AND n.value = '0')"
    )


def _insert_missing(con: duckdb.DuckDBPyConnection, *columns: str) -> None:
    """Rows without what no file may leave open."""
    missing = {
        "period": _("Periode kosong. Isi kolom periode seperti 2024-03, atau beri --period."),
        "category": _("Kategori kosong. Isi kolom kategori dengan orang_asing, pengungsi atau tindakan."),
    }
    for column in columns:
        con.execute(
            "INSERT INTO raw_error SELECT DISTINCT r.sheet, r.row_number, ?, NULL, 'constraint-error', ? "  # noqa: S608
            f"FROM raw r WHERE r.{column} IS NULL",
            [column, missing[column]],
        )


def _insert_stray_actions(con: duckdb.DuckDBPyConnection) -> None:
    """Who was deported is not who is there: a kind of action stands in rows of actions only."""
    message = _("Jenis tindakan terisi, tetapi kategorinya bukan tindakan. Betulkan salah satunya.")
    con.execute(
        "INSERT INTO raw_error SELECT DISTINCT m.sheet, m.row_number, ?, m.action_kind, 'constraint-error', ? "
        "FROM mapped m WHERE m.action_kind IS NOT NULL AND m.category <> ?",
        [ACTION_KIND.name, message, TINDAKAN],
    )


def _find_other_office(con: duckdb.DuckDBPyConnection, office: str) -> list[RowError]:
    """Two offices on the same kabupaten/kota, period and category would be added up: refused."""
    rows = con.execute(
        """
        SELECT DISTINCT m.period, m.category, m.kabupaten_code, r.area_name, f.office_code
        FROM mapped m
        JOIN core_slice_in_force f USING (period, category, kabupaten_code)
        JOIN core_batch b ON b.batch_id = f.batch_id AND NOT b.is_sample
        JOIN ref_area r ON r.area_code = m.kabupaten_code
        WHERE f.office_code <> ?
        ORDER BY ALL LIMIT 20
        """,
        [office],
    ).fetchall()
    return [
        RowError(
            None,
            None,
            None,
            kabupaten_code,
            "conflicting-office",
            _(
                "{area}, {period}, {category}: sudah dilaporkan oleh {other}. Angka dua kantor tidak dijumlahkan; "
                "muat dengan --office {other} bila berkas ini koreksinya."
            ).format(area=area_name, period=period, category=category, other=other),
        )
        for period, category, kabupaten_code, area_name, other in rows
    ]


def _show_headings(con: duckdb.DuckDBPyConnection, tables: Sequence[TableFound]) -> None:
    """Names the column of an error by its heading in the file; by our name where the file has none."""
    headings = {
        (table.sheet, found.column): found.heading
        for table in tables
        for found in reversed(table.columns)
        if found.column != "person_count"  # has its heading already: there may be many
    }
    con.execute(
        """
        UPDATE raw_error SET column_name = h.heading
        FROM (SELECT unnest($sheets::VARCHAR[]) AS sheet, unnest($columns::VARCHAR[]) AS column_name,
                     unnest($headings::VARCHAR[]) AS heading) h
        WHERE h.column_name = raw_error.column_name AND h.sheet IS NOT DISTINCT FROM raw_error.sheet
        """,
        {
            "sheets": [sheet for sheet, _column in headings],
            "columns": [column for _sheet, column in headings],
            "headings": list(headings.values()),
        },
    )


_ACCEPTED = """
CREATE OR REPLACE TEMP VIEW accepted AS
SELECT m.* FROM mapped m
WHERE NOT EXISTS (
    FROM raw_error e WHERE e.row_number = m.row_number AND e.sheet IS NOT DISTINCT FROM m.sheet)
"""


def find_errors(
    con: duckdb.DuckDBPyConnection, found: ReadReport, office: str, is_sample: bool, kecamatan: str | None = None
) -> RowErrors:
    """Fills `raw_error`, makes the view `accepted` (rows of `mapped` without an error), returns the errors found.
    `kecamatan` is the one that the file is of, and nothing else."""
    con.execute(_CREATE)
    _insert_row_errors(con)
    _insert_missing(con, "period", "category")
    _insert_stray_actions(con)
    if kecamatan:
        insert_other_kecamatan(con, kecamatan)
    _accept_others(con, found)
    return RowErrors(con, found.rows, [] if is_sample else _find_other_office(con, office))


def find_agency_errors(con: duckdb.DuckDBPyConnection, found: ReadReport) -> RowErrors:
    """The same of a table of another agency: it counts persons of one kind, each in a kabupaten/kota."""
    con.execute(_CREATE)
    _insert_row_errors(con)
    _insert_missing(con, "period")
    _insert_unplaced(con)
    _accept_others(con, found)
    return RowErrors(con, found.rows, _find_several_categories(con))


def _insert_row_errors(con: duckdb.DuckDBPyConnection) -> None:
    for column in VALUE_COLUMNS:
        _insert_value_errors(con, column)
    if con.execute("SELECT 1 FROM resolved_area WHERE error_code IS NOT NULL LIMIT 1").fetchone():
        con.execute(_AREA_ERRORS)


def _insert_unplaced(con: duckdb.DuckDBPyConnection) -> None:
    """Rows with a count and without a kabupaten/kota, where no cell says what is wrong."""
    message = _("Kabupaten/kota kosong. Isi di tiap baris, atau beri --kabupaten.")
    con.execute(
        "INSERT INTO raw_error SELECT DISTINCT m.sheet, m.row_number, 'kabupaten', NULL, 'constraint-error', ? "
        "FROM mapped m WHERE m.kabupaten_code IS NULL AND m.person_count IS NOT NULL AND NOT EXISTS ("
        "FROM raw_error e WHERE e.row_number = m.row_number AND e.sheet IS NOT DISTINCT FROM m.sheet)",
        [message],
    )


def _find_several_categories(con: duckdb.DuckDBPyConnection) -> list[RowError]:
    """Persons who are there and refugees, or what was done: their sum would be nobody's measure."""
    query = "SELECT DISTINCT category FROM accepted WHERE category IS NOT NULL ORDER BY ALL"
    found = [str(code) for (code,) in con.execute(query).fetchall()]
    if len(found) <= 1 and TINDAKAN not in found:
        return []
    message = _(
        "Berkas instansi memuat satu ukuran, yaitu orang yang berada di wilayah; kolom kategori menyebut {found}."
    )
    words = ", ".join(found)
    return [RowError(None, None, None, words, "constraint-error", message.format(found=words))]


def _accept_others(con: duckdb.DuckDBPyConnection, found: ReadReport) -> None:
    if con.execute("SELECT 1 FROM raw_error LIMIT 1").fetchone():
        _show_headings(con, found.tables)
        con.execute(_ACCEPTED)
    else:
        con.execute("CREATE OR REPLACE TEMP VIEW accepted AS FROM mapped")
