"""Words of the house: what an installation calls things instead of the product's own words. They come from a file of
the operator (`pora/reference/house_terms.py`) and hold for one run, as the language does.

Texts of the source and their translations are changed, never what data hold: a name of an area or the title of a
meeting stays as it is. Placeholders and quotations stay, too: a law is quoted as it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

_KEPT = r'\{[^{}]*\}|"[^"]*"|`[^`]*`|<[^<>]*>'


@dataclass(frozen=True)
class HouseTerm:
    """In texts of `language` stands `replacement` where the product says `term`."""

    term: str
    replacement: str
    language: str


terms: ContextVar[tuple[HouseTerm, ...]] = ContextVar("terms", default=())


@contextmanager
def official() -> Iterator[None]:
    """The product's own words for a while: for headings that are read back when a file is loaded again."""
    token = terms.set(())
    try:
        yield
    finally:
        terms.reset(token)


@lru_cache(maxsize=20_000)
def replace_terms(text: str, language: str, known: tuple[HouseTerm, ...]) -> str:
    """Every term at once, the longest first, so that none is replaced in what another one gave. A term that begins with
    a small letter is also met with a large one, and its replacement then begins with one."""
    own = {one.term: one.replacement for one in known if one.language == language}
    if not own:
        return text
    own |= {raise_first(term): raise_first(word) for term, word in own.items() if raise_first(term) not in own}
    longest = sorted(own, key=len, reverse=True)
    pattern = rf"{_KEPT}|(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"
    return re.sub(pattern, lambda found: own.get(found[0], found[0]), text)


def raise_first(text: str) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it stands within a sentence; an abbreviation keeps its letters."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
