"""Bagikan: a button in the frame of pages that show figures; it makes a picture and a text for a chat message."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import streamlit as st

from pora import schema
from pora.access.roles import Account
from pora.deck.share import SHARED_PAGES
from pora.errors import PoraError
from pora.export.share import Share, make_share
from pora.locale import _
from pora.schema import Cut
from pora.ui.components.scripts import SHARE, register_component
from pora.ui.parts.data import Reader
from pora.ui.sign_in.session import require_page
from pora.ui.sign_in.visit_log import START
from pora.ui.streamlit_private import mount_component


def show_share_button(page: str, account: Account) -> None:
    """`page` as its address has it, which is not yet checked; nothing on pages that are not shared."""
    name = START if page in ("", "awal") else page
    if name not in SHARED_PAGES or name not in account.pages:
        return
    with st.container(key="share"):
        if st.button(_("Bagikan"), icon=":material/share:", key="share_button", help=_("Gambar dan teks untuk pesan")):
            st.dialog(_("Bagikan"), width="large")(_show_share)(name)


def _show_share(page: str) -> None:
    view: Mapping[str, str] = st.session_state.get("view_parameters", {})
    try:
        account = require_page(page)
        if not view.get("periode"):
            st.info(_("Belum ada angka untuk dibagikan."))
            return
        category = view.get("kategori", schema.ORANG_ASING)
        is_stock = category in schema.STOCKS  # pictures are of who is there
        cut = Cut(view["wilayah"], view["periode"], category if is_stock else schema.ORANG_ASING)
        reader = Reader()
        kind = view.get("jenis", schema.DEPORTASI)
        _mount(make_share(reader.snapshot, reader.scope, page, cut, account.user, kind))
    except PoraError as error:
        st.error(str(error), icon=":material/error:")


def _mount(share: Share) -> None:
    register_component(SHARE)
    st.caption(_("Selalu versi publik: angka kecil disamarkan, siapa pun yang membagikan."))
    data = {
        "name": share.file_name,
        "picture": base64.b64encode(share.picture).decode(),
        "text": share.text,
        "alt": share.text,
        "say": {
            "copy": _("Salin teks"),
            "copied": _("Teks tersalin."),
            "marked": _("Teks ditandai; tekan Ctrl+C untuk menyalin."),
            "save": _("Unduh gambar"),
            "share": _("Bagikan ke aplikasi"),
        },
    }
    mount_component(SHARE, key="share_card", isolate_styles=False, data=data)
