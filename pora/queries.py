"""Every SELECT of the dashboard: bound parameters in, small frames out. Reads out tables through a scope, and the
reference and history tables, which hold nothing to hide.

Counts are nullable integers: null means that `status` says why there is no number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from pora.access import Scope
from pora.db import Snapshot


@dataclass(frozen=True)
class SnapshotFacts:
    """The row of core_snapshot; `published_at` in UTC."""

    snapshot_id: str
    published_at: dt.datetime
    province_code: str
    has_sample: bool


def select_facts(snapshot: Snapshot, scope: Scope) -> SnapshotFacts:
    frame = snapshot.frame(scope, "SELECT * FROM main.core_snapshot")
    row = frame.iloc[0]
    return SnapshotFacts(
        str(row["snapshot_id"]),
        row["published_at"].to_pydatetime(),
        str(row["province_code"]),
        bool(row["has_sample"]),
    )


def select_periods(snapshot: Snapshot, scope: Scope) -> list[str]:
    """All months, oldest first."""
    frame = snapshot.frame(scope, "SELECT DISTINCT period FROM out_area_month ORDER BY period")
    return list(frame["period"])


def select_offices(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per office that covers kabupaten/kota: office_code, office_name."""
    return snapshot.frame(
        scope,
        """
        SELECT DISTINCT office_code, office_name
        FROM main.ref_office JOIN main.ref_office_area USING (office_code) ORDER BY office_name
        """,
    )


def select_areas(snapshot: Snapshot, scope: Scope, level: str, period: str, category: str) -> pd.DataFrame:
    """One row per area of the level: area_code, area_name, person_count, unplaced_count, status, reporting_count,
    incomplete_count, kecamatan_count."""
    return snapshot.frame(
        scope,
        """
        SELECT area_code, area_name, person_count, unplaced_count, status, reporting_count, incomplete_count,
               kecamatan_count
        FROM out_area_month
        WHERE level = $level AND period = $period AND category = $category
        ORDER BY area_code
        """,
        {"level": level, "period": period, "category": category},
    )


def select_kecamatan(snapshot: Snapshot, scope: Scope, period: str, category: str, area_code: str) -> pd.DataFrame:
    """One row per kecamatan of a province, office, kabupaten/kota, or kecamatan: kecamatan_code, kecamatan_name,
    kabupaten_code, kabupaten_name, person_count, status."""
    return snapshot.frame(
        scope,
        """
        SELECT k.kecamatan_code, k.kecamatan_name, k.kabupaten_code, r.area_name AS kabupaten_name,
               k.person_count, k.status
        FROM out_kecamatan_month k JOIN main.ref_area r ON r.area_code = k.kabupaten_code
        WHERE k.period = $period AND k.category = $category
          AND (starts_with(k.kecamatan_code, $area_code) OR k.kabupaten_code IN (
              SELECT m.kabupaten_code FROM main.ref_office_month m
              WHERE m.office_code = $area_code AND m.period = $period))
        ORDER BY k.kecamatan_code
        """,
        {"period": period, "category": category, "area_code": area_code},
    )


def select_series(snapshot: Snapshot, scope: Scope, area_code: str, category: str, last_period: str) -> pd.DataFrame:
    """One row per month of one area up to a month, oldest first: period, person_count, unplaced_count, status,
    reporting_count, kecamatan_count. A month without a report has a null count."""
    return snapshot.frame(
        scope,
        """
        SELECT period, person_count, unplaced_count, status, reporting_count, kecamatan_count
        FROM out_area_month
        WHERE area_code = $area_code AND category = $category AND period <= $last_period
        ORDER BY period
        """,
        {"area_code": area_code, "category": category, "last_period": last_period},
    )


def select_figures(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per published figure, with its source, newest first."""
    return snapshot.frame(scope, "SELECT * FROM main.core_figure ORDER BY as_of DESC, figure_id")


def select_reconciliation(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per published exact figure that is comparable (same area, month, category): figure_id, period, level,
    area_code, area_name, category, published_count, loaded_count, unplaced_count, status, gap (loaded less
    published), agency, source. Trap: equal totals say nothing about the split."""
    return snapshot.frame(
        scope,
        """
        SELECT f.figure_id, f.period, f.level, f.area_code, f.area_name, f.category, f.as_of, f.as_of_precision,
               f.person_count AS published_count, a.person_count AS loaded_count, a.unplaced_count,
               a.status, a.reporting_count, a.kecamatan_count,
               a.person_count - f.person_count AS gap, f.agency, f.source
        FROM main.core_figure f
        JOIN out_area_month a USING (period, level, area_code, category)
        WHERE f.value_precision = 'exact'
        ORDER BY f.period DESC, f.figure_id
        """,
    )


def select_history(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per accepted file, newest first: batch_id, office_code, office_name, period_first, period_last,
    file_name, received_at, received_by, rows_in, rows_accepted, rows_rejected, is_sample, slices (its parts),
    slices_in_force, state (in_force, partly_in_force, replaced, withdrawn), replaces (batches that it replaced, a
    list), replaced_by (batches in force where it was, a list), wrong_totals (printed totals that do not add up),
    withdrawn_at, withdrawn_by."""
    return snapshot.frame(
        scope,
        """
        WITH parts AS (
            SELECT s.batch_id, count(*) AS slices, count_if(f.batch_id = s.batch_id) AS slices_in_force,
                   coalesce(list_sort(list(DISTINCT s.replaces_batch_id)
                       FILTER (s.replaces_batch_id IS NOT NULL)), []) AS replaces,
                   coalesce(list_sort(list(DISTINCT f.batch_id) FILTER (f.batch_id <> s.batch_id)), []) AS replaced_by
            FROM main.core_slice s
            JOIN main.core_batch b USING (batch_id)
            LEFT JOIN main.core_slice_in_force f ON f.period = s.period AND f.category = s.category
                AND coalesce(f.kabupaten_code, f.office_code) = coalesce(s.kabupaten_code, b.office_code)
            GROUP BY ALL
        )
        SELECT b.* EXCLUDE (batch_number, file_sha256), o.office_name, p.* EXCLUDE (batch_id),
               CASE WHEN w.batch_id IS NOT NULL THEN 'withdrawn' WHEN p.slices_in_force = 0 THEN 'replaced'
                    WHEN p.slices_in_force < p.slices THEN 'partly_in_force' ELSE 'in_force' END AS state,
               (SELECT count(*) FROM main.core_total_check t WHERE t.batch_id = b.batch_id) AS wrong_totals,
               w.withdrawn_at, w.withdrawn_by
        FROM main.core_batch b
        JOIN main.ref_office o USING (office_code)
        JOIN parts p USING (batch_id)
        LEFT JOIN main.core_withdrawal w USING (batch_id)
        ORDER BY b.batch_number DESC
        """,
    )


def select_batch_changes(snapshot: Snapshot, scope: Scope, batch_id: str) -> pd.DataFrame:
    """One row per part of a batch: period, category, kabupaten_code (null: the office's own part), kabupaten_name,
    is_in_force, person_count, replaces_batch_id, replaced_count, change. Counts are null where nothing is reported,
    and for whoever may not see exact ones."""
    return snapshot.frame(
        scope,
        """
        WITH counted AS (
            SELECT batch_id, period, category, kabupaten_code, sum(person_count)::BIGINT AS person_count
            FROM main.core_case
            WHERE $is_exact AND batch_id IN (
                SELECT $batch_id UNION ALL
                SELECT replaces_batch_id FROM main.core_slice WHERE batch_id = $batch_id)
            GROUP BY ALL
        )
        SELECT s.period, s.category, s.kabupaten_code, r.area_name AS kabupaten_name,
               f.batch_id IS NOT NULL AS is_in_force, n.person_count, s.replaces_batch_id,
               o.person_count AS replaced_count, n.person_count - o.person_count AS change
        FROM main.core_slice s
        LEFT JOIN main.ref_area r ON r.area_code = s.kabupaten_code
        LEFT JOIN main.core_slice_in_force f ON f.batch_id = s.batch_id AND f.period = s.period
            AND f.category = s.category AND f.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
        LEFT JOIN counted n ON n.batch_id = s.batch_id AND n.period = s.period
            AND n.category = s.category AND n.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
        LEFT JOIN counted o ON o.batch_id = s.replaces_batch_id AND o.period = s.period
            AND o.category = s.category AND o.kabupaten_code IS NOT DISTINCT FROM s.kabupaten_code
        WHERE s.batch_id = $batch_id
        ORDER BY s.period, s.category, s.kabupaten_code NULLS FIRST
        """,
        {"batch_id": batch_id, "is_exact": scope.version == "exact"},
    )


def select_offices_of(snapshot: Snapshot, scope: Scope, area_code: str, period: str) -> pd.DataFrame:
    """The offices whose rows are in force in an area (province, office, kabupaten/kota, kecamatan) that month:
    office_code, office_name, received_at (the latest), is_sample."""
    return snapshot.frame(
        scope,
        """
        SELECT b.office_code, o.office_name, max(b.received_at) AS received_at, bool_or(b.is_sample) AS is_sample
        FROM main.core_slice_in_force f
        JOIN main.core_batch b USING (batch_id)
        JOIN main.ref_office o ON o.office_code = b.office_code
        WHERE f.period = $period
          AND (starts_with(coalesce(f.kabupaten_code, f.province_code), $area_code)
               OR starts_with($area_code, f.kabupaten_code) OR f.office_code = $area_code)
        GROUP BY ALL ORDER BY ALL
        """,
        {"area_code": area_code, "period": period},
    )


# What an export reads, by table. A null parameter leaves its condition out. An area is a province, office,
# kabupaten/kota or kecamatan; what a province or office reports without kabupaten/kota belongs to it.
_EXPORTS = {
    "case_counts": """
        SELECT * EXCLUDE (office_code) FROM out_case_counts t
        WHERE ($period IS NULL OR period = $period) AND ($category IS NULL OR category = $category)
          AND ($area IS NULL OR starts_with(coalesce(kecamatan_code, kabupaten_code), $area)
               OR kabupaten_code IN (FROM main.ref_office_month m SELECT m.kabupaten_code
                                     WHERE m.office_code = $area AND m.period = t.period)
               OR (kabupaten_code IS NULL
                   AND (office_code = $area OR $area = (SELECT province_code FROM main.core_snapshot))))
        ORDER BY period, kabupaten_code NULLS FIRST, kecamatan_code NULLS FIRST, category, nationality, izin_tinggal,
                 sex, purpose, unhcr_status, unhcr_card, person_count
    """,
    "out_area_month": """
        SELECT * FROM out_area_month
        WHERE ($period IS NULL OR period = $period) AND ($category IS NULL OR category = $category)
          AND ($area IS NULL OR starts_with(area_code, $area))
        ORDER BY period, level, area_code, category
    """,
    "out_kabupaten_month": """
        SELECT * FROM out_kabupaten_month t
        WHERE ($period IS NULL OR period = $period) AND ($category IS NULL OR category = $category)
          AND ($area IS NULL OR starts_with(kabupaten_code, substr($area, 1, 5))
               OR kabupaten_code IN (FROM main.ref_office_month m SELECT m.kabupaten_code
                                     WHERE m.office_code = $area AND m.period = t.period))
        ORDER BY period, kabupaten_code, category
    """,
    "out_kecamatan_month": """
        SELECT * FROM out_kecamatan_month t
        WHERE ($period IS NULL OR period = $period) AND ($category IS NULL OR category = $category)
          AND ($area IS NULL OR starts_with(kecamatan_code, $area)
               OR kabupaten_code IN (FROM main.ref_office_month m SELECT m.kabupaten_code
                                     WHERE m.office_code = $area AND m.period = t.period))
        ORDER BY period, kecamatan_code, category
    """,
}


def stream_export(
    snapshot: Snapshot, scope: Scope, table: str, period: str | None, area: str | None, category: str | None
) -> Iterator[Sequence[tuple[object, ...]]]:
    """Chunks of rows with exactly the columns of the table in pora/schema.py."""
    return snapshot.stream(scope, _EXPORTS[table], {"period": period, "area": area, "category": category})


def select_preview(
    snapshot: Snapshot,
    scope: Scope,
    table: str,
    period: str | None,
    area: str | None,
    category: str | None,
    rows: int,
) -> pd.DataFrame:
    """The first rows of an export."""
    return snapshot.frame(
        scope,
        f"SELECT * FROM ({_EXPORTS[table]}) LIMIT $rows",  # noqa: S608 - a constant of this file
        {"period": period, "area": area, "category": category, "rows": rows},
    )


def count_export(
    snapshot: Snapshot, scope: Scope, table: str, period: str | None, area: str | None, category: str | None
) -> int:
    """How many rows an export has."""
    frame = snapshot.frame(
        scope,
        f"SELECT count(*) AS n FROM ({_EXPORTS[table]})",  # noqa: S608 - a constant of this file
        {"period": period, "area": area, "category": category},
    )
    return int(frame["n"].iloc[0])


def select_reporting(snapshot: Snapshot, scope: Scope, area_code: str, category: str) -> pd.DataFrame:
    """One row per month and part of an area, in the order of codes and months: the kecamatan of a kabupaten/kota, else
    the kabupaten/kota of a province or office. period, area_code, area_name, person_count, status, reporting_count,
    incomplete_count, kecamatan_count."""
    return snapshot.frame(
        scope,
        """
        SELECT period, area_code, area_name, person_count, status, reporting_count, incomplete_count, kecamatan_count
        FROM out_area_month t
        WHERE category = $category
          AND CASE WHEN $area_code SIMILAR TO '[0-9]{2}[.][0-9]{2}'
              THEN level = 'kecamatan' AND starts_with(area_code, $area_code)
              ELSE level = 'kabupaten_kota' AND (starts_with(area_code, $area_code) OR area_code IN (
                  SELECT m.kabupaten_code FROM main.ref_office_month m WHERE m.office_code = $area_code)) END
        ORDER BY area_code, period
        """,
        {"area_code": area_code, "category": category},
    )


def select_rejected(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row per error of a rejected row of a batch that was loaded in part, newest batch first: batch_id, file_name,
    office_name, received_at, sheet, row_number, column_name, value, error_code, message."""
    return snapshot.frame(
        scope,
        """
        SELECT r.batch_id, b.file_name, o.office_name, b.received_at, r.sheet, r.row_number, r.column_name, r.value,
               r.error_code, r.message
        FROM main.core_rejected r
        JOIN main.core_batch b USING (batch_id)
        JOIN main.ref_office o USING (office_code)
        ORDER BY b.batch_number DESC, r.sheet, r.row_number, r.column_name
        """,
    )
