"""The file of the audit log: SQLite, each event chained to the one before by its hash. Refusals that repeat an older
one are counted beside the chain only until the next event, which they are chained before.

The database itself refuses changes, and deletes only what is older than PORA_AUDIT_DAYS; of that its hashes stay, so
the chain goes back to the first event. One writer at a time, in whatever process: an event is chained under the lock
that it is written in.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from pora import paths
from pora.errors import PoraError
from pora.locale import _

REPEATED = "repeated"  # an event that says how often older refusals were repeated since: id -> times
_LOCK_SECONDS = 10  # that one writer waits for another; each takes milliseconds
CHAIN_START = "0" * 64  # what stands before the first event

_NEWEST = """
SELECT {value} FROM (SELECT id, hash FROM {table} UNION ALL SELECT id, hash FROM forgotten) ORDER BY id DESC LIMIT 1
"""
_EVENTS = """
CREATE TABLE {name} (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    user TEXT NOT NULL,
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    before TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT
"""
_REST = """
CREATE TABLE IF NOT EXISTS forgotten (id INTEGER PRIMARY KEY, before TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS pending (id INTEGER PRIMARY KEY, times INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS retention (days INTEGER NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS no_change BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS no_early_deletion BEFORE DELETE ON events
WHEN old.at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-' || (SELECT max(days) FROM retention) || ' days')
BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS no_break BEFORE INSERT ON events
WHEN new.before <> coalesce(({newest}), '{start}')
BEGIN SELECT raise(ABORT, 'the log is a chain'); END;
CREATE TRIGGER IF NOT EXISTS forgotten_stay BEFORE UPDATE ON forgotten
BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS forgotten_are_kept BEFORE DELETE ON forgotten
BEGIN SELECT raise(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS pending_grow BEFORE UPDATE ON pending WHEN new.times <= old.times OR new.id <> old.id
BEGIN SELECT raise(ABORT, 'the log only grows'); END;
""".replace("{start}", CHAIN_START).replace("{newest}", _NEWEST.format(value="hash", table="events"))


@contextmanager
def open_log() -> Iterator[sqlite3.Connection]:
    """The log, made where there is none; one of a former version is chained first. Raises PoraError where it is broken,
    locked or full, also for what is done with it: what is not logged must not happen."""
    path = paths.audit()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(0o600)  # before SQLite makes it for everyone to read
        with closing(sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            if not _is_ready(connection):
                _prepare(connection)
            # SQLite waits for no other process here. Whoever has the file now switches it, or the next one does.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
            yield connection
    except (sqlite3.Error, OSError) as error:
        words = _("Catatan audit tidak dapat dipakai ({reason}), jadi ini dibatalkan. Beri tahu pengelola.")
        raise PoraError(words.format(reason=error)) from error


@contextmanager
def lock_log(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes in between."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def chain_event(
    connection: sqlite3.Connection, at: str, event: str, user: str, facts: str, table: str = "events"
) -> None:
    """Adds one event; called under the lock."""
    before = find_head(connection, table)
    number = find_last_id(connection, table) + 1
    digest = hash_event(before, number, at, event, user, facts)
    connection.execute(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - one of two names of ours
        (number, at, event, user, facts, before, digest),
    )


def count_repeat(connection: sqlite3.Connection, number: int) -> None:
    """One more of an older event; called under the lock."""
    connection.execute(
        "INSERT INTO pending VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
        (number,),
    )


def chain_repeats(connection: sqlite3.Connection, at: str) -> None:
    """What was counted since the newest event becomes an event; called under the lock."""
    pending = connection.execute("SELECT id, times FROM pending ORDER BY id").fetchall()
    if pending:
        chain_event(connection, at, REPEATED, "", json.dumps({str(number): times for number, times in pending}))
        connection.execute("DELETE FROM pending")


def read_repeats(connection: sqlite3.Connection) -> dict[int, int]:
    """Event -> how often it was repeated, of those that were."""
    said = connection.execute("SELECT facts FROM events WHERE event = ?", (REPEATED,)).fetchall()
    rows = [(int(number), times) for (facts,) in said for number, times in json.loads(facts).items()]
    found: dict[int, int] = {}
    for number, times in [*rows, *connection.execute("SELECT id, times FROM pending")]:
        found[number] = found.get(number, 0) + times
    return found


def find_head(connection: sqlite3.Connection, table: str = "events") -> str:
    """The hash of the newest event."""
    row = connection.execute(_NEWEST.format(value="hash", table=table)).fetchone()
    return str(row[0]) if row else CHAIN_START


def find_last_id(connection: sqlite3.Connection, table: str = "events") -> int:
    row = connection.execute(_NEWEST.format(value="id", table=table)).fetchone()
    return int(row[0]) if row else 0


def hash_event(before: str, number: int, at: str, event: str, user: str, facts: str) -> str:
    """SHA-256 over everything that an event says and the hash of the one before."""
    said = json.dumps([before, number, at, event, user, facts], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def forget_before(connection: sqlite3.Connection, oldest: str) -> None:
    """Events before a moment go; their hashes stay."""
    first = connection.execute("SELECT at FROM events ORDER BY id LIMIT 1").fetchone()
    if not first or first[0] >= oldest:
        return
    connection.execute("INSERT INTO forgotten SELECT id, before, hash FROM events WHERE at < ?", (oldest,))
    connection.execute("DELETE FROM pending WHERE id IN (SELECT id FROM events WHERE at < ?)", (oldest,))
    connection.execute("DELETE FROM events WHERE at < ?", (oldest,))


def _columns(connection: sqlite3.Connection) -> list[str]:
    return [row[1] for row in connection.execute("PRAGMA table_info(events)")]


def _is_ready(connection: sqlite3.Connection) -> bool:
    return _has_table(connection, "pending")


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def _prepare(connection: sqlite3.Connection) -> None:
    with lock_log(connection):
        if _is_ready(connection):  # another process was quicker
            return
        columns = _columns(connection)
        is_chained = "hash" in columns
        if not is_chained:
            connection.execute(_EVENTS.format(name="chained" if columns else "events"))
        if columns and not is_chained:
            for statement in _split(_REST.partition("CREATE TRIGGER")[0]):
                connection.execute(statement)
            former = connection.execute("SELECT at, event, user, facts FROM events ORDER BY id").fetchall()
            for at, event, user, facts in former:
                chain_event(connection, at, event, user, facts, table="chained")
            connection.execute("DROP TABLE events")
            connection.execute("ALTER TABLE chained RENAME TO events")
        for statement in _split(_REST):
            connection.execute(statement)
        if _has_table(connection, "repeats"):  # of a former version, the first time among them
            connection.execute("INSERT INTO pending SELECT id, times - 1 FROM repeats")
            connection.execute("DROP TABLE repeats")


def _split(script: str) -> list[str]:
    """Statements one by one: a script as a whole would end the transaction."""
    found, rest = [], ""
    for part in script.split(";"):
        rest += f"{part};"
        if sqlite3.complete_statement(rest) and rest.strip(" ;\n"):
            found.append(rest)
            rest = ""
    return found
