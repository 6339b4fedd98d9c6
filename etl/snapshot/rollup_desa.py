# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Counts by desa, in the exact version alone: the public one has none, and its table stays empty."""

from __future__ import annotations

import duckdb

from etl.text_table import write_text_table
from pora.reference.areas import area_index
from pora.warehouse.in_force import write_row_condition

# Desa that a batch in force reports on.
_REPORTED = f"""
CREATE OR REPLACE TEMP TABLE desa_reported AS
SELECT DISTINCT v.period, v.category, v.kecamatan_code, v.desa_code
FROM (FROM core_desa_coverage SEMI JOIN touched_month USING (period, category)) v
JOIN core_slice_in_force s ON {write_row_condition("s", "v")}
"""
# A kecamatan with any report by desa has a row for each of its desa; all others have none.
_MONTHS = f"""
INSERT INTO exact.out_desa_month
SELECT t.period, d.desa_code, d.desa_name, d.kecamatan_code, t.category,
       CASE WHEN v.desa_code IS NOT NULL THEN coalesce(c.person_count, 0) END,
       CASE WHEN v.desa_code IS NULL THEN 'belum_lapor' WHEN coalesce(c.person_count, 0) = 0 THEN 'nol' ELSE 'angka' END
FROM (SELECT DISTINCT period, category, kecamatan_code FROM desa_reported) t
JOIN desa_of d USING (kecamatan_code)
LEFT JOIN desa_reported v ON (v.period, v.category, v.desa_code) = (t.period, t.category, d.desa_code)
LEFT JOIN (
    SELECT c.period, c.category, c.desa_code, sum(c.person_count)::BIGINT AS person_count
    FROM desa_sum c JOIN core_slice_in_force s ON {write_row_condition("s", "c")} GROUP BY ALL
) c ON (c.period, c.category, c.desa_code) = (t.period, t.category, d.desa_code)
ORDER BY ALL
"""


def write_desa_months(con: duckdb.DuckDBPyConnection) -> None:
    """Fills `exact.out_desa_month` of the months that are made anew. Names come from the reference, of the kecamatan
    that report by desa alone."""
    con.execute(_REPORTED)
    index = area_index()
    reporting = con.execute("SELECT DISTINCT kecamatan_code FROM desa_reported ORDER BY ALL").fetchall()
    known = [
        (code, index.area_name(code), kecamatan) for (kecamatan,) in reporting for code in index.desa_of(kecamatan)
    ]
    write_text_table(con, "desa_of", ("desa_code", "desa_name", "kecamatan_code"), known)
    con.execute(_MONTHS)
    con.execute("DROP TABLE desa_reported")
