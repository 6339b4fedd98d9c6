"""Is the audit log what it was? Every event is hashed again, and every link followed to the first one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pora.access.audit_log import has_log, open_log
from pora.access.audit_store import CHAIN_START, hash_event
from pora.access.secret import make_witness
from pora.locale import _, _n

# One statement, so that nothing is forgotten in between.
_LINKS = """
SELECT id, at, event, "user", facts, before, hash FROM events
UNION ALL SELECT id, NULL, NULL, NULL, NULL, before, hash FROM forgotten ORDER BY id
"""


@dataclass(frozen=True)
class ChainVerdict:
    """`problems` in words, empty for a whole chain; `events` that stand in the log, `forgotten` of which only hashes
    do; `since` is the moment of the oldest that stands there, `head` the hash of the newest, each empty without one."""

    events: int = 0
    forgotten: int = 0
    since: str = ""
    head: str = ""
    problems: tuple[str, ...] = ()


def verify_chain(witnesses: Mapping[str, str]) -> ChainVerdict:
    """The log against itself and against heads that were written down elsewhere (what -> head, or witness of one):
    whoever cut off the end, or wrote the whole log anew, can't change these."""
    if not has_log():
        lost = tuple(_explain_lost(where) for where in witnesses)
        return ChainVerdict(problems=lost)
    with open_log() as log:
        links = log.execute(_LINKS).fetchall()
    kept = [row for row in links if row[1] is not None]
    problems = [
        _("Catatan {id} ({at}, {user}) tidak sama dengan sidiknya: isinya diubah.").format(id=number, at=at, user=user)
        for number, at, event, user, facts, before, digest in kept
        if hash_event(before, number, at, event, user, facts) != digest
    ]
    if kept and (early := [row[0] for row in links if row[1] is None and row[0] > kept[0][0]]):
        problems.append(_explain_early(early))
    former = CHAIN_START
    for number, *_said, before, digest in links:
        if before != former:
            problems.append(_("Rantai putus sebelum catatan {id}: ada yang hilang atau disisipkan.").format(id=number))
        former = digest
    known = {row[-1] for row in links} | {CHAIN_START}
    if not known.issuperset(witnesses.values()):
        known |= {make_witness(head) for head in known}
    problems += [_explain_lost(where) for where, head in witnesses.items() if head not in known]
    since, head = (kept[0][1] if kept else ""), (former if links else "")
    return ChainVerdict(len(kept), len(links) - len(kept), since, head, tuple(problems))


def _explain_early(numbers: Sequence[int]) -> str:
    """Only the oldest are forgotten, so one that is younger than an event that stands was taken out."""
    words = _n("Catatan {id} dilupakan sebelum yang lebih lama: isinya dikeluarkan.", len(numbers))
    return words.format(id=", ".join(map(str, numbers[:10])) + ("…" if numbers[10:] else ""))


def _explain_lost(where: str) -> str:
    return _("Kepala rantai di {where} tidak ada di catatan: akhir catatan dipotong atau catatan diganti.").format(
        where=where
    )
