"""Headings that are values: `CHINA`, `ITAS`, `L` over a column of counts. What a text can be, by the alias tables."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.readers.texts.headings import normalise_heading, resolve_heading
from etl.readers.texts.periods import is_month, parse_period
from pora.reference.countries import resolve_country
from pora.reference.spelling import without_footnote_marks
from pora.reference.terms import is_not_stated, is_visa_index, resolve_term

# In this order where nothing else tells: `LK` is a sex before it is Sri Lanka.
HEADING_COLUMNS = (
    "sex",
    "izin_tinggal",
    "category",
    "unhcr_status",
    "action_kind",
    "purpose",
    "nationality",
    "unhcr_card",
    "period",
)
_ONLY_BY_CONTEXT = ("unhcr_card",)  # `ya` and `no` are values only under their own heading
MAX_LABEL_LENGTH = 60
_COUNT_WORDS = re.compile(
    r"^(?:(?:jumlah|jml|jlh|total|banyaknya|sub ?total)\b(?:\s+dari\b)?|sum of\b)\s*", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:orang asing|wna|warga negara asing|warga negara|orang|jenis kelamin|pemegang)\b", re.IGNORECASE
)


@lru_cache(maxsize=20_000)
def possible_columns(text: str) -> tuple[str, ...]:
    """The columns of which a heading may be a value, likeliest first."""
    if len(text) > MAX_LABEL_LENGTH or is_not_stated(text):
        return ()
    found = [name for name in HEADING_COLUMNS if name not in _ONLY_BY_CONTEXT and _is_value(name, text)]
    if len(normalise_heading(text)) <= 2 and len(found) > 1:
        found = [name for name in found if name != "nationality"] + ["nationality"]
    return tuple(found)


def _is_value(column: str, text: str) -> bool:
    if column == "period":
        plain = without_footnote_marks(text)
        return is_month(plain) or parse_period(plain) is not None and not text.isdigit()
    if column == "nationality":
        return len(text) > 1 and resolve_country(text).value is not None  # D over a column is no German
    if column == "izin_tinggal" and is_visa_index(text):
        return False  # C1 or 312 over a column may be anything
    return resolve_term(column, text).value is not None


def _is_same_value(column: str, first: str, second: str) -> bool:
    """`Laki-Laki Male`: one value in two languages."""
    if column == "nationality":
        return resolve_country(first).value == resolve_country(second).value
    return column != "period" and resolve_term(column, first).value == resolve_term(column, second).value


def is_count_word(text: str) -> bool:
    match = resolve_heading(text)
    return match is not None and match.column == "person_count"


def strip_count_words(text: str) -> str:
    """`JUMLAH WNA CHINA` -> `CHINA`; the text itself where nothing would be left."""
    rest = _COUNT_WORDS.sub("", text.strip())
    without = " ".join(_FILLER.sub(" ", rest).split())
    return without or rest or text


@lru_cache(maxsize=20_000)
def split_value(text: str) -> tuple[str, ...]:
    """The values that one heading names: (`CHINA`, `L`) for `China L` or `CHINA - L`; () if it names none."""
    if len(text) > MAX_LABEL_LENGTH:
        return ()
    if possible_columns(text):
        return (text,)
    text = text.replace("_", " ")
    stripped = strip_count_words(text)
    if stripped != text and possible_columns(stripped):
        return (stripped,)
    for separator in re.finditer(r"\s*[-/,(]\s*|\s+", stripped):
        first, second = stripped[: separator.start()], stripped[separator.end() :].rstrip(") ")
        if first and second and possible_columns(first) and possible_columns(second):
            if possible_columns(first)[0] != possible_columns(second)[0]:
                return (first, second)
            if _is_same_value(possible_columns(first)[0], first, second):
                return (first,)
    return ()
