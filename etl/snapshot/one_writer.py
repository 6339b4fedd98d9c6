"""One writer at a time: on this machine by a lock on a file; over all machines that share a database by its advisory
lock, which goes with the connection of whoever held it.

Promise: no publication is lost to another one. The database knows which snapshot was put in force last, and where; a
machine that does not have it in force yet publishes nothing. A writer that lost its lock publishes nothing either,
since it says so by the connection that holds it.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from filelock import FileLock, Timeout

from pora import paths
from pora.errors import PoraError
from pora.locale import _
from pora.stores.postgres import WRITING, Database, has_database, open_database
from pora.warehouse.snapshots import find_current

LOCK_SECONDS = 60
_LOOK_SECONDS = 0.2  # between two looks whether the lock of all machines is free
_held: ContextVar[Database | None] = ContextVar("held", default=None)


@contextmanager
def lock_warehouse() -> Iterator[None]:
    """One at a time adds and publishes; a second one waits up to a minute, then raises PoraError."""
    paths.warehouse().mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(paths.warehouse() / "publish.lock", timeout=LOCK_SECONDS), _lock_machines():
            for unfinished in paths.intake().glob(".*.part"):  # of a killed writer
                unfinished.unlink()
            yield
    except Timeout as error:
        raise _busy() from error


@contextmanager
def announce(snapshot_id: str) -> Iterator[None]:
    """Puts a snapshot in force within: the database knows of it if that went well, and else not. Raises PoraError,
    before anything is in force, where the lock was lost."""
    database = _held.get()
    if database is None:
        yield
        return
    with database.transaction():
        database.execute(
            "INSERT INTO published (snapshot_id, machine) VALUES (?, ?)", (snapshot_id, socket.gethostname())
        )
        yield


@contextmanager
def _lock_machines() -> Iterator[None]:
    if not has_database():
        yield
        return
    with open_database() as database:
        ends = time.monotonic() + LOCK_SECONDS
        while not database.execute("SELECT pg_try_advisory_lock(?)", (WRITING,)).fetchall()[0][0]:
            if time.monotonic() > ends:
                raise _busy()
            time.sleep(_LOOK_SECONDS)
        held = _held.set(database)
        try:
            _require_newest(database)
            yield
        finally:
            _held.reset(held)
        database.execute("SELECT pg_advisory_unlock(?)", (WRITING,))  # after an error the connection is closed


def _require_newest(database: Database) -> None:
    """What was published last must be in force here. A later one that nobody was told of is ours: its writer was killed
    between the pointer and the end of its transaction."""
    rows = database.execute("SELECT snapshot_id, machine FROM published ORDER BY number DESC").fetchall()
    current = find_current()
    if not rows or rows[0][0] == current:
        return
    newest, machine = rows[0]
    if current and current > newest and current not in {row[0] for row in rows}:
        return
    words = _("Snapshot {id} dari {machine} belum berlaku di sini. Salin folder data dari sana, lalu ulangi.")
    raise PoraError(words.format(id=newest, machine=machine))


def _busy() -> PoraError:
    return PoraError(_("Pemuatan lain masih berjalan. Tunggu sampai selesai, lalu ulangi."))
