"""What stands in a template's own placeholders: points as its text, figures in their stead."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.util import Pt

from pora.deck.layout import Box
from pora.deck.model import Sentences
from pora.export.pptx.measure import LINE, POINT, count_lines
from pora.export.pptx.parts import NAMESPACES
from pora.export.pptx.text import to_emu, write_paragraphs

_LEAST = 11  # points
_SIDE, _BETWEEN = 56, 0.7  # units that bullet and margins take; space between points, of their size


def write_points(place: Any, box: Box, block: Sentences, largest: float) -> None:
    """As the template sets its points; smaller only where they would not fit. Read out in the turn of the block."""
    place._element.getparent().append(place._element)
    place.name = block.name
    place.left, place.top, place.width, place.height = to_emu(box)
    write_paragraphs(place.text_frame, block.lines)
    for size in range(round(largest), _LEAST - 1, -1):
        lines = sum(count_lines(line, (box.width - _SIDE) * POINT, size) for line in block.lines)
        if lines * size * LINE + (len(block.lines) - 1) * size * _BETWEEN <= (box.height - 10) * POINT:
            break
    if size < round(largest):
        for paragraph in place.text_frame.paragraphs:
            paragraph.runs[0].font.size = Pt(size)


def fill_place(place: Any, shape: Any) -> None:
    """The shape takes the placeholder's part in the layout, if a chart, table or picture may; the placeholder goes. Of
    several shapes, as cards are, none does."""
    if shape._element is place._element or place.text_frame.text:
        return
    element, kind = shape._element, place.placeholder_format
    if not shape.has_text_frame and kind.type == PP_PLACEHOLDER.OBJECT:
        element._nvXxPr.nvPr.insert(0, parse_xml(f'<p:ph {NAMESPACES} idx="{kind.idx}"/>'))
        locks = element.find(".//{*}graphicFrameLocks")
        if locks is not None:
            locks.set("noGrp", "1")
    place._element.getparent().remove(place._element)


def drop_places(added: Any) -> None:
    """Placeholders that nothing was written into: in a show they are not there, but whoever edits would meet them."""
    for shape in list(added.placeholders):
        if shape.has_text_frame and not shape.text_frame.text:
            shape._element.getparent().remove(shape._element)
