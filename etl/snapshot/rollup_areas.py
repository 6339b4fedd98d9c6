# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Counts by area: from kecamatan to kabupaten/kota, offices, groups, province and country, with what is not placed and
how complete the reports are. Statements in the order in which they build on each other."""

from __future__ import annotations

from pora.schema import FLOWS
from pora.warehouse.in_force import NOT_WITHDRAWN, write_parts_query, write_row_condition

# One row per period and category to be made, kecamatan of the province or of the country.
GRID = """
CREATE TEMP TABLE kecamatan_grid AS
SELECT t.period, t.category, k.area_code AS kecamatan_code, k.area_name AS kecamatan_name,
       k.parent_code AS kabupaten_code, b.area_name AS kabupaten_name
FROM touched_month t
CROSS JOIN ref_area k
JOIN ref_area b ON b.area_code = k.parent_code
WHERE k.level = 'kecamatan'
  AND (SELECT province_code FROM core_snapshot) IN (b.parent_code, 'ID')
"""

# Which batch counts now, and which was the first to report: both are one part of one batch, and mostly the same one. A
# file of one kecamatan is the first of it, too, where no file before it reports on that kecamatan: it corrects nothing.
SLICE_ROLE = f"""
CREATE TEMP TABLE slice_role AS
WITH first AS (
    {write_parts_query(NOT_WITHDRAWN, newest=False)}
    UNION ALL
    SELECT s.batch_id, s.period, s.category, s.kabupaten_code, b.office_code, o.province_code, s.kecamatan_code, NULL
    FROM core_slice s JOIN core_batch b USING (batch_id) JOIN ref_office o USING (office_code)
    WHERE s.kecamatan_code IS NOT NULL AND NOT b.is_sample AND {NOT_WITHDRAWN} AND NOT EXISTS (
        FROM core_coverage v JOIN core_batch e USING (batch_id)
        WHERE v.period = s.period AND v.category = s.category AND v.kecamatan_code = s.kecamatan_code
          AND e.batch_number < b.batch_number AND NOT e.is_sample
          AND e.batch_id NOT IN (SELECT batch_id FROM core_withdrawal))
)
SELECT batch_id, period, category, kabupaten_code, office_code, province_code, kecamatan_code, except_kecamatan,
       bool_or(is_now) AS is_now, bool_or(is_first) AS is_first
FROM (
    SELECT *, true AS is_now, false AS is_first FROM core_slice_in_force
    UNION ALL BY NAME
    SELECT *, false AS is_now, true AS is_first FROM first
)
GROUP BY ALL
"""

# Sums of the rows that count, by place; a null kecamatan is the unplaced part, a null kabupaten/kota an office's own.
PLACED = f"""
CREATE TEMP TABLE case_sum AS
SELECT c.period, c.category, c.kabupaten_code, c.kecamatan_code, s.office_code, s.province_code,
       sum(c.person_count) FILTER (s.is_now)::BIGINT AS person_count,
       sum(c.person_count) FILTER (s.is_first)::BIGINT AS first_count
FROM place_sum c
JOIN slice_role s ON {write_row_condition("s", "c")}
GROUP BY ALL
"""

KECAMATAN = f"""
CREATE TEMP TABLE kecamatan_cell AS
SELECT g.*, coalesce(v.is_reported, false) AS is_reported, coalesce(v.is_incomplete, false) AS is_incomplete,
       CASE WHEN v.is_reported THEN coalesce(c.person_count, 0) END AS person_count,
       CASE WHEN v.is_reported_first THEN coalesce(c.first_count, 0) END AS first_count
FROM kecamatan_grid g
LEFT JOIN (
    SELECT v.period, v.category, v.kecamatan_code, bool_or(s.is_now) AS is_reported,
           bool_or(s.is_first) AS is_reported_first, bool_or(s.is_now AND NOT v.is_complete) AS is_incomplete
    FROM (FROM core_coverage SEMI JOIN touched_month USING (period, category)) v
    JOIN slice_role s ON {write_row_condition("s", "v")}
    GROUP BY ALL
) v USING (period, category, kecamatan_code)
LEFT JOIN (
    SELECT period, category, kecamatan_code, sum(person_count)::BIGINT AS person_count,
           sum(first_count)::BIGINT AS first_count
    FROM case_sum WHERE kecamatan_code IS NOT NULL GROUP BY ALL
) c USING (period, category, kecamatan_code)
"""

# One row per period, category, kabupaten/kota; its unplaced part beside its kecamatan.
KABUPATEN = """
CREATE TEMP TABLE kabupaten_cell AS
SELECT k.period, k.category, k.kabupaten_code, k.kabupaten_name,
       sum(k.person_count)::BIGINT AS placed_count, any_value(u.person_count) AS unplaced_count,
       CASE WHEN coalesce(sum(k.first_count), any_value(u.first_count)) IS NOT NULL
            THEN coalesce(sum(k.first_count), 0)::BIGINT + coalesce(any_value(u.first_count), 0) END AS first_count,
       count(*) FILTER (k.is_reported)::INTEGER AS reporting_count,
       count(*) FILTER (k.is_incomplete)::INTEGER AS incomplete_count,
       count(*)::INTEGER AS kecamatan_count
FROM kecamatan_cell k
LEFT JOIN (
    SELECT period, category, kabupaten_code, sum(person_count)::BIGINT AS person_count,
           sum(first_count)::BIGINT AS first_count
    FROM case_sum WHERE kecamatan_code IS NULL GROUP BY ALL
) u USING (period, category, kabupaten_code)
GROUP BY ALL
"""

# What happened is reported by kabupaten/kota or office, and by kecamatan only where an office likes to: a kecamatan of
# which nobody does so is no report that is missing.
AREA = f"""
WITH beside AS (
    SELECT w.level, w.area_code, c.period, c.category, sum(c.person_count)::BIGINT AS person_count,
           sum(c.first_count)::BIGINT AS first_count
    FROM case_sum c JOIN ref_office_within w USING (period, office_code)
    WHERE c.kabupaten_code IS NULL GROUP BY ALL
),
cell AS (
    SELECT period, 'kecamatan' AS level, kecamatan_code AS area_code, kecamatan_name AS area_name, category,
           person_count AS placed_count, NULL::BIGINT AS unplaced_count, first_count,
           is_reported::INTEGER AS reporting_count, is_incomplete::INTEGER AS incomplete_count, 1 AS kecamatan_count,
           NOT list_contains({list(FLOWS)}, category)
               OR bool_or(is_reported) OVER (PARTITION BY period, category, kabupaten_code) AS is_expected
    FROM kecamatan_cell
    UNION ALL
    SELECT period, 'kabupaten_kota', kabupaten_code, kabupaten_name, category, placed_count, unplaced_count,
           first_count, reporting_count, incomplete_count, kecamatan_count, true
    FROM kabupaten_cell
    UNION ALL
    SELECT m.period, m.level, m.area_code, m.area_name, k.category, sum(k.placed_count),
           CASE WHEN count(k.unplaced_count) + count(b.person_count) > 0
                THEN coalesce(sum(k.unplaced_count), 0) + coalesce(any_value(b.person_count), 0) END,
           CASE WHEN count(k.first_count) + count(b.first_count) > 0
                THEN coalesce(sum(k.first_count), 0) + coalesce(any_value(b.first_count), 0) END,
           sum(k.reporting_count), sum(k.incomplete_count), sum(k.kecamatan_count), true
    FROM ref_member_month m
    JOIN kabupaten_cell k USING (period, kabupaten_code)
    LEFT JOIN beside b USING (level, area_code, period, category)
    GROUP BY ALL
)
SELECT period, level, area_code, area_name, category,
       CASE WHEN coalesce(placed_count, unplaced_count) IS NOT NULL
            THEN coalesce(placed_count, 0) + coalesce(unplaced_count, 0) END AS person_count,
       unplaced_count,
       CASE WHEN unplaced_count = 0 THEN 'nol' WHEN unplaced_count > 0 THEN 'angka' END AS unplaced_status,
       CASE WHEN NOT is_expected THEN 'tidak_berlaku'
            WHEN coalesce(placed_count, unplaced_count) IS NULL THEN 'belum_lapor'
            WHEN coalesce(placed_count, 0) + coalesce(unplaced_count, 0) = 0 THEN 'nol'
            ELSE 'angka' END AS status,
       reporting_count, incomplete_count, kecamatan_count, first_count
FROM cell
ORDER BY period, level, area_code, category
"""
