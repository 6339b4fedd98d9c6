"""The office's own slides, in whose look PPTX is written: which are in use, and a field for those who may change it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pora.access.roles import Account
from pora.config import settings
from pora.errors import AccessError, PoraError
from pora.export.office_template import delete_template, keep_template, template_version
from pora.export.pptx import LARGEST_TEMPLATE_MB
from pora.locale import _
from pora.ui.components.uploader import translate_uploader
from pora.ui.sign_in.session import current_account

_SENT, _TURN, _FAILED = "template_file", "template_turn", "template_failed"


def show_office_slides() -> None:
    """Nothing for whoever may not change it."""
    account = current_account()
    if account is None or not account.may_set_template:
        return
    with st.expander(_("Tampilan kantor (templat PPTX)")):
        if settings().template is not None:
            st.caption(_("PPTX memakai templat yang ditetapkan pengelola (PORA_TEMPLATE)."))
            return
        is_kept = template_version() is not None
        st.caption(
            _("PPTX memakai templat kantor; tayangan, PDF, PNG dan laporan memakai tampilan dasbor.")
            if is_kept
            else _("PPTX memakai tampilan baku. Unggah berkas PowerPoint kantor agar logo, warna dan hurufnya dipakai.")
        )
        _show_field()
        if failed := st.session_state.pop(_FAILED, ""):  # here, where who sent the file looks
            st.error(failed, icon=":material/error:")
        if is_kept:
            st.button(
                _("Pakai tampilan baku"),
                icon=":material/undo:",
                key="template_delete",
                on_click=_do,
                args=(lambda user: delete_template(user),),
            )


def _show_field() -> None:
    """A new one after each file, so that it is empty again."""
    translate_uploader()
    key = f"{_SENT}_{st.session_state.get(_TURN, 0)}"
    words = _("Berkas PPTX atau POTX tanpa makro, paling besar {n} MB. Berlaku bagi semua pengguna.")
    st.file_uploader(
        words.format(n=LARGEST_TEMPLATE_MB),
        ["pptx", "potx"],
        max_upload_size=LARGEST_TEMPLATE_MB,
        key=key,
        on_change=_take,
        args=(key,),
    )


def _take(key: str) -> None:
    sent = st.session_state.get(key)
    if sent is not None:
        _do(lambda user: keep_template(user, sent.getvalue()))


def _do(change: Callable[[str], None]) -> None:
    """Callbacks run before the page asks who is there, so they ask themselves."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    try:
        change(require_right().user)
    except PoraError as error:
        st.session_state[_FAILED] = str(error)
    else:
        st.toast(_("Tampilan PPTX diganti."), icon=":material/check:")


def require_right() -> Account:
    account = current_account()
    if account is None or not account.may_set_template:
        raise AccessError(_("Akun Anda tidak boleh mengganti templat kantor."))
    return account
