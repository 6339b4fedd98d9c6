"""Horizontal bars with their numbers beside them. A state has words in place of a bar, never a bar of zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pora import theme
from pora.deck.layout import BODY_SIZE, LEAST, Box
from pora.deck.model import Bar, Bars
from pora.slides.canvas import Canvas, TextStyle
from pora.slides.typefaces import REGULAR, SEMIBOLD, measure_width
from pora.slides.typesetting import LEADING, Setting, cut_lines, cut_text, set_text, wrap_text

BAR = "bar"
_MOST_ROW, _MOST_BAR = 72, 40
_LABEL_SHARE = 0.4  # of the width, at most
_AIR, _NUMBER_AIR = 16, 10
_SHORTEST = 2  # a count of one is seen too
_NARROW = 560  # a narrower box has names above their bars
_THIN = 12


@dataclass(frozen=True)
class _Axis:
    """Where zero stands, and how long one is."""

    zero: float
    unit: float

    def reach(self, bar: Bar) -> tuple[float, float]:
        """Left and right end of a bar."""
        length = (bar.value or 0) * self.unit
        if bar.value and abs(length) < _SHORTEST:
            length = _SHORTEST if bar.value > 0 else -_SHORTEST
        return min(self.zero, self.zero + length), max(self.zero, self.zero + length)


def draw_bars_block(canvas: Canvas, block: Bars, box: Box) -> None:
    """One bar per row, from the top, on one scale through zero, under the title of the block. Without rows only the
    title."""
    title = set_text(block.title, box.width, 2 * 30, LEAST)
    top = canvas.lines(box.left, box.top, title, theme.palette().ink_muted) + 8
    rest = Box(box.left, top, box.width, box.top + box.height - top)
    if block.bars and box.width < _NARROW:
        _draw_below_names(canvas, block.bars, rest)
    elif block.bars:
        _draw_beside_names(canvas, block.bars, rest)


def _draw_beside_names(canvas: Canvas, bars: Sequence[Bar], box: Box) -> None:
    colors = theme.palette()
    row = min(box.height / len(bars), _MOST_ROW)
    size = BODY_SIZE if row >= 48 else LEAST
    labels = [_set_label(bar.label, box.width * _LABEL_SHARE, row, size) for bar in bars]
    start = box.left + max(label.width for label in labels) + _AIR
    right = box.left + box.width
    axis = _find_axis(bars, start, right, size)
    for position, (bar, label) in enumerate(zip(bars, labels, strict=True)):
        middle = box.top + (position + 0.5) * row
        canvas.lines(start - _AIR, middle - label.height / 2, label, colors.ink, "right")
        _draw_bar(canvas, bar, axis, middle, min(row * 0.62, _MOST_BAR))
        _draw_number(canvas, bar, axis, (start, right), middle + 0.36 * size, size)
    canvas.line([(axis.zero, box.top + 2), (axis.zero, box.top + row * len(bars) - 2)], colors.ink_muted, 1.5)


def _draw_below_names(canvas: Canvas, bars: Sequence[Bar], box: Box) -> None:
    """The name and its number on one line, as wide as the box; the bar thin below them."""
    colors = theme.palette()
    row = min(box.height / len(bars), _MOST_ROW)
    right, line = box.left + box.width, LEAST * LEADING
    axis = _find_axis(bars, box.left, right, 0)
    for position, bar in enumerate(bars):
        baseline = box.top + position * row + LEAST * 0.95
        style = TextStyle(LEAST, colors.ink, SEMIBOLD, "right")
        if bar.value is None:
            style = TextStyle(LEAST, colors.ink_muted, align="right")
        words = cut_text(bar.words, box.width / 2, LEAST, style.weight)
        canvas.text(right, baseline, words, style)
        room = box.width - measure_width(words, LEAST, style.weight) - _AIR
        canvas.text(box.left, baseline, cut_text(bar.label, room, LEAST), TextStyle(LEAST, colors.ink))
        thickness = min(_THIN, row - line - 2)
        _draw_bar(canvas, bar, axis, box.top + position * row + line + thickness / 2, thickness)


def _find_axis(bars: Sequence[Bar], left: float, right: float, size: float) -> _Axis:
    """The longest bar of either side leaves room for its number or state, of type `size`; none where numbers stand
    elsewhere."""
    most, least = max([0, *(bar.value or 0 for bar in bars)]), min([0, *(bar.value or 0 for bar in bars)])
    # A state stands right of zero, which itself is at the right end where all numbers are less.
    after = _room_of_numbers([bar for bar in bars if (bar.value or 0) > 0 or (bar.value is None and least < 0)], size)
    before = _room_of_numbers([bar for bar in bars if (bar.value or 0) < 0], size)
    unit = max(right - left - after - before, 0) / max(most - least, 1)
    return _Axis(left + before - least * unit, unit)


def _room_of_numbers(bars: Sequence[Bar], size: float) -> float:
    return max((measure_width(bar.words, size, SEMIBOLD) + _AIR for bar in bars), default=0) if size else 0


def _draw_bar(canvas: Canvas, bar: Bar, axis: _Axis, middle: float, thickness: float) -> None:
    if not bar.value:
        return
    colors = theme.palette()
    left, right = axis.reach(bar)
    color = colors.accent if bar.kind == "own" else colors.not_reported
    canvas.rectangle(Box(left, middle - thickness / 2, right - left, thickness), color, BAR)


def _draw_number(
    canvas: Canvas, bar: Bar, axis: _Axis, span: tuple[float, float], baseline: float, size: float
) -> None:
    """The number right beside its bar, on the far side of zero; a state where the bar would begin."""
    has_number = bar.value is not None
    weight, color = (SEMIBOLD, theme.palette().ink) if has_number else (REGULAR, theme.palette().ink_muted)
    left, right = axis.reach(bar)
    if (bar.value or 0) < 0:
        words = cut_text(bar.words, left - span[0] - _NUMBER_AIR, size, weight)
        canvas.text(left - _NUMBER_AIR, baseline, words, TextStyle(size, color, weight, "right"))
    else:
        words = cut_text(bar.words, span[1] - right - _NUMBER_AIR, size, weight)
        canvas.text(right + _NUMBER_AIR, baseline, words, TextStyle(size, color, weight))


def _set_label(words: str, width: float, row: float, size: float) -> Setting:
    """On one line if it goes there; on two where the rows are high enough."""
    lines = wrap_text(words, width, size)
    if len(lines) > 1 and row < 2 * size * LEADING:
        size = LEAST
        lines = wrap_text(words, width, size)
    return Setting(cut_lines(lines, max(int(row / (size * LEADING)), 1), width, size), size)
