"""The place that a row of a list is about: a province, kabupaten/kota or kecamatan; without one, the office's own
area. Names are matched as in case tables: a tie stays a tie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl.readers.texts.headings import AREA_COLUMNS
from pora.config import office_today
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.areas.desa_rows import PlaceCells
from pora.reference.areas.rows import PlaceError
from pora.reference.offices import office_of, read_offices
from pora.reference.spelling import normalise, shorten
from pora.schema import KANIM, NATION, PROVINSI
from pora.schema.levels import INNER_LEVELS
from pora.schema.period import month_of


@dataclass(frozen=True)
class Place:
    """`area_code` is an office where the level is kanim."""

    level: str
    area_code: str


def find_place(cells: Mapping[str, str], province_code: str) -> Place | PlaceError | None:
    """The place that the four cells name, an error with the column to mend, or None where they are blank."""
    if province := _named_province(cells, province_code):
        return Place(PROVINSI, province)
    given = [cells.get(name) for name in AREA_COLUMNS]
    found = area_index().resolve(given[0], given[1], given[2], given[3], province_code)
    if found.error:
        return found.error
    code = found.kecamatan_code or found.kabupaten_code
    return Place(area_index().level(code), code) if code else None


def find_village(cells: Mapping[str, str], province_code: str) -> str | PlaceError | None:
    """The code of the desa or kelurahan that the cells name, an error with the column to mend, or None where its cell
    is blank. A name means something within its kecamatan alone."""
    area = {name: cells.get(name) for name in AREA_COLUMNS}
    given = PlaceCells(**area, desa_code=cells.get("desa_code"), desa=cells.get("desa_name"))
    found = area_index().resolve_place(given, province_code)
    return found.error or found.desa_code


def _named_province(cells: Mapping[str, str], province_code: str) -> str | None:
    """A province itself, where it stands for the kabupaten/kota: `Provinsi Jawa Tengah` or its code."""
    given = {name: text for name in AREA_COLUMNS if (text := cells.get(name))}
    if len(given) != 1 or not set(given) & {"kabupaten", "kabupaten_code"}:
        return None
    text = normalise(next(iter(given.values())))
    for code in area_index().provinces() if province_code == NATION else (province_code,):
        name = normalise(area_index().area_name(code))
        if text in (name, f"provinsi{name}", f"prov{name}", code):
            return code
    return None


def own_place(office_code: str) -> Place:
    """The area of an office: for a Kanwil its province."""
    if office_code.startswith("kanim-"):
        return Place(KANIM, office_code)
    return Place(PROVINSI, read_offices()[office_code].province_code)


def warn_outside(place: Place, office_code: str) -> str | None:
    """What to say of a place that today lies in the working area of another office; None if it does not."""
    if place.level not in INNER_LEVELS or not office_code.startswith("kanim-"):
        return None
    on_duty = office_of(place.area_code[:5], month_of(office_today()))
    if on_duty in (None, office_code):
        return None
    return _(
        "{area} bukan wilayah kerja {office}. Periksa kantor pengirim dan nama wilayahnya; bila kantor itu memang "
        "melaporkannya, biarkan saja."
    ).format(area=shorten(area_index().area_name(place.area_code[:5])), office=office_code)
