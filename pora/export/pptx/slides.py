"""One slide: title, marks, blocks, footer and page number, in the order in which they are read out."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Pt

from pora.deck import layout
from pora.deck.layout import Box
from pora.deck.model import AreaMap, Bars, Block, Deck, NumberCards, Sentences, Slide, TextTable, Trend
from pora.export.office_file import snapshot_time
from pora.export.pptx.bars import add_bars
from pora.export.pptx.blocks import DrawMap, add_map, add_numbers, add_sentences
from pora.export.pptx.master import COVER_SIZES, SMALL, TITLE_INSET, TITLE_SIZES, TITLE_SPACING
from pora.export.pptx.measure import POINT, count_lines, fit_size, measure_line
from pora.export.pptx.parts import page_field, placeholder_xml
from pora.export.pptx.tables import add_grid
from pora.export.pptx.text import GROUND, Type, add_text, paint, write_paragraphs
from pora.export.pptx.theme_part import COLORS
from pora.export.pptx.trend import add_trend

COVER_KIND = "sampul"
_MARK_HEIGHT, _MARK_GAP = 32, 4


def add_slide(presentation: Any, deck: Deck, slide: Slide, draw_map: DrawMap) -> Any:
    """Adds the slide at the end: its title in the placeholder of the layout, blocks side by side as on the page, marks
    and footer. A cover has the subtitle of the deck and no page number. Returns the slide of python-pptx."""
    is_cover = slide.kind == COVER_KIND
    added = presentation.slides.add_slide(presentation.slide_layouts[0 if is_cover else 1])
    shapes = added.shapes
    shapes.title.name = "Judul"
    if is_cover:
        _write_title(shapes.title, slide.title, layout.COVER_TITLE, COVER_SIZES)
        subtitle = added.placeholders[1]
        subtitle.name = "Anak judul"
        write_paragraphs(subtitle.text_frame, [deck.subtitle])
    else:
        _write_title(shapes.title, slide.title, layout.TITLE, TITLE_SIZES)
    _add_marks(shapes, deck.marks)
    for block, box in zip(slide.blocks, layout.place_blocks(len(slide.blocks)), strict=True):
        _add_block(shapes, box, block, draw_map, deck)
    _add_footer(shapes, slide.footer)
    if not is_cover:
        number = page_field(str(len(presentation.slides)))
        _append_placeholder(shapes, "Halaman", 'type="sldNum" sz="quarter" idx="12"', None, number)
    return added


def _write_title(shape: Any, text: str, box: Box, sizes: tuple[int, ...]) -> None:
    """In the size of the layout; a long one smaller."""
    height = (box.height - TITLE_INSET) * POINT / TITLE_SPACING
    size = fit_size([text], box.width * POINT, height, sizes, bold=True)
    write_paragraphs(shape.text_frame, [text])
    if size != sizes[0]:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _add_marks(shapes: Any, marks: tuple[str, ...]) -> None:
    """A band at the upper edge, from the right: none of the slide's figures leaves without it."""
    widths = [measure_line(mark, SMALL, True) / POINT + 32 for mark in marks]
    left = layout.WIDTH - sum(widths) - _MARK_GAP * (len(marks) - 1)
    for number, (mark, width) in enumerate(zip(marks, widths, strict=True), start=1):
        box = Box(left, 0, width, _MARK_HEIGHT)
        look = Type(SMALL, True, GROUND, PP_ALIGN.CENTER)
        shape = add_text(shapes, box, f"Penanda {number}", [mark], look, MSO_ANCHOR.MIDDLE)
        shape.fill.solid()
        paint(shape.fill.fore_color, COLORS.series[4])
        left += width + _MARK_GAP


def _add_block(shapes: Any, box: Box, block: Block, draw_map: DrawMap, deck: Deck) -> None:
    time = snapshot_time(deck.snapshot_id)
    match block:
        case NumberCards():
            add_numbers(shapes, box, block)
        case Bars():
            add_bars(shapes, box, block, time)
        case Trend():
            add_trend(shapes, box, block, time)
        case TextTable():
            add_grid(shapes, box, block)
        case Sentences():
            add_sentences(shapes, box, block)
        case AreaMap():
            add_map(shapes, box, block, draw_map)
        case _:
            raise TypeError(type(block).__name__)


def _add_footer(shapes: Any, lines: tuple[str, ...]) -> None:
    """Source, date and snapshot. Three lines reach a little higher and lower; more than that are smaller."""
    box, width = layout.FOOTER, layout.FOOTER.width * POINT
    count = sum(count_lines(line, width, SMALL) for line in lines)
    size, place = SMALL, None
    if count > 2:
        place = Box(box.left, box.top - 8, box.width, 88)
        size = fit_size(lines, width, place.height * POINT, (SMALL, 17, 16, 15, 14, 13, 12))
    shape = _append_placeholder(shapes, "Kaki", 'type="ftr" sz="quarter" idx="11"', place, "<a:p/>")
    write_paragraphs(shape.text_frame, lines)
    if size != SMALL:
        for paragraph in shape.text_frame.paragraphs:
            paragraph.runs[0].font.size = Pt(size)


def _append_placeholder(shapes: Any, name: str, kind: str, box: Box | None, paragraphs: str) -> Any:
    """python-pptx leaves footers and page numbers out of a new slide."""
    number = max(shape.shape_id for shape in shapes) + 1
    shapes._spTree.append(parse_xml(placeholder_xml(number, name, kind, box, "<a:bodyPr/><a:lstStyle/>", paragraphs)))
    return shapes[-1]
