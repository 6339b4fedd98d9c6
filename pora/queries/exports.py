"""What an export reads, whole and as a preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from pora.access import Scope
from pora.db import Snapshot

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
