"""Paparan: the slides of a meeting on a place and month; arranged, shown over the whole screen, taken along."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from pora.deck.agenda import Agenda
from pora.locale import _
from pora.ui.meeting import deck as deck_component
from pora.ui.meeting.agenda_editor import open_agenda, show_additions, show_editor
from pora.ui.meeting.deck import build_deck, show_deck
from pora.ui.meeting.downloads import show_files
from pora.ui.meeting.office_slides import show_office_slides
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import choose_area, choose_period, open_page, show_provenance
from pora.ui.view.parse import default_view
from pora.ui.view.url import choose
from pora.ui.view.view import View, list_values, view_parameters

STYLE = Path(deck_component.__file__).with_suffix(".css")


def choose_reader(reader: Reader, view: View) -> Reader:
    """Public figures unless the presenter asks for exact ones; whose scope is public has no others."""
    return reader if view.versi == "lengkap" else Reader(reader.snapshot.id, replace(reader.scope, version="public"))


def keep_to_rights(reader: Reader, view: View) -> View:
    """The view, in public figures where a link asks for others than the reader may have."""
    if view.versi == "publik" or reader.scope.version == "exact":
        return view
    st.warning(_("Tautan meminta angka lengkap; akun Anda melihat angka yang disamarkan."), icon=":material/lock:")
    return replace(view, versi="publik")


def show_choices(reader: Reader, view: View, may_be_exact: bool) -> None:
    """Place and month; the version of the figures only for those who may see exact ones."""
    with st.container(key="filters", horizontal=True):
        choose_area(reader, view)
        choose_period(reader, view)
        if may_be_exact:
            words = {"publik": _("Disamarkan"), "lengkap": _("Lengkap, TERBATAS")}
            choose("row", _("Versi angka"), "versi", view, list_values("versi"), words)


def show_notes_link(reader: Reader, view: View) -> None:
    """The notes for the speaker in a window of their own; it follows the show."""
    address = "?" + urlencode(view_parameters(replace(view, tampilan="catatan"), default_view(reader.choices)))
    st.link_button(_("Catatan penyaji (jendela kedua)"), f"paparan{address}", icon=":material/speaker_notes:")


def show_deck_page(reader: Reader, view: View, agenda: Agenda, may_be_exact: bool) -> None:
    """Slides at the left, what can be changed about them and the files at the right."""
    with st.spinner(_("Menyusun salindia …")):
        deck = reader.make(build_deck, agenda)
    st.title(deck.title)
    show_choices(reader, view, may_be_exact)
    slides, editor = st.columns([3, 2], gap="large")
    with slides:
        if deck.slides:
            show_deck(reader, view, agenda)
            show_notes_link(reader, view)
    with editor:
        show_editor(view, agenda, deck)
        show_additions(view, agenda, deck)
        show_files(deck, agenda)
        show_office_slides()
    show_provenance(reader, [])


def show_page() -> None:
    """Agenda and slides of a meeting, or their notes, public where the account or the link says so."""
    reader, view = open_page()
    if not view.periode:
        return
    view, may_be_exact = keep_to_rights(reader, view), reader.scope.version == "exact"
    agenda = open_agenda(view)
    reader = choose_reader(reader, view)
    if view.tampilan == "catatan":
        show_deck(reader, view, agenda)
    else:
        show_deck_page(reader, view, agenda, may_be_exact)


st.html(STYLE)
run_page(show_page)
