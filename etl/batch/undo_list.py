"""What it means to take back a list of Tim Pora, or a table of another agency: which newer one stands in the way, and
what counts again."""

from __future__ import annotations

import duckdb

from pora.schema import AGENCY_FIGURE

_KEPT = "batch_id NOT IN (SELECT w.batch_id FROM core_withdrawal w)"
_NEWER = f"""
SELECT n.batch_id FROM core_list_batch o
JOIN core_list_batch n
    ON n.office_code = o.office_code AND n.list_kind = o.list_kind AND n.batch_number > o.batch_number AND n.{_KEPT}
WHERE o.batch_id = $batch_id AND (o.list_kind <> '{AGENCY_FIGURE}' OR EXISTS (
    FROM core_agency_figure a JOIN core_agency_figure b USING (agency, measure, period, area_code)
    WHERE a.batch_id = o.batch_id AND b.batch_id = n.batch_id))
ORDER BY ALL
"""  # noqa: S608 - constants of this file
_OLDER = f"""
SELECT max_by(n.batch_id, n.batch_number) FROM core_list_batch o
JOIN core_list_batch n
    ON n.office_code = o.office_code AND n.list_kind = o.list_kind AND n.batch_number < o.batch_number AND n.{_KEPT}
WHERE o.batch_id = $batch_id AND o.list_kind <> '{AGENCY_FIGURE}'
"""  # noqa: S608 - the same
_PARTS = f"""
SELECT o.period, NULL, o.area_code, max_by(n.batch_id, l.batch_number), false, o.measure
FROM core_agency_figure o
LEFT JOIN core_agency_figure n
    ON (n.office_code, n.agency, n.measure, n.period, n.area_code)
     = (o.office_code, o.agency, o.measure, o.period, o.area_code) AND n.{_KEPT}
LEFT JOIN core_list_batch l ON l.batch_id = n.batch_id
WHERE o.batch_id = $batch_id GROUP BY ALL ORDER BY ALL
"""  # noqa: S608 - the same


def find_newer_lists(con: duckdb.DuckDBPyConnection, batch_id: str) -> list[str]:
    """Those that count where the one would; none of a batch of cases."""
    return [str(row[0]) for row in con.execute(_NEWER, {"batch_id": batch_id}).fetchall()]


def find_older_list(con: duckdb.DuckDBPyConnection, batch_id: str) -> str | None:
    """The list that counts once this one is taken back; None where there is none, and for what is no list."""
    row = con.execute(_OLDER, {"batch_id": batch_id}).fetchone()
    return str(row[0]) if row and row[0] else None


def find_agency_parts(con: duckdb.DuckDBPyConnection, batch_id: str) -> list[tuple[object, ...]]:
    """What counts in each part of an agency's table that was taken back: period, no category, code of the
    kabupaten/kota, batch, that it is no sample, measure."""
    return con.execute(_PARTS, {"batch_id": batch_id}).fetchall()
