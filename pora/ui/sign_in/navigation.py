"""The pages of an account, as Streamlit is told of them: no other page has a name or an address for this reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from pora.access.roles import Account
from pora.locale import _
from pora.ui.sign_in.door import role_words
from pora.ui.sign_in.visit_log import START, log_refusal

HOME = "awal"  # what Streamlit calls the page at the bare address; nobody sees it
PageEntry = tuple[Path, str, str]  # file, title, icon

_NAME = re.compile(r"[\w-]{1,60}")


def make_navigation(sections: Mapping[str, Sequence[PageEntry]], account: Account) -> st.Page:
    """The page to run. An address of none of the account's pages leads to a page that says so."""
    pages = {
        section: made
        for section, entries in sections.items()
        if (made := [_make_page(*entry) for entry in entries if entry[0].stem in account.pages])
    }
    first = HOME if account.pages[0] == START else account.pages[0]
    start = next(page for made in pages.values() for page in made if page.url_path in (first, ""))
    hidden = [] if START in account.pages else [_make_hidden(lambda: st.switch_page(start), HOME, is_default=True)]
    asked = _asked_name()
    if asked == START and START in account.pages:
        hidden.append(_make_hidden(lambda: _open(start), asked))
    elif asked not in ("", HOME, *account.pages):
        hidden.append(_make_hidden(lambda: show_no_page(account), asked))
    return st.navigation({**pages, "": hidden} if hidden else pages, position="top")


def make_door(body: Callable[[], None]) -> st.Page:
    """What runs at every address for whoever has no account; it takes away the menu that an open page still has."""
    asked = _asked_name()
    others = [_make_hidden(body, asked)] if asked not in ("", HOME) else []
    return st.navigation([_make_hidden(body, HOME, is_default=True), *others], position="hidden")


def _make_page(file: Path, title: str, icon: str) -> st.Page:
    is_start = file.stem == START
    return st.Page(file, title=title, icon=icon, default=is_start, url_path=HOME if is_start else file.stem)


def _make_hidden(body: Callable[[], None], name: str, is_default: bool = False) -> st.Page:
    return st.Page(body, title="Dasbor Pora", url_path=name, default=is_default, visibility="hidden")


def _open(page: st.Page) -> None:
    st.switch_page(page, query_params=st.query_params.to_dict())


def _asked_name() -> str:
    """The page that the address names, if it could be one."""
    name = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    return name if _NAME.fullmatch(name) else ""


def show_no_page(account: Account) -> None:
    log_refusal(_asked_name())
    st.title(_("Halaman ini tidak tersedia untuk akun Anda."))
    st.caption(_("Peran Anda: {role}. Minta akses kepada pengelola dasbor.").format(role=role_words()[account.role]))
