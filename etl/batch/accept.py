"""Accepted rows into core tables. Works on the views `mapped` and `accepted` and the table
`raw_error` of the writer's connection."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime

import duckdb

from etl.readers.read_report import ReadReport
from etl.snapshot.out_tables import refresh_in_force
from pora.locale import _, _n, format_number, format_period


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


# One row per period, category and place in the accepted rows; `is_reported` is false where every count is blank.
_STAGE = """
CREATE OR REPLACE TEMP TABLE staged_place AS
SELECT period, category, kabupaten_code, kecamatan_code, bool_or(person_count IS NOT NULL) AS is_reported
FROM accepted GROUP BY ALL
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
       unhcr_status, unhcr_card, person_count
FROM accepted WHERE person_count IS NOT NULL
"""

_INSERT_SLICES = """
INSERT INTO core_slice
SELECT $batch_id, s.period, s.category, s.kabupaten_code, f.batch_id
FROM (SELECT DISTINCT period, category, kabupaten_code FROM staged_place) s
LEFT JOIN core_slice_in_force f
  ON f.period = s.period AND f.category = s.category
 AND f.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
 AND (s.kabupaten_code IS NOT NULL OR f.office_code = $office_code)
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

_INSERT_REJECTED = """
INSERT INTO core_rejected
SELECT ?, sheet, row_number, column_name, value, error_code, message FROM raw_error ORDER BY ALL
"""

_INSERT_TOTAL_CHECK = "INSERT INTO core_total_check VALUES (?, ?, ?, ?, ?, ?)"

_SAME_BATCH = """
SELECT b.batch_id
FROM core_batch b
WHERE b.file_sha256 = ? AND b.office_code = ? AND b.rows_accepted = ? AND b.rows_rejected = ?
  AND (SELECT count(*) FROM core_slice s WHERE s.batch_id = b.batch_id)
      = (SELECT count(DISTINCT (period, category, kabupaten_code)) FROM staged_place)
  AND NOT EXISTS (  -- a part of this file that the batch does not hold in force
      FROM staged_place p
      WHERE NOT EXISTS (
          FROM core_slice_in_force f
          WHERE f.batch_id = b.batch_id AND f.period = p.period AND f.category = p.category
            AND f.kabupaten_code IS NOT DISTINCT FROM p.kabupaten_code))
ORDER BY b.batch_number DESC LIMIT 1
"""

_FORMER_BATCH = """
SELECT b.batch_id, EXISTS (FROM core_slice_in_force f WHERE f.batch_id = b.batch_id)
FROM core_batch b
WHERE b.file_sha256 = ? AND b.office_code = ? AND NOT b.is_sample AND b.rows_rejected = 0
  AND b.batch_id NOT IN (SELECT batch_id FROM core_withdrawal)
ORDER BY b.batch_number DESC LIMIT 1
"""

_OUTSIDE = """
SELECT r.area_name, min(p.period)
FROM staged_place p
JOIN ref_office_area a ON a.kabupaten_code = p.kabupaten_code
    AND coalesce(a.valid_from <= last_day((p.period || '-01')::DATE), true)
    AND coalesce(a.valid_to >= last_day((p.period || '-01')::DATE), true)
JOIN ref_area r ON r.area_code = p.kabupaten_code
WHERE $office LIKE 'kanim-%' AND a.office_code <> $office
GROUP BY ALL ORDER BY ALL
"""

# Of each set of equal rows all but one. Hashes: the rows themselves would not fit into memory at ten million.
_REPEATED = """
SELECT count(*) - count(DISTINCT hash(period, kabupaten_code, kecamatan_code, category, nationality, izin_tinggal,
                                      sex, purpose, unhcr_status, unhcr_card))
FROM accepted WHERE person_count IS NOT NULL
"""

# Places with a row without details that is as much as all rows with details: a subtotal, or chance.
_LIKE_SUBTOTAL = """
WITH row_detail AS (
    SELECT period, category, coalesce(kecamatan_code, kabupaten_code) AS area_code, person_count,
           nationality IS NOT NULL OR izin_tinggal IS NOT NULL OR sex IS NOT NULL OR purpose IS NOT NULL
               OR unhcr_status IS NOT NULL OR unhcr_card IS NOT NULL AS is_detailed
    FROM accepted WHERE person_count > 0
)
SELECT DISTINCT coalesce(r.area_name, '–')
FROM (
    SELECT area_code FROM row_detail GROUP BY period, category, area_code
    HAVING count(*) FILTER (is_detailed) > 1 AND count(*) FILTER (NOT is_detailed) = 1
       AND sum(person_count) FILTER (is_detailed) = sum(person_count) FILTER (NOT is_detailed)
) s LEFT JOIN ref_area r USING (area_code)
ORDER BY ALL
"""
_SHOWN_NAMES = 9


def stage_rows(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(_STAGE)


def find_same_batch(
    con: duckdb.DuckDBPyConnection, sha256: str, office: str, accepted: int, rejected: int
) -> str | None:
    """The batch that holds this very file, read the same way, with every part of it in force; else None."""
    row = con.execute(_SAME_BATCH, [sha256, office, accepted, rejected]).fetchone()
    return str(row[0]) if row else None


def find_former_batch(con: duckdb.DuckDBPyConnection, sha256: str, office: str) -> tuple[str, bool] | None:
    """The last batch of this very file of the office, whole and not taken back, and whether any of it is in force."""
    row = con.execute(_FORMER_BATCH, [sha256, office]).fetchone()
    return (str(row[0]), bool(row[1])) if row else None


def find_warnings(con: duckdb.DuckDBPyConnection, office: str) -> list[str]:
    """What is accepted yet deserves a look: areas of another office, rows with the same details, and
    what looks like a subtotal."""
    warnings = [
        _("{area} bukan wilayah kerja {office} pada {period}.").format(
            area=area, office=office, period=format_period(period)
        )
        for area, period in con.execute(_OUTSIDE, {"office": office}).fetchall()
    ]
    repeated = con.execute(_REPEATED).fetchone()
    if repeated and repeated[0]:
        warnings.append(
            _("{n} baris memiliki rincian yang sama dengan baris lain; jumlahnya ditambahkan.").format(
                n=format_number(repeated[0])
            )
        )
    if names := [name for (name,) in con.execute(_LIKE_SUBTOTAL).fetchall()]:
        shown = ", ".join(names[:_SHOWN_NAMES]) + (", …" if len(names) > _SHOWN_NAMES else "")
        warnings.append(
            _n(
                "{n} tempat memuat baris tanpa rincian yang sama dengan jumlah baris yang dirinci ({places}); keduanya "
                "dihitung. Hapus barisnya bila itu subtotal.",
                len(names),
            ).format(n=format_number(len(names)), places=shown)
        )
    return warnings


def insert_batch(con: duckdb.DuckDBPyConnection, facts: BatchFacts, found: ReadReport) -> None:
    """Writes the batch with its slices, coverage, rows, rejected rows and the printed totals of the file that do not
    add up. Expects `stage_rows` to have run."""
    batch_id, office_code, *rest = astuple(facts)
    con.execute(
        "INSERT INTO core_batch SELECT $1, (SELECT coalesce(max(batch_number), 0) + 1 FROM core_batch), $2, "
        "(SELECT min(period) FROM staged_place), (SELECT max(period) FROM staged_place), "
        "$3, $4, $5, $6, $7, $8, $9, $10",
        [batch_id, office_code, *rest],
    )
    con.execute(_INCOMPLETE)
    con.execute(_INSERT_SLICES, {"batch_id": batch_id, "office_code": office_code})
    con.execute(_INSERT_COVERAGE, [batch_id])
    con.execute("SET preserve_insertion_order = false")  # all threads write; rows carry their numbers
    con.execute(_INSERT_CASES, [batch_id])
    con.execute("RESET preserve_insertion_order")
    con.execute(_INSERT_REJECTED, [batch_id])
    for sheet, check in found.mismatches:
        con.execute(_INSERT_TOTAL_CHECK, [batch_id, sheet, *astuple(check)])
    refresh_in_force(con)
