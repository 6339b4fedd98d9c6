"""When each session was used last: by this process, and by all that share a database.

Promise: what any process saw used is known to the others TELL_SECONDS later. Without a shared database each knows its
own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from pora.errors import PoraError
from pora.stores.postgres import has_database, open_database

TELL_SECONDS = 10.0  # at most so often for one session: every click comes here


@dataclass(frozen=True)
class SignIn:
    """Whose, and when, by the provider's clock, in seconds since 1970: together they name a session."""

    user: str
    at: float


_uses: dict[SignIn, float] = {}
_told: dict[SignIn, float] = {}  # the last use that the others were told of


def find_use(sign_in: SignIn, since: float) -> float:
    """The last use, which is the sign-in where there is no later one, in seconds since 1970. Others are asked where
    this process saw none since the moment given."""
    used_at = _uses.get(sign_in, sign_in.at)
    if used_at < since and has_database():
        with open_database() as database:
            row = database.execute(
                'SELECT used_at FROM session_uses WHERE "user" = ? AND signed_in_at = ?', (sign_in.user, sign_in.at)
            ).fetchone()
        if row and row[0] > used_at:
            _uses[sign_in] = used_at = row[0]
    return used_at


def keep_use(sign_in: SignIn, at: float, oldest: float) -> None:
    """A session was used. What signed in before the oldest moment is over, and forgotten. Where the others can't be
    told, the session may be locked there."""
    _uses[sign_in] = at
    for uses in (_uses, _told):
        for other in [one for one in list(uses) if one.at < oldest]:
            uses.pop(other, None)
    if has_database() and at - _told.get(sign_in, 0) >= TELL_SECONDS:
        with suppress(PoraError), open_database() as database:
            database.execute(
                'INSERT INTO session_uses AS known VALUES (?, ?, ?) ON CONFLICT ("user", signed_in_at) '
                "DO UPDATE SET used_at = greatest(known.used_at, excluded.used_at)",
                (sign_in.user, sign_in.at, at),
            )
            database.execute("DELETE FROM session_uses WHERE signed_in_at < ?", (oldest,))
            _told[sign_in] = at


def list_uses() -> dict[SignIn, float]:
    """The last use of every session that anybody saw used; in no order."""
    known = dict(_uses)
    if has_database():
        with open_database() as database:
            rows = database.execute('SELECT "user", signed_in_at, used_at FROM session_uses').fetchall()
        for user, signed_in_at, used_at in rows:
            sign_in = SignIn(user, signed_in_at)
            known[sign_in] = max(used_at, known.get(sign_in, used_at))
    return known
