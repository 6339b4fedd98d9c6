"""Horizontal bars with their numbers beside them. A state has words in place of a bar, never a bar of zero."""

from __future__ import annotations

from pora import theme
from pora.deck.layout import BODY_SIZE, LEAST, Box
from pora.deck.model import Bar, Bars
from pora.slides.canvas import Canvas, TextStyle
from pora.slides.typefaces import REGULAR, SEMIBOLD, measure_width
from pora.slides.typesetting import LEADING, Setting, cut_lines, cut_text, set_text, wrap_text

BAR = "bar"
_MOST_ROW, _MOST_BAR = 72, 40
_LABEL_SHARE = 0.4  # of the width, at most
_AIR = 16
_SHORTEST = 2  # a count of one is seen too


def draw_bars_block(canvas: Canvas, block: Bars, box: Box) -> None:
    """One bar per row, from the top, on one scale from zero, under the title of the block. Without rows only the
    title."""
    colors = theme.palette()
    title = set_text(block.title, box.width, 2 * 30, LEAST)
    top = canvas.lines(box.left, box.top, title, colors.ink_muted) + 8
    if not block.bars:
        return
    row = min((box.top + box.height - top) / len(block.bars), _MOST_ROW)
    size = BODY_SIZE if row >= 48 else LEAST
    labels = [_set_label(bar.label, box.width * _LABEL_SHARE, row, size) for bar in block.bars]
    start = box.left + max(label.width for label in labels) + _AIR
    room = box.left + box.width - start
    numbers = max((measure_width(bar.words, size, SEMIBOLD) for bar in block.bars if bar.value), default=0) + _AIR
    unit = max(room - numbers, 0) / max(max((bar.value or 0 for bar in block.bars), default=0), 1)
    for position, (bar, label) in enumerate(zip(block.bars, labels, strict=True)):
        middle = top + (position + 0.5) * row
        canvas.lines(start - _AIR, middle - label.height / 2, label, colors.ink, "right")
        _draw_bar(canvas, bar, start, middle, unit, min(row * 0.62, _MOST_BAR))
        _draw_number(canvas, bar, start, middle, unit, size, room)
    canvas.line([(start, top + 2), (start, top + row * len(block.bars) - 2)], colors.ink_muted, 1.5)


def _draw_bar(canvas: Canvas, bar: Bar, start: float, middle: float, unit: float, thickness: float) -> None:
    if not bar.value:
        return
    colors = theme.palette()
    color = colors.accent if bar.kind == "own" else colors.not_reported
    length = max(bar.value * unit, _SHORTEST)
    canvas.rectangle(Box(start, middle - thickness / 2, length, thickness), color, BAR)


def _draw_number(canvas: Canvas, bar: Bar, start: float, middle: float, unit: float, size: float, room: float) -> None:
    """The number right beside its bar, a state where the bar would begin."""
    has_number = bar.value is not None
    weight = SEMIBOLD if has_number else REGULAR
    length = bar.value * unit if bar.value else 0
    words = cut_text(bar.words, room - length - 10, size, weight)
    color = theme.palette().ink if has_number else theme.palette().ink_muted
    canvas.text(start + length + 10, middle + 0.36 * size, words, TextStyle(size, color, weight))


def _set_label(words: str, width: float, row: float, size: float) -> Setting:
    """On one line if it goes there; on two where the rows are high enough."""
    lines = wrap_text(words, width, size)
    if len(lines) > 1 and row < 2 * size * LEADING:
        size = LEAST
        lines = wrap_text(words, width, size)
    return Setting(cut_lines(lines, max(int(row / (size * LEADING)), 1), width, size), size)
