"""Paper for those who sit at the table: A4 pages with the slide and below it what is said."""

from __future__ import annotations

import itertools

from matplotlib.figure import Figure

from pora import theme
from pora.deck import layout
from pora.deck.model import Deck, Slide
from pora.slides.canvas import Canvas, TextStyle, make_figure
from pora.slides.output import write_pdf
from pora.slides.page import draw_slide_on, drawing_deck
from pora.slides.typefaces import SEMIBOLD
from pora.slides.typesetting import ASCENT, cut_text, set_text, wrap_text

_WIDTH, _HEIGHT = 595.28, 841.89  # A4 in points, the unit of this file
_MARGIN = 48
_INNER = _WIDTH - 2 * _MARGIN
_TITLE_SIZE, _NOTE_SIZE, _SMALL = 15, 11, 9
_NOTE_LEADING = 1.45
_FOOTER_TOP = _HEIGHT - _MARGIN - 2 * _SMALL


def draw_handout_pdf(deck: Deck) -> bytes:
    """One page a slide; notes that are too long for it go on on the next."""
    with drawing_deck(deck):
        drawn = [page for slide in deck.slides for page in _draw_pages(deck, slide)]
        for number, page in enumerate(drawn, start=1):
            _draw_footer(Canvas(page), deck, f"{number}/{len(drawn)}")
        return write_pdf(deck, drawn)


def _draw_pages(deck: Deck, slide: Slide) -> list[Figure]:
    first = make_figure(_WIDTH, _HEIGHT)
    top = _draw_picture(first, deck, slide)
    pages = [first]
    paragraphs = [paragraph for paragraph in slide.notes.splitlines() if paragraph.strip()]
    wrapped = (wrap_text(paragraph, _INNER, _NOTE_SIZE) for paragraph in paragraphs)
    step = _NOTE_SIZE * _NOTE_LEADING
    for line in itertools.chain.from_iterable((*lines, "") for lines in wrapped):
        if line and top + step > _FOOTER_TOP - 12:
            pages.append(make_figure(_WIDTH, _HEIGHT))
            top = _MARGIN
        Canvas(pages[-1]).text(_MARGIN, top + ASCENT * _NOTE_SIZE, line, TextStyle(_NOTE_SIZE, theme.palette().ink))
        top += step if line else step / 2
    return pages


def _draw_picture(page: Figure, deck: Deck, slide: Slide) -> float:
    """The slide in a thin frame and its title; returns where the notes begin."""
    colors, canvas = theme.palette(), Canvas(page)
    scale = _INNER / layout.WIDTH
    height = layout.HEIGHT * scale
    draw_slide_on(Canvas(page, scale, _MARGIN, _MARGIN), deck, slide)
    right, bottom = _MARGIN + _INNER, _MARGIN + height
    frame = [(_MARGIN, _MARGIN), (right, _MARGIN), (right, bottom), (_MARGIN, bottom), (_MARGIN, _MARGIN)]
    canvas.line(frame, colors.grid, 0.8)
    title = set_text(slide.title, _INNER, 5 * 20, _TITLE_SIZE, _TITLE_SIZE, SEMIBOLD)
    return canvas.lines(_MARGIN, bottom + 24, title, colors.ink) + 10


def _draw_footer(canvas: Canvas, deck: Deck, number: str) -> None:
    colors = theme.palette()
    canvas.line([(_MARGIN, _FOOTER_TOP), (_MARGIN + _INNER, _FOOTER_TOP)], colors.grid, 0.8)
    baseline = _FOOTER_TOP + 6 + _SMALL
    words = cut_text(" · ".join((deck.title, deck.subtitle, *deck.marks)), _INNER - 60, _SMALL)
    canvas.text(_MARGIN, baseline, words, TextStyle(_SMALL, colors.ink_muted))
    canvas.text(_MARGIN + _INNER, baseline, number, TextStyle(_SMALL, colors.ink_muted, align="right"))
