"""Decks of the snapshot in force, whole or one kind of slide of them."""

from __future__ import annotations

from dataclasses import replace

from pora.access.roles import Scope
from pora.deck.agenda import make_agenda
from pora.deck.make import make_deck
from pora.deck.model import Deck, Slide
from pora.warehouse.db import use_snapshot

PUBLIC, EXACT = Scope("public"), Scope("exact")


def deck_of(area: str, period: str = "2024-03", scope: Scope = EXACT) -> Deck:
    return make_deck(use_snapshot(), scope, make_agenda(area, period))


def of_kind(deck: Deck, kind: str) -> Slide:
    return next(slide for slide in deck.slides if slide.kind == kind)


def slides_of(kind: str, area: str, period: str = "2024-03", scope: Scope = EXACT) -> tuple[Slide, ...]:
    """Those of a deck that are of this kind; no other is made."""
    agenda = make_agenda(area, period)
    plans = tuple(plan for plan in agenda.slides if plan.kind == kind)
    assert plans
    return make_deck(use_snapshot(), scope, replace(agenda, slides=plans)).slides


def slide_of(kind: str, area: str, period: str = "2024-03", scope: Scope = EXACT) -> Slide:
    (slide,) = slides_of(kind, area, period, scope)
    return slide
