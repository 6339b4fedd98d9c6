"""The log of what was done with the data: who came in, who was refused, what left, what was loaded, whose rights
changed.

Only additions are possible: the database itself refuses changes, and deletes only what is older than PORA_AUDIT_DAYS.
It holds users of the product and counts of rows; of the persons counted it knows nothing.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pora import paths
from pora.config import settings
from pora.errors import PoraError
from pora.locale import _

SIGN_IN, REFUSAL, EXPORT, UPLOAD, RIGHTS = "sign_in", "refusal", "export", "upload", "rights"
EVENTS = (SIGN_IN, REFUSAL, EXPORT, UPLOAD, RIGHTS)

_CREATE = """
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('sign_in', 'refusal', 'export', 'upload', 'rights')),
    user TEXT NOT NULL,
    facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;
CREATE TABLE IF NOT EXISTS retention (days INTEGER NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS no_change BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS no_early_deletion BEFORE DELETE ON events
WHEN old.at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-' || (SELECT max(days) FROM retention) || ' days')
BEGIN SELECT raise(ABORT, 'the log only grows'); END;
"""
Fact = str | int | None


@dataclass(frozen=True)
class Event:
    """`at` is UTC, as 2026-11-22T10:15:00Z."""

    at: str
    event: str
    user: str
    facts: dict[str, Fact]


@contextmanager
def _open() -> Iterator[sqlite3.Connection]:
    path = paths.audit()
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        if is_new:
            path.chmod(0o600)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_CREATE)
        yield connection


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def command_user() -> str:
    """Whoever runs a command at the machine, by the name of their system account."""
    return f"{getpass.getuser()} (perintah)"


def record(event: str, user: str, **facts: Fact) -> None:
    """Adds one event, on disk before this returns, and forgets what is too old. Raises PoraError where the log can't be
    written: what is not logged must not happen."""
    try:
        _insert(event, user, facts)
    except sqlite3.Error as error:
        raise PoraError(
            _("Catatan audit tidak dapat ditulis ({reason}), jadi ini dibatalkan. Beri tahu pengelola.").format(
                reason=error
            )
        ) from error


def _insert(event: str, user: str, facts: Mapping[str, Fact]) -> None:
    days = settings().audit_days
    with _open() as connection, connection:
        connection.execute(
            "INSERT INTO events (at, event, user, facts) VALUES (?, ?, ?, ?)",
            (f"{_now():%Y-%m-%dT%H:%M:%SZ}", event, user, json.dumps(dict(facts), ensure_ascii=False)),
        )
        connection.execute("DELETE FROM retention")
        connection.execute("INSERT INTO retention VALUES (?)", (days,))
        oldest = _now() - dt.timedelta(days=days)
        connection.execute("DELETE FROM events WHERE at < ?", (f"{oldest:%Y-%m-%dT%H:%M:%SZ}",))


def read_events(since: str = "", event: str = "", user: str = "") -> list[Event]:
    """The events in their order; `since` is a day, YYYY-MM-DD. Empty where nothing was ever logged."""
    if not Path(paths.audit()).exists():
        return []
    with _open() as connection:
        rows = connection.execute(
            "SELECT at, event, user, facts FROM events WHERE at >= ? AND (? IN ('', event)) AND (? IN ('', user)) "
            "ORDER BY id",
            (since, event, user),
        ).fetchall()
    return [Event(at, kind, who, json.loads(facts)) for at, kind, who, facts in rows]
