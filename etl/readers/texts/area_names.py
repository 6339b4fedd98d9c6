"""Names of kabupaten/kota and kecamatan as they stand in titles, section rows and sheet names.

Only tells what kind of name a text is; which area it means is decided later, by the area matcher.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pora import paths
from pora.reference.spelling import normalise
from pora.schema import KABUPATEN_KOTA, KECAMATAN, PROVINSI

_KABUPATEN_WORDS = {"kab": "kab", "kabupaten": "kab", "kota": "kota", "kotamadya": "kota"}
_KECAMATAN_WORDS = ("kec", "kecamatan", "distrik")
_KECAMATAN_WORD = re.compile(r"^\W*(?:kecamatan|kec|distrik)\b\W*", re.IGNORECASE)
_LONGEST_NAME = 4  # words


@cache
def _names(level: str) -> frozenset[str]:
    with (paths.REFERENCE / "area.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(normalise(row["area_name"]) for row in csv.DictReader(file) if row["level"] == level)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", text)


def is_kabupaten(text: str) -> bool:
    """`KAB. KUDUS`, `Kabupaten Kudus`, `Kota Tegal`; not a bare `Kudus`, not the kecamatan `Kota Kudus`."""
    words = _words(text)
    return bool(words) and _kabupaten_at(words, 0) == len(words)


def is_kecamatan(text: str) -> bool:
    """`Kec. Bae` or a bare `Bae`, whatever the kabupaten."""
    words = _words(text)
    if words and words[0].lower() in _KECAMATAN_WORDS:
        words = words[1:]
    return normalise("".join(words)) in _names(KECAMATAN)


def is_whole_country_part(text: str) -> bool:
    """`Jawa Tengah`, `Provinsi Jawa Tengah`, `Indonesia`: a row so called is the sum of a table of kabupaten/kota. Not
    `Gorontalo`, which is a kabupaten, too."""
    name = re.sub(r"^(?:provinsi|propinsi|prov)\b\.?\s*", "", text.strip(), flags=re.IGNORECASE)
    is_province = normalise(name) in _names(PROVINSI) or normalise(name) == "indonesia"
    return is_province and not is_bare_kabupaten(text)


def is_bare_kabupaten(text: str) -> bool:
    """`Kudus`: the name without Kab. or Kota."""
    name = normalise(text)
    return any(prefix + name in _names(KABUPATEN_KOTA) for prefix in ("kab", "kota"))


def is_same_kabupaten(one: str, other: str) -> bool:
    """`Kudus` and `KABUPATEN KUDUS`; not `Kota Tegal` and `Kab. Tegal`."""
    (first, first_word), (second, second_word) = _split_kabupaten(one), _split_kabupaten(other)
    return first == second and (first_word is None or second_word is None or first_word == second_word)


def is_same_name(one: str, other: str) -> bool:
    """`KEC. PAKIS AJI` and `Pakisaji`, `Kudus` and `KABUPATEN KUDUS`: one name in two spellings."""
    return is_same_kabupaten(_KECAMATAN_WORD.sub("", one), _KECAMATAN_WORD.sub("", other))


def _split_kabupaten(text: str) -> tuple[str, str | None]:
    words = _words(text)
    prefix = _KABUPATEN_WORDS.get(words[0].lower()) if words else None
    return normalise("".join(words[1:] if prefix else words)), prefix


def _kabupaten_at(words: list[str], start: int) -> int | None:
    """End of the kabupaten/kota name that starts at a word, or None."""
    prefix = _KABUPATEN_WORDS.get(words[start].lower())
    for end in range(min(len(words), start + 1 + _LONGEST_NAME), start + 1, -1):
        if prefix and prefix + normalise("".join(words[start + 1 : end])) in _names(KABUPATEN_KOTA):
            return end
    return None


def find_kabupaten(lines: Iterable[str]) -> set[str]:
    """Names of kabupaten/kota with their word in front, as written in the lines."""
    return {name for line in lines for name in _scan(_words(line), _kabupaten_at)}


def find_kecamatan(lines: Iterable[str]) -> set[str]:
    """Names of kecamatan with their word in front; the name alone is returned."""
    found = {name for line in lines for name in _scan(_words(line), _kecamatan_at)}
    return {name.split(" ", 1)[1] for name in found}


def _kecamatan_at(words: list[str], start: int) -> int | None:
    if words[start].lower() in _KECAMATAN_WORDS:
        for end in range(min(len(words), start + 1 + _LONGEST_NAME), start + 1, -1):
            if normalise("".join(words[start + 1 : end])) in _names(KECAMATAN):
                return end
    return None


def _scan(words: list[str], name_at: Callable[[list[str], int], int | None]) -> Iterator[str]:
    for start in range(len(words)):
        end = name_at(words, start)
        if end:
            yield " ".join(words[start:end])
