"""One spelling for comparing what people type: no case, accents, spaces or marks. Nothing is decided here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

Value = TypeVar("Value")

_FEWEST_LETTERS = 3  # everything is near to shorter texts
MAX_LENGTH = 200  # no name is longer; beyond it a text is not looked at
_BLANK_MARKS = frozenset("-‐‑‒–—−_.…'’\"")
_RAISED = ("<super>", "<sub>", "<circle>")  # how Unicode says that a letter is another one, made small or ringed
_MARK_AT_END = re.compile(r"(?<=\S)(?:\s*\d{1,2}\)|\s+[a-z]\)|\s*\*+\)?|[†‡]+)$", re.IGNORECASE)
_OF_ALL = re.compile(
    r"(?:semua|seluruh(?:nya)?|segala|keseluruhan|gabungan|(?:sub\s*|grand\s*)?total|jumlah|jml|all)\b"
    r"|l(?:aki-laki|k)?\s*(?:[+&/]|dan)\s*p(?:erempuan|r)?$",
    re.IGNORECASE,
)
_LOWEST_SCORE = 65  # measured on misspelt kecamatan names: below it, suggestions are noise


def normalise(text: str) -> str:
    """Lower case, letters and digits only, footnote marks off: `KEC. Pakis  Aji¹` and `kecpakisaji` are the same."""
    plain = unicodedata.normalize("NFKD", without_footnote_marks(text)).casefold()
    return "".join(filter(str.isalnum, plain))


def has_raised(text: str) -> bool:
    """Whether a superscript, a circled digit or the like stands in the text: it would become a digit of the number
    before it (`48¹` is not 481)."""
    return not text.isascii() and any(map(_is_raised, text))


def without_footnote_marks(text: str) -> str:
    """A name or heading without its reference to a footnote: `Jati¹`, `Jati 1)`, `JUMLAH*)`. Not for numbers."""
    if not text.isascii():
        text = "".join(letter for letter in text if not _is_raised(letter))
    return text if "(" in text else _MARK_AT_END.sub("", text)


@lru_cache(maxsize=4096)
def _is_raised(letter: str) -> bool:
    return unicodedata.category(letter) == "No" or unicodedata.decomposition(letter).startswith(_RAISED)


def is_of_all(text: str) -> bool:
    """Whether a text tells of all that a column can say, so of a sum: `Semua negara`, `Total`, `L+P`."""
    return _OF_ALL.match(text.strip()) is not None


def is_blank(text: str | None) -> bool:
    """Nothing stands there: empty, or only spaces, dashes and dots (what offices put into an empty cell)."""
    return not text or all(
        mark in _BLANK_MARKS or unicodedata.category(mark) in {"Zs", "Zl", "Zp", "Cc", "Cf"} for mark in text
    )


def shorten(text: str, length: int = 60) -> str:
    """The text on one line for a message, cut where it is long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= length else line[: length - 1] + "…"


def suggest(text: str, choices: Mapping[str, Value], limit: int = 5) -> list[tuple[Value, int]]:
    """Values whose spelling is near, best first, each once with its score (0-100). For people to choose from:
    never a match. `choices` maps normalised spellings to values."""
    key = normalise(text)
    if not _FEWEST_LETTERS <= len(key) <= MAX_LENGTH:
        return []
    from rapidfuzz import fuzz, process

    near = process.extract(key, choices.keys(), scorer=fuzz.ratio, score_cutoff=_LOWEST_SCORE, limit=3 * limit)
    found = [(choice, score) for choice, score, _ in near]
    if not found:
        parts = [c for c in choices if key in c or (c in key and len(c) > _FEWEST_LETTERS)]
        found = sorted(((c, fuzz.ratio(key, c)) for c in parts), key=lambda pair: -pair[1])
    best: dict[Value, int] = {}
    for choice, score in found:
        best.setdefault(choices[choice], round(score))
    return list(best.items())[:limit]
