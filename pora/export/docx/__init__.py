"""A deck as the report of its meeting, in Word: styles, native tables, the same bytes for the same deck."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as Report

from pora.deck.model import Chapter, Deck
from pora.export.docx.blocks import DrawBlock, add_block, keep_end
from pora.export.docx.contents import add_contents, add_heading
from pora.export.docx.page import add_cover, add_signature, prepare_page
from pora.export.docx.styles import prepare_styles
from pora.export.office_file import clean_xml_text, language_tag, make_stable, snapshot_time
from pora.locale import _, language

__all__ = ["write_docx"]

_LONGEST = 255  # letters of a property


def write_docx(deck: Deck, draw_block: DrawBlock) -> bytes:
    """The whole file, in the deck's language. `draw_block` makes a PNG of a map or trend, so many inches large."""
    token = language.set(deck.language)
    try:
        report = Document()
        prepare_styles(report)
        prepare_page(report, deck)
        add_cover(report, deck)
        add_contents(report, deck.report)
        for chapter in deck.report:
            _add_chapter(report, chapter, 1, draw_block)
        add_signature(report)
        _set_properties(report, deck)
        out = io.BytesIO()
        report.save(out)
        return make_stable(out.getvalue())
    finally:
        language.reset(token)


def _add_chapter(report: Report, chapter: Chapter, depth: int, draw_block: DrawBlock) -> None:
    add_heading(report, chapter.title, depth)
    for number, words in enumerate(chapter.paragraphs):
        paragraph = report.add_paragraph(clean_xml_text(words))
        paragraph.paragraph_format.keep_with_next = bool(chapter.blocks)
        paragraph.runs[0].font.bold = (bool(chapter.source) and not number) or None  # the finding of a slide
    for block in chapter.blocks:
        add_block(report, block, draw_block)
    if chapter.source:
        keep_end(report)
        report.add_paragraph(clean_xml_text(chapter.source), "Caption")
    for part in chapter.parts:
        _add_chapter(report, part, depth + 1, draw_block)


def _set_properties(report: Report, deck: Deck) -> None:
    """No person and no clock: the product as author, and the time of the snapshot."""
    properties, time = report.core_properties, snapshot_time(deck.snapshot_id).replace(tzinfo=None)
    properties.title = clean_xml_text(f"{_('Laporan kegiatan')}: {deck.title}")[:_LONGEST]
    properties.subject = clean_xml_text(deck.subtitle)[:_LONGEST]
    properties.author = properties.last_modified_by = "Dasbor Pora"
    properties.comments, properties.keywords, properties.identifier = "", " · ".join(deck.marks), deck.snapshot_id
    properties.language, properties.created, properties.modified = language_tag(), time, time
