"""The deck as files to take along: made on a click, with a bar that tells the step."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pora.deck.agenda import Agenda
from pora.deck.model import Deck
from pora.export.archive import write_zip
from pora.export.deck import Files, file_stem, make_deck_files
from pora.export.form_names import DECK_FORMATS, STEPS, TEMPLATE_FORMATS
from pora.export.office_template import read_template, template_version
from pora.locale import _
from pora.ui.sign_in.session import check_on_click, current_user

_KEPT = "deck_files"


def format_words() -> dict[str, str]:
    return {
        "pptx": "PPTX",
        "pdf": "PDF",
        "png": "PNG",
        "docx": _("Laporan (DOCX)"),
        "bundle": _("Paket beku"),
    }


def _describe_formats() -> str:
    return _(
        "PPTX: salindia dengan grafik dan tabel yang dapat disunting. PDF: salindia, dan lembar A4 bercatatan. PNG: "
        "satu gambar per salindia. Laporan: laporan kegiatan untuk Word; yang tidak diketahui dasbor dibiarkan kosong. "
        "Paket beku: semuanya dengan angka di baliknya; keasliannya dapat diperiksa kelak."
    )


def show_files(deck: Deck, agenda: Agenda) -> None:
    """Files are made on a click and offered until the deck, its version, language or form is another."""
    words = format_words()
    st.header(_("Berkas"))
    chosen = st.segmented_control(
        _("Format berkas"),
        DECK_FORMATS,
        default="pptx",
        format_func=words.__getitem__,
        required=True,
        key="deck_format",
    )
    wanted = (deck.snapshot_id, deck.version, deck.language, agenda, chosen, template_version())
    if st.button(_("Buat berkas"), icon=":material/build:", key="make_files", width="stretch"):
        st.session_state[_KEPT] = (wanted, _make(deck, agenda, str(chosen)))
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != wanted:
        st.caption(_describe_formats())
        return
    for name, data in kept[1].items():
        st.download_button(
            _("Unduh {name}").format(name=name),
            _give_on_click(data),
            name,
            key=f"download_{name}",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def _give_on_click(data: bytes) -> Callable[[], bytes]:
    return check_on_click(lambda _user: data, lambda account: "paparan" in account.pages)


def _make(deck: Deck, agenda: Agenda, chosen: str) -> Files:
    """Many pictures leave as one file."""
    bar, done = st.progress(0.0), 0

    def say(words: str) -> None:
        nonlocal done
        bar.progress(done / STEPS[chosen], words)
        done += 1

    template = read_template() if chosen in TEMPLATE_FORMATS else None
    files = make_deck_files(deck, agenda, chosen, current_user(), say, template)
    bar.empty()
    return {f"{file_stem(deck)}_png.zip": write_zip(files)} if chosen == "png" else files
