"""Who is reading this run of a page."""

from __future__ import annotations

from pora.access import LOCAL, Account


def current_account() -> Account | None:
    """The account of the reader; None for a stranger, who gets nothing."""
    return LOCAL


def current_user() -> str:
    """Whose decks these are."""
    account = current_account()
    return account.user if account else ""
