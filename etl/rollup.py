"""Builds the out tables from the core tables: the exact version, then the public one.

One rule decides what counts: for each period, category and kabupaten/kota (or office, for a part that is in no
kabupaten/kota) the newest batch that was not taken back is in force, and a real batch always before a synthetic one.
"""

from __future__ import annotations

import duckdb

from pora import schema

_IN_FORCE = """
CREATE OR REPLACE TABLE core_slice_in_force AS
SELECT s.batch_id, s.period, s.category, s.kabupaten_code, b.office_code, o.province_code
FROM core_slice s
JOIN core_batch b USING (batch_id)
JOIN ref_office o USING (office_code)
WHERE s.batch_id NOT IN (SELECT batch_id FROM core_withdrawal)
QUALIFY row_number() OVER (
    PARTITION BY s.period, s.category, coalesce(s.kabupaten_code, b.office_code)
    ORDER BY b.is_sample, b.batch_number DESC
) = 1
"""

# One row per period between the first and the last, category, kecamatan of the province.
_GRID = """
CREATE TEMP TABLE kecamatan_grid AS
WITH span AS (
    SELECT min(period || '-01')::DATE AS first_day, max(period || '-01')::DATE AS last_day FROM core_slice_in_force
),
periods AS (
    SELECT strftime(unnest(generate_series(first_day, last_day, INTERVAL 1 MONTH)), '%Y-%m') AS period
    FROM span WHERE first_day IS NOT NULL
)
SELECT p.period, c.category, k.area_code AS kecamatan_code, k.area_name AS kecamatan_name,
       k.parent_code AS kabupaten_code, b.area_name AS kabupaten_name
FROM periods p
CROSS JOIN (SELECT unnest(['orang_asing', 'pengungsi']) AS category) c
CROSS JOIN ref_area k
JOIN ref_area b ON b.area_code = k.parent_code
WHERE k.level = 'kecamatan'
  AND b.parent_code = (SELECT province_code FROM core_snapshot)
"""

# Sums of the rows in force, by place; a null kecamatan is the unplaced part. Summed first: then the join is small.
_PLACED = """
CREATE TEMP TABLE case_sum AS
SELECT c.period, c.category, c.kabupaten_code, c.kecamatan_code, s.office_code, s.province_code, c.person_count
FROM (
    SELECT batch_id, period, category, kabupaten_code, kecamatan_code, sum(person_count)::BIGINT AS person_count
    FROM core_case GROUP BY ALL
) c
JOIN core_slice_in_force s ON s.batch_id = c.batch_id AND s.period = c.period AND s.category = c.category
    AND s.kabupaten_code IS NOT DISTINCT FROM c.kabupaten_code
"""

_KECAMATAN = """
CREATE TEMP TABLE kecamatan_cell AS
SELECT g.*, v.batch_id IS NOT NULL AS is_reported, coalesce(NOT v.is_complete, false) AS is_incomplete,
       CASE WHEN v.batch_id IS NOT NULL THEN coalesce(c.person_count, 0) END AS person_count
FROM kecamatan_grid g
LEFT JOIN (
    SELECT v.* FROM core_coverage v JOIN core_slice_in_force s USING (batch_id, period, category, kabupaten_code)
) v USING (period, category, kecamatan_code)
LEFT JOIN case_sum c USING (period, category, kecamatan_code)
"""

# One row per period, category, kabupaten/kota; its unplaced part beside its kecamatan.
_KABUPATEN = """
CREATE TEMP TABLE kabupaten_cell AS
SELECT k.period, k.category, k.kabupaten_code, k.kabupaten_name,
       sum(k.person_count)::BIGINT AS placed_count, any_value(u.person_count) AS unplaced_count,
       count_if(k.is_reported)::INTEGER AS reporting_count,
       count_if(k.is_incomplete)::INTEGER AS incomplete_count,
       count(*)::INTEGER AS kecamatan_count
FROM kecamatan_cell k
LEFT JOIN (SELECT * FROM case_sum WHERE kecamatan_code IS NULL) u USING (period, category, kabupaten_code)
GROUP BY ALL
"""

_OFFICE_MONTH = """
CREATE OR REPLACE TABLE ref_office_month AS
SELECT p.period, a.office_code, a.kabupaten_code
FROM (SELECT DISTINCT period, last_day((period || '-01')::DATE) AS day FROM kecamatan_grid) p
JOIN ref_office_area a ON coalesce(a.valid_from <= p.day, true) AND coalesce(a.valid_to >= p.day, true)
"""

# Which kabupaten/kota make up an office's area and the province, by month.
_MEMBERSHIP = """
CREATE TEMP TABLE membership AS
SELECT 'kanim' AS level, o.office_code AS area_code, o.office_name AS area_name, m.period, m.kabupaten_code
FROM ref_office_month m
JOIN ref_office o USING (office_code)
UNION ALL
SELECT DISTINCT 'provinsi', r.area_code, r.area_name, g.period, g.kabupaten_code
FROM kecamatan_grid g
JOIN ref_area r ON r.area_code = (SELECT province_code FROM core_snapshot)
"""

_AREA = """
WITH beside AS (  -- parts that are in no kabupaten/kota: the office's own, and all of them for the province
    SELECT 'kanim' AS level, office_code AS area_code, period, category, sum(person_count) AS person_count
    FROM case_sum WHERE kabupaten_code IS NULL GROUP BY ALL
    UNION ALL
    SELECT 'provinsi', province_code, period, category, sum(person_count)
    FROM case_sum WHERE kabupaten_code IS NULL GROUP BY ALL
),
cell AS (
    SELECT period, 'kecamatan' AS level, kecamatan_code AS area_code, kecamatan_name AS area_name, category,
           person_count AS placed_count, NULL::BIGINT AS unplaced_count, is_reported::INTEGER AS reporting_count,
           is_incomplete::INTEGER AS incomplete_count, 1 AS kecamatan_count
    FROM kecamatan_cell
    UNION ALL
    SELECT period, 'kabupaten_kota', kabupaten_code, kabupaten_name, category, placed_count, unplaced_count,
           reporting_count, incomplete_count, kecamatan_count
    FROM kabupaten_cell
    UNION ALL
    SELECT m.period, m.level, m.area_code, m.area_name, k.category, sum(k.placed_count),
           CASE WHEN count(k.unplaced_count) + count(b.person_count) > 0
                THEN coalesce(sum(k.unplaced_count), 0) + coalesce(any_value(b.person_count), 0) END,
           sum(k.reporting_count), sum(k.incomplete_count), sum(k.kecamatan_count)
    FROM membership m
    JOIN kabupaten_cell k USING (period, kabupaten_code)
    LEFT JOIN beside b USING (level, area_code, period, category)
    GROUP BY ALL
)
SELECT period, level, area_code, area_name, category,
       CASE WHEN coalesce(placed_count, unplaced_count) IS NOT NULL
            THEN coalesce(placed_count, 0) + coalesce(unplaced_count, 0) END AS person_count,
       unplaced_count,
       CASE WHEN coalesce(placed_count, unplaced_count) IS NULL THEN 'belum_lapor'
            WHEN coalesce(placed_count, 0) + coalesce(unplaced_count, 0) = 0 THEN 'nol'
            ELSE 'angka' END AS status,
       reporting_count, incomplete_count, kecamatan_count
FROM cell
ORDER BY period, level, area_code, category
"""

_OUT = (
    "INSERT INTO exact.out_area_month " + _AREA,
    """INSERT INTO exact.out_kecamatan_month
    SELECT a.period, a.area_code, a.area_name, r.parent_code, a.category, a.person_count, a.status
    FROM exact.out_area_month a JOIN ref_area r USING (area_code)
    WHERE a.level = 'kecamatan' ORDER BY a.period, a.area_code, a.category""",
    """INSERT INTO exact.out_kabupaten_month
    SELECT period, area_code, area_name, category, person_count, status
    FROM exact.out_area_month WHERE level = 'kabupaten_kota' ORDER BY period, area_code, category""",
)

# The full grain stays where it is: a view, since at ten million rows a second copy would double every snapshot.
_CASE_COUNTS = """
SELECT c.period, c.kecamatan_code, k.area_name AS kecamatan_name, c.kabupaten_code, c.category,
       c.nationality, c.izin_tinggal, c.sex, c.purpose, c.unhcr_status, c.unhcr_card, c.person_count,
       CASE WHEN c.person_count = 0 THEN 'nol' ELSE 'angka' END AS status, s.office_code
FROM main.core_case c
JOIN main.core_slice_in_force s ON s.batch_id = c.batch_id AND s.period = c.period AND s.category = c.category
    AND s.kabupaten_code IS NOT DISTINCT FROM c.kabupaten_code
LEFT JOIN main.ref_area k ON k.area_code = c.kecamatan_code
"""

_WORK_TABLES = ("kecamatan_grid", "case_sum", "kecamatan_cell", "kabupaten_cell", "membership")


def refresh_in_force(con: duckdb.DuckDBPyConnection) -> None:
    """Says anew which batch counts where; to be called after every batch."""
    con.execute(_IN_FORCE)


def _make_public(con: duckdb.DuckDBPyConnection) -> None:
    """The version for whoever is not cleared. Small cells are not suppressed yet: it equals the exact one."""
    for table in schema.OUT_TABLES:
        if table is not schema.OUT_CASE_COUNTS:
            con.execute(f"INSERT INTO public.{table.name} SELECT * FROM exact.{table.name}")  # noqa: S608


def write_out_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Drops and rebuilds every out table. Reads reference and core tables only."""
    refresh_in_force(con)
    for statement in (_GRID, _PLACED, _KECAMATAN, _KABUPATEN, _OFFICE_MONTH, _MEMBERSHIP):
        con.execute(statement)
    for version in ("exact", "public"):
        for table in schema.OUT_TABLES:
            if table is schema.OUT_CASE_COUNTS:
                con.execute(f"CREATE OR REPLACE VIEW {version}.{table.name} AS {_CASE_COUNTS}")
            else:
                con.execute(f"DROP TABLE IF EXISTS {version}.{table.name}")
                con.execute(table.ddl(version))
    for statement in _OUT:
        con.execute(statement)
    _make_public(con)
    for name in _WORK_TABLES:
        con.execute(f"DROP TABLE {name}")
