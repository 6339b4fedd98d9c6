"""A slide as a drawing: title, marks, blocks, footer and number; the same on screen, in PNG and in PDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib.figure import Figure

from pora import theme
from pora.deck import layout
from pora.deck.agenda import COVER
from pora.deck.layout import LEAST, Box
from pora.deck.model import Deck, Slide
from pora.locale import language
from pora.slides.blocks import draw_block
from pora.slides.canvas import Canvas, TextStyle, drawing, make_figure
from pora.slides.typefaces import SEMIBOLD, measure_width
from pora.slides.typesetting import ASCENT, Setting, balance_lines, cut_text, set_text, wrap_text

_LEAST_TITLE = 32
_COVER_TITLE_SIZE, _COVER_SUBTITLE_SIZE, _LEAST_COVER = 68, 34, 40
_MARK_HEIGHT, _MARK_AIR, _MARK_GAP = 34, 16, 8
_RULE = 2


@contextmanager
def drawing_deck(deck: Deck, salt: str = "") -> Iterator[None]:
    """Words and numbers in the deck's language."""
    token = language.set(deck.language)
    try:
        with drawing(salt):
            yield
    finally:
        language.reset(token)


def draw_slide(deck: Deck, slide: Slide) -> Figure:
    """A page of 1280 x 720 points."""
    with drawing_deck(deck, slide.key):
        figure = make_figure(layout.WIDTH, layout.HEIGHT)
        draw_slide_on(Canvas(figure), deck, slide)
        return figure


def draw_slide_on(canvas: Canvas, deck: Deck, slide: Slide) -> None:
    """The slide on a part of any page. The context is `drawing_deck`."""
    draw_marks(canvas, deck.marks, layout.TITLE.left, layout.TITLE.left + layout.TITLE.width)
    if slide.kind == COVER:
        _draw_cover(canvas, deck)
    else:
        _draw_title(canvas, slide.title)
        for block, box in zip(slide.blocks, layout.place_blocks(len(slide.blocks)), strict=True):
            draw_block(canvas, block, box)
    _draw_footer(canvas, deck, slide)


def _draw_title(canvas: Canvas, title: str) -> None:
    """Two lines; three smaller ones for a title that is too long for two."""
    box = layout.TITLE
    setting = set_text(title, box.width, 2 * layout.TITLE_SIZE * 1.2, layout.TITLE_SIZE, _LEAST_TITLE, SEMIBOLD)
    if len(wrap_text(title, box.width, setting.size, SEMIBOLD)) > len(setting.lines):
        setting = set_text(title, box.width, box.height, _LEAST_TITLE, LEAST, SEMIBOLD)
    top = box.top + (box.height - setting.height) / 2
    canvas.lines(box.left, top, balance_lines(setting, box.width), theme.palette().ink)


def _draw_cover(canvas: Canvas, deck: Deck) -> None:
    colors, box, below = theme.palette(), layout.COVER_TITLE, layout.COVER_SUBTITLE
    title = set_text(deck.title, box.width, box.height, _COVER_TITLE_SIZE, _LEAST_COVER, SEMIBOLD)
    title = balance_lines(title, box.width)
    top = box.top + box.height - title.height  # rests on the subtitle
    canvas.rectangle(Box(box.left, top - 28, 112, 8), colors.accent)
    canvas.lines(box.left, top, title, colors.ink)
    subtitle = set_text(deck.subtitle, below.width, below.height, _COVER_SUBTITLE_SIZE)
    canvas.lines(below.left, below.top, subtitle, colors.ink_muted)


def draw_marks(canvas: Canvas, marks: tuple[str, ...], left: float, right: float) -> None:
    """Labels that hang from the upper edge, the last at the right."""
    colors = theme.palette()
    for mark in reversed(marks):
        words = cut_text(mark, right - left - 2 * _MARK_AIR, LEAST, SEMIBOLD)
        width = measure_width(words, LEAST, SEMIBOLD) + 2 * _MARK_AIR
        canvas.rectangle(Box(right - width, 0, width, _MARK_HEIGHT), colors.rise[-1])
        canvas.text(right - width + _MARK_AIR, ASCENT * LEAST + 2, words, TextStyle(LEAST, colors.ground, SEMIBOLD))
        right -= width + _MARK_GAP


def _draw_footer(canvas: Canvas, deck: Deck, slide: Slide) -> None:
    colors, box, number = theme.palette(), layout.FOOTER, layout.PAGE_NUMBER
    right = number.left + number.width
    canvas.line([(box.left, box.top - 6), (right, box.top - 6)], colors.grid, _RULE)
    canvas.lines(box.left, box.top + 2, _set_footer(slide.footer, box), colors.ink_muted)
    words = f"{deck.slides.index(slide) + 1}/{len(deck.slides)}"
    canvas.lines(right, box.top + 2, Setting((words,), LEAST), colors.ink_muted, "right")


def _set_footer(footer: tuple[str, ...], box: Box) -> Setting:
    """Each line on its own where it fits; else all as one text."""
    if len(footer) <= 2 and all(len(wrap_text(line, box.width, LEAST)) <= 1 for line in footer):
        return Setting(footer, LEAST)
    return set_text(" · ".join(footer), box.width, box.height, LEAST)
