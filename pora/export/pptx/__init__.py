"""A deck as PPTX: charts and tables that PowerPoint can edit, the same bytes for the same deck."""

from __future__ import annotations

import io
from typing import Any

from pora.deck.model import Deck
from pora.export.office_file import clean_xml_text, language_tag, make_stable, snapshot_time
from pora.export.pptx.blocks import DrawMap
from pora.export.pptx.look import writing_in
from pora.export.pptx.master import make_own_base
from pora.export.pptx.notes import finish_notes, write_notes
from pora.export.pptx.slides import add_slide
from pora.export.pptx.template import LARGEST_TEMPLATE_MB, open_template
from pora.locale import language

__all__ = ["LARGEST_TEMPLATE_MB", "write_pptx"]

_LONGEST = 255  # letters of a property


def write_pptx(deck: Deck, draw_map: DrawMap, template: bytes | None = None) -> bytes:
    """The whole file, in the deck's language. `draw_map` makes a PNG of a block for a box of so many inches. With the
    file of an office as `template` in its layouts, colours and typefaces; UsageError where that can't be."""
    token = language.set(deck.language)
    try:
        base = open_template(template) if template is not None else make_own_base()
        presentation = base.presentation
        with writing_in(base.look):
            for slide in deck.slides:
                write_notes(add_slide(base, deck, slide, draw_map), slide)
        finish_notes(presentation)
        _set_properties(presentation.core_properties, deck)
        out = io.BytesIO()
        presentation.save(out)
        return make_stable(out.getvalue())
    finally:
        language.reset(token)


def _set_properties(properties: Any, deck: Deck) -> None:
    """No person and no clock: the product as author, and the time of the snapshot."""
    time = snapshot_time(deck.snapshot_id).replace(tzinfo=None)
    properties.title, properties.subject = (
        clean_xml_text(deck.title)[:_LONGEST],
        clean_xml_text(deck.subtitle)[:_LONGEST],
    )
    properties.author = properties.last_modified_by = "Dasbor Pora"
    properties.comments, properties.keywords, properties.identifier = "", " · ".join(deck.marks), deck.snapshot_id
    properties.language, properties.created, properties.modified = language_tag(), time, time
