"""The slide on permits over a year: a table, since one permit is a hundred times another, and lines on one scale lie
flat."""

from __future__ import annotations

import pandas as pd

from pora import schema
from pora.deck.model import Content, TextTable
from pora.deck.people import has_subject_detail
from pora.deck.subject import Subject
from pora.locale import _, format_change, format_number, format_period, format_short_period
from pora.schema.period import months_before
from pora.statistics.dimensions import name_value
from pora.statistics.measures import short_state_words
from pora.statistics.trends import Line, make_detail_lines
from pora.warehouse import queries

_MONTHS = 12
_STEP = 3
_PERMIT = schema.IZIN_TINGGAL.name


def make_permit_months_content(subject: Subject) -> Content | None:
    """Permits by quarter up to a year back; None where none is detailed, or none is known to have changed."""
    if not has_subject_detail(subject, _PERMIT):
        return None
    known, wanted = subject.series["period"].tolist(), months_before(subject.period, _MONTHS)[::-_STEP]
    periods = [period for period in [*wanted, subject.period] if period in known]
    if len(periods) < 2 or periods[-1] != subject.period or not subject.can_compare(periods[0]):
        return None
    detail = subject.ask(queries.select_detail_series, subject.cut, _PERMIT)
    lines = [
        _pick(line, known, periods)
        for line in make_detail_lines(detail, subject.series, lambda value: name_value(_PERMIT, value))
    ]
    lines = [line for line in lines if line.kind != "rest" and _says_anything(line)]
    changed = [line for line in lines if line.kind == "own" and _change(line)]
    if not changed:
        return None
    headings = (_("Izin tinggal"), *(format_short_period(period) for period in periods), _("Selisih"))
    cells = tuple((line.name, *_format_months(line), _format_change(line)) for line in lines)
    alt = "; ".join(f"{name}: {', '.join(numbers)}" for name, *numbers in cells) + "."
    title = _describe(max(changed, key=lambda line: abs(_change(line) or 0)), periods)
    notes = _("{title}. Bulan tanpa laporan bukan nol; selisih hanya bila kedua ujungnya ada angkanya.")
    block = TextTable("tren_izin", _make_rows(lines, periods), alt, headings, cells, frozenset(headings[1:]))
    return Content(title, (block,), notes.format(title=title))


def _pick(line: Line, known: list[str], periods: list[str]) -> Line:
    """The same line in these months alone."""
    places = [known.index(period) for period in periods]
    hidden = frozenset(at for at, place in enumerate(places) if place in line.hidden)
    return Line(line.name, tuple(line.values[place] for place in places), line.kind, line.code, hidden)


def _says_anything(line: Line) -> bool:
    return any(line.values) or bool(line.hidden)


def _change(line: Line) -> int | None:
    first, last = line.values[0], line.values[-1]
    return None if first is None or last is None else last - first


def _format_months(line: Line) -> tuple[str, ...]:
    states = short_state_words()
    return tuple(
        format_number(value)
        if value is not None
        else states[schema.DISAMARKAN if place in line.hidden else schema.BELUM_LAPOR]
        for place, value in enumerate(line.values)
    )


def _format_change(line: Line) -> str:
    change = _change(line)
    return "–" if change is None else format_change(change) if change else "0"


def _describe(line: Line, periods: list[str]) -> str:
    """Izin tinggal terbatas (ITAS) naik dari 30 (Maret 2023) menjadi 32 (Maret 2024)."""
    start, end = line.values[0] or 0, line.values[-1] or 0
    words = _("{name} naik dari {start} ({first}) menjadi {end} ({last})")
    if end < start:
        words = _("{name} turun dari {start} ({first}) menjadi {end} ({last})")
    return words.format(
        name=line.name,
        start=format_number(start),
        end=format_number(end),
        first=format_period(periods[0]),
        last=format_period(periods[-1]),
    )


def _make_rows(lines: list[Line], periods: list[str]) -> pd.DataFrame:
    """One row per permit and month."""
    rows = [
        {
            "dimension": _PERMIT,
            "value": line.code or None,
            "period": period,
            "person_count": value,
            "status": _find_status(value, place in line.hidden),
        }
        for line in lines
        for place, (period, value) in enumerate(zip(periods, line.values, strict=True))
    ]
    return pd.DataFrame(rows).astype({"person_count": "Int64"})


def _find_status(value: int | None, is_hidden: bool) -> str:
    if value is not None:
        return schema.ANGKA if value else schema.NOL
    return schema.DISAMARKAN if is_hidden else schema.BELUM_LAPOR
