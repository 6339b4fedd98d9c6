"""Drawn slides as bytes. The same slide is always the same bytes: nothing in them tells when or where."""

from __future__ import annotations

import io
import re
from html import escape

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from pora import theme
from pora.deck import layout
from pora.deck.layout import Box
from pora.deck.model import AreaMap, Deck, Slide
from pora.slides.area_map import draw_area_map
from pora.slides.canvas import HALO, HALOED, Canvas, drawing, make_figure
from pora.slides.page import draw_slide, drawing_deck
from pora.slides.typefaces import FAMILIES

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
    return _tidy(file.getvalue(), " ".join((title, *(block.alt for block in slide.blocks))))


def _tidy(svg: str, label: str) -> str:
    """Without prolog, metadata, ids and global styles; coordinates to a tenth."""
    svg = svg[svg.index("<svg") :].replace("\n", " ")
    svg = re.sub(r"<(metadata|defs)>.*?</\1>", "", svg)
    svg = re.sub(r"<!--.*?-->", "", svg)
    halo = f"paint-order:stroke;stroke:{theme.PALETTES['light'].ground};stroke-width:6px;stroke-linejoin:round"
    svg = re.sub(rf'<g id="{HALOED}">\s*<text style="', f'<g><text style="{halo};', svg)
    svg = re.sub(r' id="[^"]*"', "", svg)
    svg = svg.replace(
        ", ".join(repr(name) for name in FAMILIES), theme.FONT_STACK.replace(theme.FONT, f"'{theme.FONT}'")
    )
    svg = re.sub(r' d="([^"]*)"', lambda found: f' d="{_shorten(found[1])}"', svg)
    svg = re.sub(r' transform="rotate\(-?0 [^"]*\)"', "", svg)
    size = f'viewBox="0 0 {layout.WIDTH} {layout.HEIGHT}" width="100%" height="100%"'
    root = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(label)}"'
    svg = re.sub(r"<svg [^>]*>", f'{root} stroke-linejoin="round" stroke-linecap="butt">', svg, count=1)
    return re.sub(r">\s+<", "><", svg).strip()


def _shorten(commands: str) -> str:
    """Path commands with numbers to a tenth of a unit."""
    rounded = re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), commands)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", rounded).strip()


def draw_png(deck: Deck, slide: Slide, width: int = 1920) -> bytes:
    """The slide as a picture so many pixels wide."""
    with drawing_deck(deck, slide.key):
        return _write_png(draw_slide(deck, slide), _POINTS * width / layout.WIDTH)


def draw_map_png(block: AreaMap, width_inches: float, height_inches: float, dpi: int = 200) -> bytes:
    """The map alone with its legend, in the reader's language; type is as large as on a slide 13.33 inches wide."""
    with drawing(block.name):
        figure = make_figure(width_inches * _POINTS, height_inches * _POINTS)
        box = Box(0, 0, width_inches * _UNITS, height_inches * _UNITS)
        draw_area_map(Canvas(figure, _POINTS / _UNITS), block, box)
        return _write_png(figure, dpi)


def _write_png(figure: Figure, dpi: float) -> bytes:
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
