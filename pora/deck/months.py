"""The slide on the months of a place."""

from __future__ import annotations

from pora.deck.model import Content, Trend
from pora.deck.subject import Subject
from pora.locale import _, _n, format_number, format_period, raise_first
from pora.statistics.measures import count_measure
from pora.statistics.trends import read_month_values
from pora.warehouse.small_frames import list_records
from pora.wording.alt_text import describe_trend

TREND_MONTHS = 13  # the same month of the year before is still seen


def make_trend_content(subject: Subject) -> Content | None:
    """One line; None where there are fewer than two months."""
    rows = subject.series.tail(TREND_MONTHS).reset_index(drop=True)
    if len(rows) < 2:
        return None
    measure, values = (
        count_measure(subject.category),
        read_month_values(rows["person_count"].tolist(), rows["status"].tolist()),
    )
    shown = rows[["period", "person_count", "status"]]
    alt = describe_trend(list_records(shown), measure)
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
