"""Labels that hit neither each other nor an edge: each takes the first of its places that is free, or is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pora.deck.layout import Box


@dataclass
class Room:
    """What is taken of an area so far."""

    box: Box
    taken: list[Box] = field(default_factory=list)

    def take(self, candidates: Iterable[Box]) -> Box | None:
        """The first free place, which then is taken."""
        for one in candidates:
            if lies_in(one, self.box) and not any(overlap(one, other) for other in self.taken):
                self.taken.append(one)
                return one
        return None


def overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


def lies_in(one: Box, other: Box) -> bool:
    return (
        one.left >= other.left
        and one.top >= other.top
        and one.left + one.width <= other.left + other.width
        and one.top + one.height <= other.top + other.height
    )
