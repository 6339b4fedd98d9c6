"""One line by month, from zero. A month without a number is a gap in the line and a band behind it, and a word below
says why; the line never crosses it."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from pora import schema, theme
from pora.deck.layout import BODY_SIZE, LEAST, Box
from pora.deck.model import Trend
from pora.locale import _, format_number, format_short_period
from pora.slides.canvas import Canvas, TextStyle
from pora.slides.placing import Room
from pora.slides.typefaces import SEMIBOLD, measure_width
from pora.slides.typesetting import ASCENT, LEADING, cut_text, set_text

LINE, POINT, GAP = "line", "point", "gap"
_LINE_HEIGHT = LEAST * LEADING
_POINT, _MARKED_POINT, _LINE_WIDTH = 9, 15, 4
_MOST_POINTS = 40  # more months than this: only those alone have a point
_AIR = 14
_GAP_OPACITY = 0.4


@dataclass(frozen=True)
class _Plot:
    """The plane of the line; `step` is the distance between two months."""

    box: Box
    first: float
    step: float
    top: int

    def x(self, month: int) -> float:
        return self.first + month * self.step

    def y(self, value: float) -> float:
        return self.box.top + self.box.height * (1 - value / self.top)


def draw_trend_block(canvas: Canvas, block: Trend, box: Box) -> None:
    """A line over the months from zero. Months without a number break it and are shaded, with the reason below."""
    colors = theme.palette()
    title = set_text(block.title, box.width, 2 * 30, LEAST)
    top = canvas.lines(box.left, box.top, title, colors.ink_muted)
    if not block.periods:
        return
    reasons = _find_reasons(block)
    bottom = box.top + box.height - 2 * _LINE_HEIGHT - _AIR
    plot = _lay_out(block, Box(box.left, top + 40, box.width, bottom - top - 40))
    _draw_gaps(canvas, plot, reasons)
    _draw_scale(canvas, plot, box)
    _draw_line(canvas, plot, block.values)
    _draw_values(canvas, plot, block.values, Box(box.left, top, box.width, bottom - top))
    _draw_months(canvas, plot, block.periods, bottom + 6, box)
    _draw_reasons(canvas, reasons, box)


def _lay_out(block: Trend, box: Box) -> _Plot:
    top = _round_up(max((value for value in block.values if value is not None), default=0))
    left = max(measure_width(format_number(tick), LEAST) for tick in _find_ticks(top)) + _AIR
    side = measure_width(format_short_period(block.periods[-1]), LEAST) / 2
    inner = Box(box.left + left, box.top, box.width - left, box.height)
    wide = inner.width - 2 * side
    many = len(block.periods)
    if many == 1:
        return _Plot(inner, inner.left + inner.width / 2, wide, top)
    return _Plot(inner, inner.left + side, wide / (many - 1), top)


def _find_step(top: int) -> int:
    """1, 2 or 5 of some power of ten, two to four of them up to the top."""
    power: int = 10 ** max(len(str(top)) - 2, 0)
    return next(step * power for step in (1, 2, 5, 10, 20, 50) if top / (step * power) <= 4)


def _round_up(highest: int) -> int:
    step = _find_step(max(highest, 1))
    return max(math.ceil(highest / step), 1) * step


def _find_ticks(top: int) -> list[int]:
    return list(range(0, top + 1, _find_step(top)))


def _draw_scale(canvas: Canvas, plot: _Plot, box: Box) -> None:
    colors = theme.palette()
    right = plot.box.left + plot.box.width
    for tick in _find_ticks(plot.top):
        y = plot.y(tick)
        canvas.line([(plot.box.left, y), (right, y)], colors.grid if tick else colors.ink_muted, 1.5)
        x = plot.box.left - _AIR
        canvas.text(x, y + 0.36 * LEAST, format_number(tick), TextStyle(LEAST, colors.ink_muted, align="right"))


def _draw_line(canvas: Canvas, plot: _Plot, values: tuple[int | None, ...]) -> None:
    color = theme.palette().accent
    numbered = list(enumerate(values))
    has_points = len(values) <= _MOST_POINTS
    for is_known, group in itertools.groupby(numbered, key=lambda one: one[1] is not None):
        run = [(plot.x(month), plot.y(value or 0)) for month, value in group]
        if is_known and len(run) > 1:
            canvas.line(run, color, _LINE_WIDTH, LINE)
        if is_known and (has_points or len(run) == 1):
            for x, y in run:
                canvas.circle(x, y, _POINT, fill=color, gid=POINT)


def _draw_values(canvas: Canvas, plot: _Plot, values: tuple[int | None, ...], box: Box) -> None:
    """The last, the highest and the first number, in the order in which they matter."""
    known = [(month, value) for month, value in enumerate(values) if value is not None]
    if not known:
        return
    colors, room = theme.palette(), Room(box)
    highest = max(known, key=lambda one: (one[1], one[0]))
    for month, value in dict.fromkeys((known[-1], highest, known[0])):
        words = format_number(value)
        width, height = measure_width(words, BODY_SIZE, SEMIBOLD), BODY_SIZE * LEADING
        x, y = plot.x(month), plot.y(value)
        left = min(max(x - width / 2, plot.box.left), box.left + box.width - width)  # not over the scale
        places = (Box(left, above, width, height) for above in (y - height - 8, y + 8))
        if place := room.take(places):
            canvas.circle(x, y, _MARKED_POINT, fill=colors.accent, line=colors.ground, line_width=2)
            baseline = place.top + ASCENT * BODY_SIZE
            canvas.text(place.left, baseline, words, TextStyle(BODY_SIZE, colors.ink, SEMIBOLD, has_halo=True))


def _draw_months(canvas: Canvas, plot: _Plot, periods: tuple[str, ...], top: float, box: Box) -> None:
    """Names of months as often as there is room, the last one always."""
    names = [format_short_period(period) for period in periods]
    widest = max(measure_width(name, LEAST) for name in names) + 1.5 * _AIR
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if n * plot.step >= widest), len(names))
    for month in range(len(names) - 1, -1, -every):
        x, color = plot.x(month), theme.palette().ink_muted
        canvas.line([(x, top - 6), (x, top)], color, 1.5)
        canvas.text(x, top + ASCENT * LEAST, names[month], TextStyle(LEAST, color, align="center"))


def _find_reasons(block: Trend) -> list[str | None]:
    """By month: why there is no number, in words; None where there is one."""
    words = {schema.BELUM_LAPOR: _("tanpa laporan"), schema.DISAMARKAN: _("disamarkan")}
    rows = block.rows
    status = dict(zip(rows["period"], rows["status"], strict=True)) if {"period", "status"} <= set(rows.columns) else {}
    return [
        words.get(status.get(period, ""), _("tanpa angka")) if value is None else None
        for period, value in zip(block.periods, block.values, strict=True)
    ]


def _color(reason: str) -> str:
    return theme.palette().suppressed if reason == _("disamarkan") else theme.palette().not_reported


def _draw_gaps(canvas: Canvas, plot: _Plot, reasons: list[str | None]) -> None:
    """A band for every run of months that lack a number for one reason."""
    for reason, group in itertools.groupby(enumerate(reasons), key=lambda one: one[1]):
        months = [month for month, _reason in group]
        if reason is None:
            continue
        left = max(plot.x(months[0]) - plot.step / 2, plot.box.left)
        right = min(plot.x(months[-1]) + plot.step / 2, plot.box.left + plot.box.width)
        band = Box(left, plot.box.top, right - left, plot.box.height)
        canvas.rectangle(band, _color(reason), GAP, _GAP_OPACITY)


def _draw_reasons(canvas: Canvas, reasons: list[str | None], box: Box) -> None:
    """What the bands mean, below the months."""
    colors = theme.palette()
    left, top = box.left, box.top + box.height - _LINE_HEIGHT
    for reason in dict.fromkeys(reason for reason in reasons if reason):
        canvas.rectangle(Box(left, top + 4, 28, 22), _color(reason), opacity=_GAP_OPACITY)
        words = cut_text(reason, box.left + box.width - left - 38, LEAST)
        canvas.text(left + 38, top + ASCENT * LEAST, words, TextStyle(LEAST, colors.ink_muted))
        left += 38 + measure_width(words, LEAST) + 40
