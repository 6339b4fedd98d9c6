"""Drawn slides as bytes. The same slide is always the same bytes: nothing in them tells when or where."""

from __future__ import annotations

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from pora.deck import layout
from pora.deck.layout import Box
from pora.deck.model import Block, Deck, Slide
from pora.slides.blocks import draw_block
from pora.slides.canvas import HALO, Canvas, drawing, make_figure
from pora.slides.page import draw_slide, drawing_deck
from pora.slides.svg import tidy_svg

MAKER = "Dasbor Pora"
_UNITS = 96  # an inch, on a slide that is 13.33 inches wide
_POINTS = 72


def draw_svg(deck: Deck, slide: Slide) -> str:
    """An `<svg>` element with real text, to stand in a page beside others: it has no ids and no style of its own."""
    with drawing_deck(deck, slide.key):
        figure = draw_slide(deck, slide)
        for artist in figure.artists:
            artist.set_visible(artist.get_gid() != HALO)  # the text has an outline of its own in SVG
        file = io.StringIO()
        FigureCanvasSVG(figure).print_svg(file, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))  # type: ignore[no-untyped-call]
    title = deck.title if slide is deck.slides[0] and not slide.blocks else slide.title
    return tidy_svg(file.getvalue(), " ".join((title, *(block.alt for block in slide.blocks))))


def draw_png(deck: Deck, slide: Slide, width: int = 1920) -> bytes:
    """The slide as a picture so many pixels wide."""
    with drawing_deck(deck, slide.key):
        return write_png(draw_slide(deck, slide), _POINTS * width / layout.WIDTH)


def draw_block_png(block: Block, width_inches: float, height_inches: float, dpi: int = 200) -> bytes:
    """One block, a map with its legend, in the reader's language; type is as large as on a slide of 13.33 inches. What
    it is laid on shows through."""
    with drawing(block.name):
        figure = make_figure(width_inches * _POINTS, height_inches * _POINTS)
        figure.patch.set_alpha(0)
        box = Box(0, 0, width_inches * _UNITS, height_inches * _UNITS)
        draw_block(Canvas(figure, _POINTS / _UNITS), block, box)
        return write_png(figure, dpi)


def write_png(figure: Figure, dpi: float) -> bytes:
    """The context is `drawing`."""
    file = io.BytesIO()
    figure.set_dpi(dpi)
    FigureCanvasAgg(figure).print_png(file, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return file.getvalue()


def draw_slides_pdf(deck: Deck) -> bytes:
    """One page a slide, with text that can be searched and copied."""
    with drawing_deck(deck):
        return write_pdf(deck, [draw_slide(deck, slide) for slide in deck.slides])


def write_pdf(deck: Deck, pages: list[Figure]) -> bytes:
    """The context is `drawing_deck`."""
    file = io.BytesIO()
    about = {"Title": deck.title, "Creator": MAKER, "Producer": MAKER, "CreationDate": None, "ModDate": None}
    with PdfPages(file, metadata=about) as pdf:
        for page in pages:
            pdf.savefig(page)
    return file.getvalue()
