# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""What the accepted rows of a file would change: now in force against new, before anything is written."""

from __future__ import annotations

import duckdb

from pora.schema.load_report import PartChange
from pora.warehouse.in_force import write_row_condition

_CHANGES = f"""
WITH new AS (
    SELECT period, category, kabupaten_code, sum(person_count)::BIGINT AS person_count FROM accepted GROUP BY ALL
), old AS (
    SELECT f.period, f.category, f.kabupaten_code, sum(c.person_count)::BIGINT AS person_count
    FROM core_slice_in_force f
    JOIN core_case c ON {write_row_condition("f", "c")}
    WHERE (f.kabupaten_code IS NOT NULL OR f.office_code = $office)
      AND ($kecamatan IS NULL OR c.kecamatan_code = $kecamatan)
      AND (f.period, f.category) IN (SELECT (period, category) FROM new)
    GROUP BY ALL
)
SELECT new.period, new.category, new.kabupaten_code, concat_ws(', ', k.area_name, r.area_name), old.person_count,
       new.person_count
FROM new
LEFT JOIN old ON old.period = new.period AND old.category = new.category
    AND old.kabupaten_code IS NOT DISTINCT FROM new.kabupaten_code
LEFT JOIN ref_area r ON r.area_code = new.kabupaten_code
LEFT JOIN ref_area k ON k.area_code = $kecamatan
ORDER BY ALL
"""


def find_part_changes(
    con: duckdb.DuckDBPyConnection, office: str, kecamatan: str | None = None
) -> tuple[PartChange, ...]:
    """One change per part of the view `accepted`, which is all of one kecamatan or says all of its kabupaten/kota.
    Trap: ask before the rows are accepted; then they are in force."""
    rows = con.execute(_CHANGES, {"office": office, "kecamatan": kecamatan}).fetchall()
    return tuple(
        PartChange(period, category, code, name or None, *counts) for period, category, code, name, *counts in rows
    )
