"""Sessions of accounts, from a sign-in to its end, whatever the provider says of how long they last.

Promise: a session that nobody used for PORA_IDLE_MINUTES is locked and stays so; one of 12 hours is over; one that was
ended stays ended, after a restart, too. Trap: what this process never saw used counts from the sign-in.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pora import paths
from pora.config import settings
from pora.errors import UsageError
from pora.locale import _
from pora.reference.csv_rows import file_stamp
from pora.whole_files import write_whole

LONGEST_SESSION = dt.timedelta(hours=12)
CLOCKS_APART = dt.timedelta(minutes=5)  # that the provider's may go before ours


@dataclass(frozen=True)
class SignIn:
    """Whose, and when, by the provider's clock, in seconds since 1970: together they name a session."""

    user: str
    at: float


_uses: dict[SignIn, float] = {}  # when each was used last


def is_lasting(signed_in_at: float, ends_at: float, now: dt.datetime) -> bool:
    """Whether neither the provider's end nor ours has come; a sign-in of the future is none."""
    ends = min(ends_at, signed_in_at + LONGEST_SESSION.total_seconds())
    return signed_in_at - CLOCKS_APART.total_seconds() <= now.timestamp() < ends


def is_locked(sign_in: SignIn, now: dt.datetime) -> bool:
    used_at = _uses.get(sign_in, sign_in.at)
    return now.timestamp() - used_at > settings().idle_minutes * 60


def note_use(sign_in: SignIn, now: dt.datetime) -> None:
    """Somebody did something with it. A locked one is not opened by that."""
    oldest = (now - LONGEST_SESSION).timestamp()
    for other in [one for one in list(_uses) if one.at < oldest]:
        _uses.pop(other, None)
    if not is_locked(sign_in, now):
        _uses[sign_in] = now.timestamp()


def list_sessions(now: dt.datetime) -> list[tuple[SignIn, dt.datetime]]:
    """Sessions that are neither locked nor over, each with its last use; by user, then by sign-in."""
    oldest = (now - LONGEST_SESSION).timestamp()
    lasting = [one for one in list(_uses) if one.at > oldest and not is_locked(one, now) and not is_ended(one)]
    ordered = sorted(lasting, key=lambda one: (one.user, one.at))
    return [(one, dt.datetime.fromtimestamp(_uses[one], dt.UTC)) for one in ordered]


def end_sessions(user: str, now: dt.datetime) -> None:
    """Every sign-in of the user until now counts no longer, wherever it is open. A new one does."""
    known = [one.at for one in list(_uses) if one.user == user]
    oldest = (now - LONGEST_SESSION).timestamp()
    ended = {other: at for other, at in _read_ended().items() if at > oldest} | {user: max(now.timestamp(), *known, 0)}
    write_whole(paths.ended_sessions(), json.dumps(ended).encode())


def is_ended(sign_in: SignIn) -> bool:
    """Raises UsageError where the list of ended sessions can't be read: it could be any session."""
    return sign_in.at <= _read_ended().get(sign_in.user, float("-inf"))


def _read_ended() -> Mapping[str, float]:
    path = paths.ended_sessions()
    stamp = file_stamp(path)
    return _read(path, stamp) if stamp else {}


@lru_cache(maxsize=1)
def _read(path: Path, _stamp: object) -> Mapping[str, float]:
    try:
        return {str(user): float(at) for user, at in json.loads(path.read_text("utf-8")).items()}
    except (ValueError, AttributeError, TypeError, OSError) as error:
        raise UsageError(_("{file} tidak dapat dibaca. Hapus berkas itu.").format(file=path)) from error
