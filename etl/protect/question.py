"""A month and category in which numbers are to be hidden, with all that decides which, and the answer, audited.

Plain data, since several are answered at once by other processes. The same answer to the same question, always.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.protect.attack import find_exposed
from etl.protect.chance import make_chance
from etl.protect.published import Published, list_kept
from etl.protect.relations import Cell, Detail, Month
from etl.protect.suppress import choose_hidden, leave_open
from etl.protect.system import State
from etl.protect.targets import NO_PROOFS


@dataclass(frozen=True)
class MonthQuestion:
    """`versions`: all that was published of it; `known`: what anyone can read elsewhere; `secret`: of the
    installation."""

    period: str
    category: str
    month: Month
    versions: Sequence[Published]
    threshold: int
    known: frozenset[State]
    against_insiders: bool
    secret: bytes


@dataclass(frozen=True)
class Answer:
    """What is hidden and which details are closed, how much of it against insiders alone, and how many small numbers
    the audit finds given away all the same: with any, it must not be published."""

    hidden: frozenset[Cell]
    closed: frozenset[Detail]
    insider_count: int = 0
    given_away: int = 0


def answer(question: MonthQuestion) -> Answer:
    """Chooses and audits. What former versions gave away already is no fault of the new one."""
    month, versions, threshold, known = question.month, question.versions, question.threshold, question.known
    chance = make_chance(question.secret, question.period, question.category)
    choice = choose_hidden(versions, month, threshold, known, chance, question.against_insiders)
    new = choice.published
    open_again = leave_open(versions, month, threshold)
    given_away: set[State] = set()
    for number, kept in enumerate(list_kept(versions)):
        proofs = choice.proofs[number] if number < len(choice.proofs) else NO_PROOFS
        exposed = find_exposed([*kept, new], threshold, known, question.against_insiders, proofs)
        if not exposed:
            break
        anyway = find_exposed(kept, threshold, known, question.against_insiders, last=open_again)
        if given_away := {one.state for one in exposed} - {one.state for one in anyway}:
            break
    return Answer(new.hidden, new.closed, choice.insider_count, len(given_away))
