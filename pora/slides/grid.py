"""A table with headings and thin rules; columns are as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pora import theme
from pora.deck.layout import LEAST, Box
from pora.deck.model import TextTable
from pora.slides.canvas import Canvas, TextStyle
from pora.slides.typefaces import REGULAR, SEMIBOLD, measure_width
from pora.slides.typesetting import ASCENT, LEADING, cut_lines, wrap_text

_MOST_ROW, _SIZES = 64, (36, 32, 28, 26, LEAST)
_MOST_TALL_ROW, _FEW_ROWS, _ROW_AIR = 180, 4, 16  # of a table of few rows
_LARGE_SIZES = (48, 44, 40, *_SIZES)
_GAP, _MOST_GAP = 32, 120
_NARROWEST = 48


def draw_grid(canvas: Canvas, block: TextTable, box: Box) -> None:
    """Rows share the height of the box; type shrinks before a cell is cut."""
    rows = (block.headings, *block.cells)
    size, row = _choose_type(rows, box)
    gap, widths = _set_columns(rows, size, box.width)
    lefts = [box.left + sum(widths[:column]) + gap * column for column in range(len(widths))]
    right = lefts[-1] + widths[-1] if lefts else box.left
    colors = theme.palette()
    styles = (TextStyle(size, colors.ink_muted, SEMIBOLD), TextStyle(size, colors.ink))  # headings, cells
    for number, cells in enumerate(rows):
        top = box.top + number * row
        for heading, words, left, width in zip(block.headings, cells, lefts, widths, strict=True):
            align = "right" if heading in block.figures else "left"
            _draw_cell(canvas, words, Box(left, top, width, row), replace(styles[number > 0], align=align))
        line = (colors.ink_muted, 2.0) if number == 0 else (colors.grid, 1.5)
        canvas.line([(box.left, top + row), (right, top + row)], *line)


def _choose_type(rows: Sequence[Sequence[str]], box: Box) -> tuple[float, float]:
    """Size and height of a row: the largest type on one line each; that of a table of few rows also on several."""
    row = min(box.height / len(rows), _MOST_ROW)
    fitting = [size for size in _SIZES if size * LEADING + 2 <= row] or [LEAST]
    size = next((one for one in fitting if _width(_find_widths(rows, one)) <= box.width), LEAST)
    tall = min((box.height - _ROW_AIR) / len(rows), _MOST_TALL_ROW)
    for larger in _LARGE_SIZES if len(rows) <= _FEW_ROWS else ():
        if larger > size and _count_lines(rows, larger, box.width) * larger * LEADING + _ROW_AIR <= tall:
            return larger, tall
    return size, row


def _count_lines(rows: Sequence[Sequence[str]], size: float, width: float) -> int:
    """Of the highest cell; more than any row holds where a word would be broken."""
    _gap, widths = _set_columns(rows, size, width)
    cells = [
        (words, one, SEMIBOLD if number == 0 else REGULAR)
        for number, row in enumerate(rows)
        for words, one in zip(row, widths, strict=True)
    ]
    if any(measure_width(word, size, weight) > one for words, one, weight in cells for word in words.split()):
        return 99
    return max(len(wrap_text(words, one, size, weight)) for words, one, weight in cells)


def _set_columns(rows: Sequence[Sequence[str]], size: float, width: float) -> tuple[float, list[float]]:
    """The gap between columns, and how wide each is."""
    widths = _find_widths(rows, size)
    gap = min(max((width - sum(widths)) / max(len(widths) - 1, 1), _GAP), _MOST_GAP)
    return gap, _shrink(widths, width - gap * (len(widths) - 1))


def _draw_cell(canvas: Canvas, words: str, box: Box, style: TextStyle) -> None:
    """As many lines as the row has room for, in the middle of it."""
    size, weight = style.size, style.weight
    room = max(int(box.height / (size * LEADING)), 1)
    lines = cut_lines(wrap_text(words, box.width, size, weight), room, box.width, size, weight)
    first = box.top + (box.height - len(lines) * size * LEADING) / 2
    for number, line in enumerate(lines):
        x = box.left + box.width if style.align == "right" else box.left
        canvas.text(x, first + (number * LEADING + ASCENT) * size, line, style)


def _find_widths(rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """Of every column, with nothing cut."""
    heading = [measure_width(words, size, SEMIBOLD) for words in rows[0]]
    cells = ([measure_width(words, size) for words in row] for row in rows[1:])
    return [max(column) + 1 for column in zip(heading, *cells, strict=True)]


def _width(widths: Sequence[float]) -> float:
    return sum(widths) + _GAP * (len(widths) - 1)


def _shrink(widths: list[float], room: float) -> list[float]:
    """The widest columns give way until all fit."""
    widths = list(widths)
    while (over := sum(widths) - room) > 0.1 and max(widths) > _NARROWEST:
        widest = max(widths)
        second = max([width for width in widths if width < widest], default=_NARROWEST)
        many = [column for column, width in enumerate(widths) if width == widest]
        target = max(widest - over / len(many), second, _NARROWEST)
        for column in many:
            widths[column] = target
    return widths
