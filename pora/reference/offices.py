"""Which office covers which kabupaten/kota in which month.

Offices and working areas are those in data/reference/ and those that this installation added
(pora/reference/office_files.py). Trap: a working area is dated, and some kabupaten/kota have no known office: None,
never a guess. Kanwil and Rudenim have no working area of their own; the Kanwil's area is its province.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pora.locale import _
from pora.looks import looked_at_once
from pora.reference.areas import area_index
from pora.reference.office_files import (
    Office,
    OfficeArea,
    OfficeTables,
    local_paths,
    office_file_version,
    read_office_tables,
)
from pora.schema import NATION
from pora.schema.period import last_day

# Sends the synthetic tables of kabupaten/kota without a known office; no real file can be loaded for it.
SAMPLE_OFFICE = Office("contoh", "Kantor contoh (sintetis)", NATION, None, None, "sintetis", "Hanya untuk data contoh")


@looked_at_once
def office_tables() -> OfficeTables:
    """All offices and working areas; another object once a file of this installation changed, which is when they are
    read again. UsageError where one is not as it should be."""
    return _read_tables(office_file_version())


@lru_cache(maxsize=1)
def _read_tables(_version: object) -> OfficeTables:
    return read_office_tables()


def read_offices() -> Mapping[str, Office]:
    """Every office by its code, in the order of the files."""
    return office_tables().offices


def offices_in(province_code: str) -> tuple[Office, ...]:
    """The offices of a province, or of the country."""
    return tuple(one for one in read_offices().values() if province_code in (one.province_code, NATION))


def explain_no_office(province_code: str) -> str:
    """What to do where none is known."""
    return _("Belum ada kantor di {area} yang dikenal. Tulis kantornya di {file}; caranya ada di {guide}.").format(
        area=area_index().area_name(province_code), file=local_paths()[0], guide="docs/national.md"
    )


def name_office(office_code: str) -> str:
    """The present name; the code itself of an office that a snapshot knows and the files no longer do."""
    office = read_offices().get(office_code)
    return office.office_name if office else office_code


def read_office_areas() -> tuple[OfficeArea, ...]:
    """Every dated working area, in the order of the files; at no time has a kabupaten/kota two offices."""
    return office_tables().areas


def office_by_kabupaten(period: str) -> Mapping[str, str]:
    """Kabupaten/kota code -> office code in the month YYYY-MM: on its last day, when the stock is counted."""
    return _office_by_kabupaten(office_tables(), period)


@lru_cache(maxsize=100)
def _office_by_kabupaten(tables: OfficeTables, period: str) -> Mapping[str, str]:
    day = last_day(period)
    return {area.kabupaten_code: area.office_code for area in tables.areas if area.covers(day)}


def office_of(kabupaten_code: str, period: str) -> str | None:
    """The office that covers a kabupaten/kota in a month; None where that is not known."""
    return office_by_kabupaten(period).get(kabupaten_code)


def kabupaten_of(office_code: str, period: str) -> tuple[str, ...]:
    """The kabupaten/kota that an office covers in a month, sorted; empty where none is known."""
    return tuple(sorted(k for k, office in office_by_kabupaten(period).items() if office == office_code))
