"""Who takes a file and when: in sight on exact figures, so that a copy that went astray says whose it was. Public files
name nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pora.access.audit import read_log_head
from pora.access.secret import make_witness
from pora.config import office_time
from pora.deck.model import Deck
from pora.locale import _


@dataclass(frozen=True)
class Taking:
    """`at` is by the clock of the office, as 2026-11-22T17:15:00+07:00; `log_head` is a witness of the head of the
    audit log then, for `audit --verify --head`."""

    user: str
    at: str
    log_head: str


NOBODY = Taking("", "1970-01-01T00:00:00+00:00", "")  # of a file that is older than marks


def note_taking(user: str) -> Taking:
    now = office_time(dt.datetime.now(dt.UTC))
    return Taking(user, now.isoformat(timespec="seconds"), make_witness(read_log_head()))


def describe_taking(taking: Taking) -> str:
    moment = dt.datetime.fromisoformat(taking.at)
    return _("Diambil {user}, {day} pukul {time}").format(
        user=taking.user, day=f"{moment:%d-%m-%Y}", time=f"{moment:%H.%M}"
    )


def mark_deck(deck: Deck, taking: Taking | None) -> Deck:
    """The deck with that mark on every slide; as it is where it is public, or of a bundle that is older than marks."""
    if taking is None or deck.version != "exact":
        return deck
    return replace(deck, marks=(describe_taking(taking), *deck.marks))  # the last ones are never cut


def write_taking(taking: Taking | None, version: str) -> dict[str, object]:
    """For a manifest or metadata; whoever took a public file is not named. Nothing where there is nothing to say, as of
    a public file before anything was logged: what `read_taking` makes of it is written the same."""
    if taking is None or taking == NOBODY or (version != "exact" and not taking.log_head):
        return {}
    by = {"by": taking.user, "at": taking.at} if version == "exact" else {}
    return {"taken": {**by, "log_head": taking.log_head}}


def read_taking(manifest: Mapping[str, object]) -> Taking | None:
    """What `write_taking` wrote. Raises ValueError for anything else."""
    taken = manifest.get("taken")
    if taken is None:
        return None
    if not isinstance(taken, dict) or not all(isinstance(value, str) for value in taken.values()):
        raise ValueError("taken")
    at = str(taken.get("at", NOBODY.at))
    dt.datetime.fromisoformat(at)
    return Taking(str(taken.get("by", "")), at, str(taken["log_head"]))
