"""Words and numbers for people. Source strings are Indonesian; `<language>.po` beside this file translates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from operator import index
from pathlib import Path
from typing import SupportsIndex

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from pora.locale.house import lower_first, official, raise_first, replace_terms, terms

MANY = 2  # the form of a word that stands beside no number: foreign nationals
language: ContextVar[str] = ContextVar("language", default="id")


@cache
def _catalogue(lang: str) -> NullTranslations:
    """Compiled from the text file once a process, at the first text: 20 ms. Babel knows the plural rule."""
    path = Path(__file__).with_name(f"{lang}.po")
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _(text: str) -> str:
    """The text in the reader's language; the source text where there is no translation."""
    return _say_in_house(_catalogue(language.get()).gettext(text)) if text else ""  # under "" gettext keeps its header


def _n(text: str, n: SupportsIndex) -> str:
    """The same for a text that says `n` of something: 1 area, 2 areas. Indonesian has one form, so one text is both."""
    return _say_in_house(_catalogue(language.get()).ngettext(text, text, index(n)))


def _say_in_house(text: str) -> str:
    return replace_terms(text, language.get(), terms.get()) if terms.get() else text


@contextmanager
def speaking(lang: str | None) -> Iterator[None]:
    """Another language for a while; None leaves the reader's."""
    if lang is None:
        yield
        return
    token = language.set(lang)
    try:
        yield
    finally:
        language.reset(token)


def format_number(value: float | Decimal, decimals: int = 0) -> str:
    """1.234 in Indonesian, 1,234 in English; `decimals` digits after the mark. A half is rounded up, away from zero, as
    everybody rounds at school."""
    return _format_number(value + 0, decimals, language.get())  # no minus zero, which is kept under the name of zero


@lru_cache(maxsize=10_000, typed=True)  # by type: a Decimal can't be compared with a whole number of numpy
def _format_number(value: float | Decimal, decimals: int, lang: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    with localcontext(rounding=ROUND_HALF_UP):
        return str(format_decimal(value, format=pattern, locale=lang))


def format_change(value: int) -> str:
    """A signed number with a real minus: +12, −3, 0."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + format_number(abs(value))


def format_day(day: dt.date) -> str:
    """19 Maret 2024; of a moment the day on its own clock."""
    return _format_date(dt.date(day.year, day.month, day.day), "d MMMM y", language.get())


def format_short_period(period: str) -> str:
    """`2024-03` as Mar 2024, for an axis or the head of a column."""
    return _format_date(dt.date.fromisoformat(f"{period}-01"), "MMM y", language.get())


def format_period(period: str) -> str:
    """`2024-03` as Maret 2024."""
    return _format_date(dt.date.fromisoformat(f"{period}-01"), "MMMM y", language.get())


@lru_cache(maxsize=5000)  # a page writes some fifty of them, at every change
def _format_date(day: dt.date, pattern: str, lang: str) -> str:
    """`day` must be no moment: two clocks tell different days of one, and here it would be found as the same."""
    return str(format_date(day, pattern, locale=lang))
