"""Short points, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from pora import theme
from pora.deck.layout import BODY_SIZE, LEAST, Box
from pora.slides.canvas import Canvas, TextStyle
from pora.slides.typesetting import LEADING, cut_lines, wrap_text

_ASCENT = 0.98  # of Å, the highest letter: in large type the usual 0.95 lets it out of the box
_INDENT = 32
_DOT = 9
_AIR, _LEAST_AIR = 0.9, 0.35  # between two points, in sizes of the type
_READABLE = 1000  # a longer line is hard to find the next one from
_SIZES = (BODY_SIZE, 26, LEAST)
_ALONE = (44, 40, 36, 32)  # on a slide that has nothing else


def draw_sentences(canvas: Canvas, lines: Sequence[str], box: Box) -> None:
    """As large and airy as they go into the box; where they go in at no size, the longest end with an ellipsis."""
    width = min(box.width, _READABLE) - _INDENT
    size, air = next(
        (
            (size, air)
            for size in (*(_ALONE if box.width > _READABLE else ()), *_SIZES)
            for air in (_AIR, 0.6, _LEAST_AIR)
            if _height([len(wrap_text(line, width, size)) for line in lines], size, air) <= box.height
        ),
        (LEAST, _LEAST_AIR),
    )
    wrapped = [wrap_text(line, width, size) for line in lines]
    rooms = [len(one) for one in wrapped]
    while _height(rooms, size, air) > box.height and max(rooms, default=0) > 1:
        rooms[rooms.index(max(rooms))] -= 1
    top = box.top
    for one, room in zip(wrapped, rooms, strict=True):
        canvas.circle(box.left + _DOT, top + 0.62 * size, _DOT, fill=theme.palette().accent)
        for number, words in enumerate(cut_lines(one, room, width, size)):
            baseline = top + (number * LEADING + _ASCENT) * size
            canvas.text(box.left + _INDENT, baseline, words, TextStyle(size, theme.palette().ink))
        top += (room * LEADING + air) * size


def _height(rooms: list[int], size: float, air: float) -> float:
    return sum(rooms) * size * LEADING + max(len(rooms) - 1, 0) * air * size
