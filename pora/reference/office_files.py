"""The files of offices and of their working areas: office.csv and office_area.csv.

Those in data/reference/ hold what the project knows. Files of the same names and columns in the data folder add the
offices of other provinces, or working areas that were published since. They add, and change nothing: an office code is
given once, and at no time does a kabupaten/kota have two offices.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from pora.config import settings
from pora.locale import _, format_day
from pora.paths import REFERENCE
from pora.reference.areas import area_index
from pora.reference.csv_rows import CsvRow, file_version, read_csv_rows
from pora.reference.spelling import shorten
from pora.schema import KABUPATEN_KOTA

OFFICE_FILE, AREA_FILE = "office.csv", "office_area.csv"
_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True)
class Office:
    """One office under its present name; a valid_from or valid_to of None is open."""

    office_code: str
    office_name: str
    province_code: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str
    note: str


@dataclass(frozen=True)
class OfficeArea:
    """One kabupaten/kota in the working area of one office, from valid_from to valid_to, both included."""

    office_code: str
    kabupaten_code: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str
    note: str

    def covers(self, day: dt.date) -> bool:
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)

    def meets(self, other: OfficeArea) -> bool:
        """Whether both cover the same kabupaten/kota on some day."""
        if self.kabupaten_code != other.kabupaten_code:
            return False
        start = max(self.valid_from or dt.date.min, other.valid_from or dt.date.min)
        return self.covers(start) and other.covers(start)


@dataclass(frozen=True, eq=False)
class OfficeTables:
    offices: Mapping[str, Office] = field(default_factory=dict)
    areas: tuple[OfficeArea, ...] = ()


def local_paths() -> tuple[Path, Path]:
    """The files of this installation: offices, working areas. Either may be missing."""
    return settings().data_dir / OFFICE_FILE, settings().data_dir / AREA_FILE


def office_file_version() -> tuple[object, ...]:
    """Changes whenever a file of this installation does."""
    return tuple(file_version(path) for path in local_paths())


def read_office_tables() -> OfficeTables:
    """Both files of the project, then both of this installation. UsageError, naming file and line, for a wrong row."""
    offices: dict[str, Office] = {}
    areas: list[OfficeArea] = []
    local_offices, local_areas = local_paths()
    for path in (REFERENCE / OFFICE_FILE, local_offices):
        for row in read_csv_rows(path, _columns(Office)):
            office = _read_office(row, offices)
            offices[office.office_code] = office
    for path in (REFERENCE / AREA_FILE, local_areas):
        for row in read_csv_rows(path, _columns(OfficeArea)):
            areas.append(_read_area(row, offices, areas))
    return OfficeTables(offices, tuple(areas))


def _columns(kind: type[Office | OfficeArea]) -> list[str]:
    return [column.name for column in fields(kind)]


def _read_span(row: CsvRow) -> tuple[dt.date | None, dt.date | None]:
    first, last = row.day("valid_from"), row.day("valid_to")
    if first and last and last < first:
        raise row.error(_("valid_to lebih awal daripada valid_from."))
    return first, last


def _read_office(row: CsvRow, known: Mapping[str, Office]) -> Office:
    code, province_code = row.require("office_code"), row.require("province_code")
    if not _CODE.fullmatch(code):
        message = _("kode kantor '{code}' harus huruf kecil, angka dan tanda hubung, seperti kanim-semarang.")
        raise row.error(message.format(code=shorten(code)))
    if code in known:
        raise row.error(_("kode kantor '{code}' sudah ada.").format(code=code))
    if province_code not in area_index().provinces():
        raise row.error(_("'{code}' bukan kode provinsi.").format(code=shorten(province_code)))
    return Office(code, row.require("office_name"), province_code, *_read_span(row), row.require("source"), row["note"])


def _read_area(row: CsvRow, offices: Mapping[str, Office], known: Iterable[OfficeArea]) -> OfficeArea:
    office_code, code = row.require("office_code"), row.require("kabupaten_code")
    if office_code not in offices:
        message = _("kantor '{office}' tidak ada di {file}.")
        raise row.error(message.format(office=shorten(office_code), file=OFFICE_FILE))
    if code not in area_index() or area_index().level(code) != KABUPATEN_KOTA:
        raise row.error(_("'{code}' bukan kode kabupaten/kota. Tulis seperti 33.19.").format(code=shorten(code)))
    area = OfficeArea(office_code, code, *_read_span(row), row.require("source"), row["note"])
    for other in known:
        if area.meets(other):
            message = _("{area} sudah wilayah kerja {office} sejak {first}, sampai {last}.")
            first = format_day(other.valid_from) if other.valid_from else _("awal")
            last = format_day(other.valid_to) if other.valid_to else _("sekarang")
            name = offices[other.office_code].office_name
            raise row.error(message.format(area=area_index().area_name(code), office=name, first=first, last=last))
    return area
