"""The file of the audit log where no database is shared: SQLite, one writer at a time in whatever process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pora.access.audit_store import CHAIN_START, NEWEST, chain_event
from pora.errors import PoraError
from pora.locale import _

_LOCK_SECONDS = 10  # that one writer waits for another; each takes milliseconds

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
""".replace("{start}", CHAIN_START).replace("{newest}", NEWEST.format(value="hash", table="events"))


class LogFile:
    """The tables of the log in its file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def execute(self, statement: str, values: Sequence[object] = (), /) -> sqlite3.Cursor:
        return self.connection.execute(statement, values)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """All or nothing, and nobody else writes in between."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK")
            raise
        self.execute("COMMIT")


@contextmanager
def open_log_file(path: Path) -> Iterator[LogFile]:
    """Made where there is none; one of a former version is chained first. Raises PoraError where it is broken, locked
    or full, also for what is done with it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(0o600)  # before SQLite makes it for everyone to read
        with closing(sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            log = LogFile(connection)
            if not _is_ready(log):
                _prepare(log)
            # Nobody waits for this. Whoever has the file now switches it, or the next one does.
            connection.execute("PRAGMA busy_timeout = 0")
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA busy_timeout = {_LOCK_SECONDS * 1000}")
            yield log
    except (sqlite3.Error, OSError) as error:
        words = _("Catatan audit tidak dapat dipakai ({reason}), jadi ini dibatalkan. Beri tahu pengelola.")
        raise PoraError(words.format(reason=error)) from error


def _columns(log: LogFile) -> list[str]:
    return [row[1] for row in log.execute("PRAGMA table_info(events)")]


def _is_ready(log: LogFile) -> bool:
    return _has_table(log, "pending")


def _has_table(log: LogFile, name: str) -> bool:
    return log.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def _prepare(log: LogFile) -> None:
    with log.lock():
        if _is_ready(log):  # another process was quicker
            return
        columns = _columns(log)
        is_chained = "hash" in columns
        if not is_chained:
            log.execute(_EVENTS.format(name="chained" if columns else "events"))
        if columns and not is_chained:
            for statement in _split(_REST.partition("CREATE TRIGGER")[0]):
                log.execute(statement)
            former = log.execute("SELECT at, event, user, facts FROM events ORDER BY id").fetchall()
            for at, event, user, facts in former:
                chain_event(log, at, event, user, facts, table="chained")
            log.execute("DROP TABLE events")
            log.execute("ALTER TABLE chained RENAME TO events")
        for statement in _split(_REST):
            log.execute(statement)
        if _has_table(log, "repeats"):  # of a former version, the first time among them
            log.execute("INSERT INTO pending SELECT id, times - 1 FROM repeats")
            log.execute("DROP TABLE repeats")


def _split(script: str) -> list[str]:
    """Statements one by one: a script as a whole would end the transaction."""
    found, rest = [], ""
    for part in script.split(";"):
        rest += f"{part};"
        if sqlite3.complete_statement(rest) and rest.strip(" ;\n"):
            found.append(rest)
            rest = ""
    return found
