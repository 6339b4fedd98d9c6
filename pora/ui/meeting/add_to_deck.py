"""A button in the frame of every page that shows figures: puts a slide on what is in view into the deck."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pora import schema
from pora.access.roles import Account
from pora.deck import store
from pora.deck.agenda import kind_words, make_agenda
from pora.locale import _, format_period
from pora.reference.places import name_place
from pora.ui.components.failures import show_failure
from pora.ui.sign_in.navigation import START
from pora.ui.sign_in.session import current_user, may_open

DECKS = "paparan"
# What each page is about, as a slide; by the page's name in its address.
SLIDE_KINDS_OF_PAGES = {
    "": "situasi",
    "peta": "peta",
    "tren": "tren",
    "pengungsi": "pengungsi",
    "penindakan": "penindakan",
    "tim_pora": "kelengkapan",
    "data": "teratas",
    "mutu": "rekonsiliasi",
}


def show_add_button(page: str, account: Account) -> None:
    """Nothing on pages without figures, and for whoever has no decks."""
    if page not in SLIDE_KINDS_OF_PAGES or DECKS not in account.pages or (page or START) not in account.pages:
        return
    with st.container(key="add_to_deck"):
        st.button(
            _("Ke paparan"),
            icon=":material/add_to_queue:",
            key="add_to_deck_button",
            help=_("Tambahkan ke paparan: {slide}").format(slide=kind_words()[SLIDE_KINDS_OF_PAGES[page]]),
            on_click=_add,
            args=(SLIDE_KINDS_OF_PAGES[page],),
        )


def _add(kind: str) -> None:
    """Into the deck that the presenter worked at last, or into a new one of what is in view."""
    if not may_open(DECKS):
        return
    view: Mapping[str, str] = st.session_state.get("view_parameters", {})
    if not view.get("periode"):
        st.toast(_("Belum ada angka untuk dipaparkan."))
        return
    category = view.get("kategori", schema.ORANG_ASING)
    if category in schema.FLOWS:  # slides but one are of who is there
        kind, category = "penindakan", schema.ORANG_ASING
    cut = schema.Cut(view["wilayah"], view["periode"], category)
    agenda = store.load_last(current_user()) or make_agenda(cut.area_code, cut.period)
    agenda = agenda.add(kind, cut)
    with show_failure():
        store.save_agenda(current_user(), agenda)
        words = _("Ditambahkan ke paparan {place}, {month}.")
        place, month = name_place(agenda.area_code), format_period(agenda.period)
        st.toast(words.format(place=place, month=month), icon=":material/check:")
