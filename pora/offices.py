"""Which office covers which kabupaten/kota in which month.

Trap: a working area is dated, and from 2026 some kabupaten/kota have no known office: None, never a guess.
Kanwil and Rudenim have no working area of their own; the Kanwil's area is its province.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pora.paths import REFERENCE


@dataclass(frozen=True)
class Office:
    """One office under its present name; a valid_from or valid_to of None is open."""

    office_code: str
    office_name: str
    province_code: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True)
class OfficeArea:
    """One kabupaten/kota in the working area of one office, from valid_from to valid_to, both included."""

    office_code: str
    kabupaten_code: str
    valid_from: dt.date | None
    valid_to: dt.date | None

    def covers(self, day: dt.date) -> bool:
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)


def _read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@cache
def read_offices() -> Mapping[str, Office]:
    """Every office by its code, in the order of office.csv."""
    return {
        row["office_code"]: Office(
            row["office_code"],
            row["office_name"],
            row["province_code"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
        )
        for row in _read("office.csv")
    }


@cache
def read_office_areas() -> tuple[OfficeArea, ...]:
    """Every dated working area, as in office_area.csv."""
    return tuple(
        OfficeArea(row["office_code"], row["kabupaten_code"], _day(row["valid_from"]), _day(row["valid_to"]))
        for row in _read("office_area.csv")
    )


def _last_day(period: str) -> dt.date:
    year, month = int(period[:4]), int(period[5:])
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@cache
def office_by_kabupaten(period: str) -> Mapping[str, str]:
    """Kabupaten/kota code -> office code in the month YYYY-MM: on its last day, when the stock is counted."""
    day = _last_day(period)
    return {area.kabupaten_code: area.office_code for area in read_office_areas() if area.covers(day)}


def office_of(kabupaten_code: str, period: str) -> str | None:
    """The office that covers a kabupaten/kota in a month; None where that is not known."""
    return office_by_kabupaten(period).get(kabupaten_code)


def kabupaten_of(office_code: str, period: str) -> tuple[str, ...]:
    """The kabupaten/kota that an office covers in a month, sorted; empty where none is known."""
    return tuple(sorted(k for k, office in office_by_kabupaten(period).items() if office == office_code))
