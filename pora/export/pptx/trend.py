"""A count by month as a native line chart."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.util import Pt

from pora import theme
from pora.deck.layout import Box
from pora.deck.model import Trend
from pora.export.pptx.chart_parts import (
    CHART_TEXT_SIZE,
    add_chart,
    add_number_format,
    heading_height,
    number_format,
    place_plot,
    set_skip,
)
from pora.export.pptx.measure import LINE, POINT, measure_line
from pora.export.pptx.text import ACCENT, INK, paint
from pora.export.pptx.workbook import SafeChartData
from pora.locale import format_number, format_short_period


def add_trend(shapes: Any, box: Box, block: Trend, time: dt.datetime) -> None:
    """A month without a number is a gap. The axis begins at zero, so that a small change looks small."""
    labels = [format_short_period(period) for period in block.periods]
    data = SafeChartData(block.title, labels, block.values, number_format(), time)
    chart = add_chart(shapes, box, block, XL_CHART_TYPE.LINE_MARKERS, data, block.title)
    step, top = _nice_axis(max((value for value in block.values if value is not None), default=0))
    names = measure_line(format_number(top), CHART_TEXT_SIZE) / POINT + 16
    width = box.width - names - 24  # the last number is wider than its month
    skip = _count_skip(labels, width * POINT)
    months = 2 * CHART_TEXT_SIZE * LINE / POINT + 16 if skip == 1 else 112  # some viewers lean what others leave out
    heading = heading_height(block.title, box)
    place_plot(chart, box, Box(names, heading, width, box.height - heading - months))
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


def _nice_axis(largest: int) -> tuple[int, int]:
    """Step and end of an axis of whole numbers from zero: three to five steps, with room for a number over the line."""
    rough = max(largest * 1.08 / 5, 1)
    power = 10 ** math.floor(math.log10(rough))
    factors = (1, 2, 2.5, 5, 10) if power > 1 else (1, 2, 5, 10)
    step = int(next(factor * power for factor in factors if factor * power >= rough))
    return step, max(math.ceil(largest * 1.08 / step), 1) * step


def _count_skip(labels: list[str], width: float) -> int:
    """Every how manieth month is named: all where month and year fit on two lines, else those that fit on one."""
    word = max(measure_line(part, CHART_TEXT_SIZE) for label in labels for part in label.split()) + 4
    if word * len(labels) <= width:
        return 1
    return math.ceil((max(measure_line(label, CHART_TEXT_SIZE) for label in labels) + 12) * len(labels) / width)


def _style_trend_axes(chart: Any, step: int, top: int) -> None:
    values, months = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, top, step
    values.has_major_gridlines = True
    values.major_gridlines.format.line.width = Pt(0.75)
    paint(values.major_gridlines.format.line.color, theme.palette().grid)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = number_format(), False
    months.format.line.width = Pt(1)
    paint(months.format.line.color, theme.palette().outline)
    for axis in (values, months):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_labels.font.size = Pt(CHART_TEXT_SIZE)
        paint(axis.tick_labels.font.color, theme.palette().ink_muted)


def _label_last(series: Any, values: tuple[int | None, ...]) -> None:
    known = [index for index, value in enumerate(values) if value is not None]
    if known:
        label = series.points[known[-1]].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        label.font.size, label.font.bold = Pt(21), True
        paint(label.font.color, INK)
        add_number_format(label)
