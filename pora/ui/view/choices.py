"""What exists for a reader, and so may stand in a URL."""

from __future__ import annotations

from dataclasses import dataclass

from pora import schema
from pora.reference.areas import area_index
from pora.reference.areas.desa import find_desa
from pora.reference.places import find_kabupaten_of, is_desa, place_level
from pora.ui.view.visible_places import VisiblePlaces
from pora.warehouse.queries.request import EXACT_TABLES, EXPORTED_TABLES


@dataclass(frozen=True)
class Choices:
    """What exists in the snapshot for this reader, and so may stand in a URL. `wide`: areas above kabupaten/kota.
    `reach` is None for who sees all areas; a public reader has no filters. `by_desa`: kecamatan that report by desa in
    some month; none for a public reader."""

    province_code: str
    wide: tuple[str, ...]
    periods: tuple[str, ...]
    figures: tuple[str, ...]
    nationalities: tuple[str, ...]
    reach: VisiblePlaces | None = None
    is_public: bool = False
    by_desa: frozenset[str] = frozenset()

    @property
    def root(self) -> str:
        """The whole, as far as the reader sees."""
        return self.reach.root or self.province_code if self.reach else self.province_code

    @property
    def roots(self) -> tuple[str, ...]:
        """The places that together are the whole; they may overlap."""
        return self.reach.roots if self.reach and self.reach.roots else (self.root,)

    @property
    def places(self) -> list[str]:
        """Places for a select box: the whole first, then offices, groups, provinces, kabupaten/kota."""
        if self.reach is not None:
            return self.reach.places
        order = (schema.KANIM, schema.KELOMPOK, schema.PROVINSI)
        wide = [code for level in order for code in self.wide if place_level(code) == level]
        kabupaten = area_index().kabupaten_of(self.province_code)
        return list(dict.fromkeys([self.province_code, *wide, *kabupaten]))

    @property
    def tables(self) -> list[str]:
        """Those of the page Data; the full grain and desa have no public form."""
        return [name for name in EXPORTED_TABLES if name not in EXACT_TABLES or not self.is_public]

    def sees(self, code: str, period: str = "") -> bool:
        """Whether a place is one of the reader's, in a month or in any."""
        if (desa := find_desa(code)) and not self.is_own_desa(code):
            return desa.parent_code in self.by_desa and self.sees(str(desa.parent_code), period)
        if self.reach is None:
            return code in self.wide or self._is_inside(code)
        months = self.reach.months.get(code, ())
        return period in months if period else bool(months)

    def reports_by_desa(self, code: str) -> bool:
        """Whether a kecamatan (of a desa its own), or any of a kabupaten/kota, reports by desa in some month."""
        return code[:8] in self.by_desa or len(code) == 5 and any(one.startswith(code) for one in self.by_desa)

    def is_own_desa(self, code: str) -> bool:
        """Whether it is a desa that the reader was given by itself: a place of its own, since its kecamatan is not
        seen."""
        return self.reach is not None and is_desa(code) and code in self.reach.roots

    def periods_of(self, code: str) -> tuple[str, ...]:
        """The months of a place that the reader sees, oldest first."""
        return self.periods if self.reach is None else self.reach.months.get(code, ())

    def around(self, code: str, period: str) -> str:
        """The kabupaten/kota of a place where the reader sees it whole, else the place."""
        kabupaten = find_kabupaten_of(code)
        return kabupaten if kabupaten and self.sees(kabupaten, period) else code

    def has_shares(self, code: str, period: str) -> bool:
        """Whether the reader sees the kabupaten/kota that shares would be of; of wider places all of them are seen."""
        kabupaten = find_kabupaten_of(code)
        return kabupaten is None or self.sees(kabupaten, period)

    def _is_inside(self, code: str) -> bool:
        return code in area_index() and (self.province_code == schema.NATION or code.startswith(self.province_code))
