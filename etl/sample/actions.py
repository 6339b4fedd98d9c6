"""Actions in the synthetic case tables: invented, of the size of what offices published from 2016 to 2025.

Grain: month, kabupaten/kota, kind, nationality. Traps of real files are in it, too: one office names no kabupaten/kota,
two do not report in some months, and an office without an airport names no refusals.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from etl.sample.people import choose_nationality, draw
from etl.sample.places import size_of
from pora.schema import TINDAKAN

# In a month, of a thousand foreign nationals who are there.
_RATES = {
    "deportasi": 0.9,
    "cekal": 0.7,
    "biaya_beban": 2.4,
    "pendetensian": 1.3,
    "pro_justitia": 0.12,
    "itk_terbit": 60,
    "itas_terbit": 75,
    "itap_terbit": 9,
}
_WITH_NATIONALITY = ("deportasi", "cekal", "biaya_beban", "pendetensian", "pro_justitia", "penolakan_masuk")
_AIRPORTS: Mapping[str, float] = {"33.74": 2.5, "33.09": 1.5}  # refused entries in a month
_UNPLACED_OFFICE = "kanim-wonosobo"
_SILENT = {"kanim-pati": ("2023-01", "2023-02"), "kanim-cilacap": ("2024-12",)}
ActionRow = tuple[str, str, str, str, int]  # kabupaten/kota, category, nationality, kind, count


def plan_actions(office_code: str, kabupaten_codes: Iterable[str], period: str) -> Iterator[ActionRow]:
    """What an office reports of one month; 0 where nothing was done; no row where it does not report."""
    if period in _SILENT.get(office_code, ()):
        return
    parts: Counter[tuple[str, str, str]] = Counter()
    for kabupaten in kabupaten_codes:
        place = "" if office_code == _UNPLACED_OFFICE else kabupaten
        for kind, mean in _list_means(kabupaten):
            parts[place, "", kind] += 0
            key = f"actions {kabupaten} {period} {kind}"
            for number in range(_count(key, mean)):
                has_nationality = kind in _WITH_NATIONALITY
                parts[place, choose_nationality(f"{key} {number}") if has_nationality else "", kind] += 1
    yield from ((place, TINDAKAN, nationality, kind, n) for (place, nationality, kind), n in sorted(parts.items()))


def _list_means(kabupaten_code: str) -> Iterator[tuple[str, float]]:
    yield from ((kind, rate * size_of(kabupaten_code) / 1000) for kind, rate in _RATES.items())
    if kabupaten_code in _AIRPORTS:
        yield "penolakan_masuk", _AIRPORTS[kabupaten_code]


def _count(key: str, mean: float) -> int:
    """A number of independent events, of which there are so many on average."""
    chance, spread, *_ = draw(key)
    if mean > 20:
        return max(0, round(mean + (chance + spread - 1) * 2.4 * math.sqrt(mean)))
    found, term = 0, math.exp(-mean)
    total = term
    while total < chance:
        found += 1
        term *= mean / found
        total += term
    return found
