"""Slides on change: the months of a place, and what is new since the month before."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.model import Content, Sentences, Trend
from pora.deck.subject import Subject
from pora.locale import _, _n, format_number, format_period, lower_first, raise_first
from pora.statistics.area_values import count_measure
from pora.statistics.change_split import NoSplit, describe_split, summarise_split
from pora.statistics.trends import read_month_values
from pora.wording.alt_text import describe_trend
from pora.wording.highlights import describe_movers, describe_revision, describe_silence

TREND_MONTHS = 13  # the same month of the year before is still seen


def make_trend_content(subject: Subject) -> Content | None:
    """One line; None where there are fewer than two months."""
    rows = subject.series.tail(TREND_MONTHS).reset_index(drop=True)
    if len(rows) < 2:
        return None
    measure, values = count_measure(subject.category), read_month_values(rows)
    shown = rows[["period", "person_count", "status"]]
    alt = describe_trend(shown.rename(columns={"person_count": "value"}), measure)
    title = describe_months(subject, rows["period"].tolist(), values)
    notes = [f"{title}.", alt, _("Bulan tanpa angka dibiarkan kosong, tidak disambung dan tidak dianggap nol.")]
    block = Trend("tren", shown, alt, measure.title, tuple(rows["period"]), values)
    return Content(title, (block,), " ".join(notes))


def describe_months(subject: Subject, periods: list[str], values: tuple[int | None, ...]) -> str:
    """Dari 31 (April 2023) menjadi 48 (Maret 2024), 2 bulan tanpa angka."""
    known = [(period, value) for period, value in zip(periods, values, strict=True) if value is not None]
    if len(known) < 2:
        return _("{place}: belum cukup bulan dengan angka {persons}").format(
            place=subject.place, persons=subject.persons
        )
    (first, start), (last, end) = known[0], known[-1]
    words = {
        "Persons": raise_first(subject.persons),
        "start": format_number(start),
        "end": format_number(end),
        "first": format_period(first),
        "last": format_period(last),
    }
    if end == start:
        title = _("{Persons} tetap {end} dari {first} sampai {last}").format(**words)
    elif end > start:
        title = _("{Persons} naik dari {start} ({first}) menjadi {end} ({last})").format(**words)
    else:
        title = _("{Persons} turun dari {start} ({first}) menjadi {end} ({last})").format(**words)
    if missing := len(values) - len(known):
        title += _n("; {n} bulan tanpa angka", missing).format(n=format_number(missing))
    return title


def make_change_content(subject: Subject) -> Content | None:
    """What is new since the month before, in sentences; None without a month to compare with."""
    if subject.split is None or subject.before is None:
        return None
    before = subject.read_cells(schema.KECAMATAN, subject.before)
    now = subject.read_cells(schema.KECAMATAN)
    found = [
        describe_total_change(subject) or describe_split(subject.split, subject.before),
        describe_movers(before, now),
    ]
    found.append(describe_revision(pd.Series(subject.cell)))
    if subject.level != schema.KECAMATAN:
        found.append(describe_silence(now))
    lines = tuple(line for line in found if line)
    total = describe_total_change(subject)
    summary = lower_first(total)[:-1] if total else summarise_split(subject.split, subject.before)
    title = f"{subject.place}: {summary}"
    rows = pd.DataFrame({"line": lines})
    notes = _("{title}. Perubahan nyata hanya dari kecamatan yang melapor pada kedua bulan.").format(title=title)
    return Content(title, (Sentences("perubahan", rows, " ".join(lines), lines),), notes)


def describe_total_change(subject: Subject) -> str | None:
    """How the whole changed where its parts are suppressed; None where these can be told, or the whole can't."""
    is_hidden = isinstance(subject.split, NoSplit) and subject.split.reason == "suppressed"
    earlier = subject.series.set_index("period")["person_count"]
    if not is_hidden or not subject.has_number or subject.before is None or pd.isna(earlier[subject.before]):
        return None
    change = subject.count - int(earlier[subject.before])
    words = {"n": format_number(abs(change)), "since": format_period(subject.before)}
    if not change:
        return _("Tetap sejak {since}; sebagian rinciannya disamarkan.").format(**words)
    if change > 0:
        return _("Naik {n} sejak {since}; sebagian rinciannya disamarkan.").format(**words)
    return _("Turun {n} sejak {since}; sebagian rinciannya disamarkan.").format(**words)
