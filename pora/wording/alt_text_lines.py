"""Trends and changes in sentences, for those who don't see the figures."""

from __future__ import annotations

from collections.abc import Sequence

from pora.locale import _, _n, format_number, format_period
from pora.statistics.change_steps import Step
from pora.statistics.measures import Measure
from pora.statistics.trends import Line


def describe_lines(lines: Sequence[Line], periods: Sequence[str], measure: Measure) -> str:
    """Each line with its first and last number, then the months without any."""
    words = [_describe_line(line, periods) for line in lines if line.last is not None]
    parts = [
        _("Grafik garis bulanan: {title}, {first} sampai {last}.").format(
            title=measure.title, first=format_period(periods[0]), last=format_period(periods[-1])
        ),
        *words,
    ]
    missing = [
        period
        for month, period in enumerate(periods)
        if all(line.values[month] is None and month not in line.hidden for line in lines)
    ]
    hidden = [_describe_hidden(line) for line in lines if line.hidden]
    if hidden:
        parts.append(_("Disamarkan: {lines}.").format(lines=", ".join(hidden)))
    if missing:
        parts.append(_("Tanpa angka: {months}.").format(months=", ".join(map(format_period, missing))))
    return " ".join(parts)


def _describe_hidden(line: Line) -> str:
    months = _n("{n} bulan", len(line.hidden)).format(n=format_number(len(line.hidden)))
    return f"{line.name} {months}".strip()


def _describe_line(line: Line, periods: Sequence[str]) -> str:
    known = [(month, value) for month, value in enumerate(line.values) if value is not None]
    (first, start), (last, end) = known[0], known[-1]
    sentence = (
        _("{name}: {start} pada {first}, {end} pada {last}.")
        if line.name
        else _("{start} pada {first}, {end} pada {last}.")
    )
    return sentence.format(
        name=line.name,
        start=format_number(start),
        first=format_period(periods[first]),
        end=format_number(end),
        last=format_period(periods[last]),
    )


def describe_steps(steps: Sequence[Step]) -> str:
    """The rows of the change, from the top, with their numbers."""
    listed = "; ".join(f"{step.words} {step.number}" for step in steps)
    return _("Diagram langkah dari angka lama ke angka baru: {steps}.").format(steps=listed)
