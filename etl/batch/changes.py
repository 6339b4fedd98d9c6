"""What the accepted rows of a file would change: now in force against new, before anything is written."""

from __future__ import annotations

import duckdb

from pora.schema.load_report import PartChange

_CHANGES = """
WITH new AS (
    SELECT period, category, kabupaten_code, sum(person_count)::BIGINT AS person_count FROM accepted GROUP BY ALL
), old AS (
    SELECT f.period, f.category, f.kabupaten_code, sum(c.person_count)::BIGINT AS person_count
    FROM core_slice_in_force f
    JOIN core_case c ON c.batch_id = f.batch_id AND c.period = f.period AND c.category = f.category
        AND c.kabupaten_code IS NOT DISTINCT FROM f.kabupaten_code
    WHERE (f.kabupaten_code IS NOT NULL OR f.office_code = ?)
      AND (f.period, f.category) IN (SELECT (period, category) FROM new)
    GROUP BY ALL
)
SELECT new.period, new.category, new.kabupaten_code, r.area_name, old.person_count, new.person_count
FROM new
LEFT JOIN old ON old.period = new.period AND old.category = new.category
    AND old.kabupaten_code IS NOT DISTINCT FROM new.kabupaten_code
LEFT JOIN ref_area r ON r.area_code = new.kabupaten_code
ORDER BY ALL
"""


def find_part_changes(con: duckdb.DuckDBPyConnection, office: str) -> tuple[PartChange, ...]:
    """One change per part of the view `accepted`. Trap: ask before the rows are accepted; then they are in force."""
    return tuple(PartChange(*row) for row in con.execute(_CHANGES, [office]).fetchall())
