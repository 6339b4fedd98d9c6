"""What a figure shows, in sentences, for those who don't see it. Takes the same frames as the figures."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.locale import _, format_number, format_period
from pora.measures import NOT_STATED, PART_OF, Measure

_NAMED = 5  # areas named one by one; the table under a figure has the rest


def describe_map(frame: pd.DataFrame, measure: Measure) -> str:
    """The largest and the smallest numbers with their areas, then the areas of every other state."""
    numbers = frame.loc[frame["status"] == schema.ANGKA].sort_values("value", ascending=False, kind="stable")
    parts = [_("Peta: {title}, {n} wilayah.").format(title=measure.title, n=format_number(len(frame)))]
    if len(numbers):
        parts.append(_("Terbanyak: {areas}.").format(areas=_list_areas(numbers.head(_NAMED), measure)))
    if len(numbers) > _NAMED:
        parts.append(_("Paling sedikit: {areas}.").format(areas=_list_areas(numbers.tail(1), measure)))
    sentences = {
        schema.NOL: _("Nol: {areas}."),
        PART_OF: _("Bagian dari angka yang tidak dirinci: {areas}."),
        NOT_STATED: _("Tidak disebut: {areas}."),
        schema.BELUM_LAPOR: _("Belum lapor: {areas}."),
        schema.DISAMARKAN: _("Disamarkan: {areas}."),
        schema.TIDAK_BERLAKU: _("Tidak berlaku: {areas}."),
    }
    for status, sentence in sentences.items():
        names = frame.loc[frame["status"] == status, "area_name"].tolist()
        if names:
            parts.append(sentence.format(areas=_list_names(names)))
    return " ".join(parts)


def describe_bars(frame: pd.DataFrame, measure: Measure) -> str:
    """The rows in their order, with number or state."""
    shown = frame.loc[frame["status"].isin([schema.ANGKA, schema.NOL])]
    areas = _list_areas(shown, measure) if len(shown) else _("belum ada angka")
    return _("Diagram batang: {title}. {areas}.").format(title=measure.title, areas=areas)


def describe_trend(frame: pd.DataFrame, measure: Measure) -> str:
    """First and last month with a number, the highest, and how many months have none."""
    known = frame.loc[frame["status"].isin([schema.ANGKA, schema.NOL])]
    if not len(known):
        return _("Grafik bulanan: {title}. Belum ada angka.").format(title=measure.title)
    first, last = (_month(known.iloc[index], measure) for index in (0, -1))
    highest = _month(known.iloc[int(known["value"].astype(float).argmax())], measure)
    return _(
        "Grafik bulanan: {title}. Pertama {first}, terakhir {last}, tertinggi {highest}; {n} bulan tanpa angka."
    ).format(
        title=measure.title,
        first=first,
        last=last,
        highest=highest,
        n=format_number(len(frame) - len(known)),
    )


def _month(row: pd.Series, measure: Measure) -> str:
    return f"{format_period(row['period'])} {format_number(row['value'], measure.decimals)}"


def _list_areas(frame: pd.DataFrame, measure: Measure) -> str:
    pairs = zip(frame["area_name"], frame["value"], strict=True)
    return ", ".join(f"{name} {format_number(value, measure.decimals)}" for name, value in pairs)


def _list_names(names: list[str]) -> str:
    if len(names) <= _NAMED * 2:
        return ", ".join(names)
    return _("{n} wilayah").format(n=format_number(len(names)))
