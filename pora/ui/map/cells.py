"""The numbers of a map: of its month, and of all months for a scale that they share."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pora import schema
from pora.reference.areas import area_index
from pora.reference.areas.desa import KECAMATAN_LENGTH
from pora.statistics.area_values import find_area_changes, mark_not_detailed, per_100_km2, place_cells, share_of_parent
from pora.statistics.desa import complete_desa
from pora.ui.map.spec import MapSpec, base_period, require_layers
from pora.ui.parts.change import can_compare
from pora.ui.parts.data import Reader
from pora.warehouse import queries

FloatArray = npt.NDArray[np.float64]


def read_cells(reader: Reader, spec: MapSpec, period: str, level: str = "") -> pd.DataFrame:
    """Counts of the areas of a map in a month: area_code, area_name, value, status; with a filter also unknown_count.
    Who may match a filter or not is in no value."""
    cut, level = replace(spec.cut, period=period), level or spec.level
    if not spec.chosen:
        cells = take_counts(reader.ask(queries.select_cells, cut, level))
    else:
        cells = mark_not_detailed(take_counts(reader.ask(queries.select_matching_cells, cut, level, spec.chosen)))
    if level != schema.DESA or len(cut.area_code) >= KECAMATAN_LENGTH:
        return cells
    return complete_desa(cells, reader.ask(queries.select_cells, cut, schema.KECAMATAN), _list_desa(cut.area_code))


@lru_cache(maxsize=64)
def _list_desa(kabupaten_code: str) -> pd.DataFrame:
    index = area_index()
    rows = [
        (code, index.area_name(code), kecamatan, index.area_name(kecamatan))
        for kecamatan in index.children(kabupaten_code)
        for code in index.desa_of(kecamatan)
    ]
    return pd.DataFrame(rows, columns=["area_code", "area_name", "parent_code", "parent_name"])


def take_counts(counts: pd.DataFrame) -> pd.DataFrame:
    """Counts as a map takes them."""
    return counts.rename(columns={"person_count": "value"})


def read_parents(reader: Reader, spec: MapSpec) -> pd.DataFrame:
    """The kabupaten/kota, whose numbers shares are of, with `unplaced_count`: who is in none of the areas drawn.
    With a filter all who match it count here; who may match is not known."""
    parents = read_cells(reader, spec, spec.period, schema.KABUPATEN_KOTA)
    if not spec.chosen:
        return parents
    placed = read_cells(reader, spec, spec.period).groupby("parent_code")["value"].sum()
    unplaced = parents["value"] - parents["area_code"].map(placed).astype("Int64").fillna(0)
    return parents.assign(unplaced_count=unplaced.clip(lower=0))


def make_map_frame(reader: Reader, spec: MapSpec) -> pd.DataFrame:
    """One row per area that has a place on the map, with the measure of the spec as `value`; a share also with the
    counts that it is made of, `part` and `whole`."""
    cells = read_cells(reader, spec, spec.period)
    if spec.ukuran == "bagian":
        parents = read_parents(reader, spec)
        whole = cells["parent_code"].map(parents.set_index("area_code")["value"])
        cells = share_of_parent(cells, parents).assign(part=cells["value"], whole=whole)
    if spec.ukuran == "perubahan":
        since = base_period(spec, reader.choices.periods)
        cells = find_area_changes(read_cells(reader, spec, since), cells)
        if not can_compare(reader, spec.cut, since):
            cells = cells.assign(value=np.nan, status=schema.TIDAK_BERLAKU)
    frame = place_cells(cells, require_layers(spec.kind).find_labels(spec.level))
    return per_100_km2(frame) if spec.ukuran == "kepadatan" else frame


def read_all_months(reader: Reader, spec: MapSpec, frame: pd.DataFrame) -> FloatArray:
    """The measure of the spec for scales, as floats: a row per month, oldest first, a column per area of the frame, in
    its order; NaN where there is no number. Persons, persons per 100 km², or per cent; of changes only the months that
    have one to compare with. Trap: a change between equal months is 0 here, whatever state the map gives it."""
    counts = _pivot(reader, spec, spec.level, frame["area_code"])
    if spec.ukuran == "kepadatan":
        area_km2: FloatArray = frame["area_km2"].to_numpy(dtype=float)
        return counts / area_km2 * 100
    if spec.ukuran == "bagian":
        parents = frame["parent_code"]
        codes = parents.drop_duplicates()
        totals = _pivot(reader, spec, schema.KABUPATEN_KOTA, codes)
        of_area: FloatArray = totals[:, pd.Index(codes).get_indexer(parents)]
        return counts / np.where(of_area > 0, of_area, np.nan) * 100
    if spec.ukuran == "perubahan":
        first = reader.choices.periods.index(spec.since) if spec.since else 0
        changes: FloatArray = counts[first + 1 :] - (counts[first] if spec.since else counts[:-1])
        return changes
    return counts


def _pivot(reader: Reader, spec: MapSpec, level: str, codes: pd.Series) -> FloatArray:
    # Of all areas of a level at once, for all maps of them; of desa, which are many, those of the map.
    within = spec.area_code if level == schema.DESA else ""
    columns, table = reader.make(_make_pivot, level, spec.category, spec.chosen, within)
    picked: FloatArray = table[:, [columns.get(code, -1) for code in codes.tolist()]]
    return picked


def _make_pivot(
    reader: Reader, level: str, category: str, chosen: queries.CaseFilter, within: str
) -> tuple[dict[str, int], FloatArray]:
    """The column of each area, and a row per month, which is made once for all maps; the last column is of no area."""
    rows = reader.ask(queries.select_month_counts, level=level, category=category, chosen=chosen, within=within)
    area, codes = pd.factorize(rows["area_code"])
    month = pd.Index(reader.choices.periods).get_indexer(pd.Index(rows["period"]))
    is_open = (rows["person_count"] == 0) & (rows["unknown_count"] > 0)
    keep = ~is_open.to_numpy(dtype=bool)
    table: FloatArray = np.full((len(reader.choices.periods), len(codes) + 1), np.nan)
    table[month[keep], area[keep]] = rows["person_count"].to_numpy(dtype=float)[keep]
    return {code: column for column, code in enumerate(codes.tolist())}, table
