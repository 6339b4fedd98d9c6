"""Bars as a native chart: PowerPoint draws it from the workbook inside, and lets the presenter edit it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from pora import theme
from pora.deck.layout import Box
from pora.deck.model import Bar, Bars
from pora.export.pptx.chart_parts import CHART_TEXT_SIZE, add_chart, heading_height, number_format, place_plot, set_skip
from pora.export.pptx.measure import POINT, fit_size, measure_line
from pora.export.pptx.text import ACCENT, INK, Type, paint, write_paragraphs
from pora.export.pptx.workbook import SafeChartData
from pora.locale import format_number

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
    names = min(max(measure_line(label, CHART_TEXT_SIZE) for label in labels) / POINT + 16, box.width * _WIDEST_LABEL)
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
    kinds = {"rest": theme.palette().no_longer_reported, "unknown": theme.palette().not_reported}
    for index, bar in enumerate(block.bars):
        if bar.kind in kinds:
            fill = series.points[index].format.fill
            fill.solid()
            paint(fill.fore_color, kinds[bar.kind])


def _label_bars(series: Any, bars: tuple[Bar, ...]) -> None:
    """The number from the workbook at the end of the bar; words of its own where a bar has them."""
    labels = series.data_labels
    labels.number_format, labels.number_format_is_linked = number_format(), False
    labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    labels.font.size, labels.font.bold = Pt(CHART_TEXT_SIZE), True
    paint(labels.font.color, INK)
    for index, bar in enumerate(bars):
        if bar.value is not None and bar.words != format_number(bar.value):
            label = series.points[index].data_label
            write_paragraphs(label.text_frame, [bar.words], Type(CHART_TEXT_SIZE, True))
            label.text_frame.word_wrap = False
            label.position = XL_LABEL_POSITION.OUTSIDE_END


def _label_size(labels: list[str], width: float, height: float) -> int:
    """The largest in which every name fits beside its bar, on one line or more."""
    return min(fit_size([label], width, height, _LABEL_SIZES) for label in labels)


def _bar_label(bar: Bar) -> str:
    return bar.label if bar.value is not None else f"{bar.label} ({bar.words})"


def _style_bar_axes(chart: Any, bars: tuple[Bar, ...], width: float) -> None:
    """`width` in points; the longest bar of either side leaves room for its number."""
    right, left = max([0, *(bar.value or 0 for bar in bars)]), min([0, *(bar.value or 0 for bar in bars)])
    after = _room_of_words([bar for bar in bars if (bar.value or 0) > 0])
    before = _room_of_words([bar for bar in bars if (bar.value or 0) < 0])
    unit = (right - left) / max(width - after - before, width / 5)  # persons a point
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = left - before * unit, right + after * unit or 1
    axis.has_major_gridlines, axis.visible = False, False
    names = chart.category_axis
    names.reverse_order = True
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.width = Pt(1)
    paint(names.format.line.color, theme.palette().outline)


def _room_of_words(bars: list[Bar]) -> float:
    """Points that the widest number takes beside its bar; none without bars."""
    return max((measure_line(bar.words, CHART_TEXT_SIZE, True) + 16 for bar in bars), default=0)
