"""Bars and months as native charts: PowerPoint draws them from the workbook inside, and lets the presenter edit it."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from babel.dates import format_date
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from pora.deck.layout import Box
from pora.deck.model import Bar, Bars, Trend
from pora.export.pptx.chart_parts import (
    add_chart,
    add_number_format,
    heading_height,
    number_format,
    place_plot,
    set_skip,
)
from pora.export.pptx.measure import LINE, POINT, fit_size, measure_width
from pora.export.pptx.text import ACCENT, INK, Type, paint, write_paragraphs
from pora.export.pptx.theme_part import COLORS
from pora.export.pptx.workbook import SafeChartData
from pora.locale import format_number, language

SIZE = 18
_KIND_COLORS = {"rest": COLORS.no_longer_reported, "unknown": COLORS.not_reported}
_WIDEST_LABEL = 0.6  # of the chart
_LABEL_SIZES = (18, 17, 16, 15, 14, 13, 12)  # under 18 only where long names have little room


def add_bars(shapes: Any, box: Box, block: Bars, time: dt.datetime) -> None:
    """The first bar on top. A bar without a number is an empty cell, and its state stands beside its name."""
    labels = [_bar_label(bar) for bar in block.bars]
    values = [bar.value for bar in block.bars]
    heading = heading_height(block.title, box)
    height = min(box.height, heading + 56 * len(labels))  # few bars don't grow into blocks
    place = Box(box.left, box.top, box.width, height)
    data = SafeChartData(block.title, labels, values, number_format(), time)
    chart = add_chart(shapes, place, block, XL_CHART_TYPE.BAR_CLUSTERED, data, block.title)
    names = min(max(measure_width(label, SIZE) for label in labels) / POINT + 16, box.width * _WIDEST_LABEL)
    place_plot(chart, place, Box(names, heading, box.width - names, height - heading))
    _style_bar_axes(chart, block.bars, (box.width - names) * POINT)
    size = _label_size(labels, (names - 16) * POINT, (height - heading) / len(labels) * POINT)
    chart.category_axis.tick_labels.font.size = Pt(size)
    set_skip(chart, 1)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    series = plot.series[0]
    series.format.fill.solid()
    paint(series.format.fill.fore_color, ACCENT)
    series.invert_if_negative = False
    _label_bars(series, block.bars)
    for index, bar in enumerate(block.bars):
        if bar.kind in _KIND_COLORS:
            fill = series.points[index].format.fill
            fill.solid()
            paint(fill.fore_color, _KIND_COLORS[bar.kind])


def _label_bars(series: Any, bars: tuple[Bar, ...]) -> None:
    """The number from the workbook at the end of the bar; words of its own where a bar has them."""
    labels = series.data_labels
    labels.number_format, labels.number_format_is_linked = number_format(), False
    labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    labels.font.size, labels.font.bold = Pt(SIZE), True
    for index, bar in enumerate(bars):
        if bar.value is not None and bar.words != format_number(bar.value):
            label = series.points[index].data_label
            write_paragraphs(label.text_frame, [bar.words], Type(SIZE, True))
            label.position = XL_LABEL_POSITION.OUTSIDE_END


def _label_size(labels: list[str], width: float, height: float) -> int:
    """The largest in which every name fits beside its bar, on one line or more."""
    return min(fit_size([label], width, height, _LABEL_SIZES) for label in labels)


def _bar_label(bar: Bar) -> str:
    return bar.label if bar.value is not None else f"{bar.label} ({bar.words})"


def _style_bar_axes(chart: Any, bars: tuple[Bar, ...], width: float) -> None:
    """`width` in points; the longest bar leaves room for its number."""
    largest = max((bar.value for bar in bars if bar.value is not None), default=0)
    room = max(measure_width(bar.words, SIZE, True) for bar in bars if bar.value is not None or not largest) + 16
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, largest / max(1 - room / width, 0.2) if largest else 1
    axis.has_major_gridlines, axis.visible = False, False
    names = chart.category_axis
    names.reverse_order = True
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.width = Pt(1)
    paint(names.format.line.color, COLORS.outline)


def add_trend(shapes: Any, box: Box, block: Trend, time: dt.datetime) -> None:
    """A month without a number is a gap. The axis begins at zero, so that a small change looks small."""
    labels = [_short_month(period) for period in block.periods]
    data = SafeChartData(block.title, labels, block.values, number_format(), time)
    chart = add_chart(shapes, box, block, XL_CHART_TYPE.LINE_MARKERS, data, block.title)
    step, top = _nice_axis(max((value for value in block.values if value is not None), default=0))
    names = measure_width(format_number(top), SIZE) / POINT + 16
    skip = _count_skip(labels, (box.width - names - 8) * POINT)
    months = 2 * SIZE * LINE / POINT + 16 if skip == 1 else 112  # some viewers lean what others leave out
    heading = heading_height(block.title, box)
    place_plot(chart, box, Box(names, heading, box.width - names - 8, box.height - heading - months))
    _style_trend_axes(chart, step, top)
    set_skip(chart, skip)
    series = chart.plots[0].series[0]
    series.smooth = False
    series.format.line.width = Pt(3)
    paint(series.format.line.color, ACCENT)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    series.marker.format.fill.solid()
    paint(series.marker.format.fill.fore_color, ACCENT)
    paint(series.marker.format.line.color, ACCENT)
    _label_last(series, block.values)


def _short_month(period: str) -> str:
    return str(format_date(dt.date.fromisoformat(f"{period}-01"), "MMM y", locale=language.get()))


def _nice_axis(largest: int) -> tuple[int, int]:
    """Step and end of an axis of whole numbers from zero: about four steps, with room for a number over the line."""
    rough = max(largest * 1.08 / 4, 1)
    power = 10 ** math.floor(math.log10(rough))
    step = int(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough))
    return step, max(math.ceil(largest * 1.08 / step), 1) * step


def _count_skip(labels: list[str], width: float) -> int:
    """Every how manieth month is named: all where month and year fit on two lines, else those that fit on one."""
    word = max(measure_width(part, SIZE) for label in labels for part in label.split()) + 4
    if word * len(labels) <= width:
        return 1
    return math.ceil((max(measure_width(label, SIZE) for label in labels) + 12) * len(labels) / width)


def _style_trend_axes(chart: Any, step: int, top: int) -> None:
    values, months = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, top, step
    values.has_major_gridlines = True
    values.major_gridlines.format.line.width = Pt(0.75)
    paint(values.major_gridlines.format.line.color, COLORS.grid)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = number_format(), False
    months.format.line.width = Pt(1)
    paint(months.format.line.color, COLORS.outline)
    for axis in (values, months):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_labels.font.size = Pt(SIZE)
        paint(axis.tick_labels.font.color, COLORS.ink_muted)


def _label_last(series: Any, values: tuple[int | None, ...]) -> None:
    known = [index for index, value in enumerate(values) if value is not None]
    if known:
        label = series.points[known[-1]].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        label.font.size, label.font.bold = Pt(21), True
        paint(label.font.color, INK)
        add_number_format(label)
