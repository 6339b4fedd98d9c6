"""Places that a reader can look at: the country, a province, an office's area, a named group of kabupaten/kota, a
kabupaten/kota, a kecamatan, a desa. Each has one code, which stands in links, queries and exports."""

from __future__ import annotations

from pora import schema
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.areas.desa import find_desa
from pora.reference.offices import name_office, read_offices
from pora.schema.levels import INNER_LEVELS


def is_place(code: str) -> bool:
    return code in area_index() or code in read_offices() or code in area_index().groups() or is_desa(code)


def is_desa(code: str) -> bool:
    return find_desa(code) is not None


def place_level(code: str) -> str:
    """The level of a place, one of schema.LEVELS, or a desa's."""
    index = area_index()
    if code in index or is_desa(code):
        return index.level(code)
    return schema.KELOMPOK if code in index.groups() else schema.KANIM


def find_kabupaten_of(code: str) -> str | None:
    """The kabupaten/kota that a place is or lies in; None for anything wider."""
    return code[:5] if place_level(code) in (*INNER_LEVELS, schema.DESA) else None


def name_place(code: str) -> str:
    """The place as a title says it: Provinsi Jawa Tengah; Wilayah Kantor Imigrasi Pemalang; Kaliwungu, Kab. Kudus."""
    level = place_level(code)
    if level == schema.KANIM:
        return _("Wilayah {office}").format(office=name_office(code))
    if level == schema.KELOMPOK:
        return area_index().groups()[code].name
    name = area_index().display_name(code)
    return _("Provinsi {name}").format(name=name) if level == schema.PROVINSI else name
