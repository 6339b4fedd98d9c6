"""Desa and kelurahan by kecamatan: codes, names, spellings.

`data/reference/desa.csv` has one row a kecamatan; it is read when the first desa is asked for (30 ms), and a row is
taken apart when its kecamatan is. Trap: names repeat hundreds of times in the country, and a desa and a kelurahan of
one kecamatan may share a name, so nothing here answers a name without its kecamatan.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache

from pora.paths import REFERENCE
from pora.reference.areas.tables import Area, split_kind, strip_numbering
from pora.reference.spelling import normalise
from pora.schema import DESA

KECAMATAN_LENGTH, DESA_LENGTH = len("33.19.01"), len("33.19.01.2001")


@lru_cache(maxsize=1)
def _read_rows() -> Mapping[str, str]:
    with (REFERENCE / "desa.csv").open(encoding="utf-8", newline="") as file:
        return {row["kecamatan_code"]: row["desa"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1024)
def read_desa_of(kecamatan_code: str) -> Mapping[str, Area]:
    """Desa and kelurahan of a kecamatan by code, in order of code; empty for what is no kecamatan or has none."""
    parts = (part.split(" ", 1) for part in _read_rows().get(kecamatan_code, "").split(";") if part)
    codes = ((f"{kecamatan_code}.{digits}", name) for digits, name in parts)
    return {code: Area(code, name, DESA, kecamatan_code) for code, name in codes}


@lru_cache(maxsize=8192)
def count_desa(area_code: str) -> int:
    """How many desa and kelurahan a kecamatan, kabupaten/kota or province has."""
    if len(area_code) == KECAMATAN_LENGTH:
        found = _read_rows().get(area_code)
        return found.count(";") + 1 if found else 0
    return sum(desa.count(";") + 1 for code, desa in _read_rows().items() if desa and code.startswith(area_code))


def find_desa(code: str) -> Area | None:
    """The desa of a dotted code of thirteen characters."""
    return read_desa_of(code[:KECAMATAN_LENGTH]).get(code) if len(code) == DESA_LENGTH else None


@lru_cache(maxsize=1024)
def read_spellings(kecamatan_code: str) -> Mapping[str, tuple[str, ...]]:
    """Codes by the whole spelling of a name, as normalised."""
    found: dict[str, tuple[str, ...]] = {}
    for area in read_desa_of(kecamatan_code).values():
        key = normalise(area.name)
        found[key] = (*found.get(key, ()), area.code)
    return found


def find_by_name(kecamatan_code: str, text: str) -> tuple[str, ...]:
    """Codes of that name, written as it is (Kampung Baru), else without the word in front (Ds. Bae). The word tells a
    kelurahan from a desa of the same name."""
    spellings = read_spellings(kecamatan_code)
    mark, bare = split_kind(text)
    codes = spellings.get(normalise(strip_numbering(text))) or spellings.get(normalise(bare), ())
    said = tuple(code for code in codes if code[KECAMATAN_LENGTH + 1] == mark)
    return said or codes
