# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""What the accepted rows of a file would change: now in force against new, before anything is written."""

from __future__ import annotations

import duckdb

from pora.schema.load_report import PartChange
from pora.warehouse.in_force import write_row_condition

# Kinds of action are not added: a kind that the file no longer names is a change, too.
_CHANGES = f"""
WITH new AS (
    SELECT period, category, kabupaten_code, action_kind, sum(person_count)::BIGINT AS person_count
    FROM accepted GROUP BY ALL
), old AS (
    SELECT f.period, f.category, f.kabupaten_code, c.action_kind, sum(c.person_count)::BIGINT AS person_count
    FROM core_slice_in_force f
    JOIN core_case c ON {write_row_condition("f", "c")}
    SEMI JOIN new ON new.period = f.period AND new.category = f.category
        AND new.kabupaten_code IS NOT DISTINCT FROM f.kabupaten_code
    WHERE (f.kabupaten_code IS NOT NULL OR f.office_code = $office)
      AND ($kecamatan IS NULL OR c.kecamatan_code = $kecamatan)
    GROUP BY ALL
), sides AS (
    SELECT period, category, kabupaten_code, action_kind, NULL AS before, person_count AS after FROM new
    UNION ALL
    SELECT period, category, kabupaten_code, action_kind, person_count, NULL FROM old
)
SELECT b.period, b.category, b.kabupaten_code, concat_ws(', ', any_value(k.area_name), any_value(r.area_name)),
       sum(b.before)::BIGINT, sum(b.after)::BIGINT, b.action_kind
FROM sides b
LEFT JOIN ref_area r ON r.area_code = b.kabupaten_code
LEFT JOIN ref_area k ON k.area_code = $kecamatan
GROUP BY b.period, b.category, b.kabupaten_code, b.action_kind
ORDER BY b.period, b.category, b.kabupaten_code, b.action_kind
"""


def find_part_changes(
    con: duckdb.DuckDBPyConnection, office: str, kecamatan: str | None = None
) -> tuple[PartChange, ...]:
    """One change per part of the view `accepted`, which is all of one kecamatan or says all of its kabupaten/kota; of
    actions one per kind.
    Trap: ask before the rows are accepted; then they are in force."""
    rows = con.execute(_CHANGES, {"office": office, "kecamatan": kecamatan}).fetchall()
    return tuple(
        PartChange(period, category, code, name or None, before, after, action_kind=kind)
        for period, category, code, name, before, after, kind in rows
    )
