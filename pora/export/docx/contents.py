"""The contents list and what it lists. Its entries are links; page numbers come when Word updates the field, since only
Word knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Report
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pora.deck.model import Chapter
from pora.export.office_file import clean_xml_text
from pora.locale import _

_MARK = "_Toc"


def add_heading(report: Report, title: str, depth: int) -> None:
    """With a bookmark that the contents list leads to."""
    heading = report.add_heading(clean_xml_text(title), depth)
    number = sum(1 for _one in report.element.body.iter(qn("w:bookmarkStart"))) + 1
    start = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{_MARK}{number}"/>'
    heading._p.insert(1, parse_xml(start))
    heading.paragraph_format.page_break_before = number == 1 or None
    heading._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))


def add_contents(report: Report, chapters: Sequence[Chapter]) -> None:
    """All headings, before any of them is written; the field begins in the first entry and ends in the last."""
    report.add_paragraph(_("Daftar isi"), "TOC Heading")
    entries = list(_list_entries(chapters))
    for number, (words, depth) in enumerate(entries, 1):
        paragraph = report.add_paragraph(style=f"TOC {depth}")
        if number == 1:
            _add_field_start(paragraph)
        link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{_MARK}{number}" w:history="1"/>')
        paragraph._p.append(link)
        link.append(paragraph.add_run(clean_xml_text(words))._r)
        if number == len(entries):
            paragraph.add_run()._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>'))


def _list_entries(chapters: Sequence[Chapter]) -> Sequence[tuple[str, int]]:
    entries = []
    for number, chapter in enumerate(chapters):
        entries.append((f"{chr(ord('A') + number)}. {chapter.title}", 1))
        entries += [(f"{at}. {part.title}", 2) for at, part in enumerate(chapter.parts, 1)]
    return entries


def _add_field_start(paragraph: Any) -> None:
    for xml in (
        f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>',
        f'<w:instrText {nsdecls("w")} xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText>',
        f'<w:fldChar {nsdecls("w")} w:fldCharType="separate"/>',
    ):
        paragraph.add_run()._r.append(parse_xml(xml))
