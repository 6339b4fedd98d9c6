# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Published figures, alone and beside the loaded counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot
from pora.warehouse.in_force import write_kecamatan_condition

if TYPE_CHECKING:
    import pandas as pd


def select_figures(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per published figure, with its source, newest first."""
    return snapshot.frame(scope, "SELECT * FROM main.core_figure ORDER BY as_of DESC, figure_id")


def select_agency_figures(snapshot: Snapshot, scope: Scope, area_code: str) -> pd.DataFrame:
    """One row per published figure of an area that has a value, as in core_figure, oldest first. They are public
    already, so every reader has all of them. Trap: each counts something of its own (`measure`); never add them."""
    return snapshot.frame(
        scope,
        """
        SELECT * FROM main.core_figure WHERE area_code = $area_code AND value_precision <> 'not_stated'
        ORDER BY as_of, agency, figure_id
        """,
        {"area_code": area_code},
    )


def select_agency_files(snapshot: Snapshot, scope: Scope, area_code: str) -> pd.DataFrame:
    """One row per figure in force that a table of another agency gives for a kabupaten/kota: agency (a code of
    schema.AGENCIES), measure, period, area_code, person_count, kecamatan_count, file_name, received_at, office_name of
    who sent it. None for who sees the public form: its small counts are not protected. Trap: never add them."""
    return snapshot.frame(
        scope,
        """
        SELECT f.agency, f.measure, f.period, f.area_code, f.person_count, f.kecamatan_count, l.file_name,
               l.received_at, o.office_name
        FROM core_agency_figure f
        JOIN core_list_batch l USING (batch_id)
        JOIN main.ref_office o ON o.office_code = f.office_code
        WHERE f.area_code = $area_code AND f.batch_id IN (SELECT i.batch_id FROM main.core_list_in_force i)
        QUALIFY row_number() OVER (
            PARTITION BY f.office_code, f.agency, f.measure, f.period ORDER BY l.batch_number DESC
        ) = 1
        ORDER BY f.period, f.agency, f.measure, f.office_code
        """,
        {"area_code": area_code},
    )


def select_reconciliation(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per published exact figure that is comparable (same area, month, category): figure_id, period, level,
    area_code, area_name, category, published_count, loaded_count, unplaced_count, unplaced_status, status, gap (loaded
    less published), agency, source. Trap: equal totals say nothing about the split."""
    return snapshot.frame(
        scope,
        """
        SELECT f.figure_id, f.period, f.level, f.area_code, f.area_name, f.category, f.as_of, f.as_of_precision,
               f.person_count AS published_count, a.person_count AS loaded_count, a.unplaced_count,
               a.unplaced_status, a.status, a.reporting_count, a.kecamatan_count,
               a.person_count - f.person_count AS gap, f.agency, f.source
        FROM main.core_figure f
        JOIN out_area_month a USING (period, level, area_code, category)
        WHERE f.value_precision = 'exact'
        ORDER BY f.period DESC, f.figure_id
        """,
    )


# Kabupaten/kota of the figure's area in its month, and the parts in force there. An office's own part is in no
# kabupaten/kota: it is there where all of the office's area is.
_MEMBERS = """
SELECT substr(f.area_code, 1, 5) AS kabupaten_code FROM figure f WHERE f.level IN ('kecamatan', 'kabupaten_kota')
UNION ALL
SELECT m.kabupaten_code FROM main.ref_member_month m JOIN figure f USING (area_code, period)
"""
_PARTS = f"""
SELECT DISTINCT s.batch_id, s.period, s.category, s.kabupaten_code
FROM core_slice_in_force s JOIN figure f USING (period, category)
WHERE s.kabupaten_code IN (FROM members) AND (f.level <> 'kecamatan' OR {write_kecamatan_condition("s", "f.area_code")})
   OR s.kabupaten_code IS NULL AND s.office_code IN (
       SELECT w.office_code FROM main.ref_office_within w WHERE w.area_code = f.area_code AND w.period = f.period)
"""

# Files in force there that lost a row which may have been counted there: a kecamatan of it is not complete, or it
# reports no kecamatan at all, so that nothing says where its rows were.
_TOUCHED = """
SELECT DISTINCT p.batch_id FROM parts p
LEFT JOIN core_coverage c
    ON (c.batch_id, c.period, c.category, c.kabupaten_code) = (p.batch_id, p.period, p.category, p.kabupaten_code)
    AND c.kecamatan_code LIKE (SELECT if(level = 'kecamatan', area_code, '%') FROM figure)
GROUP BY p.batch_id, p.kabupaten_code
HAVING NOT coalesce(bool_and(c.is_complete), false)
"""


def select_comparison(snapshot: Snapshot, scope: Scope, figure_id: int) -> pd.DataFrame:
    """One row: a published figure of a month, as in core_figure, and what the case table has for it: status (null:
    that month is not loaded), loaded_count, unplaced_count, unplaced_status, shown_count (in kecamatan with a number),
    outside_count (what an office reports for kabupaten/kota that are not its own; null: suppressed, or not for this
    reader), rejected_rows (refused rows that may belong here; null: not all of their files are for this reader),
    reporting_count, kecamatan_count."""
    return snapshot.frame(
        scope,
        f"""
        WITH figure AS (SELECT * FROM main.core_figure WHERE figure_id = $figure_id),
        members AS ({_MEMBERS}),
        parts AS ({_PARTS}),
        touched AS ({_TOUCHED})
        SELECT f.*, a.status, a.person_count AS loaded_count, a.unplaced_count, a.unplaced_status, a.reporting_count,
               a.kecamatan_count,
               (SELECT sum(k.person_count) FROM out_area_month k
                WHERE k.level = 'kecamatan' AND k.period = f.period AND k.category = f.category
                  AND starts_with(k.area_code, if(f.level = 'kecamatan', f.area_code, ''))
                  AND substr(k.area_code, 1, 5) IN (FROM members))::BIGINT AS shown_count,
               (SELECT if(count(*) = count(o.person_count), coalesce(sum(o.person_count), 0), NULL)
                FROM (SELECT DISTINCT period, category, kabupaten_code, office_code FROM core_slice_in_force) s
                LEFT JOIN out_area_month o ON (o.period, o.level, o.area_code, o.category)
                                       = (s.period, 'kabupaten_kota', s.kabupaten_code, s.category)
                WHERE s.office_code = f.area_code AND s.period = f.period AND s.category = f.category
                  AND s.kabupaten_code NOT IN (FROM members))::BIGINT AS outside_count,
               if((SELECT count(*) FROM touched ANTI JOIN core_batch USING (batch_id)) = 0,
                  (SELECT count(DISTINCT (r.batch_id, r.sheet, r.row_number))
                   FROM core_rejected r JOIN touched USING (batch_id)), NULL) AS rejected_rows
        FROM figure f LEFT JOIN out_area_month a USING (period, level, area_code, category)
        """,
        {"figure_id": figure_id},
    )
