"""How many people the synthetic case tables have where: invented, but they meet the published totals.

Grain: month, kabupaten/kota, kecamatan, category. Trap: a published total that names only part of its places
stays that way: named places get what was published, the rest is unplaced, other kecamatan do not report.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from etl.sample.people import TOWN, draw
from etl.sample.places import SIZES, invent_weights, place_of, size_of
from pora.paths import REFERENCE
from pora.reference.areas import area_index
from pora.reference.offices import kabupaten_of, office_by_kabupaten
from pora.schema import KABUPATEN_KOTA, KANIM, KECAMATAN, ORANG_ASING, PENGUNGSI, PROVINSI

PERIODS = tuple(f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13))

_UNPLACED_SHARES = {"33.02": 0.05, "33.08": 0.04, "33.11": 0.04, "33.24": 0.03, "33.29": 0.08}
_LATE_KABUPATEN = ("33.04", "33.12")
_INVENTED_REFUGEES = {"33.74.10": 4, "33.74.13": 3}


@dataclass(frozen=True)
class PlannedPart:
    """People of one category in one month and place; no kecamatan, or no kabupaten either: not placed."""

    period: str
    kabupaten_code: str
    kecamatan_code: str
    category: str
    person_count: int


@dataclass(frozen=True)
class Target:
    """One published figure that the sample has to meet."""

    period: str
    level: str
    area_code: str
    category: str
    person_count: int
    present_in: tuple[str, ...]


@cache
def read_targets() -> tuple[Target, ...]:
    """The exact and comparable published figures that are dated within PERIODS."""
    with (REFERENCE / "published_figure.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Target(
            row["period"],
            row["level"],
            row["area_code"],
            row["category"],
            int(row["person_count"]),
            tuple(filter(None, row["present_in"].split(";"))),
        )
        for row in rows
        if row["category"] and row["value_precision"] == "exact" and row["period"] in PERIODS
    )


def _targets(category: str, level: str) -> list[Target]:
    return [t for t in read_targets() if (t.category, t.level) == (category, level)]


def share_out(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Whole numbers in proportion to the weights that sum to the total (largest remainders)."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    shares = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (shares[key] - exact[key], key))
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def _wave(key: str, month: int, height: float) -> float:
    phase, length, *_ = draw(key)
    return 1 + height * math.sin(2 * math.pi * (month / (7 + 9 * length) + phase))


def _invent_total(kabupaten_code: str, month: int) -> float:
    october_2023 = PERIODS.index("2023-10")
    growth = (0.006 if month < october_2023 else 0.001) + 0.006 * draw(f"growth {kabupaten_code}")[0]
    course = 1 + growth * (month - october_2023)
    return size_of(kabupaten_code) * course * _wave(kabupaten_code, month, 0.015)


def _members(target: Target) -> tuple[str, ...]:
    if target.level == KABUPATEN_KOTA:
        return (target.area_code,)
    if target.level == KANIM:
        return kabupaten_of(target.area_code, target.period)
    return tuple(code for code in SIZES if code.startswith(target.area_code))


@cache
def _fixed_totals() -> dict[tuple[str, str], int]:
    """(kabupaten, period) -> the total that published figures fix, the lowest level first."""
    fixed: dict[tuple[str, str], int] = {}
    for level in (KABUPATEN_KOTA, KANIM, PROVINSI):
        for target in _targets(ORANG_ASING, level):
            period, month = target.period, PERIODS.index(target.period)
            members = _members(target)
            known = sum(fixed.get((code, period), 0) for code in members)
            free = {c: _invent_total(c, month) for c in members if (c, period) not in fixed}
            shares = share_out(target.person_count - known, free) if free else {}
            fixed |= {(code, period): count for code, count in shares.items()}
    return fixed


def _total(kabupaten_code: str, month: int) -> int:
    """The invented course of one kabupaten/kota, bent smoothly through its fixed months."""
    fixed = {PERIODS.index(p): count for (code, p), count in _fixed_totals().items() if code == kabupaten_code}
    if month in fixed:
        return fixed[month]
    bends = {at: count / _invent_total(kabupaten_code, at) for at, count in sorted(fixed.items())}
    before = max((at for at in bends if at < month), default=min(bends, default=month))
    after = min((at for at in bends if at > month), default=before)
    way = (month - before) / (after - before) if after > before else 0.0
    bend = bends.get(before, 1.0) * (1 - way) + bends.get(after, 1.0) * way
    return round(_invent_total(kabupaten_code, month) * bend)


def _unplaced_share(kabupaten_code: str) -> float:
    invented = 0.05 if draw(f"unplaced {kabupaten_code}")[0] < 0.15 else 0
    return _UNPLACED_SHARES.get(kabupaten_code, 0) if kabupaten_code in SIZES else invented


def _is_late(kabupaten_code: str) -> bool:
    """Sends nothing for the last month."""
    is_invented = kabupaten_code not in SIZES and draw(f"late {kabupaten_code}")[0] < 0.05
    return kabupaten_code in _LATE_KABUPATEN or is_invented


def _published_parts(kabupaten_code: str, period: str = "") -> dict[str, int]:
    """Published counts of kecamatan, of one period if given."""
    return {
        t.area_code: t.person_count
        for t in _targets(ORANG_ASING, KECAMATAN)
        if t.area_code.startswith(kabupaten_code) and t.period.startswith(period)
    }


def _named_without_split(kabupaten_code: str, period: str = "") -> set[str]:
    """Kecamatan that share a published total whose split is not published."""
    return {
        code
        for t in _targets(ORANG_ASING, KABUPATEN_KOTA)
        if t.area_code == kabupaten_code and t.period.startswith(period)
        for code in t.present_in
    }


@cache
def _kecamatan_weights(kabupaten_code: str) -> dict[str, float]:
    """In people. A published count stands for itself; where people are said to be, there is somebody."""
    weights, published = invent_weights(kabupaten_code), _published_parts(kabupaten_code)
    rest = sum(weight for code, weight in weights.items() if code not in published)
    left = size_of(kabupaten_code) - sum(published.values())
    weights = {code: published.get(code, weight * left / rest) for code, weight in weights.items()}
    named = _named_without_split(kabupaten_code)
    return weights | {code: weights[code] + left / len(weights) for code in named}


def _silent(kabupaten_code: str, period: str) -> set[str]:
    """Kecamatan that do not report in a month: small ones, lest totals jump."""
    weights = _kecamatan_weights(kabupaten_code)
    small = 0.4 * sum(weights.values()) / len(weights)
    return {
        code
        for code, weight in weights.items()
        if weight < small
        and code not in _published_parts(kabupaten_code)
        and draw(f"silent {code} {period}")[0] < (0.3 if draw(f"often {code}")[0] < 0.02 else 0.015)
    }


def _place_in_kabupaten(kabupaten_code: str, month: int) -> Iterable[tuple[str, int]]:
    """(kecamatan or nothing, people) of one kabupaten/kota in one month; a silent kecamatan is left out."""
    period, total = PERIODS[month], _total(kabupaten_code, month)
    if parts := _published_parts(kabupaten_code, period):
        return [*parts.items(), ("", total - sum(parts.values()))]
    named = _named_without_split(kabupaten_code, period)
    weights = {code: weight * _wave(code, month, 0.04) for code, weight in _kecamatan_weights(kabupaten_code).items()}
    silent = set(weights) - named if named else _silent(kabupaten_code, period)
    if (kabupaten_code, period) in _fixed_totals():
        weights = {code: weight for code, weight in weights.items() if code not in silent}
    if not named and (unplaced_share := _unplaced_share(kabupaten_code)):
        weights[""] = sum(weights.values()) * unplaced_share
    return [(code, n) for code, n in share_out(total, weights).items() if code not in silent]


def plan_foreign_nationals(kabupaten_code: str) -> list[PlannedPart]:
    """Every month of one kabupaten/kota; 0 where a kecamatan reports that nobody is there."""
    return [
        PlannedPart(period, kabupaten_code, kecamatan_code, ORANG_ASING, count)
        for month, period in enumerate(PERIODS)
        if not (period == PERIODS[-1] and _is_late(kabupaten_code))
        for kecamatan_code, count in _place_in_kabupaten(kabupaten_code, month)
        if kecamatan_code or count
    ]


def _plan_published_refugees(target: Target) -> list[PlannedPart]:
    """The published total, a little more or less in other months; placed parts stay as published."""
    office = target.area_code
    placed = [
        t
        for t in _targets(PENGUNGSI, KECAMATAN)
        if office_by_kabupaten(t.period).get(t.area_code[:5]) == office and t.period == target.period
    ]
    rest = target.person_count - sum(t.person_count for t in placed)
    anchor = PERIODS.index(target.period)
    parts = []
    for month, period in enumerate(PERIODS):
        parts += [PlannedPart(period, t.area_code[:5], t.area_code, PENGUNGSI, t.person_count) for t in placed]
        change = round(2 * math.sin(2 * math.pi * (month - anchor) / 11))
        parts.append(PlannedPart(period, "", "", PENGUNGSI, rest + change))
    return parts


def plan_published_refugees(office_code: str) -> list[PlannedPart]:
    """Refugees as an office published them."""
    return [
        part
        for target in _targets(PENGUNGSI, KANIM)
        if target.area_code == office_code
        for part in _plan_published_refugees(target)
    ]


def plan_invented_refugees(kabupaten_code: str) -> list[PlannedPart]:
    """Refugees of the kabupaten/kota that report them; of all others there is nothing, which is not zero."""
    sizes = _invent_refugees(kabupaten_code)
    return [
        PlannedPart(period, kabupaten_code, code, PENGUNGSI, round(size * _wave(f"refugees {code}", month, 0.2)))
        for month, period in enumerate(PERIODS)
        for code, size in sizes.items()
    ]


def _invent_refugees(kabupaten_code: str) -> dict[str, int]:
    """By kecamatan, all of the kabupaten/kota or none. Outside Jawa Tengah: a few in some towns."""
    kecamatan = area_index().children(kabupaten_code)
    if kabupaten_code in SIZES:
        known = {code: size for code, size in _INVENTED_REFUGEES.items() if code in kecamatan}
    else:
        chance, place, size, *_ = draw(f"refugees {kabupaten_code}")
        has_some = place_of(kabupaten_code) == TOWN and chance < 0.3
        known = {kecamatan[int(place * len(kecamatan))]: 2 + int(12 * size)} if has_some else {}
    return {code: known.get(code, 0) for code in kecamatan} if known else {}
