"""The slide on the map of half a year, month beside month."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.model import Content, MonthMap, MonthMaps
from pora.deck.months import describe_months
from pora.deck.subject import Subject
from pora.locale import _, _n, format_number, format_short_period
from pora.schema.period import months_before
from pora.statistics.measures import count_measure
from pora.wording.counts import shorten_cell

MONTHS = 6


def make_month_maps_content(subject: Subject) -> Content | None:
    """Maps of this month and the five before, all with one scale; None where one of them is not loaded, or nothing
    differs between them."""
    if subject.level == schema.KECAMATAN:
        return None
    periods = [*months_before(subject.period, MONTHS - 1)[::-1], subject.period]
    series = subject.series.loc[subject.series["period"].isin(periods)]
    if len(series) < MONTHS:
        return None
    level = _choose_level(subject)
    cells = [subject.read_cells(level, period).assign(period=period) for period in periods]
    rows = pd.concat(cells, ignore_index=True).rename(columns={"person_count": "value"})
    rows = rows[["period", "area_code", "area_name", "value", "status"]]
    if not _differs(rows):
        return None
    maps = tuple(
        MonthMap(period, f"{format_short_period(period)}: {shorten_cell(dict(row))}")
        for period, (_at, row) in zip(periods, series.iterrows(), strict=True)
    )
    numbers = series["person_count"].where(series["status"].isin([schema.ANGKA, schema.NOL]))
    values = tuple(None if pd.isna(number) else int(number) for number in numbers)
    title = describe_months(subject, periods, values) + _describe_silent(rows, periods)
    measure = count_measure(subject.category)
    alt = _("Enam peta, {title}: {months}.").format(title=measure.title, months="; ".join(one.title for one in maps))
    notes = _("{title}. Semua peta memakai satu ukuran lingkaran; yang belum lapor bukan nol.").format(title=title)
    return Content(title, (MonthMaps("enam_bulan", rows, alt, level, maps, measure),), notes)


def _choose_level(subject: Subject) -> str:
    """Six maps have room for kecamatan of one kabupaten/kota alone."""
    if subject.level == schema.KABUPATEN_KOTA or subject.first_level == schema.PROVINSI:
        return subject.first_level
    return schema.KABUPATEN_KOTA


def _differs(rows: pd.DataFrame) -> bool:
    seen = rows.assign(value=rows["value"].fillna(-1)).groupby("area_code")[["value", "status"]].nunique()
    return bool((seen > 1).any(axis=None))


def _describe_silent(rows: pd.DataFrame, periods: list[str]) -> str:
    """How many areas reported at first and do not any more; nothing where all still do."""
    first, last = (
        set(rows.loc[(rows["period"] == period) & (rows["status"] == schema.BELUM_LAPOR), "area_code"])
        for period in (periods[0], periods[-1])
    )
    silent = len(last - first)
    return _n("; {n} wilayah tidak lagi melapor", silent).format(n=format_number(silent)) if silent else ""
