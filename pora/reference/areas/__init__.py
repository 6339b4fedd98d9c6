"""The areas of Indonesia: codes, hierarchy, and what a name or code in a file means.

`area_index()` is the one way in; it is built once and anew when the local alias file changes.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from pora.errors import UsageError
from pora.locale import _
from pora.looks import looked_at_once
from pora.reference.areas.aliases import (
    LocalAlias,
    alias_file_version,
    alias_lock,
    read_local_aliases,
    write_local_alias,
)
from pora.reference.areas.answer import CONFLICT, UNKNOWN, AreaMatch, Candidate
from pora.reference.areas.desa import find_desa, read_desa_of
from pora.reference.areas.desa_rows import PlaceCells, resolve_place
from pora.reference.areas.match import AreaMatcher, Question
from pora.reference.areas.match_desa import DesaMatcher
from pora.reference.areas.rows import PlaceError, RowArea, resolve_row
from pora.reference.areas.tables import Area, AreaGroup, AreaTables, read_area_tables
from pora.reference.spelling import MAX_LENGTH, normalise, shorten
from pora.schema import DESA, KABUPATEN_KOTA, KECAMATAN, NASIONAL, NATION, PROVINSI
from pora.schema.levels import INNER_LEVELS

__all__ = ["AreaIndex", "AreaMatch", "Candidate", "PlaceCells", "RowArea", "add_alias", "area_index"]


class AreaIndex:
    """Look-ups by code raise KeyError for a code that is no area: stored codes are checked at loading. Look-ups know
    desa and kelurahan, too; what is in the index, and the children of a kecamatan, end at the kecamatan."""

    def __init__(self, tables: AreaTables) -> None:
        self.tables = tables
        self._matcher = AreaMatcher(tables)
        self._desa_matcher = DesaMatcher(tables)

    def __contains__(self, code: object) -> bool:
        return code in self.tables.areas

    def area(self, code: str) -> Area:
        area = self.tables.areas.get(code) or find_desa(code)
        if area is None:
            raise KeyError(code)
        return area

    def area_name(self, code: str) -> str:
        """Kaliwungu; Kab. Kudus; Jawa Tengah."""
        return self.area(code).name

    def display_name(self, code: str) -> str:
        """Kaliwungu, Kab. Kudus (the name alone may mean several kecamatan); Ploso, Jati, Kab. Kudus; Jawa Tengah."""
        area = self.area(code)
        if area.level == DESA and area.parent_code:
            return f"{area.name}, {self.display_name(area.parent_code)}"
        if area.level == KECAMATAN and area.parent_code:
            return f"{area.name}, {self.area_name(area.parent_code)}"
        return area.name

    def level(self, code: str) -> str:
        return self.area(code).level

    def parent(self, code: str) -> str | None:
        return self.area(code).parent_code

    def children(self, code: str) -> tuple[str, ...]:
        """Codes one level below (provinces of the country), in order; none below a kecamatan."""
        return self.tables.children.get(code, ())

    def desa_of(self, kecamatan_code: str) -> tuple[str, ...]:
        """Codes of the desa and kelurahan of a kecamatan, in order."""
        return tuple(read_desa_of(kecamatan_code))

    def provinces(self) -> tuple[str, ...]:
        return tuple(area.code for area in self.tables.areas.values() if area.level == PROVINSI)

    def kabupaten_of(self, code: str) -> tuple[str, ...]:
        """Kabupaten/kota of a province or of the country, in order of code."""
        if self.level(code) == NASIONAL:
            return tuple(k for province in self.children(code) for k in self.children(province))
        return self.children(code)

    def kecamatan_of(self, code: str) -> tuple[str, ...]:
        """Kecamatan of a kabupaten/kota, of a province or of the country, in order of code."""
        if self.level(code) == KABUPATEN_KOTA:
            return self.children(code)
        return tuple(k for kabupaten in self.kabupaten_of(code) for k in self.children(kabupaten))

    def require_data_area(self, code: str) -> None:
        """UsageError for a code that no database can be about: it is about one province, or the country."""
        if code != NATION and code not in self.provinces():
            raise UsageError(
                _("'{code}' bukan kode provinsi. Tulis seperti 33, atau {nation} untuk seluruh Indonesia.").format(
                    code=shorten(code), nation=NATION
                )
            )

    def groups(self) -> dict[str, AreaGroup]:
        """Named groups of kabupaten/kota by code, those with known members only."""
        return {group.code: group for group in self.tables.groups.values() if group.codes}

    def match_kecamatan(
        self, text: str, kabupaten_code: str | None = None, province_code: str | None = None
    ) -> AreaMatch:
        """What the text means as a kecamatan, in that kabupaten/kota if known, else in that province or anywhere."""
        return self._matcher.match(Question(text, KECAMATAN, kabupaten_code or _scope_of(province_code)))

    def match_kabupaten(self, text: str, province_code: str | None = None) -> AreaMatch:
        """What the text means as a kabupaten/kota: a bare Semarang is ambiguous."""
        return self._matcher.match(Question(text, KABUPATEN_KOTA, _scope_of(province_code)))

    def match_desa(self, text: str, kecamatan_code: str | None) -> AreaMatch:
        """What the text means as a desa or kelurahan of that kecamatan; without one only a code means something."""
        return self._desa_matcher.match(text, kecamatan_code)

    def resolve(
        self,
        kecamatan_code: str | None,
        kecamatan: str | None,
        kabupaten_code: str | None,
        kabupaten: str | None,
        province_code: str | None = None,
    ) -> RowArea:
        """(kecamatan_code, kabupaten_code, error) for the four cells of a row; see `pora.reference.areas.rows`."""
        return resolve_row(self, kecamatan_code, kecamatan, kabupaten_code, kabupaten, province_code)

    def resolve_place(self, cells: PlaceCells, province_code: str | None = None) -> RowArea:
        """All codes of a row, or its first error; see `pora.reference.areas.desa_rows`."""
        return resolve_place(self, cells, province_code)


def _scope_of(province_code: str | None) -> str:
    return "" if province_code in (None, NATION) else province_code


@looked_at_once
def area_index() -> AreaIndex:
    """All areas, with the committed aliases and those that this installation accepted."""
    return _build(alias_file_version())


@lru_cache(maxsize=1)
def _build(_version: object) -> AreaIndex:
    return AreaIndex(read_area_tables(read_local_aliases()))


def add_alias(alias: str, area_code: str, by: str, on: dt.date) -> None:
    """Records that `alias` means that kabupaten/kota, kecamatan or desa (in its kecamatan alone) from now on, accepted
    by whom and when. UsageError if the spelling means something already, or can't be a name; nothing is overridden."""
    alias, by = " ".join(alias.split()), " ".join(by.split())
    if not by:
        raise UsageError(_("Isi siapa yang menyetujui nama lain ini."))
    with alias_lock():
        index = area_index()
        is_inner = area_code in index and index.level(area_code) in INNER_LEVELS
        if not is_inner and find_desa(area_code) is None:
            raise UsageError(
                _("'{code}' bukan kode desa, kecamatan atau kabupaten/kota.").format(code=shorten(area_code))
            )
        if not alias[:1].isalnum() or len(alias) > MAX_LENGTH:
            raise UsageError(_("Nama lain harus berawal huruf atau angka dan tidak terlalu panjang."))
        if meaning := _present_meaning(index, alias, area_code):
            raise UsageError(
                _("'{alias}' sudah mempunyai arti dan tidak diubah. {meaning}").format(
                    alias=shorten(alias), meaning=meaning
                )
            )
        write_local_alias(LocalAlias(alias, area_code, by, on.isoformat()))


def _present_meaning(index: AreaIndex, alias: str, area_code: str) -> str | None:
    """What the spelling already means in that province, or as a name anywhere; None if nothing."""
    if desa := find_desa(area_code):
        match = index.match_desa(alias, desa.parent_code)
        if match.reason in (UNKNOWN, CONFLICT):  # a name of another kecamatan says nothing here
            return None
        return (
            f"{index.display_name(match.code)} ({match.code})."
            if match.code
            else match.message or _("Artinya: tidak dirinci.")
        )
    province_code = area_code[:2]
    for match in (
        index.match_kecamatan(alias, None, province_code),
        index.match_kabupaten(alias, province_code),
    ):
        if match.code:
            return f"{index.display_name(match.code)} ({match.code})."
        if match.reason != UNKNOWN:
            return match.message or _("Artinya: tidak dirinci.")
    key = normalise(alias)
    for spellings in index.tables.spellings.values():
        if key in spellings:
            return f"{index.display_name(spellings[key][0])} ({spellings[key][0]})."
    return None
