"""The whole view lives in the URL: a link opens exactly what was seen.

A value from outside is checked against what exists; a bad one falls back to the default, with a note for the reader.
pora/ui/view/url.py reads and writes the URL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from pora import schema
from pora.config import LANGUAGES
from pora.locale import _, format_period
from pora.reference.areas import area_index
from pora.reference.places import is_place, name_place, place_level
from pora.schema.levels import INNER_LEVELS, PLACE_LEVELS, first_level, list_levels_below
from pora.statistics.dimensions import name_value
from pora.ui.view.visible_places import Reach
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import EXPORTED_TABLES, FULL_GRAIN, list_dimensions, list_measures

SOURCES = ("tabel", "terbit")
LAYERS = ("batas", "petak")  # true shapes, or a tile of the same size for each area
MEASURES = ("jumlah", "kepadatan", "bagian", "perubahan")  # count, per 100 km², share of the kabupaten/kota, change
METHODS = ("alami", "kuantil", "sama", "manual")
CLASS_COUNTS = ("3", "4", "5", "6", "7")
COMPARISONS = ("tunggal", "berdampingan", "waktu")  # one map, two months side by side, months played one by one
SCALES = ("tetap", "sendiri")  # one scale for all months shown, or one for each
OUTLINES = ("kabupaten", "kantor")  # heavy lines on a map: none, or around the working areas of offices
BREAKDOWNS = ("jumlah", "wilayah", "kewarganegaraan", "izin", "status_unhcr", "kartu_unhcr")  # lines of the trend
AXES = ("sendiri", "sama")  # of small multiples: one for each, or one for all
ORDERS = ("jumlah", "kantor")  # of small multiples

VERSIONS = ("publik", "lengkap")  # of the figures on slides: small ones suppressed, or exact
WINDOWS = ("catatan",)  # of a deck: the notes for the speaker
FILTERS = ("kewarganegaraan", "izin", "keperluan", "jk", "status_unhcr", "kartu_unhcr")  # of the map

_SLIDE = re.compile(r"[a-z_]{1,20}(-[0-9]{1,3})?")
_LIMITS = re.compile(r"[0-9]{1,15}(\.[0-9])?(,[0-9]{1,15}(\.[0-9])?){0,5}")

# Parameters of the frame around a page (language), which no view holds and none takes away.
FRAME_PARAMETERS = ("bahasa",)


@dataclass(frozen=True)
class View:
    """What the reader looks at. `wilayah` is a place (pora/reference/places.py). The names are those in the URL."""

    wilayah: str
    periode: str
    kategori: str = schema.ORANG_ASING
    sumber: str = "tabel"
    lapis: str = "batas"
    tingkat: str = schema.KECAMATAN
    angka: str = ""  # a published figure
    ukuran: str = "jumlah"
    banding: str = ""  # the month that changes are counted from
    cara: str = "tunggal"
    skala: str = "tetap"
    metode: str = "alami"
    kelas: str = "5"
    tepi: str = ""  # where manual classes begin: 5,10,50
    garis: str = "kabupaten"
    rinci: str = "jumlah"
    sumbu: str = "sendiri"
    urut: str = "jumlah"
    pilih: str = ""  # an area whose details are shown beside the map
    kewarganegaraan: str = ""
    izin: str = ""
    keperluan: str = ""
    jk: str = ""
    status_unhcr: str = ""
    kartu_unhcr: str = ""
    tabel: str = "out_kecamatan_month"  # of the page Data, and how it is arranged (pora/warehouse/queries/request.py)
    dari: str = ""  # its first month
    jenjang: str = ""  # its level of areas
    baris: str = ""
    nilai: str = ""
    melintang: str = ""
    judul: str = ""
    versi: str = "publik"
    tampilan: str = ""
    salindia: str = ""  # the slide of a deck that is worked at

    @property
    def cut(self) -> schema.Cut:
        """What the numbers in view are of; ValueError where no month is loaded."""
        return schema.Cut(self.wilayah, self.periode, self.kategori)

    @property
    def level(self) -> str:
        return place_level(self.wilayah)

    @property
    def kabupaten_code(self) -> str | None:
        """The kabupaten/kota in view; None for anything wider."""
        return self.wilayah[:5] if self.level in INNER_LEVELS else None

    @property
    def kecamatan_code(self) -> str | None:
        return self.wilayah if self.level == schema.KECAMATAN else None

    @property
    def first_level(self) -> str:
        return first_level(self.level)

    @property
    def plain(self) -> View:
        """The same place, month and category without what only the map page can show and change: for other pages,
        whose numbers know no filter."""
        return View(self.wilayah, self.periode, self.kategori, lapis=self.lapis, tingkat=self.tingkat)

    @property
    def limits(self) -> tuple[float, ...]:
        """Where manual classes begin."""
        return tuple(float(edge) for edge in self.tepi.split(",") if edge)

    @property
    def case_filter(self) -> CaseFilter:
        """The dimensions that mean something for the category; others are left aside."""
        values = {
            "nationality": self.kewarganegaraan,
            "izin_tinggal": self.izin,
            "purpose": self.keperluan,
            "sex": self.jk,
            "unhcr_status": self.status_unhcr,
            "unhcr_card": self.kartu_unhcr,
        }
        used = {column.name for column in schema.DIMENSIONS_OF[self.kategori]}
        return CaseFilter(**{name: value or None for name, value in values.items() if name in used})


@dataclass(frozen=True)
class Choices:
    """What exists in the snapshot for this reader, and so may stand in a URL. `wide`: areas above kabupaten/kota.
    `reach` is None for who sees all areas; a public reader has no filters."""

    province_code: str
    wide: tuple[str, ...]
    periods: tuple[str, ...]
    figures: tuple[str, ...]
    nationalities: tuple[str, ...]
    reach: Reach | None = None
    is_public: bool = False

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
        """Those of the page Data; the full grain has no public form."""
        return [name for name in EXPORTED_TABLES if name != FULL_GRAIN or not self.is_public]

    def sees(self, code: str, period: str = "") -> bool:
        """Whether a place is one of the reader's, in a month or in any."""
        if self.reach is None:
            return code in self.wide or self._is_inside(code)
        months = self.reach.months.get(code, ())
        return period in months if period else bool(months)

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
        """Whether a parameter of the URL may have this value, for this reader and snapshot. Unknown names have none."""
        fixed: Mapping[str, Collection[str]] = {
            "periode": self.periods,
            "banding": self.periods,
            "kategori": schema.CATEGORIES,
            "sumber": SOURCES,
            "lapis": LAYERS,
            "tingkat": list_levels_below(schema.NASIONAL),
            "angka": self.figures,
            "ukuran": MEASURES,
            "cara": COMPARISONS,
            "skala": SCALES,
            "metode": METHODS,
            "kelas": CLASS_COUNTS,
            "garis": OUTLINES,
            "rinci": BREAKDOWNS,
            "sumbu": AXES,
            "urut": ORDERS,
            "izin": schema.IZIN_TINGGAL.allowed,
            "keperluan": schema.PURPOSE.allowed,
            "jk": schema.SEX.allowed,
            "status_unhcr": schema.UNHCR_STATUS.allowed,
            "kartu_unhcr": schema.UNHCR_CARD.allowed,
            "tabel": self.tables,
            "dari": self.periods,
            "jenjang": PLACE_LEVELS,
            "melintang": _columns_of(list_dimensions),
            "judul": LANGUAGES,
            "versi": VERSIONS,
            "tampilan": WINDOWS,
        }
        if name in ("wilayah", "pilih"):
            return self.sees(value)
        if name in FILTERS and self.is_public:
            return False
        if name == "kewarganegaraan":
            return value in self.nationalities
        if name == "salindia":
            return _SLIDE.fullmatch(value) is not None
        if name in ("baris", "nilai"):
            return set(value.split(",")) <= _columns_of(list_dimensions if name == "baris" else list_measures)
        if name == "tepi":
            return _LIMITS.fullmatch(value) is not None
        return value in fixed.get(name, ())

    def _is_inside(self, code: str) -> bool:
        return code in area_index() and (self.province_code == schema.NATION or code.startswith(self.province_code))

    def default(self) -> View:
        """The whole, in the newest month."""
        return View(
            self.root, next(reversed(self.periods_of(self.root)), ""), tingkat=first_level(place_level(self.root))
        )


def _columns_of(select: Callable[[str], list[schema.Column]]) -> set[str]:
    return {column.name for table in EXPORTED_TABLES for column in select(table)}


def parse_view(parameters: Mapping[str, str], choices: Choices) -> tuple[View, list[str]]:
    """The view that the parameters name, as far as the reader may see it, and a note for each that can't be
    followed."""
    view, refused = choices.default(), {}
    for name, value in parameters.items():
        if choices.allows(name, value):
            view = replace(view, **{name: value})
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
    if name in ("wilayah", "pilih") and choices.reach is not None and is_place(value):
        words = _("Wilayah {area} di luar wewenang Anda; yang ditampilkan {shown}.")
        return words.format(area=name_place(value), shown=name_place(view.wilayah))
    if name == "tabel" and value == FULL_GRAIN:
        return _("Tabel rincian tidak ada dalam versi publik; yang ditampilkan tabel lain.")
    if name in FILTERS and choices.is_public:
        return _("Saringan tidak ada dalam versi publik; yang ditampilkan semua orang.")
    return _("Tautan memuat '{name}={value}' yang tidak dikenal; bagian itu diabaikan.").format(
        name=name[:20], value=value[:40]
    )


def view_parameters(view: View, default: View) -> dict[str, str]:
    """The URL of a view: area and period always, the rest where it differs from the default."""
    always = ("wilayah", "periode")
    return {
        name: value
        for name, value in vars(view).items()
        if value and (name in always or value != getattr(default, name))
    }


def filter_words(chosen: CaseFilter) -> list[str]:
    """The values that a map is filtered by."""
    return [name_value(dimension, value) for dimension, value in vars(chosen).items() if value]
