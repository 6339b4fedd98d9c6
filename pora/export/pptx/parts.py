"""Adds to python-pptx shapes what it has no words for: names, alternative texts, decoration, page-number fields."""

from __future__ import annotations

from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml

from pora.deck.layout import Box
from pora.export.office_file import clean_xml_text, language_tag
from pora.export.pptx.text import paint, to_emu

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DECORATIVE = f"""<a:extLst {NAMESPACES}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative
  xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>"""
_FIELD_ID = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"  # the same for every page number


def describe(shape: Any, name: str, alt: str) -> None:
    """The name in the selection pane and the text for those who can't see the figure."""
    shape.name = name
    shape._element._nvXxPr.cNvPr.set("descr", clean_xml_text(alt))


def add_rule(shapes: Any, box: Box, name: str, color: MSO_THEME_COLOR | str) -> None:
    """A filled rectangle that says nothing, and tells screen readers so."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *to_emu(box))
    shape.name = name
    style = shape._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    shape._element.remove(style)  # it asks for an outline and a shadow
    shape.fill.solid()
    paint(shape.fill.fore_color, color)
    shape.line.fill.background()
    shape._element._nvXxPr.cNvPr.append(parse_xml(_DECORATIVE))


def place_xml(box: Box) -> str:
    """Where a rectangle stands, as first part of its properties."""
    left, top, width, height = to_emu(box)
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def placeholder_xml(number: int, name: str, kind: str, box: Box | None, body: str, text: str) -> str:
    """A placeholder of a master, layout or slide; without a box it stands where its parent does. `body` are the
    properties of the text, `text` its paragraphs."""
    place = "" if box is None else place_xml(box)
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr><p:txBody>{body}{text}</p:txBody></p:sp>"
    )


def page_field(text: str) -> str:
    """The paragraph of a page number, which viewers keep current."""
    return (
        f'<a:p {NAMESPACES}><a:fld id="{_FIELD_ID}" type="slidenum"><a:rPr lang="{language_tag()}"/>'
        f"<a:t>{text}</a:t></a:fld></a:p>"
    )
