"""A deck on a page: its slides as pictures of text, shown over the whole screen or with notes in a second window."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from pora.config import office_time
from pora.deck.agenda import Agenda
from pora.deck.make import make_deck
from pora.deck.model import Deck, Slide
from pora.locale import _, format_day
from pora.slides import draw_svg
from pora.ui.components.scripts import DECK, register_component
from pora.ui.parts.data import Reader
from pora.ui.streamlit_private import mount_component
from pora.ui.view.url import change_view
from pora.ui.view.view import View
from pora.warehouse.snapshots import find_published_at

DECK_KEY = "deck"


def build_deck(reader: Reader, agenda: Agenda) -> Deck:
    """For `Reader.make`: the deck is made once for each agenda."""
    return make_deck(reader.snapshot, reader.scope, agenda)


def _make_data(reader: Reader, agenda: Agenda) -> list[dict[str, Any]]:
    deck = reader.make(build_deck, agenda)
    return [_describe(deck, slide) for slide in deck.slides]


def _describe(deck: Deck, slide: Slide) -> dict[str, Any]:
    return {
        "key": slide.key,
        "title": slide.title,
        "svg": draw_svg(deck, slide),
        "words": " ".join([slide.title, *(block.alt for block in slide.blocks)]),
        "notes": slide.notes,
        "edited": list(slide.edited),
    }


def show_deck(reader: Reader, view: View, agenda: Agenda) -> None:
    """The slides; in a window for notes these cover the page."""
    register_component(DECK)
    made = find_published_at(reader.snapshot.id) or datetime.now(UTC)
    data = {
        "slides": reader.make(_make_data, agenda),
        "chosen": view.salindia,
        "isNotes": view.tampilan == "catatan",
        "made": round(made.timestamp() * 1000),
        "channel": f"pora-{view.wilayah}-{view.periode}-{view.versi}",
        "words": {
            "start": _("Tayangkan"),
            "alone": _("Putar sendiri"),
            "old": _("Data per {day} sudah terlalu lama: pemutaran berhenti.").format(
                day=format_day(office_time(made).date())
            ),
            "show": _("Paparan: panah atau spasi untuk maju, Esc untuk selesai"),
            "slide": _("Salindia"),
            "next": _("Berikutnya"),
            "last": _("Salindia terakhir"),
            "back": _("Mundur"),
            "forward": _("Maju"),
            "keys": _("Panah, spasi, Page Up/Down: pindah. B: layar hitam. F: layar penuh. Esc: selesai."),
        },
    }
    mount_component(DECK, key=DECK_KEY, isolate_styles=False, data=data, on_slide_change=_follow)


def _follow() -> None:
    change_view(salindia=st.session_state[DECK_KEY]["slide"])
