"""Visits in the audit log: each sign-in, and each refusal of someone whom the provider knows, once a session."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from pora.access import audit
from pora.access.accounts import CLOSED, ENDED, LOCKED, STRANGER, UNLOGGED, Visitor, tell_operator
from pora.access.roles import LOCAL
from pora.errors import PoraError
from pora.ui.sign_in.session import find_visitor

START = "ringkasan"
_LOGGED = "logged_visits"  # of this session


def log_visit(visitor: Visitor) -> Visitor:
    """The visitor once they are logged; without account where that fails. Strangers who only look at the sign-in page
    are not logged, or anyone could fill the log; nor are pages that show the door by themselves."""
    if visitor.account == LOCAL or visitor.refusal in (STRANGER, CLOSED, LOCKED, ENDED, UNLOGGED):
        return visitor
    try:
        if visitor.account:
            _log_once(audit.SIGN_IN, visitor.account.user, role=visitor.account.role)
        else:
            _log_once(audit.REFUSAL, visitor.user or "?", reason=visitor.refusal)
    except PoraError as error:
        tell_operator(str(error))
        return Visitor(refusal=UNLOGGED, user=visitor.user)
    return visitor


def log_refusal(page: str) -> None:
    """A page that is none of the reader's. It stays closed where that can't be logged."""
    account = find_visitor().account
    if account:
        try:
            _log_once(audit.REFUSAL, account.user, page=page)
        except PoraError as error:
            tell_operator(str(error))


def log_exact_view(area: str, period: str) -> None:
    """Exact figures of a place and month on the page that is open, once a session. Whoever sits at this machine is not
    logged: there is no account to name."""
    account = find_visitor().account
    if account and account != LOCAL and account.scope.version == "exact":
        page = urlsplit(st.context.url or "").path.rpartition("/")[2]
        _log_once(audit.VIEW, account.user, page=page if page in account.pages else START, area=area, period=period)


def _log_once(event: str, user: str, **facts: str) -> None:
    logged = st.session_state.setdefault(_LOGGED, set())
    entry = (event, user, *facts.items())
    if entry not in logged:
        audit.record(event, user, **facts)
        logged.add(entry)
