"""Sessions of accounts, from a sign-in to its end, whatever the provider says of how long they last.

Promise: a session that nobody used for PORA_IDLE_MINUTES is locked and stays so; one of 12 hours is over; one that was
ended stays ended, after a restart, too. With a shared database all that is so in every process (session_uses.py), of
what another one ended a second later; without one, what this process never saw used counts from the sign-in.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Mapping
from math import inf

from pora import paths
from pora.access.session_uses import SignIn, find_use, keep_use, list_uses
from pora.config import settings
from pora.errors import UsageError
from pora.locale import _
from pora.stores.documents import change_document, read_document

LONGEST_SESSION = dt.timedelta(hours=12)
HEARD_SECONDS = 1.0  # each run of a page asks a dozen times: so long the answer of a shared database counts
CLOCKS_APART = dt.timedelta(minutes=5)  # that the provider's may go before ours


def is_lasting(signed_in_at: float, ends_at: float, now: dt.datetime) -> bool:
    """Whether neither the provider's end nor ours has come; a sign-in of the future is none."""
    ends = min(ends_at, signed_in_at + LONGEST_SESSION.total_seconds())
    return signed_in_at - CLOCKS_APART.total_seconds() <= now.timestamp() < ends


def is_locked(sign_in: SignIn, now: dt.datetime) -> bool:
    """Raises PoraError where the other processes can't be asked."""
    since = now.timestamp() - settings().idle_minutes * 60
    return find_use(sign_in, since) < since


def note_use(sign_in: SignIn, now: dt.datetime) -> None:
    """Somebody did something with it. A locked one is not opened by that."""
    if not is_locked(sign_in, now):
        keep_use(sign_in, now.timestamp(), _oldest(now))


def list_sessions(now: dt.datetime) -> list[tuple[SignIn, dt.datetime]]:
    """Sessions that are neither locked nor over, each with its last use; by user, then by sign-in."""
    since, ended = now.timestamp() - settings().idle_minutes * 60, _read_ended()
    lasting = {
        one: used_at
        for one, used_at in list_uses().items()
        if one.at > _oldest(now) and used_at >= since and one.at > ended.get(one.user, -inf)
    }
    ordered = sorted(lasting.items(), key=lambda use: (use[0].user, use[0].at))
    return [(one, dt.datetime.fromtimestamp(used_at, dt.UTC)) for one, used_at in ordered]


def end_sessions(user: str, now: dt.datetime) -> None:
    """Every sign-in of the user until now counts no longer, wherever it is open. A new one does."""
    last = max(now.timestamp(), *(one.at for one in list_uses() if one.user == user), 0)

    def add(content: bytes | None) -> bytes:
        ended = {other: at for other, at in _parse_ended(content).items() if at > _oldest(now)}
        return json.dumps(ended | {user: last}).encode()

    change_document(paths.ended_sessions(), add)
    _heard.clear()


def is_ended(sign_in: SignIn) -> bool:
    """Raises UsageError where the list of ended sessions can't be read: it could be any session."""
    return sign_in.at <= _read_ended().get(sign_in.user, -inf)


def _oldest(now: dt.datetime) -> float:
    return (now - LONGEST_SESSION).timestamp()


_heard: dict[str, tuple[float, Mapping[str, float]]] = {}  # by URL of the database: when, and which ended


def _read_ended() -> Mapping[str, float]:
    url = settings().database_url
    heard_at, ended = _heard.get(url, (-inf, {}))
    if time.monotonic() - heard_at < HEARD_SECONDS:
        return ended
    try:
        content = read_document(paths.ended_sessions())
    except OSError as error:
        raise _broken_list() from error
    ended = _parse_ended(content)
    if url:
        _heard[url] = time.monotonic(), ended
    return ended


def _parse_ended(content: bytes | None) -> Mapping[str, float]:
    if content is None:
        return {}
    try:
        return {str(user): float(at) for user, at in json.loads(content).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise _broken_list() from error


def _broken_list() -> UsageError:
    return UsageError(_("{file} tidak dapat dibaca. Hapus berkas itu.").format(file=paths.ended_sessions()))
