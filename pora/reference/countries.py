"""Country names to ISO 3166-1 alpha-3 and back. Codes: pycountry; names: CLDR; other spellings and ties:
data/reference/country_alias.csv.

Two values are not in ISO 3166-1: `lain_lain` (other countries, a value of its own) and `XXA` (stateless; the
code of ICAO Doc 9303, since "tanpa kewarganegaraan" is known and must not become "tidak dirinci").
Traps: NA is Namibia; AS is Amerika Serikat as offices write it, not American Samoa; Kongo is two countries,
and Rohingya is no nationality: such ties are refused with their candidates.
"""

from __future__ import annotations

import csv
from functools import cache

import pandas as pd
import pycountry
from babel import Locale

from pora.locale import _, language
from pora.paths import REFERENCE
from pora.reference.spelling import normalise, shorten, suggest
from pora.reference.terms import is_not_stated
from pora.reference.value_match import ValueMatch, find_values
from pora.schema import LAIN_LAIN

STATELESS = "XXA"
_NOT_ISO = {
    LAIN_LAIN: {"id": "Lain-lain", "en": "Other"},
    STATELESS: {"id": "Tanpa kewarganegaraan", "en": "Stateless"},
}
_PREFIXES = ("warganegara", "warga", "wna", "wn", "orang", "negara")


@cache
def _alpha_2_by_code() -> dict[str, str]:
    return {country.alpha_3: country.alpha_2 for country in pycountry.countries}


@cache
def _code_by_alpha_2() -> dict[str, str]:
    return {alpha_2: code for code, alpha_2 in _alpha_2_by_code().items()}


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    """Normalised spelling -> codes; more than one code is a tie."""
    found: dict[str, tuple[str, ...]] = {}
    with (REFERENCE / "country_alias.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = normalise(row["alias"])
            found[key] = (*found.get(key, ()), row["nationality"])
    return found


@cache
def _names() -> dict[str, str]:
    """Normalised Indonesian, English and ISO names -> code; `lain_lain` and the alpha-3 codes too."""
    found = {normalise(code): code for code in (*_alpha_2_by_code(), *_NOT_ISO)}
    for country in pycountry.countries:
        spellings = {
            country_name(country.alpha_3, "id"),
            country_name(country.alpha_3, "en"),
            country.name,
            getattr(country, "common_name", country.name),
            getattr(country, "official_name", country.name),
        }
        found |= {normalise(spelling): country.alpha_3 for spelling in spellings}
    return found


def _look_up(key: str) -> tuple[str, ...]:
    """Codes of a normalised spelling, also after `WN` and the like; aliases first, for they hold the ties."""
    for spelling in (key, *(key.removeprefix(prefix) for prefix in _PREFIXES if key.startswith(prefix))):
        if spelling in _aliases():
            return _aliases()[spelling]
        if spelling in _names():
            return (_names()[spelling],)
    return ()


def resolve_country(text: str | None) -> ValueMatch:
    """alpha-3, `XXA` or `lain_lain`; no value where the text says "tidak dirinci"; else an error.

    alpha-2 counts only in capitals: `na` is more often "n/a" than Namibia. What is only near is no match."""
    if text is None or is_not_stated(text):
        return ValueMatch()
    codes = find_values(text, _look_up)
    if not codes and text.strip() in _code_by_alpha_2():
        codes = (_code_by_alpha_2()[text.strip()],)
    if len(codes) == 1:
        return ValueMatch(codes[0])
    if codes:
        return _refuse(_("'{text}' bisa berarti {candidates}. Tulis salah satu."), text, codes)
    near = tuple(code for code, _score in suggest(text, _suggestible(), limit=3))
    if near:
        message = _("Negara '{text}' tidak dikenal. Mungkin maksudnya {candidates}? Perbaiki namanya.")
    else:
        message = _(
            "Negara '{text}' tidak dikenal. Tulis nama negara atau kode ISO tiga huruf; kosongkan bila tidak dirinci."
        )
    return _refuse(message, text, near)


def _refuse(message: str, text: str, codes: tuple[str, ...]) -> ValueMatch:
    named = _(" atau ").join(f"{country_name(code)} ({code})" for code in codes)
    return ValueMatch(None, "constraint-error", message.format(text=shorten(text), candidates=named), codes)


@cache
def _suggestible() -> dict[str, str]:
    """Spellings to suggest from: names and single-country aliases, no codes."""
    aliases = {key: codes[0] for key, codes in _aliases().items() if len(codes) == 1}
    return {key: code for key, code in (_names() | aliases).items() if len(key) > 3}


def country_name(code: str | None, lang: str | None = None) -> str:
    """The name in `lang` (the reader's language if not given): CLDR's; None is "Tidak dirinci"."""
    if code is None:
        return _("Tidak dirinci")
    lang = lang or language.get()
    if code in _NOT_ISO:
        return _NOT_ISO[code][lang]
    return str(Locale.parse(lang).territories[_alpha_2_by_code()[code]])


def country_table() -> pd.DataFrame:
    """One row per nationality that may be stored: nationality, country_name, country_name_en; by code."""
    codes = [*sorted((*_alpha_2_by_code(), STATELESS)), LAIN_LAIN]
    return pd.DataFrame(
        {
            "nationality": codes,
            "country_name": [country_name(code, "id") for code in codes],
            "country_name_en": [country_name(code, "en") for code in codes],
        }
    )
