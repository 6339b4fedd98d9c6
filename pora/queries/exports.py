# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""What an export reads, whole and as a preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from pora.access import Scope
from pora.db import Snapshot
from pora.queries.cells import IN_AREA
from pora.queries.details import require_exact

_PART = "($period IS NULL OR t.period = $period) AND ($category IS NULL OR t.category = $category)"
_IN_MEMBERS = (
    "(t.period, t.kabupaten_code) IN "
    "(SELECT (m.period, m.kabupaten_code) FROM main.ref_member_month m WHERE m.area_code = $area_code)"
)

_IS_WITHIN = (
    "($area_code IS NULL OR starts_with(area_code, $area_code) "
    "OR $area_code IN (SELECT m.area_code FROM main.ref_member_month m WHERE m.level = 'nasional'))"
)

# What an export reads, by table. A null parameter leaves its condition out.
_EXPORTS = {
    "case_counts": f"""
        SELECT * EXCLUDE (office_code) FROM out_case_counts t
        WHERE {_PART} AND ($area_code IS NULL OR {IN_AREA})
        ORDER BY period, kabupaten_code NULLS FIRST, kecamatan_code NULLS FIRST, category, nationality, izin_tinggal,
                 sex, purpose, unhcr_status, unhcr_card, person_count
    """,
    "out_area_month": f"""
        SELECT * FROM out_area_month t
        WHERE {_PART} AND {_IS_WITHIN}
        ORDER BY period, level, area_code, category
    """,
    "out_area_month_detail": f"""
        SELECT * FROM out_area_month_detail t
        WHERE {_PART} AND {_IS_WITHIN}
        ORDER BY period, level, area_code, category, dimension, value
    """,
    "out_kabupaten_month": f"""
        SELECT * FROM out_kabupaten_month t
        WHERE {_PART}
          AND ($area_code IS NULL OR starts_with(kabupaten_code, substr($area_code, 1, 5)) OR {_IN_MEMBERS})
        ORDER BY period, kabupaten_code, category
    """,
    "out_kecamatan_month": f"""
        SELECT * FROM out_kecamatan_month t
        WHERE {_PART} AND ($area_code IS NULL OR starts_with(kecamatan_code, $area_code) OR {_IN_MEMBERS})
        ORDER BY period, kecamatan_code, category
    """,
}


def _find_statement(scope: Scope, table: str) -> str:
    """Raises AccessError for the full grain in a public scope."""
    if table == "case_counts":
        require_exact(scope)
    return _EXPORTS[table]


def stream_export(
    snapshot: Snapshot, scope: Scope, table: str, period: str | None, area: str | None, category: str | None
) -> Iterator[Sequence[tuple[object, ...]]]:
    """Chunks of rows with exactly the columns of the table in pora/schema/."""
    return snapshot.stream(
        scope, _find_statement(scope, table), {"period": period, "area_code": area, "category": category}
    )


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
        f"SELECT * FROM ({_find_statement(scope, table)}) LIMIT $rows",
        {"period": period, "area_code": area, "category": category, "rows": rows},
    )


def count_export(
    snapshot: Snapshot, scope: Scope, table: str, period: str | None, area: str | None, category: str | None
) -> int:
    """How many rows an export has."""
    frame = snapshot.frame(
        scope,
        f"SELECT count(*) AS n FROM ({_find_statement(scope, table)})",
        {"period": period, "area_code": area, "category": category},
    )
    return int(frame["n"].iloc[0])
