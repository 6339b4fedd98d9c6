"""Text boxes: what is written is clean, in one language, and as large as its box allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from pora.deck.layout import Box
from pora.export.office_file import clean_xml_text, language_tag
from pora.export.pptx.look import Color, look

UNIT = 9525  # EMU in a unit of the layout: 1/96 inch
INK, ACCENT = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.ACCENT_1  # those of the look, where a template has others


@dataclass(frozen=True)
class Type:
    """How a text looks. `color` is one of the theme, or six hex digits."""

    size: float
    bold: bool = False
    color: Color = INK
    align: PP_ALIGN = PP_ALIGN.LEFT


def to_emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width and height."""
    return (
        Emu(round(box.left * UNIT)),
        Emu(round(box.top * UNIT)),
        Emu(round(box.width * UNIT)),
        Emu(round(box.height * UNIT)),
    )


def paint(color: Any, value: Color) -> None:
    """Sets a python-pptx colour."""
    if value in (INK, ACCENT):
        value = look.get().ink if value == INK else look.get().accent
    if isinstance(value, str):
        color.rgb = RGBColor(*bytes.fromhex(value.removeprefix("#")))  # type: ignore[no-untyped-call]
    else:
        color.theme_color = value


def write_paragraphs(frame: Any, texts: Sequence[str], look: Type | None = None) -> None:
    """One paragraph a text. Without a look, the placeholder's own is kept."""
    frame.clear()
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean_xml_text(text).replace("\n", " ")
        run.font._element.set("lang", language_tag())
        if look is not None:
            paragraph.alignment = look.align
            run.font.size, run.font.bold = Pt(look.size), look.bold
            paint(run.font.color, look.color)


def add_text(
    shapes: Any, box: Box, name: str, texts: Sequence[str], look: Type, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP
) -> Any:
    """A text box without inner margins, so that all text on a slide stands on the same lines."""
    shape = shapes.add_textbox(*to_emu(box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write_paragraphs(frame, texts, look)
    return shape
