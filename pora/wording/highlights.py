"""What is new in an area, in short sentences: which kecamatan rose and fell, who is silent, what came in, what was
corrected. How a total changed as a whole is told by pora/statistics/change_split.py.

Frames are those of `queries.select_cells` for kecamatan; files the rows of `queries.list_history`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

import pandas as pd

from pora import schema
from pora.config import office_time
from pora.locale import _, _n, format_change, format_day, format_number, format_period
from pora.wording.counts import join_words

_NAMED = 4  # areas named one by one; more are counted


class _Area(NamedTuple):
    """A kecamatan with what is told of it."""

    name: str
    parent_name: str
    change: int = 0


def describe_movers(before: pd.DataFrame, after: pd.DataFrame) -> str | None:
    """The largest rise and the largest fall among kecamatan that have a number in both months; None for fewer than two.
    Where numbers are hidden, nobody is said to have none, and the largest is that of those shown."""
    was = dict(zip(before["area_code"].tolist(), before["person_count"].tolist(), strict=True))
    names = ("area_code", "area_name", "parent_name", "person_count")
    moved = [
        _Area(name, parent_name, int(now) - int(was[code]))
        for code, name, parent_name, now in zip(*(after[column].tolist() for column in names), strict=True)
        if not (pd.isna(was.get(code, pd.NA)) or pd.isna(now))
    ]
    if len(moved) < 2:
        return None
    most, least = max(one.change for one in moved), min(one.change for one in moved)
    parts = []
    if most > 0:
        parts.append(_("naik terbanyak {areas}").format(areas=_name_changed(moved, most)))
    if least < 0:
        parts.append(_("turun terbanyak {areas}").format(areas=_name_changed(moved, least)))
    is_hidden = schema.DISAMARKAN in {*before["status"].tolist(), *after["status"].tolist()}
    if not parts:
        return None if is_hidden else _("Tidak ada kecamatan yang jumlahnya berubah.")
    sentence = "; ".join(parts)
    sentence = _("{sentence} (dari angka yang ditampilkan).").format(sentence=sentence) if is_hidden else f"{sentence}."
    return sentence[0].upper() + sentence[1:]


def _name_changed(moved: Sequence[_Area], change: int) -> str:
    """The areas of one change, by name while they are few: Bae (+3); 12 kecamatan (masing-masing +1)."""
    areas = [one for one in moved if one.change == change]
    words = {"change": format_change(change)}
    if len(areas) == 1:
        return _("{area} ({change})").format(area=_name_areas(areas, moved)[0], **words)
    if len(areas) == 2:
        return _("{areas} (masing-masing {change})").format(areas=join_words(_name_areas(areas, moved)), **words)
    return _("{n} kecamatan (masing-masing {change})").format(n=format_number(len(areas)), **words)


def name_kecamatan(rows: pd.DataFrame, among: pd.DataFrame) -> list[str]:
    """Names of `rows`, with the kabupaten/kota where more than one is in view: names of kecamatan repeat."""
    return _name_areas(_list_areas(rows), _list_areas(among))


def _list_areas(cells: pd.DataFrame) -> list[_Area]:
    return [_Area(*names) for names in zip(cells["area_name"].tolist(), cells["parent_name"].tolist(), strict=True)]


def _name_areas(areas: Sequence[_Area], among: Sequence[_Area]) -> list[str]:
    has_one = len({one.parent_name for one in among}) < 2
    return [one.name if has_one else f"{one.name}, {one.parent_name}" for one in areas]


def describe_silence(cells: pd.DataFrame) -> str:
    """Who has not reported: kabupaten/kota without any report by name, other kecamatan by name or number."""
    areas = _list_areas(cells)
    is_silent = [status == schema.BELUM_LAPOR for status in cells["status"].tolist()]
    if not any(is_silent):
        return _("Semua {n} kecamatan melapor.").format(n=format_number(len(cells)))
    if all(is_silent):
        return _("Belum ada kecamatan yang melapor.")
    heard = {area.parent_name for area, silent in zip(areas, is_silent, strict=True) if not silent}
    silent_areas = list(compress(areas, is_silent))
    whole = list(dict.fromkeys(area.parent_name for area in silent_areas if area.parent_name not in heard))
    rest = [area for area in silent_areas if area.parent_name in heard]
    return _("Belum melapor: {areas}.").format(areas=join_words(_name_silent(whole, rest, areas)))


def _name_silent(whole: Sequence[str], rest: Sequence[_Area], among: Sequence[_Area]) -> list[str]:
    named = []
    if len(whole) > _NAMED:
        named.append(_("{n} kabupaten/kota seluruhnya").format(n=format_number(len(whole))))
    else:
        named += [_("seluruh {area}").format(area=name) for name in whole]
    if len(rest) > _NAMED:
        words = _("{n} kecamatan lain") if named else _("{n} kecamatan")
        named.append(words.format(n=format_number(len(rest))))
    else:
        named += _name_areas(rest, among)
    return named


def describe_arrivals(history: Iterable[Mapping[str, Any]], office_codes: Collection[str]) -> str | None:
    """The files of the newest day on which one came from these offices, and whether they replaced older ones."""
    files = [one for one in history if one["office_code"] in office_codes and one["state"] != "withdrawn"]
    if not files:
        return None
    day = office_time(max(one["received_at"] for one in files)).date()
    files = [one for one in files if office_time(one["received_at"]).date() == day]
    offices = list(dict.fromkeys(one["office_name"] for one in files))
    senders = offices[0] if len(offices) == 1 else _("{n} kantor").format(n=format_number(len(offices)))
    replacing = sum(bool(len(one["replaces"])) for one in files)
    corrections = (
        _n("{n} di antaranya mengganti laporan lama", replacing).format(n=format_number(replacing))
        if replacing
        else _("tidak ada ralat")
    )
    return _n("Terakhir dimuat {day}: {n} berkas dari {senders}, {corrections}.", len(files)).format(
        day=format_day(day), n=format_number(len(files)), senders=senders, corrections=corrections
    )


def describe_revision(month: Mapping[str, Any] | pd.Series) -> str | None:
    """How the number of a month differs from its first report; None where it does not. `month`: a row of
    `queries.select_series`."""
    if pd.isna(month["person_count"]) or pd.isna(month["first_count"]):
        return None
    now, first = int(month["person_count"]), int(month["first_count"])
    if now == first:
        return None
    return _("Angka {period} sudah diralat: semula {first}, kini {now} ({change}).").format(
        period=format_period(month["period"]),
        first=format_number(first),
        now=format_number(now),
        change=format_change(now - first),
    )


def describe_unlocated(count: int, office_name: str, persons: str) -> str | None:
    """Whom an office reported without kabupaten/kota, so that they may be in any of its area; None where nobody."""
    if not count:
        return None
    return _("{office} melaporkan {n} {persons} tanpa kabupaten/kota; tempatnya tidak diketahui.").format(
        office=office_name, n=format_number(count), persons=persons
    )
