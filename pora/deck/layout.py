"""Where things stand on a slide, for every form that it takes: screen, PNG, PDF and PPTX.

Units are pixels of a slide of 1280 x 720, the smallest projector. No type is smaller than LEAST, so that the last row
can read it.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 1280, 720
TITLE_SIZE, BODY_SIZE, LEAST = 40, 28, 24
NUMBER_SIZE = 88
_MARGIN, _GAP = 56, 40
_FIRST = 0.64  # of the width, for the first of two blocks


@dataclass(frozen=True)
class Box:
    """`left` and `top` from the upper left corner of the slide."""

    left: float
    top: float
    width: float
    height: float


TITLE = Box(_MARGIN, 36, WIDTH - 2 * _MARGIN, 104)  # two lines
BODY = Box(_MARGIN, 164, WIDTH - 2 * _MARGIN, 448)
FOOTER = Box(_MARGIN, 632, WIDTH - 2 * _MARGIN - 96, 64)  # two lines
PAGE_NUMBER = Box(WIDTH - _MARGIN - 80, 632, 80, 64)
COVER_TITLE = Box(_MARGIN, 200, WIDTH - 2 * _MARGIN, 160)
COVER_SUBTITLE = Box(_MARGIN, 384, WIDTH - 2 * _MARGIN, 120)


def place_blocks(count: int, body: Box = BODY) -> tuple[Box, ...]:
    """The boxes of one or two blocks."""
    if count < 2:
        return (body,)[:count]
    first = round((body.width - _GAP) * _FIRST)
    return (
        Box(body.left, body.top, first, body.height),
        Box(body.left + first + _GAP, body.top, body.width - _GAP - first, body.height),
    )
