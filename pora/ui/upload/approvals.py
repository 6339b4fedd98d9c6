"""Which months of offices are checked and approved, on Mutu; and, for whoever may, the next decision on one of them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pora import schema
from pora.access.uploads import list_held, require_approval
from pora.errors import PoraError
from pora.locale import _, format_period
from pora.ui.components.plain_text import show_plainly
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.sign_in.session import current_account, require_page
from pora.ui.upload.load_process import run_decision
from pora.ui.upload.report import SHORT_TABLE, TALLEST_REPORT
from pora.warehouse import queries
from pora.wording.approvals import make_approval_table, step_words

_DONE = "approval_done"  # in the session: how many decisions were made, so that the next form is empty


def show_approvals(reader: Reader) -> None:
    """Nothing where this snapshot was published without."""
    if not reader.facts.needs_approval:
        return
    st.header(_("Pengesahan"))
    st.caption(_("Versi publik dan paparan hanya memuat bulan yang disahkan semua kantor yang melaporkannya."))
    rows = reader.ask(queries.select_approvals)
    if rows.empty:
        st.info(_("Belum ada laporan kantor yang dapat disahkan."))
        return
    show_table(make_approval_table(rows), height=TALLEST_REPORT if len(rows) > SHORT_TABLE else None)
    account = current_account()
    held = list_held(account, reader.facts.province_code) if account and account.may_approve else ()
    own = rows.loc[rows["office_code"].isin([one.office_code for one in held])].reset_index(drop=True)
    if len(own):
        _offer_decision(own)


def _offer_decision(rows: pd.DataFrame) -> None:
    number = st.session_state.get(_DONE, 0)
    names = [
        f"{format_period(row['period'])} · {row['office_name']} · {step_words()[row['step']]}"
        for _i, row in rows.iterrows()
    ]
    chosen = st.selectbox(
        _("Bulan laporan"), range(len(rows)), None, names.__getitem__, f"approval {number}", placeholder=_("Pilih")
    )
    if chosen is None:
        return
    row = rows.iloc[chosen]
    office_code, period = str(row["office_code"]), str(row["period"])
    if row["step"] == schema.APPROVED:
        words = _("Alasan membuka kembali, tanpa nama orang")
        reason = st.text_input(words, max_chars=200, key=f"approval_reason {office_code} {period} {number}")
        if st.button(_("Buka kembali"), icon=":material/lock_open:", disabled=not reason.strip()):
            _decide(office_code, period, schema.REOPENED, reason)
        return
    check, approve, _rest = st.columns([1, 1, 2])
    if row["step"] != schema.CHECKED and check.button(
        _("Sudah diperiksa"), icon=":material/checklist:", width="stretch"
    ):
        _decide(office_code, period, schema.CHECKED)
    if approve.button(_("Sahkan"), type="primary", icon=":material/verified:", width="stretch"):
        _decide(office_code, period, schema.APPROVED)


def _decide(office_code: str, period: str, step: str, reason: str = "") -> None:
    """Asks for the account anew: its rights may have ended since the page was shown."""
    require_approval(require_page("mutu"), office_code)
    try:
        with st.spinner(_("Menyimpan dan menerbitkan.")):
            run_decision(office_code, period, step, reason)
    except PoraError as error:
        st.error(show_plainly(str(error)), icon=":material/error:")
        return
    st.session_state[_DONE] = st.session_state.get(_DONE, 0) + 1
    st.rerun()
