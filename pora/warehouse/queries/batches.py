# ruff: noqa: S608 - statements are made of constants; every value is a bound parameter
"""Files behind the numbers of one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pora.access.roles import Scope
from pora.warehouse.db import Snapshot
from pora.warehouse.queries.members import IN_FORCE_IN_PLACE

if TYPE_CHECKING:
    import pandas as pd


def select_batches_of(snapshot: Snapshot, scope: Scope, *, area_code: str, category: str) -> pd.DataFrame:
    """One row per month and file whose rows are in force in the place, the newest file first: period, batch_id,
    office_name, file_name, received_at, received_by, is_sample, replaces (it took the place of an older file there)."""
    return snapshot.frame(
        scope,
        f"""
        SELECT f.period, b.batch_id, o.office_name, b.file_name, b.received_at, b.received_by, b.is_sample,
               bool_or(s.replaces_batch_id IS NOT NULL) AS replaces
        FROM core_slice_in_force f
        JOIN core_batch b USING (batch_id)
        JOIN main.ref_office o ON o.office_code = b.office_code
        JOIN core_slice s ON s.batch_id = f.batch_id AND s.period = f.period AND s.category = f.category
            AND s.kabupaten_code IS NOT DISTINCT FROM f.kabupaten_code
            AND s.kecamatan_code IS NOT DISTINCT FROM f.kecamatan_code
        WHERE f.category = $category AND {IN_FORCE_IN_PLACE}
        GROUP BY ALL ORDER BY f.period, b.received_at DESC, b.batch_id
        """,
        {"area_code": area_code, "category": category},
    )
