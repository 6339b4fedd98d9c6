"""Country names to ISO 3166-1 alpha-3 and back. Codes: pycountry; names: CLDR; other spellings and ties:
data/reference/country_alias.csv.

Not in ISO 3166-1 are `lain_lain` (other countries, a value of its own) and the codes that only passports have, by
data/reference/passport_code.csv: `XXA` stateless, `GBN` a British national, `UNO` an official of the United Nations.
Traps: no suggestion is made for three letters, since GBN is near to Gabon (GAB); NA is Namibia; AS is Amerika Serikat
as offices write it, not American Samoa; Kongo is two countries, and Rohingya is no nationality: such ties are refused
with their candidates.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pycountry
from babel import Locale

from pora.locale import _, language
from pora.paths import REFERENCE
from pora.reference.spelling import is_of_all, normalise, shorten, suggest
from pora.reference.terms import is_not_stated
from pora.reference.value_match import ValueMatch, find_values
from pora.schema import LAIN_LAIN

_OTHER = {"id": "Lain-lain", "en": "Other"}
_THREE_LETTERS = re.compile(r"[A-Za-z]{3}")
_PREFIXES = ("warganegara", "warga", "wna", "wn", "orang", "negara")


@cache
def _alpha_2_by_code() -> dict[str, str]:
    return {country.alpha_3: country.alpha_2 for country in pycountry.countries}


@cache
def _code_by_alpha_2() -> dict[str, str]:
    return {alpha_2: code for code, alpha_2 in _alpha_2_by_code().items()}


@dataclass(frozen=True)
class _PassportCode:
    """What a code of ICAO Doc 9303 means: `nationality` is stored, empty for a nationality that is not stated."""

    nationality: str
    names: Mapping[str, str]


@cache
def _passport_codes() -> dict[str, _PassportCode]:
    with (REFERENCE / "passport_code.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["passport_code"]: _PassportCode(row["nationality"], {"id": row["name_id"], "en": row["name_en"]})
            for row in csv.DictReader(file)
        }


def _passport_code(text: str) -> _PassportCode | None:
    """Three letters in any case; the one letter of Germany only as passports print it."""
    return _passport_codes().get(text.upper() if len(text) > 1 else text)


@cache
def _not_iso() -> dict[str, Mapping[str, str]]:
    """Values that are stored though ISO does not have them, with their names."""
    own = {code: found.names for code, found in _passport_codes().items() if code == found.nationality}
    return {**own, LAIN_LAIN: _OTHER}


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
    found = {normalise(code): code for code in (*_alpha_2_by_code(), *_not_iso())}
    found |= {normalise(name): code for code, names in _not_iso().items() for name in names.values()}
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
    """alpha-3, a code that only passports have, or `lain_lain`; no value where the text says "tidak dirinci"; else an
    error.

    alpha-2 counts only in capitals: `na` is more often "n/a" than Namibia. What is only near is no match."""
    if text is None or is_not_stated(text):
        return ValueMatch()
    if code := _passport_code(text.strip()):
        return ValueMatch(code.nationality or None)
    codes = find_values(text, _look_up)
    if not codes and text.strip() in _code_by_alpha_2():
        codes = (_code_by_alpha_2()[text.strip()],)
    if len(codes) == 1:
        return ValueMatch(codes[0])
    if codes:
        return _refuse(_("'{text}' bisa berarti {candidates}. Tulis salah satu."), text, codes)
    if is_of_all(text):
        message = _(
            "'{text}' adalah jumlah, bukan negara. Hapus barisnya bila rinciannya ada; kosongkan bila tidak dirinci."
        )
        return _refuse(message, text, ())
    is_code = _THREE_LETTERS.fullmatch(text.strip())
    near = () if is_code else tuple(code for code, _score in suggest(text, _suggestible(), limit=3))
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
    if code in _not_iso():
        return _not_iso()[code][lang]
    return str(_territories(lang)[_alpha_2_by_code()[code]])


@cache
def _territories(lang: str) -> Mapping[str, str]:
    return Locale.parse(lang).territories


def list_nationalities() -> list[tuple[str, str, str]]:
    """Every nationality that may be stored with its name in Indonesian and in English; by code."""
    codes = [*sorted({*_alpha_2_by_code(), *_not_iso()} - {LAIN_LAIN}), LAIN_LAIN]
    return [(code, country_name(code, "id"), country_name(code, "en")) for code in codes]
