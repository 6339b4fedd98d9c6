"""Desa Binaan Imigrasi on maps and in the panel. Which they are was published or listed; nothing is counted of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from pora import schema
from pora.figures.maps.draw import MapDrawing
from pora.locale import _, _n, format_number
from pora.schema import Cut
from pora.schema.period import last_day
from pora.ui.parts.data import Reader
from pora.warehouse import queries
from pora.wording.counts import join_words

_LENGTHS = {schema.PROVINSI: 2, schema.KABUPATEN_KOTA: 5, schema.KECAMATAN: 8, schema.DESA: 13}


def mark_villages(reader: Reader, cut: Cut, level: str, drawing: MapDrawing) -> MapDrawing:
    """The drawing with a mark at each area of a level that is one, or holds some, by the end of the month."""
    villages = _list_villages(reader, cut)
    codes = {one.code[: _LENGTHS[level]] for one in villages} & set(drawing.entry_of) if villages else set()
    if not codes:
        return drawing
    words = _n("Desa Binaan Imigrasi ({n} wilayah)", len(codes)).format(n=format_number(len(codes)))
    return replace(drawing, marks=tuple(sorted(codes)), mark_words=words)


def describe_villages_of(reader: Reader, cut: Cut) -> list[str]:
    """Which desa of a kecamatan are of the programme, or that this one is; nothing for any other place."""
    kecamatan_code = cut.area_code[:8]
    if len(kecamatan_code) < _LENGTHS[schema.KECAMATAN] or not kecamatan_code[:2].isdigit():
        return []
    villages = [one for one in _list_villages(reader, cut) if one.code.startswith(kecamatan_code)]
    if cut.area_code != kecamatan_code:
        return [_("Desa Binaan Imigrasi")] if cut.area_code in {one.code for one in villages} else []
    names = [one.name for one in villages]
    return [_("Desa Binaan Imigrasi: {names}").format(names=join_words(names))] if names else []


class _Village(NamedTuple):
    code: str
    name: str
    named_on: dt.date | None


def _list_villages(reader: Reader, cut: Cut) -> list[_Village]:
    """Those that were named by the end of the month; of some it is not known when."""
    day = last_day(cut.period)
    return [one for one in reader.make(_read_villages) if one.named_on is None or one.named_on <= day]


def _read_villages(reader: Reader) -> list[_Village]:
    """All of them, in the order of codes."""
    rows = reader.ask(queries.select_village_names)
    days = [None if pd.isna(day) else pd.Timestamp(day).date() for day in rows["named_on"]]
    return [_Village(*one) for one in zip(rows["desa_code"].tolist(), rows["desa_name"].tolist(), days, strict=True)]
