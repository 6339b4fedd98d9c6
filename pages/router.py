"""The script that the app runs: page frame, the reader's language, who they are, their pages, then the page itself.

It is not `dashboard.py`, since a folder `pages/` beside the entry script would let a fresh server run a page
without it (see docs/architecture.md).
"""

import logging
from pathlib import Path

import streamlit as st

from pora.access.roles import Account
from pora.errors import PoraError
from pora.locale import _
from pora.looks import one_look
from pora.ui.components.area_map import MAP_STYLE
from pora.ui.meeting.add_to_deck import show_add_button
from pora.ui.parts.share import show_share_button
from pora.ui.sign_in.door import ICON, show_account, show_door
from pora.ui.sign_in.navigation import PageEntry, make_door, make_navigation
from pora.ui.sign_in.session import find_visitor
from pora.ui.sign_in.visit_log import log_visit
from pora.ui.upload.kept import PAGE as UPLOAD_PAGE
from pora.ui.upload.kept import forget_files
from pora.ui.view.preferences import read_preferences, show_preferences
from pora.ui.view.url import warn_of_link

PAGES = Path(__file__).parent


def list_sections() -> dict[str, list[PageEntry]]:
    """Every page there is: file, title, icon. Who gets which: pora/access/roles.py."""
    return {
        _("Pimpinan"): [
            (PAGES / "pimpinan/ringkasan.py", _("Ringkasan"), ":material/dashboard:"),
            (PAGES / "pimpinan/peta.py", _("Peta"), ":material/map:"),
            (PAGES / "pimpinan/tren.py", _("Tren"), ":material/show_chart:"),
            (PAGES / "pimpinan/pengungsi.py", _("Pengungsi"), ":material/night_shelter:"),
            (PAGES / "pimpinan/penindakan.py", _("Penindakan"), ":material/gavel:"),
            (PAGES / "pimpinan/tim_pora.py", _("Tim Pora"), ":material/groups:"),
        ],
        _("Rapat"): [(PAGES / "rapat/paparan.py", _("Paparan"), ":material/co_present:")],
        _("Analis"): [
            (PAGES / "analis/data.py", _("Data"), ":material/table_view:"),
            (PAGES / "analis/unggah.py", _("Unggah"), ":material/upload_file:"),
            (PAGES / "analis/mutu.py", _("Mutu"), ":material/fact_check:"),
        ],
        _("Tentang"): [
            (PAGES / "tentang/panduan.py", _("Panduan"), ":material/help:"),
            (PAGES / "tentang/sumber.py", _("Sumber"), ":material/menu_book:"),
        ],
    }


def show_frame() -> str | None:
    """Also around the sign-in page, so it names no page. Returns a note on the address."""
    note = read_preferences()
    st.set_page_config(
        page_title="Dasbor Pora",
        page_icon=str(ICON),  # before the pages: Streamlit would ask an outside host for the icon of the page
        layout="wide",
        menu_items={"About": _("Dasbor Pora: orang asing dan pengungsi per kecamatan.")},
    )
    st.logo(str(ICON), size="large")
    st.html(PAGES.parent / "pora" / "ui" / "parts" / "page.css")
    st.html(MAP_STYLE)
    return note


def run_page_of(account: Account) -> None:
    """The frame and the page that the account may open. A failure is a sentence; its cause goes to the log."""
    page = make_navigation(list_sections(), account)
    if page.url_path != UPLOAD_PAGE:
        forget_files()
    st.set_page_config(page_title="Dasbor Pora" if page.title == "Dasbor Pora" else f"{page.title} · Dasbor Pora")
    show_preferences()
    show_account(account)
    show_add_button(page.url_path, account)
    show_share_button(page.url_path, account)
    if note:
        warn_of_link(note)
    try:
        page.run()
    except PoraError as error:
        st.error(str(error), icon=":material/error:")
    except Exception:
        logging.getLogger("pora").exception("The page failed: %s", page.title)
        st.error(
            _("Halaman ini gagal ditampilkan. Muat ulang; bila tetap gagal, beri tahu pengelola."),
            icon=":material/error:",
        )


with one_look():
    note = show_frame()
    visitor = log_visit(find_visitor())
    if visitor.account:
        run_page_of(visitor.account)
    else:
        forget_files()
        door = make_door(lambda: show_door(visitor))
        show_preferences()
        door.run()
