"""What is new in an area, in short sentences: which kecamatan rose and fell, who is silent, what came in, what was
corrected. How a total changed as a whole is told by pora/statistics/change_split.py.

Frames are those of `queries.select_cells` for kecamatan and of `queries.select_history`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import compress
from typing import Any

import pandas as pd

from pora import schema
from pora.config import office_time
from pora.locale import _, _n, format_change, format_day, format_number, format_period
from pora.wording.counts import join_words

_NAMED = 4  # areas named one by one; more are counted


def describe_movers(before: pd.DataFrame, after: pd.DataFrame) -> str | None:
    """The largest rise and the largest fall among kecamatan that have a number in both months; None for fewer than two.
    Where numbers are hidden, nobody is said to have none, and the largest is that of those shown."""
    was = dict(zip(before["area_code"].tolist(), before["person_count"].tolist(), strict=True))
    counts = [
        (was.get(code, pd.NA), now)
        for code, now in zip(after["area_code"], after["person_count"].tolist(), strict=True)
    ]
    has_both = [not (pd.isna(one) or pd.isna(now)) for one, now in counts]
    if sum(has_both) < 2:
        return None
    changes = [int(now) - int(one) for one, now in compress(counts, has_both)]
    pairs = after.loc[has_both].assign(change=changes)
    most, least = max(changes), min(changes)
    parts = []
    if most > 0:
        parts.append(_("naik terbanyak {areas}").format(areas=_name_changed(pairs, most)))
    if least < 0:
        parts.append(_("turun terbanyak {areas}").format(areas=_name_changed(pairs, least)))
    is_hidden = bool((pd.concat([before["status"], after["status"]]) == schema.DISAMARKAN).any())
    if not parts:
        return None if is_hidden else _("Tidak ada kecamatan yang jumlahnya berubah.")
    sentence = "; ".join(parts)
    sentence = _("{sentence} (dari angka yang ditampilkan).").format(sentence=sentence) if is_hidden else f"{sentence}."
    return sentence[0].upper() + sentence[1:]


def _name_changed(pairs: pd.DataFrame, change: int) -> str:
    """The areas of one change, by name while they are few: Bae (+3); 12 kecamatan (masing-masing +1)."""
    rows = pairs.loc[pairs["change"] == change]
    words = {"change": format_change(change)}
    if len(rows) == 1:
        return _("{area} ({change})").format(area=name_kecamatan(rows, pairs)[0], **words)
    if len(rows) == 2:
        return _("{areas} (masing-masing {change})").format(areas=join_words(name_kecamatan(rows, pairs)), **words)
    return _("{n} kecamatan (masing-masing {change})").format(n=format_number(len(rows)), **words)


def name_kecamatan(rows: pd.DataFrame, among: pd.DataFrame) -> list[str]:
    """Names of `rows`, with the kabupaten/kota where more than one is in view: names of kecamatan repeat."""
    if among["parent_code"].nunique() < 2:
        return rows["area_name"].tolist()
    return (rows["area_name"] + ", " + rows["parent_name"]).tolist()


def describe_silence(cells: pd.DataFrame) -> str:
    """Who has not reported: kabupaten/kota without any report by name, other kecamatan by name or number."""
    silent = cells.loc[cells["status"] == schema.BELUM_LAPOR]
    if silent.empty:
        return _("Semua {n} kecamatan melapor.").format(n=format_number(len(cells)))
    if len(silent) == len(cells):
        return _("Belum ada kecamatan yang melapor.")
    is_whole = cells["status"].eq(schema.BELUM_LAPOR).groupby(cells["parent_code"]).transform("all")
    whole = list(dict.fromkeys(cells.loc[is_whole, "parent_name"]))
    rest = silent.loc[~is_whole.loc[silent.index]]
    return _("Belum melapor: {areas}.").format(areas=join_words(_name_silent(whole, rest, cells)))


def _name_silent(whole: Sequence[str], rest: pd.DataFrame, cells: pd.DataFrame) -> list[str]:
    named = []
    if len(whole) > _NAMED:
        named.append(_("{n} kabupaten/kota seluruhnya").format(n=format_number(len(whole))))
    else:
        named += [_("seluruh {area}").format(area=name) for name in whole]
    if len(rest) > _NAMED:
        words = _("{n} kecamatan lain") if named else _("{n} kecamatan")
        named.append(words.format(n=format_number(len(rest))))
    else:
        named += name_kecamatan(rest, cells)
    return named


def describe_arrivals(history: pd.DataFrame, office_codes: Collection[str]) -> str | None:
    """The files of the newest day on which one came from these offices, and whether they replaced older ones."""
    files = history.loc[history["office_code"].isin(list(office_codes)) & (history["state"] != "withdrawn")]
    if files.empty:
        return None
    days = files["received_at"].map(lambda at: office_time(at).date())
    day = days.max()
    files = files.loc[days == day]
    offices = list(dict.fromkeys(files["office_name"]))
    senders = offices[0] if len(offices) == 1 else _("{n} kantor").format(n=format_number(len(offices)))
    replacing = int(files["replaces"].map(len).gt(0).sum())
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
