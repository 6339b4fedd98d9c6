"""Loaded counts as a map shows them."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.locale import _
from pora.measures import Measure


def count_measure(category: str) -> Measure:
    if category == schema.PENGUNGSI:
        return Measure(_("Pengungsi"), _("pengungsi"))
    return Measure(_("Orang asing"), _("orang asing"))


def rate_measure(category: str) -> Measure:
    unit = count_measure(category).unit
    title = count_measure(category).title
    return Measure(_("{title} per 100 km²").format(title=title), _("{unit} per 100 km²").format(unit=unit), decimals=1)


def place_cells(cells: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """Cells (area_code, area_name, value, status) with the point where each is labelled; one row per cell that has
    a place on the map. `labels`: area_code, label_lon, label_lat, area_km2."""
    points = labels[["area_code", "label_lon", "label_lat", "area_km2"]]
    placed = cells.merge(points, on="area_code", how="inner", validate="one_to_one")
    return placed.rename(columns={"label_lon": "lon", "label_lat": "lat"})


def per_100_km2(placed: pd.DataFrame) -> pd.DataFrame:
    """Values per 100 km² of the area inside the boundaries, which is not the official area."""
    return placed.assign(value=placed["value"].astype("Float64") / placed["area_km2"] * 100)
