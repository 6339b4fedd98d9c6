"""The desa of a kecamatan as bars."""

from __future__ import annotations

import pandas as pd

from pora.locale import _


def make_desa_bars(desa: pd.DataFrame) -> pd.DataFrame:
    """Bars as `draw_bars` takes them, from `queries.select_desa`: every desa with its number or its state, then who is
    not detailed by desa, also if it is 0."""
    is_rest = desa["desa_code"].isna()
    return pd.DataFrame(
        {
            "area_name": desa["desa_name"].mask(is_rest, _("Tidak dirinci per desa")),
            "value": desa["person_count"].astype("Int64"),
            "status": desa["status"],
            "is_rest": is_rest,
        }
    )
