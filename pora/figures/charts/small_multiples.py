"""Small multiples: one little line per area, as pictures in HTML. A browser sets as many beside each other as fit, each
is a link, and none needs a script: thirty-five Plotly panels would neither fit a telephone nor be reached by keyboard.
They are SVG inside `img`, since Streamlit takes bare SVG out of HTML.

Trap: a month without a report is shaded and breaks the line; it is not zero. One whose number is suppressed has a shade
of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from pora import theme
from pora.figures.charts.bars_and_trend import name_months
from pora.locale import _, _n, format_number, format_period
from pora.statistics.trends import Line

_HEIGHT = 48  # pixels
_UNITS, _EDGE = 96, 6  # of the drawing: its height, room above and below; a month is one unit wide

LEAST_SPAN = 5
_FIXED = "vector-effect='non-scaling-stroke'"

_STYLE = Markup("""
.panels {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(148px, 1fr)); gap: 0.6rem 1rem; }}
.panels h4 {{ grid-column: 1 / -1; margin: 0.5rem 0 0; padding: 0; font-size: 1rem; font-weight: 600; }}
.panels a {{ display: flex; flex-direction: column; justify-content: space-between; color: inherit;
  text-decoration: none; padding: 0.15rem 0.3rem; border-radius: 0.25rem; font-size: 0.875rem; }}
.panels a:hover {{ background: {hover}; }}
.panels p {{ display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: 0.4rem; margin: 0;
  font-size: inherit; font-variant-numeric: tabular-nums; }}
.panels i {{ font-style: normal; color: {muted}; }}
.panels img {{ display: block; width: 100%; height: {height}px; }}
.panels small {{ color: {muted}; font-size: 0.75rem; font-variant-numeric: tabular-nums; }}
""")


@dataclass(frozen=True)
class Multiple:
    """One area: its line, where its link leads, and the heading that it stands under ("" for none)."""

    line: Line
    link: str
    group: str = ""


def draw_small_multiples(panels: Sequence[Multiple], periods: Sequence[str], has_one_scale: bool) -> Markup:
    """HTML of all panels, in their order; panels of one group follow each other. With one scale all run from zero to
    the largest number of all; else each from its smallest to its largest, which then stand below it, but over
    LEAST_SPAN persons at least: a change of one is no slope."""
    largest = max((_span(panel.line)[1] for panel in panels), default=0)
    parts: list[Markup] = []
    for group, members in groupby(panels, key=lambda panel: panel.group):
        parts += [Markup("<h4>{}</h4>").format(group)] if group else []
        parts += [draw_multiple(one, periods, (0, largest or 1) if has_one_scale else None) for one in members]
    return Markup('<style>{}</style><div class="panels">{}</div>').format(_style(), Markup().join(parts))


def _style() -> Markup:
    colors = theme.palette()
    return _STYLE.format(hover=colors.placed, muted=colors.ink_muted, height=_HEIGHT)


def draw_multiple(panel: Multiple, periods: Sequence[str], scale: tuple[int, int] | None) -> Markup:
    """HTML of one panel, without the style of all; `scale` is its lowest and highest number, None for its own."""
    line = panel.line
    low, high = _span(line)
    below = Markup("<small>{}–{}</small>").format(format_number(low), format_number(high))
    picture = quote(_draw_line(line, scale or (low, max(high, low + LEAST_SPAN))), safe=" '=:/;<>")
    return Markup(
        '<a href="{link}"><p><span>{name}</span>{last}</p>'
        '<img alt="{words}" src="data:image/svg+xml,{picture}">{below}</a>'
    ).format(
        link=panel.link,
        name=line.name,
        last=_write_last(line, periods),
        words=describe_multiple(line, periods),
        picture=Markup(picture),  # noqa: S704 - shapes and numbers, and quoted
        below="" if scale or line.last is None else below,
    )


def _write_last(line: Line, periods: Sequence[str]) -> Markup:
    """The number of the newest month; where there is none, the last one with its month, or that there never was any."""
    is_hidden = len(periods) - 1 in line.hidden
    if line.last is None or is_hidden:
        return Markup("<i>{}</i>").format(_("disamarkan") if is_hidden or line.hidden else _("belum lapor"))
    month, value = line.last
    if month == len(periods) - 1:
        return Markup("<b>{}</b>").format(format_number(value))
    name = name_months([periods[month]])[0].replace("<br>", " ")
    return Markup("<i>{} ({})</i>").format(format_number(value), name)


def _draw_line(line: Line, scale: tuple[int, int]) -> str:
    """The picture, as wide as the browser pulls it; lines keep their width. The ground is drawn where it is zero."""
    colors = theme.palette()
    width = max(len(line.values) - 1, 1)
    hidden = _shade(line, is_hidden=True)
    hidden = hidden and f"<g fill='{colors.suppressed}' fill-opacity='0.4'>{hidden}</g>"
    ground = (
        ""
        if scale[0] or line.last is None and line.hidden
        else f"<path {_FIXED} stroke='{colors.ink_muted}' d='M0 {_UNITS - _EDGE}H{width}'/>"
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {_UNITS}' preserveAspectRatio='none'>"
        f"<g fill='{colors.not_reported}' fill-opacity='0.4'>{_shade(line, is_hidden=False)}</g>{hidden}"
        f"<g fill='none' stroke-linecap='round' stroke-linejoin='round'>"
        f"{ground}<path {_FIXED} stroke='{colors.accent}' stroke-width='2' d='{_trace(line, scale)}'/></g></svg>"
    )


def _trace(line: Line, scale: tuple[int, int]) -> str:
    """A path that starts anew after each gap; a month alone is a dot."""
    path = ""
    for is_gap, run in groupby(enumerate(line.values), key=lambda pair: pair[1] is None):
        if not is_gap:
            points = [f"{month} {_find_height(value, scale)}" for month, value in run if value is not None]
            path += f"M{' '.join(points)}{'h0' if len(points) == 1 else ''}"
    return path


def _find_height(value: int, scale: tuple[int, int]) -> int:
    """Where a number stands in the drawing, from the top."""
    share = (value - scale[0]) / (scale[1] - scale[0])
    return round(_UNITS - _EDGE - (_UNITS - 2 * _EDGE) * share)


def _shade(line: Line, is_hidden: bool) -> str:
    """A band for each run of months whose number is suppressed, or which have none, from half a month before to half a
    month after."""
    bands, start = "", 0
    states = [None if value is not None else month in line.hidden for month, value in enumerate(line.values)]
    for state, run in groupby(states):
        length = len(list(run))
        if state is is_hidden:
            bands += f"<rect x='{start - 0.5:g}' width='{length}' height='{_UNITS}'/>"
        start += length
    return bands


def describe_multiple(line: Line, periods: Sequence[str]) -> str:
    """The panel in a sentence: Kab. Kudus: 48 pada Maret 2024; tertinggi 51 pada Januari 2024; 2 bulan tanpa angka."""
    count = len(line.hidden)
    hidden = _n("; {n} bulan disamarkan", count).format(n=format_number(count)) if count else ""
    if line.last is None:
        return (_("{area}: tidak ada angka yang ditampilkan") if hidden else _("{area}: belum ada angka")).format(
            area=line.name
        ) + hidden
    month, value = line.last
    highest = max(_known(line).items(), key=lambda item: item[1])
    sentence = _("{area}: {n} pada {period}; tertinggi {most} pada {then}").format(
        area=line.name,
        n=format_number(value),
        period=format_period(periods[month]),
        most=format_number(highest[1]),
        then=format_period(periods[highest[0]]),
    )
    missing = sum(one is None for one in line.values) - count
    return (
        sentence + (_n("; {n} bulan tanpa angka", missing).format(n=format_number(missing)) if missing else "") + hidden
    )


def _known(line: Line) -> Mapping[int, int]:
    return {month: value for month, value in enumerate(line.values) if value is not None}


def _span(line: Line) -> tuple[int, int]:
    """The smallest and the largest number."""
    numbers = _known(line).values()
    return min(numbers, default=0), max(numbers, default=0)
