"""The PostgreSQL that dashboards share, where PORA_DATABASE_URL names one; its tables are made at the first use.

Promise: an error is one sentence for the user, and nothing of what failed stands. A database that took long to fail is
asked again some seconds later only: while it is asked, a server answers nobody.
"""

from __future__ import annotations

import atexit
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from pora.config import settings
from pora.errors import PoraError
from pora.locale import _

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS = 5  # for a connection, and twice that for a lock or a statement
RETRY_SECONDS = 10.0
LONG_SECONDS = 1.0
MOST_OPEN, MOST_IDLE = 16, 8  # connections that a process has, and keeps: PostgreSQL gives 100 to all
MIGRATING, WRITING = 0x504F5241, 0x504F5242  # advisory locks: of who makes tables, of who publishes
_OPTIONS = " ".join(
    f"-c {name}={value}"
    for name, value in {
        "synchronous_commit": "on",  # on disk before it is said to be
        "lock_timeout": f"{2 * CONNECT_SECONDS}s",
        "statement_timeout": f"{2 * CONNECT_SECONDS}s",
        "timezone": "UTC",
    }.items()
)

_room = BoundedSemaphore(MOST_OPEN)
_idle: defaultdict[str, list[psycopg.Connection[Any]]] = defaultdict(list)  # by URL
_ready: set[str] = set()  # URLs of databases that have the tables of this version
_failures: dict[str, tuple[float, str]] = {}  # by URL: when, in seconds of a clock that nobody sets, and how


class Database:
    """A connection; `?` stands for a value, as in SQLite. Each statement counts at once, but within `transaction`."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def execute(self, statement: str, values: Sequence[object] = (), /) -> psycopg.Cursor[Any]:
        return self.connection.execute(statement.replace("?", "%s").encode(), values or None)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with self.connection.transaction():
            yield


def has_database() -> bool:
    """Whether what is written while serving goes there."""
    return bool(settings().database_url)


@contextmanager
def open_database() -> Iterator[Database]:
    """A connection of its own for as long as it is open; whoever comes when all are in use waits. Raises PoraError
    where it can't be had or used."""
    url = settings().database_url
    with _explain(url), _wait_for_room():
        connection = _take(url)
        try:
            yield Database(connection)
        except BaseException:
            connection.close()
            raise
        if len(_idle[url]) < MOST_IDLE:
            _idle[url].append(connection)
        else:
            connection.close()


@contextmanager
def _wait_for_room() -> Iterator[None]:
    if not _room.acquire(timeout=2 * CONNECT_SECONDS):
        raise PoraError(_("Basis data bersama sedang sibuk, jadi ini dibatalkan. Coba lagi sebentar."))
    try:
        yield
    finally:
        _room.release()


def list_migrations_of_stores() -> list[str]:
    """The statements of each step that makes or changes the tables, in order."""
    return [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "migrations").glob("*.sql"))]


@contextmanager
def _explain(url: str) -> Iterator[None]:
    words = _(
        "Basis data bersama (PostgreSQL) tidak dapat dipakai ({reason}), jadi ini dibatalkan. Beri tahu pengelola."
    )
    failed_at, reason = _failures.get(url, (-RETRY_SECONDS, ""))
    if time.monotonic() - failed_at < RETRY_SECONDS:
        raise PoraError(words.format(reason=reason))
    try:
        import psycopg
    except ImportError as error:
        raise PoraError(words.format(reason="psycopg: pip install -r requirements.txt")) from error
    try:
        yield
    except psycopg.Error as error:
        raise PoraError(words.format(reason=_read_reason(error))) from error


def _take(url: str) -> psycopg.Connection[Any]:
    """One that was used before and still answers, or a new one; the tables are there."""
    connection = _find_idle(url) or _connect_or_remember(url)
    try:
        if url not in _ready:
            _migrate(Database(connection))
            _ready.add(url)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_or_remember(url: str) -> psycopg.Connection[Any]:
    started_at = time.monotonic()
    try:
        return connect(url)
    except Exception as error:
        if time.monotonic() - started_at > LONG_SECONDS:
            _failures[url] = time.monotonic(), _read_reason(error)
        raise


def _read_reason(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _find_idle(url: str) -> psycopg.Connection[Any] | None:
    with suppress(IndexError):
        while True:
            connection = _idle[url].pop()
            if _is_alive(connection):
                return connection
    return None


def _is_alive(connection: psycopg.Connection[Any]) -> bool:
    import psycopg

    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        connection.close()
        return False
    return True


@atexit.register
def _close_idle() -> None:
    for connections in _idle.values():
        while connections:
            connections.pop().close()


def connect(url: str) -> psycopg.Connection[Any]:
    """A new connection, which notices within seconds that the other side is gone. Raises psycopg.Error."""
    import psycopg

    seconds = CONNECT_SECONDS
    return psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=seconds,
        options=_OPTIONS,
        application_name="pora",
        keepalives_idle=seconds,
        keepalives_interval=seconds,
        keepalives_count=2,
        tcp_user_timeout=3000 * seconds,
    )


def _migrate(database: Database) -> None:
    """Takes the steps that the database lacks, one process at a time."""
    steps = list_migrations_of_stores()
    with database.transaction():
        database.execute("SELECT pg_advisory_xact_lock(?)", (MIGRATING,))
        database.execute("CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, at timestamptz NOT NULL)")
        ((done,),) = database.execute("SELECT count(*) FROM migrations").fetchall()
        if done > len(steps):
            raise PoraError(_("Basis data bersama dibuat oleh versi program yang lebih baru. Perbarui program ini."))
        for number, step in enumerate(steps[done:], done + 1):
            database.execute(step)
            database.execute("INSERT INTO migrations VALUES (?, now())", (number,))
