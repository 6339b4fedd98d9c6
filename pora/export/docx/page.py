"""The paper: A4, what nobody may overlook on top, page numbers at the foot; the cover; a place for a signature."""

from __future__ import annotations

from docx.document import Document as Report
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from pora.deck.model import Deck
from pora.export.office_file import clean_xml_text
from pora.locale import _

WIDTH = Cm(16)  # of the text
_DOTS = "…" * 8


def prepare_page(report: Report, deck: Deck) -> None:
    """Margins, header, footer."""
    paper = report.sections[0]
    paper.page_width, paper.page_height = Cm(21), Cm(29.7)
    paper.left_margin = paper.right_margin = Cm(2.5)
    paper.top_margin, paper.bottom_margin = Cm(2.5), Cm(2.2)
    header = paper.header.paragraphs[0]
    header.text, header.alignment = clean_xml_text(" · ".join(deck.marks)), WD_ALIGN_PARAGRAPH.RIGHT
    footer = paper.footer.paragraphs[0]
    report.styles["Footer"].paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(clean_xml_text(deck.title) + "\t")
    add_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES", "1")


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """What Word works out; `shown` until it does."""
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>')
    )


def add_cover(report: Report, deck: Deck) -> None:
    report.add_paragraph(_("Laporan kegiatan"), "Title")
    for words in (deck.subtitle, deck.title, *deck.marks):
        report.add_paragraph(clean_xml_text(words), "Subtitle")


def add_signature(report: Report) -> None:
    """Place, day and name stay empty: the product knows no person."""
    lines = (f"{_DOTS}, {_DOTS}", _("Pembuat laporan,"), "", "", _DOTS * 2, f"NIP {_DOTS}")
    for paragraph in report.paragraphs[-2:]:  # nobody signs a page that says nothing
        paragraph.paragraph_format.keep_with_next = True
    for number, words in enumerate(lines):
        paragraph = report.add_paragraph(words)
        paragraph.paragraph_format.left_indent = Cm(9)
        paragraph.paragraph_format.keep_with_next = number < len(lines) - 1
        if not number:
            paragraph.paragraph_format.space_before = Cm(1)
