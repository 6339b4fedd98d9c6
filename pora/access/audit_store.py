"""The tables of the audit log, in a file (pora/access/audit_file.py) or in the shared database: each event chained to
the one before by its hash. Refusals that repeat an older one are counted beside the chain until the next event, which
they are chained before.

The store itself refuses changes, and deletes only what is older than PORA_AUDIT_DAYS; of that its hashes stay, so the
chain goes back to the first event. One writer at a time, in whatever process: an event is chained under the lock that
it is written in. The SQL here is that of both stores.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

REPEATED = "repeated"  # an event that says how often older refusals were repeated since: id -> times
CHAIN_START = "0" * 64  # what stands before the first event
NEWEST = """
SELECT {value} FROM (SELECT id, hash FROM {table} UNION ALL SELECT id, hash FROM forgotten) AS links
ORDER BY id DESC LIMIT 1
"""


class Log(Protocol):
    """The log, open; within `lock` all or nothing is written, and nobody else writes."""

    def execute(self, statement: str, values: Sequence[object] = (), /) -> Any: ...

    def lock(self) -> AbstractContextManager[None]: ...


def chain_event(log: Log, at: str, event: str, user: str, facts: str, table: str = "events") -> None:
    """Adds one event; called under the lock."""
    before = find_head(log, table)
    number = find_last_id(log, table) + 1
    digest = hash_event(before, number, at, event, user, facts)
    log.execute(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - one of two names of ours
        (number, at, event, user, facts, before, digest),
    )


def count_repeat(log: Log, number: int) -> None:
    """One more of an older event; called under the lock."""
    log.execute(
        "INSERT INTO pending VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET times = pending.times + 1",
        (number,),
    )


def chain_repeats(log: Log, at: str) -> None:
    """What was counted since the newest event becomes an event; called under the lock."""
    pending = log.execute("SELECT id, times FROM pending ORDER BY id").fetchall()
    if pending:
        chain_event(log, at, REPEATED, "", json.dumps({str(number): times for number, times in pending}))
        log.execute("DELETE FROM pending")


def read_repeats(log: Log) -> dict[int, int]:
    """Event -> how often it was repeated, of those that were."""
    said = log.execute("SELECT facts FROM events WHERE event = ?", (REPEATED,)).fetchall()
    rows = [(int(number), times) for (facts,) in said for number, times in json.loads(facts).items()]
    found: dict[int, int] = {}
    for number, times in [*rows, *log.execute("SELECT id, times FROM pending")]:
        found[number] = found.get(number, 0) + times
    return found


def find_head(log: Log, table: str = "events") -> str:
    """The hash of the newest event."""
    row = log.execute(NEWEST.format(value="hash", table=table)).fetchone()
    return str(row[0]) if row else CHAIN_START


def find_last_id(log: Log, table: str = "events") -> int:
    row = log.execute(NEWEST.format(value="id", table=table)).fetchone()
    return int(row[0]) if row else 0


def hash_event(before: str, number: int, at: str, event: str, user: str, facts: str) -> str:
    """SHA-256 over everything that an event says and the hash of the one before."""
    said = json.dumps([before, number, at, event, user, facts], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def forget_before(log: Log, oldest: str) -> None:
    """Events before a moment go; their hashes stay."""
    first = log.execute("SELECT at FROM events ORDER BY id LIMIT 1").fetchone()
    if not first or first[0] >= oldest:
        return
    log.execute("INSERT INTO forgotten SELECT id, before, hash FROM events WHERE at < ?", (oldest,))
    log.execute("DELETE FROM pending WHERE id IN (SELECT id FROM events WHERE at < ?)", (oldest,))
    log.execute("DELETE FROM events WHERE at < ?", (oldest,))
