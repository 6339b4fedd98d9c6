"""One slide: title, blocks, marks, footer and page number, in the order in which they are read out."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Pt

from pora.deck import layout
from pora.deck.layout import Box
from pora.deck.model import AreaMap, Bars, Block, Deck, MonthMaps, NumberCards, Sentences, Slide, TextTable, Trend
from pora.export.office_file import snapshot_time
from pora.export.pptx.bars import add_bars
from pora.export.pptx.blocks import DrawMap, add_map, add_numbers, add_sentences
from pora.export.pptx.forms import Base, SlideForm
from pora.export.pptx.master import SMALL
from pora.export.pptx.measure import POINT, count_lines, fit_size, measure_line
from pora.export.pptx.parts import page_field, placeholder_xml
from pora.export.pptx.places import drop_places, fill_place, write_points
from pora.export.pptx.scale import bring_to_size
from pora.export.pptx.tables import add_grid
from pora.export.pptx.text import Type, add_text, paint, write_paragraphs
from pora.export.pptx.trend import add_trend
from pora.theme import PALETTES

COVER_KIND = "sampul"
_MARK_HEIGHT, _MARK_GAP = 32, 4
_MARK_COLORS = PALETTES["light"].series[4], "#ffffff"
_LEAST_SUBTITLE = 14  # points
_FOOT_SIZES = (14, 13, 12, 11, 10, 9)  # of source and marks at the foot of a template's content


def add_slide(base: Base, deck: Deck, slide: Slide, draw_map: DrawMap) -> Any:
    """Adds the slide at the end: its title in the placeholder of the layout, blocks side by side as on the page, marks
    and footer. A cover has the subtitle of the deck and no page number. Returns the slide of python-pptx."""
    is_cover = slide.kind == COVER_KIND
    form = base.choose_form(is_cover, len(slide.blocks))
    added = base.presentation.slides.add_slide(form.layout)
    shapes = added.shapes
    shapes.title.name = "Judul"
    _write_title(shapes.title, slide.title, form)
    if form.subtitle_index is not None:
        _write_subtitle(_placeholder(added, form.subtitle_index), deck.subtitle, form)
    if form.footer_index is not None:
        _add_marks(shapes, deck.marks, base.width)
    for number, (block, box) in enumerate(
        zip(slide.blocks, layout.place_blocks(len(slide.blocks), form.body), strict=True)
    ):
        place = _placeholder(added, form.contents[number]) if form.contents else None
        _add_block(shapes, box, block, draw_map, deck, form, place)
    if form.footer_index is None:
        _add_foot(shapes, deck.marks, slide.footer, form)
    else:
        _add_footer(shapes, slide.footer, form.footer_index)
    drop_places(added)
    if form.office_footer is not None:
        index, words = form.office_footer
        shape = _append_placeholder(shapes, "Kaki kantor", f'type="ftr" sz="quarter" idx="{index}"', None, "<a:p/>")
        write_paragraphs(shape.text_frame, [words])
    if form.page_index is not None and not is_cover:
        number_of = page_field(str(len(base.presentation.slides)))
        _append_placeholder(shapes, "Halaman", f'type="sldNum" sz="quarter" idx="{form.page_index}"', None, number_of)
    bring_to_size(added, base.scale)
    return added


def _placeholder(added: Any, index: int) -> Any:
    return next(one for one in added.placeholders if one.placeholder_format.idx == index)


def _write_title(shape: Any, text: str, form: SlideForm) -> None:
    """In the size of the layout; a long one smaller."""
    look, box = form.title_type, form.title
    width = (box.width - 2 * look.inset[0]) * POINT
    height = (box.height - look.inset[1]) * POINT / look.spacing
    size = fit_size([text.upper() if look.is_upper else text], width, height, look.sizes, bold=look.is_bold)
    write_paragraphs(shape.text_frame, [text])
    if size != look.sizes[0]:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _write_subtitle(shape: Any, text: str, form: SlideForm) -> None:
    """In the size of the layout; of an office's own smaller where it would not fit."""
    shape.name = "Anak judul"
    write_paragraphs(shape.text_frame, [text])
    if form.footer_index is None:
        largest = round(form.body_size)
        sizes = tuple(range(largest, min(largest, _LEAST_SUBTITLE) - 1, -1))
        size = fit_size([text], form.body.width * POINT, form.body.height * POINT, sizes)
        if size != largest:
            shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _add_marks(shapes: Any, marks: tuple[str, ...], right: float, top: float = 0, size: int = SMALL) -> float:
    """A band that ends at the right: none of the slide's figures leaves without it. Gives its width."""
    widths = [measure_line(mark, size, True) / POINT + 32 for mark in marks]
    whole = sum(widths) + _MARK_GAP * (len(marks) - 1)
    left, (fill, ink) = right - whole, _MARK_COLORS
    for number, (mark, width) in enumerate(zip(marks, widths, strict=True), start=1):
        look, box = Type(size, True, ink, PP_ALIGN.CENTER), Box(left, top, width, _MARK_HEIGHT * size / SMALL)
        shape = add_text(shapes, box, f"Penanda {number}", [mark], look, MSO_ANCHOR.MIDDLE)
        shape.fill.solid()
        paint(shape.fill.fore_color, fill)
        left += width + _MARK_GAP
    return whole if marks else 0


def _add_block(shapes: Any, box: Box, block: Block, draw_map: DrawMap, deck: Deck, form: SlideForm, place: Any) -> None:
    """`place` is the placeholder that the block takes; None where the layout has none."""
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
        case Sentences() if place is not None:
            write_points(place, _widen(box, form.inset), block, form.body_size)
        case Sentences():
            add_sentences(shapes, box, block)
        case AreaMap() | MonthMaps():
            add_map(shapes, box, block, draw_map)
        case _:
            raise TypeError(type(block).__name__)
    if place is not None:
        fill_place(place, shapes[-1])


def _widen(box: Box, by: float) -> Box:
    """To both sides."""
    return Box(box.left - by, box.top, box.width + 2 * by, box.height)


def _add_footer(shapes: Any, lines: tuple[str, ...], index: int) -> None:
    """Source, date and snapshot. Three lines reach a little higher and lower; more than that are smaller."""
    box, width = layout.FOOTER, layout.FOOTER.width * POINT
    count = sum(count_lines(line, width, SMALL) for line in lines)
    size, place = SMALL, None
    if count > 2:
        place = Box(box.left, box.top - 8, box.width, 88)
        size = fit_size(lines, width, place.height * POINT, (SMALL, 17, 16, 15, 14, 13, 12))
    shape = _append_placeholder(shapes, "Kaki", f'type="ftr" sz="quarter" idx="{index}"', place, "<a:p/>")
    write_paragraphs(shape.text_frame, lines)
    if size != SMALL:
        for paragraph in shape.text_frame.paragraphs:
            paragraph.runs[0].font.size = Pt(size)


def _add_foot(shapes: Any, marks: tuple[str, ...], lines: tuple[str, ...], form: SlideForm) -> None:
    """Marks at the right; source, date and snapshot beside them, or below where the marks take more than half."""
    box, size = form.footer, _FOOT_SIZES[0]
    taken = _add_marks(shapes, marks, box.left + box.width, box.top, size)
    place = Box(box.left, box.top, box.width - taken - (24 if marks else 0), box.height)
    if taken > box.width / 2:
        row = _MARK_HEIGHT * size / SMALL + _MARK_GAP
        place = Box(box.left, box.top + row, box.width, box.height - row)
    size = fit_size(lines, place.width * POINT, place.height * POINT, _FOOT_SIZES)
    add_text(shapes, place, "Kaki", lines, Type(size), MSO_ANCHOR.TOP)


def _append_placeholder(shapes: Any, name: str, kind: str, box: Box | None, paragraphs: str) -> Any:
    """python-pptx leaves footers and page numbers out of a new slide."""
    number = max(shape.shape_id for shape in shapes) + 1
    shapes._spTree.append(parse_xml(placeholder_xml(number, name, kind, box, "<a:bodyPr/><a:lstStyle/>", paragraphs)))
    return shapes[-1]
