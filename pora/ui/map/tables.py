"""The numbers of maps as tables, for reading and for those who can't see a map."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pora import schema
from pora.locale import _, format_period
from pora.reference.areas import area_index
from pora.reference.areas.desa import KECAMATAN_LENGTH
from pora.reference.places import is_desa
from pora.statistics.measures import Measure, state_words
from pora.ui.map.figure import DrawnMap


def make_months_table(maps: Mapping[str, DrawnMap]) -> pd.DataFrame:
    """One row per area, the largest of the last month first; one column per month (YYYY-MM) of the maps."""
    last = maps[max(maps)]
    order = last.frame.sort_values("value", ascending=False, kind="stable", na_position="last")["area_code"]
    codes = list(dict.fromkeys([*order, *(code for one in maps.values() for code in one.frame["area_code"])]))
    table = pd.DataFrame({_("Wilayah"): [name_within(code, last.spec.area_code) for code in codes]})
    for period, one in maps.items():
        cells = write_cells(one.frame, one.measure)
        title = one.measure.title if len(maps) == 1 else format_period(period)
        table[title] = [cells.get(code, "–") for code in codes]
    return table


def name_within(area_code: str, place_code: str) -> str:
    """An area of the map of a place as a sentence or table beside it names it: a desa alone where its kecamatan is in
    the title, else with it: Ploso, Jati."""
    if not is_desa(area_code):
        return area_index().display_name(area_code)
    name, kecamatan = area_index().area_name(area_code), area_code[:KECAMATAN_LENGTH]
    return name if place_code.startswith(kecamatan) else f"{name}, {area_index().area_name(kecamatan)}"


def write_cells(frame: pd.DataFrame, measure: Measure) -> dict[str, str]:
    """Area code -> its number, or its state in words."""
    words = state_words(measure)
    return {
        code: measure.number(value) if status in (schema.ANGKA, schema.NOL) else words.get(status, "")
        for code, value, status in zip(frame["area_code"], frame["value"], frame["status"], strict=True)
    }
