"""Loaded counts as a map shows them: counts, rates, shares, changes. An area without a number never gets one here.

Cells have one row per area: `area_code`, `area_name`, `value` (missing where there is no number), `status`; those of a
filter also `unknown_count`, who may match it or not.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pora import schema
from pora.locale import _, _n, format_number
from pora.statistics.measures import (
    NEWLY_REPORTED,
    NO_LONGER_REPORTED,
    NOT_DETAILED,
    UNCHANGED,
    round_to_units,
)

_NUMBERS = (schema.ANGKA, schema.NOL)
_POINT = {"lon": "label_lon", "lat": "label_lat", "area_km2": "area_km2"}


def place_cells(cells: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """Cells with the point where each is labelled; one row per cell that has a place on the map. `labels`, under codes
    of areas: label_lon, label_lat, area_km2."""
    rows = labels.index.get_indexer(pd.Index(cells["area_code"]))
    is_placed = rows >= 0
    points = {name: labels[source].to_numpy()[rows[is_placed]] for name, source in _POINT.items()}
    placed: pd.DataFrame = cells.loc[is_placed].reset_index(drop=True)
    return placed.assign(**points)


def per_100_km2(placed: pd.DataFrame) -> pd.DataFrame:
    """Values per 100 km² of the area inside the boundaries, which is not the official area."""
    return placed.assign(value=placed["value"].astype("Float64") / placed["area_km2"] * 100)


def share_of_parent(cells: pd.DataFrame, parents: pd.DataFrame) -> pd.DataFrame:
    """Values in percent of the number of the area above, whose part that is not placed counts in its number, so shares
    may sum to less than 100. `parents` are cells of the areas above; `cells` also have `parent_code`.

    Where the area above has none there is nothing to be a share of: not applicable. Where its number is suppressed, so
    is every share of it."""
    totals = parents.set_index("area_code")["value"].astype("Float64")
    total = cells["parent_code"].map(totals).astype("Float64")
    has_share = (total > 0).fillna(False).to_numpy(dtype=bool)
    is_hidden = cells["parent_code"].isin(parents.loc[parents["status"] == schema.DISAMARKAN, "area_code"])
    missing = np.where(is_hidden, schema.DISAMARKAN, schema.TIDAK_BERLAKU)
    status = cells["status"].where(has_share | ~cells["status"].isin(_NUMBERS), missing)
    return cells.assign(value=(cells["value"].astype("Float64") / total * 100).where(has_share), status=status)


def describe_share(parents: pd.DataFrame) -> str:
    """What a share is of. `parents` also have `unplaced_count`, whom no kecamatan has."""
    words = _("Persen dari jumlah yang dilaporkan kabupaten/kota.")
    if "unplaced_status" in parents and (parents["unplaced_status"] == schema.DISAMARKAN).any():
        hidden = _("Sebagian jumlah itu tidak dirinci per kecamatan dan disamarkan, jadi persen bisa kurang dari 100.")
        return f"{words} {hidden}"
    unplaced = int(parents["unplaced_count"].fillna(0).sum())
    if not unplaced:
        return words
    unplaced_words = _("Jumlah itu termasuk {n} yang tidak dirinci per kecamatan, jadi persen bisa kurang dari 100.")
    return f"{words} {unplaced_words.format(n=format_number(unplaced))}"


def mark_not_detailed(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells of a filter, where nobody matches for sure but some may: no zero, but not detailed."""
    is_open = (cells["status"] == schema.NOL) & (cells["unknown_count"].fillna(0) > 0)
    return cells.assign(value=cells["value"].mask(is_open), status=cells["status"].mask(is_open, NOT_DETAILED))


def describe_unknown(cells: pd.DataFrame) -> str:
    """Who may match a filter or not, in a sentence; empty where all are detailed."""
    unknown = cells["unknown_count"].fillna(0)
    areas, persons = int((unknown > 0).sum()), int(unknown.sum())
    if not persons:
        return ""
    return _n(
        "Di {areas} ada {n} orang yang tidak dirinci menurut pilihan ini: angkanya bisa lebih besar.", persons
    ).format(areas=_n("{n} wilayah", areas).format(n=format_number(areas)), n=format_number(persons))


def find_area_changes(before: pd.DataFrame, now: pd.DataFrame, decimals: int = 0) -> pd.DataFrame:
    """The rows of `now` with their change since `before` as `value`, and the numbers as `before` and `now`.

    Status: a number that changed, `UNCHANGED` (also where the change is not seen in the decimals), or why there is no
    change to tell. An area that reported in one of the months only is `NEWLY_REPORTED` or `NO_LONGER_REPORTED`, never
    a change from or to zero."""
    earlier = before.set_index("area_code").reindex(now["area_code"])
    was = earlier["status"].fillna(schema.BELUM_LAPOR)
    change = _numbers(now) - _numbers(earlier)
    is_seen = round_to_units(np.nan_to_num(change), decimals) != 0
    change = np.where(is_seen | np.isnan(change), change, 0)
    states = [_change_status(*both) for both in zip(was, now["status"], strict=True)]
    status = np.where((np.array(states, dtype=object) == schema.ANGKA) & (change == 0), UNCHANGED, states)
    return now.assign(value=change, status=status, before=_numbers(earlier), now=_numbers(now))


def _numbers(cells: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Values of a frame, NaN where there is none."""
    numbers: npt.NDArray[np.float64] = cells["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    return numbers


def _change_status(before: str, now: str) -> str:
    both = (before, now)
    if schema.TIDAK_BERLAKU in both:
        return schema.TIDAK_BERLAKU
    if before == schema.BELUM_LAPOR:
        return schema.BELUM_LAPOR if now == schema.BELUM_LAPOR else NEWLY_REPORTED
    if now == schema.BELUM_LAPOR:
        return NO_LONGER_REPORTED
    return next((state for state in (schema.DISAMARKAN, NOT_DETAILED) if state in both), schema.ANGKA)
