# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Accepted rows into core tables. Works on the views `mapped` and `accepted` and the table
`raw_error` of the writer's connection."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime

import duckdb

from etl.readers.read_report import ReadReport
from etl.snapshot.out_tables import refresh_in_force
from pora.warehouse.in_force import write_place_condition


@dataclass(frozen=True)
class BatchFacts:
    """What core_batch says of a file, beside what its rows say."""

    batch_id: str
    office_code: str
    file_name: str
    file_sha256: str
    received_at: datetime
    received_by: str
    rows_in: int
    rows_accepted: int
    rows_rejected: int
    is_sample: bool
    kecamatan_code: str | None = None  # the one that the file is of, and nothing else


# One row per period, category and place in the accepted rows; `is_reported` is false where every count is blank.
_STAGE = """
CREATE OR REPLACE TEMP TABLE staged_place AS
SELECT period, category, kabupaten_code, kecamatan_code, bool_or(person_count IS NOT NULL) AS is_reported
FROM accepted GROUP BY ALL
"""
_STAGE_DESA = """
CREATE OR REPLACE TEMP TABLE staged_desa AS
SELECT period, category, kabupaten_code, kecamatan_code, desa_code
FROM accepted WHERE desa_code IS NOT NULL AND person_count IS NOT NULL GROUP BY ALL
"""

# Places that lost a row. A row whose kecamatan, or kabupaten, is not known makes all that it may mean incomplete.
_INCOMPLETE = """
CREATE OR REPLACE TEMP TABLE incomplete_place AS
SELECT DISTINCT m.kabupaten_code, m.kecamatan_code FROM mapped m
JOIN raw_error e ON e.row_number = m.row_number AND e.sheet IS NOT DISTINCT FROM m.sheet
"""

_INSERT_CASES = """
INSERT INTO core_case
SELECT ?, row_number, period, kabupaten_code, kecamatan_code, category, nationality, izin_tinggal, sex, purpose,
       unhcr_status, unhcr_card, person_count, desa_code, action_kind
FROM accepted WHERE person_count IS NOT NULL
"""

# What a part replaces is the part in force of the same extent, else what is in force anywhere in it; a part that is one
# kecamatan replaces a real file of its kabupaten/kota only where that reports on the kecamatan.
_INSERT_SLICES = f"""
INSERT INTO core_slice
SELECT $batch_id, s.period, s.category, s.kabupaten_code, (
    SELECT first(f.batch_id ORDER BY f.kecamatan_code NULLS FIRST, f.batch_id)
    FROM core_slice_in_force f WHERE {write_place_condition("f", "s", "$office_code")}
      AND (s.kecamatan_code IS NULL OR f.kecamatan_code IS NOT NULL
           OR (SELECT b.is_sample FROM core_batch b WHERE b.batch_id = f.batch_id)
           OR (f.batch_id, s.period, s.category, s.kecamatan_code)
               IN (SELECT (v.batch_id, v.period, v.category, v.kecamatan_code) FROM core_coverage v))
), s.kecamatan_code
FROM (SELECT DISTINCT period, category, kabupaten_code, $kecamatan_code AS kecamatan_code FROM staged_place) s
ORDER BY ALL
"""

_INSERT_COVERAGE = """
INSERT INTO core_coverage
SELECT ?, s.period, s.category, s.kabupaten_code, s.kecamatan_code,
       NOT EXISTS (
           FROM incomplete_place i
           WHERE (i.kecamatan_code IS NULL OR i.kecamatan_code = s.kecamatan_code)
             AND (i.kabupaten_code IS NULL OR i.kabupaten_code = s.kabupaten_code)
       )
FROM staged_place s
WHERE s.kecamatan_code IS NOT NULL AND s.is_reported
ORDER BY ALL
"""

_INSERT_DESA_COVERAGE = """
INSERT INTO core_desa_coverage
SELECT ?, period, category, kabupaten_code, kecamatan_code, desa_code FROM staged_desa ORDER BY ALL
"""

_INSERT_REJECTED = """
INSERT INTO core_rejected
SELECT ?, sheet, row_number, column_name, value, error_code, message FROM raw_error ORDER BY ALL
"""

_INSERT_TOTAL_CHECK = "INSERT INTO core_total_check VALUES (?, ?, ?, ?, ?, ?)"

_SAME_BATCH = """
SELECT b.batch_id
FROM core_batch b
WHERE b.file_sha256 = ? AND b.office_code = ? AND b.rows_accepted = ? AND b.rows_rejected = ? AND b.is_sample = ?
  AND (SELECT count(*) FROM core_slice s WHERE s.batch_id = b.batch_id)
      = (SELECT count(DISTINCT (period, category, kabupaten_code)) FROM staged_place)
  AND NOT EXISTS (  -- a part of this file that the batch does not hold in force
      FROM staged_place p
      WHERE NOT EXISTS (
          FROM core_slice_in_force f
          WHERE f.batch_id = b.batch_id AND f.period = p.period AND f.category = p.category
            AND f.kabupaten_code IS NOT DISTINCT FROM p.kabupaten_code AND f.except_kecamatan IS NULL))
ORDER BY b.batch_number DESC LIMIT 1
"""

_FORMER_BATCH = """
SELECT b.batch_id, EXISTS (FROM core_slice_in_force f WHERE f.batch_id = b.batch_id)
FROM core_batch b
WHERE b.file_sha256 = ? AND b.office_code = ? AND NOT b.is_sample AND b.rows_rejected = 0
  AND b.batch_id NOT IN (SELECT batch_id FROM core_withdrawal)
ORDER BY b.batch_number DESC LIMIT 1
"""


def stage_rows(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(_STAGE)
    con.execute(_STAGE_DESA)


def find_same_batch(
    con: duckdb.DuckDBPyConnection, sha256: str, office: str, accepted: int, rejected: int, is_sample: bool
) -> str | None:
    """The batch that holds this very file, read the same way, with every part of it in force; else None. A file of an
    office is none of the sample, were it the same byte by byte."""
    row = con.execute(_SAME_BATCH, [sha256, office, accepted, rejected, is_sample]).fetchone()
    return str(row[0]) if row else None


def find_former_batch(con: duckdb.DuckDBPyConnection, sha256: str, office: str) -> tuple[str, bool] | None:
    """The last batch of this very file of the office, whole and not taken back, and whether any of it is in force."""
    row = con.execute(_FORMER_BATCH, [sha256, office]).fetchone()
    return (str(row[0]), bool(row[1])) if row else None


def insert_batch(con: duckdb.DuckDBPyConnection, facts: BatchFacts, found: ReadReport) -> None:
    """Writes the batch with its slices, coverage, rows, rejected rows and the printed totals of the file that do not
    add up. Expects `stage_rows` to have run."""
    batch_id, office_code, *rest, kecamatan_code = astuple(facts)
    con.execute(
        "INSERT INTO core_batch SELECT $1, (SELECT coalesce(max(batch_number), 0) + 1 FROM core_batch), $2, "
        "(SELECT min(period) FROM staged_place), (SELECT max(period) FROM staged_place), "
        "$3, $4, $5, $6, $7, $8, $9, $10",
        [batch_id, office_code, *rest],
    )
    con.execute(_INCOMPLETE)
    given = {"batch_id": batch_id, "office_code": office_code, "kecamatan_code": kecamatan_code}
    con.execute(_INSERT_SLICES, given)
    con.execute(_INSERT_COVERAGE, [batch_id])
    con.execute(_INSERT_DESA_COVERAGE, [batch_id])
    con.execute("SET preserve_insertion_order = false")  # all threads write; rows carry their numbers
    con.execute(_INSERT_CASES, [batch_id])
    con.execute("RESET preserve_insertion_order")
    con.execute(_INSERT_REJECTED, [batch_id])
    for sheet, check in found.mismatches:
        con.execute(_INSERT_TOTAL_CHECK, [batch_id, sheet, *astuple(check)])
    refresh_in_force(con)
