"""The log of what was done with the data: who came in, who was refused, who saw exact figures, what left, what was
loaded, whose rights, sessions or agendas changed.

Only additions are possible, each chained to the one before (pora/access/audit_store.py). It holds users of the product
and counts of rows; of the persons counted it knows nothing.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pora import paths
from pora.access.audit_store import chain_event, find_head, forget_before, lock_log, open_log
from pora.config import settings
from pora.errors import PoraError
from pora.locale import _

SIGN_IN, REFUSAL, VIEW, EXPORT, UPLOAD = "sign_in", "refusal", "view", "export", "upload"
RIGHTS, SESSION, AGENDA = "rights", "session", "agenda"
EVENTS = (SIGN_IN, REFUSAL, VIEW, EXPORT, UPLOAD, RIGHTS, SESSION, AGENDA)
MOST_REFUSALS = 20  # of one user on one day that differ; more of them are counted at the last one

Fact = str | int | None


@dataclass(frozen=True)
class Event:
    """`at` is UTC, as 2026-11-22T10:15:00Z; `times` is how often a refusal was repeated that day."""

    at: str
    event: str
    user: str
    facts: dict[str, Fact]
    times: int = 1


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def command_user() -> str:
    """Whoever runs a command at the machine, by the name of their system account."""
    return f"{getpass.getuser()} (perintah)"


def record(event: str, user: str, **facts: Fact) -> None:
    """Adds one event, on disk before this returns, and forgets what is too old. Raises PoraError where the log can't be
    written: what is not logged must not happen."""
    with _refuse_broken():
        _insert(event, user, facts)


@contextmanager
def _refuse_broken() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise PoraError(
            _("Catatan audit tidak dapat ditulis ({reason}), jadi ini dibatalkan. Beri tahu pengelola.").format(
                reason=error
            )
        ) from error


def _insert(event: str, user: str, facts: Mapping[str, Fact]) -> None:
    days, at, written = settings().audit_days, _write_moment(_now()), json.dumps(dict(facts), ensure_ascii=False)
    with open_log() as connection, lock_log(connection):
        if event == REFUSAL and (known := _find_repeated(connection, user, written, at)):
            connection.execute(
                "INSERT INTO repeats VALUES (?, 2, ?) ON CONFLICT DO UPDATE SET times = times + 1, at = excluded.at",
                (known, at),
            )
            return
        chain_event(connection, at, event, user, written)
        connection.execute("DELETE FROM retention")
        connection.execute("INSERT INTO retention VALUES (?)", (days,))
        forget_before(connection, _write_moment(_now() - dt.timedelta(days=days)))


def _find_repeated(connection: sqlite3.Connection, user: str, facts: str, at: str) -> int | None:
    """The refusal of the same day at which this one is counted, so that nobody fills the log by trying."""
    refusals = connection.execute(
        "SELECT id, facts FROM events WHERE event = ? AND user = ? AND at >= ? ORDER BY id DESC",
        (REFUSAL, user, at[:10]),
    ).fetchall()
    same = [number for number, said in refusals if said == facts]
    return same[0] if same else refusals[0][0] if len(refusals) >= MOST_REFUSALS else None


def _write_moment(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def read_log_head() -> str:
    """The hash of the newest event, by which the log can be checked later; empty where nothing was ever logged."""
    if not paths.audit().exists():
        return ""
    with _refuse_broken(), open_log() as connection:
        return find_head(connection)


def read_events(since: str = "", event: str = "", user: str = "") -> list[Event]:
    """The events in their order; `since` is a day, YYYY-MM-DD. Empty where nothing was ever logged."""
    if not paths.audit().exists():
        return []
    with open_log() as connection:
        rows = connection.execute(
            "SELECT e.at, event, user, facts, coalesce(times, 1) FROM events e LEFT JOIN repeats USING (id) "
            "WHERE e.at >= ? AND (? IN ('', event)) AND (? IN ('', user)) ORDER BY id",
            (since, event, user),
        ).fetchall()
    return [Event(at, kind, who, json.loads(facts), times) for at, kind, who, facts, times in rows]
