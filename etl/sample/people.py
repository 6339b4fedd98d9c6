"""Invented people of the synthetic case tables: what a person's row says, drawn from a key and nothing else.

Every draw is a hash of its key, so a person keeps nationality, permit, sex and purpose over the months and
the files come out byte for byte the same on every machine. The shares are invented; only their order of size
follows what was published (ITAS by far the most; China, Korea, India, Japan, the Philippines in front).
"""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

Person = tuple[str, str, str, str, str, str]  # the dimensions of schema.DIMENSIONS of persons, in that order

INDUSTRY, TOWN, TOURISM, PESANTREN, COUNTRYSIDE = "industry", "town", "tourism", "pesantren", "countryside"

_PURPOSE_BY_PLACE: Mapping[str, Mapping[str, int]] = {
    INDUSTRY: {"bekerja": 78, "investasi": 12, "penyatuan_keluarga": 6, "sosial_budaya": 2, "lain_lain": 2},
    TOWN: {
        "bekerja": 42,
        "penyatuan_keluarga": 20,
        "pelajar": 18,
        "investasi": 10,
        "sosial_budaya": 5,
        "wisata": 3,
        "lain_lain": 2,
    },
    TOURISM: {"wisata": 30, "investasi": 30, "penyatuan_keluarga": 25, "bekerja": 10, "sosial_budaya": 5},
    PESANTREN: {"pelajar": 88, "penyatuan_keluarga": 6, "sosial_budaya": 4, "bekerja": 2},
    COUNTRYSIDE: {
        "penyatuan_keluarga": 48,
        "bekerja": 30,
        "sosial_budaya": 9,
        "pelajar": 7,
        "wisata": 4,
        "lain_lain": 2,
    },
}
_WESTERN = {"NLD": 14, "USA": 10, "AUS": 9, "DEU": 8, "GBR": 8, "FRA": 6, "ITA": 3, "CAN": 3}
_NATIONALITY: Mapping[str, Mapping[str, int]] = {
    "bekerja": {
        "CHN": 40,
        "KOR": 29,
        "IND": 13,
        "JPN": 8,
        "PHL": 5,
        "TWN": 5,
        "MYS": 3,
        "LKA": 2,
        "BGD": 1,
        "PAK": 1,
        "TUR": 1,
        "lain_lain": 1,
    },
    "investasi": {"CHN": 30, "KOR": 30, "IND": 10, "JPN": 9, "SGP": 4, **_WESTERN},
    "penyatuan_keluarga": {"MYS": 16, "CHN": 9, "KOR": 8, "JPN": 7, "SGP": 5, "IND": 5, "TUR": 4, **_WESTERN},
    "pelajar": {"MYS": 20, "TLS": 18, "THA": 12, "PHL": 8, "YEM": 5, "PNG": 3, "MDG": 2, "SDN": 2, "KHM": 3},
    "sosial_budaya": {"PHL": 10, "KOR": 9, "IND": 7, "JPN": 8, "TLS": 3, **_WESTERN},
    "wisata": {"CHN": 8, "MYS": 10, "SGP": 6, "JPN": 5, **_WESTERN},
    "lain_lain": {"CHN": 10, "IND": 6, "lain_lain": 5, **_WESTERN},
}
_IZIN_TINGGAL: Mapping[str, Mapping[str, int]] = {
    "bekerja": {"ITAS": 90, "ITK": 8, "ITAP": 2},
    "investasi": {"ITAS": 80, "ITAP": 16, "ITK": 4},
    "penyatuan_keluarga": {"ITAS": 66, "ITAP": 31, "ITK": 3},
    "pelajar": {"ITAS": 97, "ITK": 3},
    "sosial_budaya": {"ITK": 50, "ITAS": 46, "dinas": 4},
    "wisata": {"ITK": 100},
    "lain_lain": {"ITAS": 60, "ITK": 33, "ITAP": 5, "diplomatik": 2},
}
_WOMEN_IN_100 = {"bekerja": 17, "investasi": 22, "penyatuan_keluarga": 46, "pelajar": 34}
_NATIONALITY_OF_ACTIONS = {"CHN": 36, "IND": 9, "KOR": 8, "MYS": 6, "NGA": 6, "PAK": 5, "TWN": 4, "USA": 3, "": 5}
_REFUGEE_NATIONALITY = {"PSE": 6, "AFG": 5, "MMR": 4, "SOM": 3, "YEM": 2, "": 8}
_TURNOVER_MONTHS = 14  # after which a place in the list is another person's
_PEOPLE_AT_ONCE = 16_384  # of a kabupaten/kota, who are in the next month's table as well: drawn once


@lru_cache(_PEOPLE_AT_ONCE)
def draw(key: str) -> tuple[float, ...]:
    """Eight independent numbers in [0, 1) that depend on the key alone."""
    digest = hashlib.blake2b(key.encode(), digest_size=32).digest()
    return tuple(number / 2**32 for number in struct.unpack(">8I", digest))


def _pick(shares: Mapping[str, int], chance: float) -> str:
    bounds = list(accumulate(shares.values()))
    return list(shares)[bisect_right(bounds, int(chance * bounds[-1]))]


def choose_nationality(key: str) -> str:
    """Of one whom an action was taken against; empty where it is not detailed."""
    return _pick(_NATIONALITY_OF_ACTIONS, draw(key)[0])


@lru_cache(_PEOPLE_AT_ONCE)
def describe_foreign_national(key: str) -> Person:
    """One permit holder; about one cell in twenty is not detailed. The key starts with the kind of place."""
    place = key.partition(" ")[0]
    by_purpose, by_nation, by_permit, by_sex, *gaps = draw(key)
    purpose = _pick(_PURPOSE_BY_PLACE[place], by_purpose)
    nationality = _pick(_NATIONALITY[purpose], by_nation)
    permit = _pick(_IZIN_TINGGAL[purpose], by_permit)
    sex = "P" if by_sex * 100 < _WOMEN_IN_100.get(purpose, 45) else "L"
    return (
        nationality if gaps[0] > 0.02 else "",
        permit if gaps[1] > 0.03 else "",
        sex if gaps[2] > 0.04 else "",
        purpose if gaps[3] > 0.10 else "",
        "",
        "",
    )


def describe_refugee(key: str) -> Person:
    """One refugee or asylum seeker: no permit, no purpose; status and card known, nationality often not."""
    by_nation, by_sex, by_status, by_card, gap, *_ = draw(key)
    return (
        _pick(_REFUGEE_NATIONALITY, by_nation),
        "",
        "" if gap < 0.1 else "P" if by_sex < 0.35 else "L",
        "",
        "pengungsi" if by_status < 0.6 else "pencari_suaka",
        "ya" if by_card < 0.8 else "tidak",
    )


def name_people(place: str, area: str, month: int, count: int) -> list[str]:
    """Keys of the people of one area in one month: those of the month before, but for slow turnover."""
    return [f"{place} {area} {slot} {(month + slot * 5) // _TURNOVER_MONTHS}" for slot in range(count)]
