"""The script that the app runs: page frame, the reader's language, the list of pages, then the page itself.

It is not `dashboard.py`, since a folder `pages/` beside the entry script would let a fresh server run a page
without it (see docs/architecture.md).
"""

import logging
from pathlib import Path

import streamlit as st

from pora.errors import PoraError
from pora.locale import _
from pora.ui.add_to_deck import show_add_button
from pora.ui.preferences import read_preferences, show_preferences

PAGES = Path(__file__).parent
ICON = PAGES.parent / "pora" / "ui" / "icon.svg"

note = read_preferences()
st.set_page_config(
    page_title="Dasbor Pora",
    page_icon=str(ICON),  # before the pages: Streamlit would ask an outside host for the icon of the page
    layout="wide",
    menu_items={
        "About": _("Dasbor Pora: orang asing dan pengungsi per kecamatan. Sumber dan definisi: halaman Sumber.")
    },
)
st.logo(str(ICON), size="large")
st.html(PAGES.parent / "pora" / "ui" / "page.css")

page = st.navigation(
    {
        _("Pimpinan"): [
            st.Page(
                PAGES / "pimpinan/ringkasan.py",
                title=_("Ringkasan"),
                icon=":material/dashboard:",
                default=True,
            ),
            st.Page(PAGES / "pimpinan/peta.py", title=_("Peta"), icon=":material/map:"),
            st.Page(PAGES / "pimpinan/tren.py", title=_("Tren"), icon=":material/show_chart:"),
            st.Page(PAGES / "pimpinan/pengungsi.py", title=_("Pengungsi"), icon=":material/night_shelter:"),
            st.Page(PAGES / "pimpinan/tim_pora.py", title=_("Tim Pora"), icon=":material/groups:"),
        ],
        _("Rapat"): [
            st.Page(PAGES / "rapat/paparan.py", title=_("Paparan"), icon=":material/co_present:"),
        ],
        _("Analis"): [
            st.Page(PAGES / "analis/data.py", title=_("Data"), icon=":material/table_view:"),
            st.Page(PAGES / "analis/unggah.py", title=_("Unggah"), icon=":material/upload_file:"),
            st.Page(PAGES / "analis/mutu.py", title=_("Mutu"), icon=":material/fact_check:"),
        ],
        _("Tentang"): [st.Page(PAGES / "tentang/sumber.py", title=_("Sumber"), icon=":material/menu_book:")],
    },
    position="top",
)
st.set_page_config(page_title=f"{page.title} · Dasbor Pora")
show_preferences()
show_add_button(page.url_path)
if note:
    st.warning(note, icon=":material/link_off:")
try:
    page.run()
except PoraError as error:
    st.error(str(error), icon=":material/error:")
except Exception:
    logging.getLogger("pora").exception("The page failed: %s", page.title)
    st.error(
        _("Halaman ini gagal ditampilkan. Muat ulang; bila tetap gagal, beri tahu pengelola."), icon=":material/error:"
    )
