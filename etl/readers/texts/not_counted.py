"""Columns of numbers that no stock of foreign nationals or refugees stands in: WNI, the population, households, births
and moves, age groups, ratios, and parts of another column. They are named in the report and never counted.

The trap: `Penambahan WNA yang Lahir` has a word of personal data in it, and is a number of births.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from etl.readers.texts.headings import normalise_heading, personal_words, resolve_exactly

NotCounted = Literal["ratio", "own_nationals", "population", "households", "flow", "age_group", "part"]

_RATIO = re.compile(
    r"%|‰|\b(?:persen(?:tase|tasi)?|prosentase|pct|percent(?:age)?s?|rasio|ratio|proporsi|proportion|share|pangsa|kepadatan"
    r"|density|laju|pertumbuhan|growth|rata[ -]?rata|rerata|average|mean)\b"
    r"|\bper (?:1[ .,]?000?(?:[ .,]?000)*|seribu|seratus ribu|km2?|kapita|capita|jiwa)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\bwni\b|\bwarga ?negara indonesia\b|\bpenduduk indonesia\b")
_OTHERS = re.compile(r"\bwna\b|\basing\b|\bpengungsi\b|\bpencari suaka\b|\btka\b")
_POPULATION = re.compile(r"\bpenduduk\b|\bpopulation\b|\bjiwa penduduk\b")
_HOUSEHOLDS = re.compile(r"\bkk\b|\bkepala keluarga\b|\brumah tangga\b|\bhouseholds?\b")
_FLOW = re.compile(
    r"\b(?:penambahan|pengurangan|kelahiran|kematian|mutasi)\b|\byang (?:lahir|mati|meninggal|datang|pindah)\b"
    r"|\bkarena (?:lahir|mati|meninggal|pindah|datang)\b|\bjumlah (?:lahir|mati|pindah|datang)\b"
    r"|\b(?:births?|deaths?|arrivals?|departures?|deportations?)\b"
    r"|\b(?:kedatangan|keberangkatan|perlintasan|deportasi|penerbitan|perpanjangan|permohonan)\b"
    r"|^(?:(?:jumlah|jml|wna|orang|yang|s d) )*(?:masuk|keluar|datang|berangkat|bulan (?:lalu|sebelumnya))$"
)
_OPENING, _CLOSING = re.compile(r"\bawal (?:bulan|tahun|periode)\b"), re.compile(r"\bakhir (?:bulan|tahun|periode)\b")
_AGE = re.compile(
    r"(?:umur|usia|age)? ?(?:\d{1,2} ?- ?\d{1,2}|[<>≤≥] ?=? ?\d{1,2}|\d{1,2} ?\+|\d{1,2} (?:ke|tahun ke) atas)"
    r" ?(?:tahun|thn|th|years?)?"
)
_AGE_WORD = re.compile(r"\b(?:dewasa|anak(?: anak)?|lansia|balita|bayi|remaja|adults?|children|child|elderly)\b")
_PART = re.compile(r"^(?P<whole>.+?) (?:yang|of which|di ?antaranya|termasuk) .+$")
_PART_ALONE = re.compile(r"^(?:of which|di ?antaranya|termasuk|dari jumlah (?:itu|tersebut))\b")


def is_own_nationals(text: str) -> bool:
    """`WNI`, as a heading or as a value of a column."""
    plain = normalise_heading(text)
    return _OWN.search(plain) is not None and not _OTHERS.search(plain)


def find_not_counted(text: str) -> NotCounted | None:
    """What one heading by itself says of numbers that are not counted; None for any other heading, above all for a
    personal one: `Nama anak` is a name, and only births have `lahir` in them.
    """
    plain = normalise_heading(text)
    personal = personal_words() & set(plain.split())
    if not personal and _RATIO.search(text.replace("_", " ")):
        return "ratio"
    if resolve_exactly(plain) or personal - {"lahir"}:
        return None
    if _FLOW.search(plain):
        return "flow"
    if personal:
        return None
    if is_own_nationals(text):
        return "own_nationals"
    if _HOUSEHOLDS.search(plain):
        return "households"
    if _POPULATION.search(plain) and not _OTHERS.search(plain):
        return "population"
    if _AGE.fullmatch(" ".join(text.lower().replace("–", "-").split())) or _AGE_WORD.search(plain):
        return "age_group"
    return "part" if _PART_ALONE.match(plain) else None


def find_uncounted_columns(paths: Mapping[int, tuple[str, ...]]) -> dict[int, NotCounted]:
    """The columns of a table that are not counted, by their headings and those of their neighbours."""
    found: dict[int, NotCounted] = {}
    wholes = {normalise_heading(part) for path in paths.values() for part in path}
    has_closing = any(_CLOSING.search(whole) for whole in wholes)
    for position, path in paths.items():
        reasons = [reason for part in path if (reason := find_not_counted(part))]
        if has_closing and any(_OPENING.search(normalise_heading(part)) for part in path):
            reasons.append("flow")
        if _is_part(path, wholes):
            reasons.append("part")
        if reasons:
            found[position] = reasons[0]
    return found


def _is_part(path: Iterable[str], wholes: set[str]) -> bool:
    """`WNA pemegang KITAS yang tercatat di SIAK` beside `WNA pemegang KITAS`."""
    found = [match for part in path if (match := _PART.match(normalise_heading(part)))]
    return any(match["whole"] in wholes for match in found)
