"""The script that the app runs: page frame, the reader's language, the list of pages, then the page itself.

It is not `dashboard.py`, since a folder `pages/` beside the entry script would let a fresh server run a page
without it (see docs/architecture.md).
"""

import logging
from pathlib import Path

import streamlit as st

from pora.config import settings
from pora.errors import PoraError
from pora.locale import _, language

PAGES = Path(__file__).parent
ICON = PAGES.parent / "pora" / "ui" / "icon.svg"
LOGO = PAGES.parent / "pora" / "ui" / "logo.svg"

language.set(settings().lang)
st.set_page_config(page_title="Dasbor Pora", page_icon=str(ICON), layout="wide")
st.logo(str(LOGO), size="large")
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
try:
    page.run()
except PoraError as error:
    st.error(str(error), icon=":material/error:")
except Exception:
    logging.getLogger("pora").exception("The page failed: %s", page.title)
    st.error(
        _("Halaman ini gagal ditampilkan. Muat ulang; bila tetap gagal, beri tahu pengelola."), icon=":material/error:"
    )
