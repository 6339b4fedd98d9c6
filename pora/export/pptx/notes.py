"""What the presenter says: notes pages that show no date and no header."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml

from pora.deck.model import Slide
from pora.export.office_file import clean_xml_text, language_tag
from pora.export.pptx.parts import NAMESPACES, page_field
from pora.export.pptx.text import write_paragraphs
from pora.export.pptx.theme_part import rewrite_theme


def write_notes(added: Any, slide: Slide) -> None:
    """The notes, then what a presenter changed on the slide."""
    notes = added.notes_slide
    write_paragraphs(notes.notes_text_frame, [*clean_xml_text(slide.notes).split("\n"), *slide.edited])
    for shape in notes.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            body = shape.text_frame._txBody
            body.replace(body.p_lst[0], parse_xml(page_field("‹#›")))


def finish_notes(presentation: Any) -> None:
    """The notes master in our theme, and listed, as the schema wants and python-pptx forgets."""
    part = presentation.part
    if not any(relation.reltype == RT.NOTES_MASTER for relation in part._rels.values()):
        return
    master = presentation.notes_master
    for shape in list(master.placeholders):
        if shape.placeholder_format.type in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.HEADER):
            shape._element.getparent().remove(shape._element)
    for properties in master.element.iter("{*}rPr", "{*}endParaRPr", "{*}defRPr"):
        properties.set("lang", language_tag())
    rewrite_theme(master.part)
    key = part.relate_to(master.part, RT.NOTES_MASTER)
    listed = f'<p:notesMasterIdLst {NAMESPACES}><p:notesMasterId r:id="{key}"/></p:notesMasterIdLst>'
    presentation.element.sldMasterIdLst.addnext(parse_xml(listed))
