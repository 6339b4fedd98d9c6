"""Panduan: what the reader's role does in a month, and links that open the two published cases at once."""

import streamlit as st

from pora.config import ROOT
from pora.locale import _, language
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import open_page, show_footer
from pora.ui.sign_in.door import role_words
from pora.ui.sign_in.session import current_account

MANUALS = ROOT / "docs" / "panduan"
KUDUS, PEMALANG = "?wilayah=33.19&periode=2024-03", "?wilayah=kanim-pemalang&periode=2024-07"


def read_manual(role: str) -> str:
    """The manual of a role in the reader's language, as Markdown, without its pictures of the pages: they are here."""
    folder = MANUALS if language.get() == "id" else MANUALS / language.get()
    lines = (folder / f"{role}.md").read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("!["))


def show_examples(pages: tuple[str, ...]) -> None:
    """Nothing for whoever has not the pages that the links lead to."""
    links = {
        "ringkasan": (_("Coba ini: Kab. Kudus, 48 orang asing"), f"./{KUDUS}"),
        "pengungsi": (_("Coba ini: wilayah Pemalang, 19 pengungsi, 3 di Sirampog"), f"pengungsi{PEMALANG}"),
    }
    for page, (words, address) in links.items():
        if page in pages:
            st.link_button(words, address, icon=":material/open_in_new:")


def show_page() -> None:
    """The manual of the reader's own role; those of others can be read, too, since they hold no numbers."""
    reader, view = open_page()
    account = current_account()
    if account is None:
        return
    words = role_words()
    roles = [account.role, *(role for role in words if role != account.role)]
    role = st.segmented_control(
        _("Panduan untuk"), roles, default=account.role, format_func=words.__getitem__, required=True, key="manual_role"
    )
    show_examples(account.pages)
    st.markdown(read_manual(str(role)))
    show_footer(reader, view)


run_page(show_page)
