"""What a text in a coded column means: a value, nothing ("tidak dirinci"), or an error with suggestions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pora.reference.spelling import MAX_LENGTH, normalise

Lookup = Callable[[str], tuple[str, ...]]

_PARTS = re.compile(r"[()\[\]/=|,;]+")


@dataclass(frozen=True)
class ValueMatch:
    """`value` is a code; None without an error means not stated. `candidates` are only suggestions."""

    value: str | None = None
    error_code: str | None = None
    message: str | None = None
    candidates: tuple[str, ...] = ()


def find_values(text: str, lookup: Lookup) -> tuple[str, ...]:
    """Values of the whole text; else the value that all its parts share: `Izin tinggal terbatas (ITAS)`,
    `RRT/China`. One value is a match, several are a tie, none is unknown. `lookup` takes a normalised
    spelling."""
    if len(text) > MAX_LENGTH:
        return ()
    if whole := lookup(normalise(text)):
        return whole
    parts = [normalise(part) for part in _PARTS.split(text)]
    found = {lookup(part) for part in parts if part}
    return next(iter(found)) if len(found) == 1 else ()
