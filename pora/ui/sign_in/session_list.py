"""Who is signed in now, for admins, and the way to end all sessions of one account at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import streamlit as st
from markupsafe import Markup

from pora.access import audit
from pora.access.roles import ADMIN, Account
from pora.access.sessions import end_sessions, list_sessions
from pora.config import office_time
from pora.errors import AccessError
from pora.locale import _, _n, format_number
from pora.stores.postgres import has_database
from pora.ui.components.failures import show_failure
from pora.ui.sign_in.open_pages import list_open_pages
from pora.ui.sign_in.session import current_account

TIMES_ASKED = "sessions_asked"  # in the browser's session: a menu under another key is another one, and closed


def offer_sessions() -> None:
    if st.button(
        _("Sesi terbuka"), icon=":material/manage_accounts:", key="open_sessions", on_click=_count, width="stretch"
    ):
        st.dialog(_("Sesi terbuka"), width="medium")(_show_sessions)()


def _count() -> None:
    st.session_state[TIMES_ASKED] = st.session_state.get(TIMES_ASKED, 0) + 1


def _show_sessions() -> None:
    """One line an account: since when, last use, open pages and where they are open; a button that ends them all."""
    _require_admin()
    now = dt.datetime.now(dt.UTC)
    uses: dict[str, list[dt.datetime]] = defaultdict(list)
    for sign_in, used_at in list_sessions(now):
        uses[sign_in.user].append(used_at)
    pages = defaultdict(list)
    for page in list_open_pages():
        pages[page.user].append(page.address)
    for user, used in uses.items():
        line, button = st.columns([3, 1], vertical_alignment="center")
        words = [_n("{n} sesi", len(used)).format(n=format_number(len(used)))]
        if pages[user] or not has_database():  # pages that another process holds open are not known here
            words.append(_n("{n} halaman", len(pages[user])).format(n=format_number(len(pages[user]))))
        words.append(_("dipakai {time}").format(time=f"{office_time(max(used)):%H.%M}"))
        words += sorted(set(pages[user]))
        line.html(
            Markup('<p style="overflow-wrap: anywhere"><strong>{}</strong><br>{}</p>').format(user, " · ".join(words))
        )
        button.button(_("Keluarkan"), key=f"end_{user}", on_click=_end, args=(user,), width="stretch")
    st.caption(_("Yang dikeluarkan dapat masuk lagi selama namanya ada di daftar akses."))


def _end(user: str) -> None:
    admin = _require_admin()
    with show_failure():
        audit.record(audit.SESSION, user, ended_by=admin.user)
        end_sessions(user, dt.datetime.now(dt.UTC))


def _require_admin() -> Account:
    account = current_account()
    if account is None or account.role != ADMIN:
        raise AccessError(_("Halaman ini tidak tersedia untuk akun Anda."))
    return account
