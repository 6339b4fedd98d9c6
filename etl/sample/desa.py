"""Invented desa of the people of some kecamatan, so that every screen of desa can be seen: not one of them is real.

The counts of a kecamatan stay what the plan says; who is in a desa that did not report is in none that is known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from etl.sample.people import draw
from pora.reference.areas import area_index

# Kecamatan that report foreign nationals by desa: Kota Kudus, Jati, Sirampog; from which month on.
FIRST_PERIODS: Mapping[str, str] = {"33.19.02": "2023-01", "33.19.03": "2023-01", "33.29.05": "2024-01"}
_SILENT_SHARE, _UNKNOWN_SHARE = 0.12, 0.06


def reports_by_desa(kecamatan_code: str, period: str) -> bool:
    """Whether a kecamatan of the sample tells the desa of its people in a month."""
    return kecamatan_code in FIRST_PERIODS and FIRST_PERIODS[kecamatan_code] <= period


def list_reporting_desa(kecamatan_code: str, period: str) -> list[str]:
    """The desa and kelurahan that report in a month, in order of code."""
    codes = area_index().desa_of(kecamatan_code)
    return [code for code in codes if draw(f"silent {code} {period}")[0] >= _SILENT_SHARE]


def place_in_desa(kecamatan_code: str, period: str, people: Iterable[str]) -> dict[str, list[str]]:
    """The people of a kecamatan, by their keys, in each desa that reports, nobody also; under "" who is in none that
    is known. A person stays in one desa."""
    codes = area_index().desa_of(kecamatan_code)
    bounds = list(accumulate(0.05 + draw(f"size {code}")[0] ** 3 for code in codes))
    placed: dict[str, list[str]] = {code: [] for code in list_reporting_desa(kecamatan_code, period)}
    unknown = []
    for person in people:
        where, is_known, *_ = draw(f"desa of {person}")
        desa = codes[bisect_right(bounds, where * bounds[-1])]
        if desa in placed and is_known >= _UNKNOWN_SHARE:
            placed[desa].append(person)
        else:
            unknown.append(person)
    return placed | ({"": unknown} if unknown else {})
