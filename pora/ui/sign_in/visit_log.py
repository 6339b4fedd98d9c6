"""Visits in the audit log: each sign-in, and each refusal of someone whom the provider knows, once a session."""

from __future__ import annotations

import streamlit as st

from pora.access import audit
from pora.access.accounts import CLOSED, ENDED, LOCKED, STRANGER, Visitor
from pora.access.roles import LOCAL
from pora.ui.sign_in.session import find_visitor

_LOGGED = "logged_visits"  # of this session


def log_visit(visitor: Visitor) -> None:
    """Strangers who only look at the sign-in page are not logged, or anyone could fill the log; nor are pages that show
    the door by themselves."""
    if visitor.account == LOCAL or visitor.refusal in (STRANGER, CLOSED, LOCKED, ENDED):
        return
    if visitor.account:
        _log_once(audit.SIGN_IN, visitor.account.user, role=visitor.account.role)
    else:
        _log_once(audit.REFUSAL, visitor.user or "?", reason=visitor.refusal)


def log_refusal(page: str) -> None:
    """A page that is none of the reader's."""
    account = find_visitor().account
    if account:
        _log_once(audit.REFUSAL, account.user, page=page)


def _log_once(event: str, user: str, **facts: str) -> None:
    logged = st.session_state.setdefault(_LOGGED, set())
    entry = (event, user, *facts.items())
    if entry not in logged:
        audit.record(event, user, **facts)
        logged.add(entry)
