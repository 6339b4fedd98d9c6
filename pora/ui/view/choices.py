"""What exists for a reader, and so may stand in a URL. A value from outside that may not falls back to the
default, with a note for the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pora import schema
from pora.locale import _, format_period
from pora.reference.areas import area_index
from pora.reference.areas.desa import find_desa
from pora.reference.places import is_desa, is_place, name_place, place_level
from pora.schema.levels import first_level
from pora.statistics.dimensions import DIMENSION_OF
from pora.ui.view.view import View, find_rule
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

    def around(self, view: View) -> str:
        """The kabupaten/kota in view where the reader sees it whole, else the place in view."""
        kabupaten = view.kabupaten_code
        return kabupaten if kabupaten and self.sees(kabupaten, view.periode) else view.wilayah

    def has_shares(self, view: View) -> bool:
        """Whether the reader sees the kabupaten/kota that shares would be of; of wider places all of them are seen."""
        kabupaten = view.kabupaten_code
        return kabupaten is None or self.sees(kabupaten, view.periode)

    def allows(self, name: str, value: str) -> bool:
        rule = find_rule(name)
        return rule is not None and rule(self, value)

    def _is_inside(self, code: str) -> bool:
        return code in area_index() and (self.province_code == schema.NATION or code.startswith(self.province_code))

    def default(self) -> View:
        """The whole, in the newest month."""
        return View(
            self.root, next(reversed(self.periods_of(self.root)), ""), tingkat=first_level(place_level(self.root))
        )


def parse_view(parameters: Mapping[str, str], choices: Choices) -> tuple[View, list[str]]:
    """The view that the parameters name, as far as the reader may see it, and a note for each that can't be
    followed."""
    view, refused = choices.default(), {}
    desa = find_desa(parameters.get("wilayah", ""))
    if desa and not choices.is_own_desa(desa.code):  # is seen in its kecamatan
        parameters = {**parameters, "wilayah": str(desa.parent_code), "pilih": desa.code}
    if (desa := find_desa(parameters.get("pilih", ""))) and not (choices.is_public or choices.sees(desa.code)):
        parameters = {**parameters, "pilih": str(desa.parent_code)}  # which tells that it has no desa
    for name, value in parameters.items():
        if choices.allows(name, value):
            change: dict[str, Any] = {name: value}
            view = replace(view, **change)
        else:
            refused[name] = value
    notes = [_explain_refusal(name, value, view, choices) for name, value in refused.items()]
    months = choices.periods_of(view.wilayah)
    if view.periode not in months and months:
        words = _("{area} di luar wewenang Anda pada {period}; yang ditampilkan {shown}.")
        shown = format_period(months[-1])
        notes.append(words.format(area=name_place(view.wilayah), period=format_period(view.periode), shown=shown))
        view = replace(view, periode=months[-1])
    if view.pilih and not choices.sees(view.pilih, view.periode):
        notes.append(_explain_refusal("pilih", view.pilih, view, choices))
        view = replace(view, pilih="")
    if view.ukuran == "bagian" and not choices.has_shares(view):
        words = _("Persen dari {area} di luar wewenang Anda; yang ditampilkan jumlah.")
        notes.append(words.format(area=name_place(view.wilayah[:5])))
        view = replace(view, ukuran="jumlah")
    return view, list(dict.fromkeys(notes))


def _explain_refusal(name: str, value: str, view: View, choices: Choices) -> str:
    if name in ("wilayah", "pilih") and is_desa(value) and choices.is_public:
        return _("Angka per desa/kelurahan hanya ada dalam versi lengkap.")
    if name in ("wilayah", "pilih") and choices.reach is not None and is_place(value):
        words = _("Wilayah {area} di luar wewenang Anda; yang ditampilkan {shown}.")
        return words.format(area=name_place(value), shown=name_place(view.wilayah))
    if name == "tabel" and value in EXACT_TABLES:
        return _("Tabel rincian tidak ada dalam versi publik; yang ditampilkan tabel lain.")
    if name in DIMENSION_OF and choices.is_public:
        return _("Saringan tidak ada dalam versi publik; yang ditampilkan semua orang.")
    return _("Tautan memuat '{name}={value}' yang tidak dikenal; bagian itu diabaikan.").format(
        name=name[:20], value=value[:40]
    )
