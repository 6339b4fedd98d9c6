"""The log of what was done with the data: who came in, who was refused, who saw exact figures, what left, what was
loaded or approved, whose rights, sessions or agendas changed, and which template slides are written in.

Only additions are possible, each chained to the one before (pora/access/audit_store.py). It holds users of the product
and counts of rows; of the persons counted it knows nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from pora.access.audit_log import has_log, open_log
from pora.access.audit_store import (
    CHAIN_START,
    REPEATED,
    Log,
    chain_event,
    chain_repeats,
    count_repeat,
    find_head,
    forget_before,
    read_repeats,
)
from pora.access.system_user import name_system_user
from pora.config import settings

SIGN_IN, REFUSAL, VIEW, EXPORT, UPLOAD = "sign_in", "refusal", "view", "export", "upload"
RIGHTS, SESSION, AGENDA, APPROVAL, TEMPLATE = "rights", "session", "agenda", "approval", "template"
EVENTS = (SIGN_IN, REFUSAL, VIEW, EXPORT, UPLOAD, RIGHTS, SESSION, AGENDA, APPROVAL, TEMPLATE)
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
    return f"{name_system_user()} (perintah)"


def record(event: str, user: str, **facts: Fact) -> None:
    """Adds one event, on disk before this returns, and forgets what is too old. Raises PoraError where the log can't be
    written: what is not logged must not happen."""
    with open_log() as log, log.lock():
        _add(log, event, user, _write_facts(facts))


def record_change(event: str, user: str, **facts: Fact) -> None:
    """The same, unless the newest event of that kind about the user says so already, whichever process wrote it."""
    written = _write_facts(facts)
    with open_log() as log, log.lock():
        newest = log.execute(
            'SELECT facts FROM events WHERE event = ? AND "user" = ? ORDER BY id DESC LIMIT 1', (event, user)
        ).fetchone()
        if newest is None or newest[0] != written:
            _add(log, event, user, written)


def _write_facts(facts: Mapping[str, Fact]) -> str:
    return json.dumps(facts, ensure_ascii=False)


def _add(log: Log, event: str, user: str, facts: str) -> None:
    days, at = settings().audit_days, _write_moment(_now())
    if event == REFUSAL and (known := _find_repeated(log, user, facts, at)):
        count_repeat(log, known)
        return
    chain_repeats(log, at)
    chain_event(log, at, event, user, facts)
    log.execute("DELETE FROM retention")
    log.execute("INSERT INTO retention VALUES (?)", (days,))
    forget_before(log, _write_moment(_now() - dt.timedelta(days=days)))


def _find_repeated(log: Log, user: str, facts: str, at: str) -> int | None:
    """The refusal of the same day at which this one is counted, so that nobody fills the log by trying."""
    refusals = log.execute(
        'SELECT id, facts FROM events WHERE event = ? AND "user" = ? AND at >= ? ORDER BY id DESC',
        (REFUSAL, user, at[:10]),
    ).fetchall()
    same = [number for number, said in refusals if said == facts]
    return same[0] if same else refusals[0][0] if len(refusals) >= MOST_REFUSALS else None


def _write_moment(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def read_log_head() -> str:
    """The hash of the newest event, by which the log can be checked later; empty where nothing was ever logged."""
    if not has_log():
        return ""
    with open_log() as log:
        head = find_head(log)
    return "" if head == CHAIN_START else head


def read_events(since: str = "", event: str = "", user: str = "") -> list[Event]:
    """The events in their order; `since` is a day, YYYY-MM-DD. Empty where nothing was ever logged. Raises
    PoraError where the log can't be read."""
    if not has_log():
        return []
    with open_log() as log:
        rows = log.execute(
            'SELECT id, at, event, "user", facts FROM events '
            "WHERE event <> ? AND at >= ? AND (? IN ('', event)) AND (? IN ('', \"user\")) ORDER BY id",
            (REPEATED, since, event, user),
        ).fetchall()
        repeats = read_repeats(log)
    return [Event(at, kind, who, json.loads(facts), 1 + repeats.get(id_, 0)) for id_, at, kind, who, facts in rows]
