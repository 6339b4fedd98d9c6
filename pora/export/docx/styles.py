"""Word's own styles in the colours of the product; headings are numbered A., 1., as official letters do."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Report
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from pora.export.office_file import language_tag
from pora.theme import PALETTES

PAPER_COLORS = PALETTES["light"]
OFFICE_TYPEFACE = "Arial"  # an office computer has no IBM Plex
_HEADINGS = 77  # the number of their list; those of the template are smaller
# Name -> size, bold, colour, space before and after in points.
_LOOKS = {
    "Normal": (10.5, False, PAPER_COLORS.ink, 0, 6),
    "Title": (26, True, PAPER_COLORS.accent, 160, 12),
    "Subtitle": (14, False, PAPER_COLORS.ink, 0, 6),
    "Heading 1": (15, True, PAPER_COLORS.accent, 20, 6),
    "Heading 2": (11.5, True, PAPER_COLORS.ink, 14, 4),
    "TOC Heading": (15, True, PAPER_COLORS.accent, 0, 8),
    "Caption": (8.5, False, PAPER_COLORS.ink_muted, 2, 8),
    "List Bullet": (10.5, False, PAPER_COLORS.ink, 0, 3),
    "Header": (8.5, True, PAPER_COLORS.ink_muted, 0, 0),
    "Footer": (8.5, False, PAPER_COLORS.ink_muted, 0, 0),
}


def paint_font(font: Any, color: str) -> None:
    font.color.rgb = RGBColor(*bytes.fromhex(color.removeprefix("#")))


def prepare_styles(report: Report) -> None:
    """One typeface, the language of the report, numbered headings, styles of a contents list."""
    styles = report.styles
    for fonts in styles.element.iter(qn("w:rFonts")):
        _set_typeface(fonts)
    for found in styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language_tag())
    for name in ("TOC 1", "TOC 2"):
        style: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.left_indent = Cm(0 if name == "TOC 1" else 0.75)
        style.paragraph_format.space_after = Pt(3)
    for name, (size, is_bold, color, before, after) in _LOOKS.items():
        style = styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
        paint_font(style.font, color)
        _set_typeface(style.element.get_or_add_rPr().get_or_add_rFonts())
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    styles["TOC Heading"].paragraph_format.page_break_before = True
    for border in list(styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    _number_headings(report)


def _set_typeface(fonts: Any) -> None:
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), OFFICE_TYPEFACE)


def _number_headings(report: Report) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="%{level + 1}."/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="510"/></w:tabs><w:ind w:left="510" w:hanging="510"/></w:pPr></w:lvl>'
        for level, kind in enumerate(("upperLetter", "decimal"))
    )
    numbering = report.part.numbering_part.element
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_HEADINGS}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
    )
    numbering.insert(0, parse_xml(abstract))
    number = f'<w:num {nsdecls("w")} w:numId="{_HEADINGS}"><w:abstractNumId w:val="{_HEADINGS}"/></w:num>'
    numbering.append(parse_xml(number))
    report.styles["TOC Heading"].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    for level in (0, 1):
        properties = report.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        listed = properties.get_or_add_numPr()
        if level:
            listed.get_or_add_ilvl().val = level
        listed.get_or_add_numId().val = _HEADINGS
