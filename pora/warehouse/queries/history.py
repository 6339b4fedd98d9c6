# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Accepted files: what each brought, what it replaced, what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot
from pora.warehouse.in_force import write_parts_query, write_place_condition, write_row_condition

if TYPE_CHECKING:
    import pandas as pd

_HISTORY = f"""
WITH now AS (
    SELECT s.batch_id, s.period, s.category, s.kabupaten_code, s.kecamatan_code, list(f.batch_id) AS in_force
    FROM core_slice s
    JOIN core_batch b USING (batch_id)
    JOIN core_slice_in_force f ON {write_place_condition("f", "s", "b.office_code")}
    WHERE f.kecamatan_code IS NULL OR s.kecamatan_code IS NOT NULL OR EXISTS (  -- a kecamatan that it says nothing of
        FROM core_coverage v WHERE (v.batch_id, v.period, v.category, v.kecamatan_code)
            = (s.batch_id, s.period, s.category, f.kecamatan_code))
    GROUP BY ALL
), parts AS (
    SELECT s.batch_id, count(*) AS slices,
           count(*) FILTER (list_contains(n.in_force, s.batch_id)) AS slices_in_force,
           coalesce(list_sort(list(DISTINCT s.replaces_batch_id)
               FILTER (s.replaces_batch_id IS NOT NULL)), []) AS replaces,
           list_sort(list_filter(list_distinct(flatten(coalesce(list(n.in_force)
               FILTER (n.in_force IS NOT NULL), []))), lambda one: one <> s.batch_id)) AS replaced_by
    FROM core_slice s
    LEFT JOIN now n ON (n.batch_id, n.period, n.category) = (s.batch_id, s.period, s.category)
        AND n.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
        AND n.kecamatan_code IS NOT DISTINCT FROM s.kecamatan_code
    GROUP BY s.batch_id
)
SELECT b.* EXCLUDE (batch_number, file_sha256), o.office_name, p.* EXCLUDE (batch_id),
       CASE WHEN w.batch_id IS NOT NULL THEN 'withdrawn' WHEN p.slices_in_force = 0 THEN 'replaced'
            WHEN p.slices_in_force < p.slices OR len(p.replaced_by) > 0 THEN 'partly_in_force'
            ELSE 'in_force' END AS state,
       (SELECT count(*) FROM core_total_check t WHERE t.batch_id = b.batch_id) AS wrong_totals,
       w.withdrawn_at, w.withdrawn_by
FROM core_batch b
JOIN main.ref_office o USING (office_code)
JOIN parts p USING (batch_id)
LEFT JOIN core_withdrawal w USING (batch_id)
ORDER BY b.batch_number DESC
"""
_APPROVALS = """
WITH last AS (
    FROM core_approval
    QUALIFY row_number() OVER (PARTITION BY office_code, period ORDER BY decision_number DESC) = 1
)
SELECT f.office_code, o.office_name, f.period, coalesce(a.step, 'diterima') AS step, a.decided_at, a.decided_by,
       a.reason
FROM (
    SELECT DISTINCT f.office_code, f.period FROM core_slice_in_force f
    WHERE f.batch_id NOT IN (SELECT b.batch_id FROM core_batch b WHERE b.is_sample)
) f
JOIN main.ref_office o USING (office_code)
LEFT JOIN last a USING (office_code, period)
ORDER BY f.period DESC, f.office_code
"""
# What had come before a batch, and was not taken back by then.
_BEFORE = """
b.batch_number < (SELECT batch_number FROM core_batch WHERE batch_id = $batch_id)
AND s.batch_id NOT IN (
    SELECT w.batch_id FROM core_withdrawal w, core_batch own
    WHERE own.batch_id = $batch_id AND w.withdrawn_at <= own.received_at)
AND (s.period, s.category) IN (SELECT (period, category) FROM core_slice WHERE batch_id = $batch_id)
"""


def select_history(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per accepted file, newest first: batch_id, office_code, office_name, period_first, period_last,
    file_name, received_at, received_by, rows_in, rows_accepted, rows_rejected, is_sample, slices (its parts),
    slices_in_force, state (in_force, partly_in_force, replaced, withdrawn), replaces (batches that it replaced, a
    list), replaced_by (batches in force where it was, a list), wrong_totals (printed totals that do not add up),
    withdrawn_at, withdrawn_by."""
    return snapshot.frame(scope, _HISTORY)


def list_history(snapshot: Snapshot, scope: Scope) -> list[dict[str, Any]]:
    """The rows of `select_history` without a frame."""
    return snapshot.records(scope, _HISTORY)


def select_batch_changes(snapshot: Snapshot, scope: Scope, batch_id: str) -> pd.DataFrame:
    """One row per part of a batch: period, category, kabupaten_code (null: the office's own part), kabupaten_name (of a
    part that is one kecamatan with its name before it), is_in_force, person_count, replaces_batch_id, replaced_count
    (what was in force there before), change. Counts are null where nothing is reported, and for whoever may not see
    exact ones."""
    return snapshot.frame(
        scope,
        f"""
        WITH own AS (
            FROM core_slice WHERE batch_id = $batch_id
        ), before AS ({write_parts_query(_BEFORE)}), counted AS (
            SELECT period, category, kabupaten_code, sum(person_count)::BIGINT AS person_count
            FROM core_case WHERE $is_exact AND batch_id = $batch_id GROUP BY ALL
        ), replaced AS (
            SELECT s.period, s.category, s.kabupaten_code, sum(c.person_count)::BIGINT AS person_count
            FROM own s
            JOIN core_batch b USING (batch_id)
            JOIN before f ON {write_place_condition("f", "s", "b.office_code")}
            JOIN core_case c ON {write_row_condition("f", "c")}
            WHERE $is_exact AND (s.kecamatan_code IS NULL OR c.kecamatan_code = s.kecamatan_code)
            GROUP BY ALL
        )
        SELECT s.period, s.category, s.kabupaten_code, concat_ws(', ', k.area_name, r.area_name) AS kabupaten_name,
               f.batch_id IS NOT NULL AS is_in_force, n.person_count, s.replaces_batch_id,
               o.person_count AS replaced_count, n.person_count - o.person_count AS change
        FROM own s
        LEFT JOIN main.ref_area r ON r.area_code = s.kabupaten_code
        LEFT JOIN main.ref_area k ON k.area_code = s.kecamatan_code
        LEFT JOIN core_slice_in_force f ON f.batch_id = s.batch_id AND f.period = s.period
            AND f.category = s.category AND f.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
        LEFT JOIN counted n ON n.period = s.period AND n.category = s.category
            AND n.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
        LEFT JOIN replaced o ON o.period = s.period AND o.category = s.category
            AND o.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
        ORDER BY s.period, s.category, s.kabupaten_code NULLS FIRST
        """,
        {"batch_id": batch_id, "is_exact": scope.version == "exact"},
    )


def select_approvals(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per office and month with a report in force that is no sample, newest month first: office_code,
    office_name, period, step (diterima, diperiksa, disahkan, dibuka), decided_at, decided_by, reason; these three are
    null where nothing was decided, the reason also for whoever may not see exact figures."""
    return snapshot.frame(scope, _APPROVALS)


def list_approvals(snapshot: Snapshot, scope: Scope) -> list[dict[str, Any]]:
    """The rows of `select_approvals` without a frame."""
    return snapshot.records(scope, _APPROVALS)


def select_rejected(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per error of a rejected row of a batch that was loaded in part, newest batch first: batch_id, file_name,
    office_name, received_at, sheet, row_number, column_name, value, error_code, message."""
    return snapshot.frame(
        scope,
        """
        SELECT r.batch_id, b.file_name, o.office_name, b.received_at, r.sheet, r.row_number, r.column_name, r.value,
               r.error_code, r.message
        FROM core_rejected r
        JOIN core_batch b USING (batch_id)
        JOIN main.ref_office o USING (office_code)
        ORDER BY b.batch_number DESC, r.sheet, r.row_number, r.column_name
        """,
    )
