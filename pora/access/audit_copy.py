"""The log from one store into another, as it is: the numbers of its events and their hashes, so that every head of its
chain that was written down elsewhere is still one of it."""

from __future__ import annotations

from pora.access.audit_store import Log, find_last_id
from pora.errors import PoraError
from pora.locale import _

_LINKS = 'SELECT id, at, event, "user", facts, before, hash FROM events'
_FORGOTTEN = "SELECT id, before, hash FROM forgotten"


def copy_events(source: Log, target: Log) -> int:
    """How many events were copied; within a lock of both. Raises PoraError where something is logged in the target."""
    if find_last_id(target):
        raise PoraError(_("Catatan audit di tempat tujuan tidak kosong, jadi tidak ada yang disalin."))
    events, forgotten = source.execute(_LINKS).fetchall(), source.execute(_FORGOTTEN).fetchall()
    for link in sorted([*events, *forgotten]):  # in the order in which the chain was made
        table = "events" if len(link) == 7 else "forgotten"
        target.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(link))})", tuple(link))  # noqa: S608 - ours
    for table in ("pending", "retention"):
        for row in source.execute(f"SELECT * FROM {table}").fetchall():  # noqa: S608 - ours
            target.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row))  # noqa: S608 - ours
    return len(events)
