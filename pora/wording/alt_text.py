"""What a figure shows, in sentences, for those who don't see it. Takes the same frames as the figures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd

from pora import schema
from pora.locale import _, _n, format_number, format_period
from pora.statistics.measures import Measure, state_names

_Number = tuple[str, float]  # of an area, by its name
_NAMED = 5  # areas named one by one; the table under a figure has the rest


def describe_map(frame: pd.DataFrame, measure: Measure) -> str:
    """The largest and the smallest numbers, or the largest rises and falls, with their areas; then the areas of every
    other state."""
    count = len(frame)
    opening = (
        _n("Peta perubahan: {title}, {n} wilayah.", count)
        if measure.is_change
        else _n("Peta: {title}, {n} wilayah.", count)
    )
    numbers = sorted(_take_numbers(frame), key=itemgetter(1), reverse=True)
    parts = [
        opening.format(title=measure.title, n=format_number(count)),
        *(_describe_changes(numbers, measure) if measure.is_change else _describe_numbers(numbers, measure)),
        *_describe_states(frame, measure),
    ]
    return " ".join(parts)


def _take_numbers(frame: pd.DataFrame) -> list[_Number]:
    """The areas that have one."""
    values = frame["value"].to_numpy(dtype=float, na_value=math.nan).tolist()
    rows = zip(frame["area_name"].tolist(), values, frame["status"].tolist(), strict=True)
    return [(name, value) for name, value, status in rows if status == schema.ANGKA]


def _describe_numbers(numbers: list[_Number], measure: Measure) -> Iterator[str]:
    if numbers:
        yield _("Terbanyak: {areas}.").format(areas=_list_areas(numbers[:_NAMED], measure))
    if len(numbers) > _NAMED:
        yield _("Paling sedikit: {areas}.").format(areas=_list_areas(numbers[-1:], measure))


def _describe_changes(numbers: list[_Number], measure: Measure) -> Iterator[str]:
    """`numbers` from the largest rise to the largest fall."""
    risen = [one for one in numbers if one[1] > 0]
    fallen = [one for one in reversed(numbers) if one[1] < 0]
    for sentence, part in (
        (_n("Bertambah di {n} wilayah, terbanyak: {areas}.", len(risen)), risen),
        (_n("Berkurang di {n} wilayah, terbanyak: {areas}.", len(fallen)), fallen),
    ):
        if part:
            yield sentence.format(n=format_number(len(part)), areas=_list_areas(part[:_NAMED], measure))


def _describe_states(frame: pd.DataFrame, measure: Measure) -> Iterator[str]:
    names_of: dict[str, list[str]] = defaultdict(list)
    for area, status in zip(frame["area_name"].tolist(), frame["status"].tolist(), strict=True):
        names_of[status].append(area)
    for status, name in state_names(measure).items():
        if areas := names_of[status]:
            name = _("Nol") if status == schema.NOL else name
            yield _("{state}: {areas}.").format(state=name, areas=_list_names(areas))


def describe_bars(frame: pd.DataFrame, measure: Measure) -> str:
    """The rows in their order, with number or state."""
    shown = frame.loc[frame["status"].isin([schema.ANGKA, schema.NOL])]
    hidden = frame.loc[frame["status"] == schema.DISAMARKAN, "area_name"].tolist()
    pairs = list(zip(shown["area_name"], shown["value"], strict=True))
    areas = _list_areas(pairs, measure) if pairs else "" if hidden else _("belum ada angka")
    if hidden:
        areas = "; ".join(part for part in (areas, _("disamarkan: {areas}").format(areas=_list_names(hidden))) if part)
    return _("Diagram batang: {title}. {areas}.").format(title=measure.title, areas=areas)


def describe_trend(months: Sequence[Mapping[str, Any]], measure: Measure, column: str = "person_count") -> str:
    """First and last month with a number, the highest, how many months have none, and how many are suppressed. `months`
    have `period`, `status` and the column."""
    known = [(month["period"], month[column]) for month in months if month["status"] in (schema.ANGKA, schema.NOL)]
    hidden = sum(month["status"] == schema.DISAMARKAN for month in months)
    hidden_words = " " + _n("{n} bulan disamarkan.", hidden).format(n=format_number(hidden)) if hidden else ""
    if not known:
        words = _("Grafik bulanan: {title}. Tidak ada angka yang ditampilkan.")
        return (words if hidden else _("Grafik bulanan: {title}. Belum ada angka.")).format(
            title=measure.title
        ) + hidden_words
    first, last = _month(known[0], measure), _month(known[-1], measure)
    highest = _month(max(known, key=itemgetter(1)), measure)
    return (
        _(
            "Grafik bulanan: {title}. Pertama {first}, terakhir {last}, tertinggi {highest}; {n} bulan tanpa angka."
        ).format(
            title=measure.title,
            first=first,
            last=last,
            highest=highest,
            n=format_number(len(months) - len(known) - hidden),
        )
        + hidden_words
    )


def _month(month: tuple[str, float], measure: Measure) -> str:
    period, value = month
    return f"{format_period(period)} {format_number(value, measure.decimals)}"


def _list_areas(pairs: list[_Number], measure: Measure) -> str:
    return ", ".join(f"{name} {measure.number(value)}" for name, value in pairs)


def _list_names(names: list[str]) -> str:
    if len(names) <= _NAMED * 2:
        return ", ".join(names)
    return _n("{n} wilayah", len(names)).format(n=format_number(len(names)))
