"""The page before all pages, for whoever has no account; and who is signed in, with the way out."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from pora.access.accounts import CLOSED, ENDED, EXPIRED, LOCKED, STRANGER, UNLISTED, UNLOGGED, UNVERIFIED, Visitor
from pora.access.roles import ADMIN, ANALIS, KEPALA, LOCAL, PENYAJI, PETUGAS, PIMPINAN, Account
from pora.locale import _, format_day
from pora.reference.places import name_place
from pora.ui.sign_in.session_list import TIMES_ASKED, offer_sessions
from pora.ui.sign_in.sign_in_mode import find_mode

ICON = Path(__file__).with_name("icon.svg")


def role_words() -> dict[str, str]:
    """Code -> name of every role."""
    return {
        PIMPINAN: _("Pimpinan"),
        KEPALA: _("Kepala kantor"),
        ANALIS: _("Analis"),
        PENYAJI: _("Penyaji"),
        PETUGAS: _("Petugas"),
        ADMIN: _("Pengelola"),
    }


def refusal_words() -> dict[str, str]:
    """One or two sentences for each reason to stay outside."""
    return {
        STRANGER: _("Halaman ini hanya untuk petugas yang terdaftar."),
        EXPIRED: _("Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan."),
        LOCKED: _("Sesi Anda terkunci karena lama tidak dipakai. Masuk lagi untuk melanjutkan."),
        ENDED: _("Sesi Anda diakhiri oleh pengelola. Masuk lagi bila itu bukan karena Anda diminta berhenti."),
        UNVERIFIED: _("Penyedia masuk belum memastikan alamat surel Anda. Pastikan dulu di sana, lalu masuk lagi."),
        UNLISTED: _("Akun ini tidak memiliki akses, atau tidak lagi. Minta akses kepada pengelola dasbor."),
        UNLOGGED: _("Dasbor sedang ditutup karena catatan audit tidak dapat ditulis. Beri tahu pengelola dasbor."),
        CLOSED: _("Dasbor sedang ditutup karena daftar akses bermasalah. Beri tahu pengelola dasbor."),
    }


def show_door(visitor: Visitor) -> None:
    """All that a reader without an account sees."""
    if find_mode().problem:
        st.error(find_mode().problem, icon=":material/lock:")
        return
    with st.container(key="door", border=True):
        st.image(str(ICON), width=48)
        st.title("Dasbor Pora")
        st.markdown(refusal_words()[visitor.refusal])
        if visitor.user:
            words = Markup("<p>{}<br><strong>{}</strong></p>")
            st.html(words.format(_("Anda masuk sebagai"), visitor.user))
        if visitor.refusal in (STRANGER, EXPIRED, LOCKED, ENDED):
            st.button(_("Masuk"), type="primary", icon=":material/login:", on_click=st.login, width="stretch")
        else:
            _show_way_out()


def show_account(account: Account) -> None:
    """Who is signed in, in the frame of every page. Nothing in local mode, where nobody signs in."""
    if account == LOCAL:
        return
    menu = f"account_menu_{st.session_state.get(TIMES_ASKED, 0)}"
    with (
        st.container(key="account"),
        st.popover(account.user, icon=":material/account_circle:", width="stretch", key=menu),
    ):
        lines = Markup().join(Markup("<p>{}</p>").format(line) for line in describe_account(account))
        st.html(Markup("<p><strong>{}</strong></p>{}").format(account.user, lines))
        if account.role == ADMIN:
            offer_sessions()
        _show_way_out()


def describe_account(account: Account) -> list[str]:
    """Role, areas, last day."""
    areas = [name_place(code) for code in sorted(account.areas)] if account.areas else [_("semua wilayah")]
    lines = [
        _("Peran: {role}").format(role=role_words()[account.role]),
        _("Wilayah: {areas}").format(areas=", ".join(areas)),
    ]
    if account.valid_until:
        lines.append(_("Berlaku sampai {day}").format(day=format_day(account.valid_until)))
    return lines


def _show_way_out() -> None:
    st.button(_("Keluar"), icon=":material/logout:", on_click=st.logout, key="sign_out", width="stretch")
