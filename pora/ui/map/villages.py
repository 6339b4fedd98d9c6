"""Desa Binaan Imigrasi on maps and in the panel. Which they are was published or listed; nothing is counted of them."""

from __future__ import annotations

from dataclasses import replace

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
    rows = _read_villages(reader, cut, cut.area_code)
    codes = {code[: _LENGTHS[level]] for code in rows["desa_code"]} & set(drawing.entry_of)
    if not codes:
        return drawing
    words = _n("Desa Binaan Imigrasi ({n} wilayah)", len(codes)).format(n=format_number(len(codes)))
    return replace(drawing, marks=tuple(sorted(codes)), mark_words=words)


def describe_villages_of(reader: Reader, cut: Cut) -> list[str]:
    """Which desa of a kecamatan are of the programme, or that this one is; nothing for any other place."""
    kecamatan_code = cut.area_code[:8]
    if len(kecamatan_code) < _LENGTHS[schema.KECAMATAN] or not kecamatan_code[:2].isdigit():
        return []
    rows = _read_villages(reader, cut, kecamatan_code)
    if cut.area_code != kecamatan_code:
        return [_("Desa Binaan Imigrasi")] if (rows["desa_code"] == cut.area_code).any() else []
    names = rows["desa_name"].tolist()
    return [_("Desa Binaan Imigrasi: {names}").format(names=join_words(names))] if names else []


def _read_villages(reader: Reader, cut: Cut, area_code: str) -> pd.DataFrame:
    """Those of an area that were named by the end of the month; of some it is not known when."""
    day = last_day(cut.period)
    rows = reader.ask(queries.select_villages, area_code, day)
    named_on = pd.to_datetime(rows["named_on"])
    return pd.DataFrame(rows.loc[named_on.isna() | (named_on <= pd.Timestamp(day))])
