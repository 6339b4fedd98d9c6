"""What the map page finds, in two sentences: how many and how sure in the title; where and changing how under it."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from pora import schema
from pora.locale import _, format_change, format_number, format_period, lower_first
from pora.reference.places import name_place
from pora.statistics.change_split import NoSplit, summarise_split
from pora.statistics.measures import state_words
from pora.ui.map.figure import DrawnMap
from pora.ui.map.spec import base_period, spec_measure
from pora.ui.map.tables import name_within
from pora.ui.parts.change import compared_month, read_split
from pora.ui.parts.data import Reader
from pora.ui.parts.page_frame import describe_view
from pora.ui.view.view import View, filter_words
from pora.warehouse.queries import CaseFilter
from pora.wording.counts import describe_cell, person_words
from pora.wording.desa import describe_desa_reports


def describe_map_title(reader: Reader, view: View, drawn: DrawnMap) -> str:
    """Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor. For another measure where it is highest; for
    changes how much of it is one of people; with a filter who may match it or not."""
    cell = reader.list_months(view.cut, view.case_filter)[-1]
    has_number = cell["status"] in (schema.ANGKA, schema.NOL)
    if not has_number or (drawn.spec.ukuran == "jumlah" and not drawn.spec.chosen):
        return "; ".join([describe_view(view, cell), *_describe_desa(drawn)])
    values = ", ".join(filter_words(view.case_filter))
    if drawn.spec.ukuran == "jumlah":
        finding = _describe_matching(view, cell, values)
    elif drawn.spec.ukuran == "perubahan":
        finding = _describe_change(reader, view, drawn)
    elif view.kecamatan_code and drawn.spec.level != schema.DESA:
        finding = _describe_own(view.kecamatan_code, drawn)
    else:
        finding = _describe_highest(reader, drawn)
    if values and drawn.spec.ukuran != "jumlah":
        finding = _("{finding}, hanya {values}").format(finding=finding, values=values)
    return _("{area}, {period}: {finding}").format(
        area=name_place(view.wilayah), period=format_period(view.periode), finding=finding
    )


def _describe_desa(drawn: DrawnMap) -> list[str]:
    """How many desa of the map reported; nothing for a map of other areas."""
    if drawn.spec.level != schema.DESA:
        return []
    return describe_desa_reports(drawn.frame.rename(columns={"area_code": "desa_code"}))


def _describe_matching(view: View, cell: Mapping[str, Any], values: str) -> str:
    """2.191 orang asing, hanya Tiongkok; 188 tidak dirinci."""
    words = _("{count} {persons}, hanya {values}").format(
        count=describe_cell(cell),
        persons=person_words(view.kategori, cell["person_count"]),
        values=values,
    )
    unknown = int(cell["unknown_count"])
    return words + (_("; {n} tidak dirinci").format(n=format_number(unknown)) if unknown else "")


def _describe_own(area_code: str, drawn: DrawnMap) -> str:
    """The number of one of the areas of the map, or its state: 45,3 orang asing per 100 km²."""
    rows = drawn.frame.loc[drawn.frame["area_code"] == area_code].to_dict("records")
    if rows and rows[0]["status"] == schema.ANGKA:
        return drawn.measure.words(rows[0]["value"])
    return state_words(drawn.measure)[rows[0]["status"] if rows else schema.TIDAK_BERLAKU]


def _describe_highest(reader: Reader, drawn: DrawnMap) -> str:
    """Orang asing per 100 km² tertinggi di Banyumanik, Kota Semarang (612,3)."""
    of_all = spec_measure(replace(drawn.spec, chosen=CaseFilter()), reader.choices.periods).title
    title = lower_first(of_all)
    top = list_highest(drawn, 1)
    words = _("{measure} tertinggi di {area}")
    if has_hidden(drawn):  # one that is hidden may be higher
        words = _("{measure} tertinggi yang ditampilkan di {area}")
    return words.format(measure=title, area=top[0]) if top else title


def _describe_change(reader: Reader, view: View, drawn: DrawnMap) -> str:
    """Without a filter as on other pages; with one only what can be known: areas that reported in both months."""
    before = base_period(drawn.spec, reader.choices.periods)
    split = read_split(reader, view.cut, before)
    if not view.case_filter or split == NoSplit("sample"):
        change = summarise_split(split, before)
        return _("{persons} {change}").format(persons=person_words(view.kategori), change=change)
    count = int(drawn.frame["value"].fillna(0).sum())
    return _("{change} {persons} sejak {period} di wilayah yang melapor pada kedua bulan").format(
        change=format_change(count), persons=person_words(view.kategori, count), period=format_period(before)
    )


def has_hidden(drawn: DrawnMap) -> bool:
    return bool((drawn.frame["status"] == schema.DISAMARKAN).any())


def list_highest(drawn: DrawnMap, count: int) -> list[str]:
    """The areas with the highest numbers above zero: Sidorejo, Kota Salatiga (328); a share with what it is of, since
    all of one person is much of little: Jati, Kab. Kudus (35,4%, 17 dari 48)."""
    values = drawn.frame["value"].to_numpy(dtype=float, na_value=math.nan).tolist()
    states = drawn.frame["status"].tolist()
    above = [row for row, value in enumerate(values) if value > 0 and states[row] == schema.ANGKA]
    highest = heapq.nlargest(count, above, key=values.__getitem__)  # of equal ones the first
    columns = {name: drawn.frame[name].array for name in ("area_code", "value", "part", "whole") if name in drawn.frame}
    return [_name_highest({name: column[row] for name, column in columns.items()}, drawn) for row in highest]


def _name_highest(row: Mapping[str, Any], drawn: DrawnMap) -> str:
    number = drawn.measure.number(row["value"])
    if "whole" in row:
        words = _("{share}, {n} dari {m}")
        number = words.format(share=number, n=format_number(row["part"]), m=format_number(row["whole"]))
    return _("{area} ({number})").format(area=name_within(row["area_code"], drawn.spec.area_code), number=number)


def describe_map_more(reader: Reader, view: View, drawn: DrawnMap) -> str:
    """What the title has no room for: how many and how sure, where most are, the change since another month."""
    cell = reader.list_months(view.cut, view.case_filter)[-1]
    parts = _describe_reports(view, cell) if drawn.spec.ukuran != "jumlah" or drawn.spec.chosen else []
    highest = list_highest(drawn, 2)
    is_whole = view.kecamatan_code is None or drawn.spec.level == schema.DESA
    if highest and is_whole and drawn.spec.ukuran in ("jumlah", "perubahan"):
        words = _("Terbanyak di {areas}.") if drawn.spec.ukuran == "jumlah" else _("Naik terbanyak di {areas}.")
        if has_hidden(drawn):
            words = _("Dari angka yang ditampilkan: {words}").format(words=lower_first(words))
        parts.append(words.format(areas=_(" dan ").join(highest)))
    before = compared_month(reader, view)
    if before and drawn.spec.ukuran != "perubahan":
        parts.append(_describe_since(reader, view, before))
    return " ".join(part for part in parts if part)


def _describe_reports(view: View, cell: Mapping[str, Any]) -> list[str]:
    """10.337 orang asing. 526 dari 576 kecamatan melapor."""
    if cell["status"] not in (schema.ANGKA, schema.NOL):
        return []
    parts = []
    if not view.case_filter:
        words = _("{count} {persons}.")
        persons = person_words(view.kategori, cell["person_count"])
        parts.append(words.format(count=describe_cell(cell), persons=persons))
    if cell["reporting_count"] < cell["kecamatan_count"]:
        words = _("{n} dari {m} kecamatan melapor.")
        parts.append(words.format(n=format_number(cell["reporting_count"]), m=format_number(cell["kecamatan_count"])))
    return parts


def _describe_since(reader: Reader, view: View, before: str) -> str:
    """How the number changed, and how much of that is one of people; with a filter that is not known."""
    split = read_split(reader, view.cut, before)
    if not view.case_filter or split == NoSplit("sample"):
        change = summarise_split(split, before)
        return f"{change[:1].upper()}{change[1:]}."
    counts = {month["period"]: month["person_count"] for month in reader.list_months(view.cut, view.case_filter)}
    was, now = counts.get(before), counts[max(counts)]
    if was is None or pd.isna(was) or pd.isna(now):
        return ""
    count = int(now) - int(was)
    words = _("{change} sejak {period}.") if count else _("Tetap sejak {period}.")
    return words.format(change=format_change(count), period=format_period(before))
