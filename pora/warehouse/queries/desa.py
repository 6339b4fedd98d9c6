"""Counts by desa and kelurahan, of the exact version alone: in a public one there are none to ask for."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.access.roles import Scope
from pora.reference.places import place_level
from pora.schema import Cut
from pora.warehouse.db import Snapshot

_DESA = """
SELECT desa_code, desa_name, person_count, status FROM out_desa_month
WHERE kecamatan_code = $area_code AND period = $period AND category = $category
"""
# What the kecamatan has beyond its desa: persons of no known desa, a number and never spread.
_REST = """
SELECT NULL, NULL, k.person_count - d.person_count,
       CASE WHEN k.person_count > d.person_count THEN 'angka' ELSE 'nol' END
FROM out_kecamatan_month k JOIN (
    SELECT kecamatan_code, period, category, coalesce(sum(person_count), 0)::BIGINT AS person_count
    FROM out_desa_month GROUP BY ALL
) d USING (kecamatan_code, period, category)
WHERE kecamatan_code = $area_code AND period = $period AND category = $category
"""


def select_desa(snapshot: Snapshot, scope: Scope, cut: Cut) -> pd.DataFrame:
    """One row per desa of a kecamatan that reports by desa, in order of code, then who is not detailed by desa (null):
    desa_code, desa_name, person_count, status. No rows for any other place, and in a public version."""
    if scope.version != "exact" or place_level(cut.area_code) != schema.KECAMATAN:
        return pd.DataFrame(columns=["desa_code", "desa_name", "person_count", "status"])
    statement = f"SELECT * FROM ({_DESA} UNION ALL {_REST}) ORDER BY desa_code NULLS LAST"  # noqa: S608 - constants
    return snapshot.frame(scope, statement, vars(cut))
