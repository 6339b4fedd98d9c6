"""Who is reading this run of a page, or asks for something beside the pages. Asked again every time: nothing is
remembered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st
from starlette.requests import HTTPConnection

from pora.access.accounts import CLOSED, Visitor, judge_claims
from pora.access.roles import LOCAL, Account
from pora.access.sessions import note_use
from pora.errors import AccessError
from pora.locale import _
from pora.ui.sign_in.cookie import read_claims
from pora.ui.sign_in.sign_in_mode import find_mode

T = TypeVar("T")


def find_visitor() -> Visitor:
    """The reader's account, or why there is none."""
    return _judge(st.user.to_dict)


def find_sender(request: HTTPConnection) -> Account | None:
    """Whose browser asks for this; None for a stranger."""
    return _judge(lambda: read_claims(request.cookies)).account


def note_sender_use(request: HTTPConnection) -> None:
    """Whoever sends this does something: their session is in use."""
    if sign_in := _judge(lambda: read_claims(request.cookies)).sign_in:
        note_use(sign_in, dt.datetime.now(dt.UTC))


def _judge(claims: Callable[[], Mapping[str, object]]) -> Visitor:
    mode = find_mode()
    if mode.problem:
        return Visitor(refusal=CLOSED)
    if not mode.needs_sign_in:
        return Visitor(LOCAL)
    return judge_claims(claims(), dt.datetime.now(dt.UTC))


def current_account() -> Account | None:
    """The account of the reader; None for a stranger, who gets nothing."""
    return find_visitor().account


def current_user() -> str:
    """Whose decks these are."""
    account = current_account()
    return account.user if account else ""


def may_open(page: str) -> bool:
    """Whether the page of this name is one of the reader's."""
    account = current_account()
    return account is not None and page in account.pages


def require_page(page: str) -> Account:
    """The reader's account. Raises AccessError where the page is none of theirs."""
    account = current_account()
    if account is None:
        raise AccessError(_("Masuk dulu untuk melihat halaman ini."))
    if page not in account.pages:
        raise AccessError(_("Halaman ini tidak tersedia untuk akun Anda."))
    return account


def check_on_click(make: Callable[[str], T], is_allowed: Callable[[Account], bool]) -> Callable[[], T]:
    """For a download button, whose file is made long after the run that showed it, and outside of any run: `make` is
    given the user, if the account is then allowed and still what it was. Raises AccessError otherwise."""
    claims, before = st.user.to_dict(), current_account()

    def check_and_make() -> T:
        now = judge_claims(claims, dt.datetime.now(dt.UTC)).account if find_mode().needs_sign_in else before
        if now is None or now != before or not is_allowed(now):
            raise AccessError(_("Hak akun Anda berubah. Muat ulang halaman ini."))
        return make(now.user)

    return check_and_make
