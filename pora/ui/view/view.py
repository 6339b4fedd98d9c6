"""The whole view lives in the URL: a link opens exactly what was seen.

Each parameter is declared once, as a field of `View`: its name in the URL, what it may be, its default. Of a few fixed
values the type says which, so that mypy refuses a misspelt one; else a rule beside the type asks what exists
(pora/ui/view/choices.py). pora/ui/view/url.py reads and writes the URL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

from pora import schema
from pora.config import LANGUAGES
from pora.reference.places import find_kabupaten_of, is_desa, place_level
from pora.schema.levels import PLACE_LEVELS, first_level, list_levels_below
from pora.statistics.dimensions import DIMENSION_OF, name_value
from pora.ui.view.choices import Choices
from pora.warehouse.boundaries import LayerKind
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import EXPORTED_TABLES, list_dimension_columns, list_measure_columns

Rule = Callable[[Choices, str], bool]
# Count, per 100 km², share of the kabupaten/kota, change.
Ukuran = Literal["jumlah", "kepadatan", "bagian", "perubahan"]
Metode = Literal["alami", "kuantil", "sama", "manual"]
Garis = Literal["kabupaten", "kantor"]
Rinci = Literal["jumlah", "wilayah", "kewarganegaraan", "izin", "status_unhcr", "kartu_unhcr"]

# Parameters of the frame around a page (language), which no view holds and none takes away.
FRAME_PARAMETERS = ("bahasa",)


def _is_seen(choices: Choices, value: str) -> bool:
    return choices.sees(value)


def _is_seen_whole(choices: Choices, value: str) -> bool:
    """A desa is chosen on a map of its kecamatan; pages are about it alone for who sees no more than it."""
    return choices.sees(value) and (not is_desa(value) or choices.is_own_desa(value))


def _is_month(choices: Choices, value: str) -> bool:
    return value in choices.periods


def _is_figure(choices: Choices, value: str) -> bool:
    return value in choices.figures


def _is_table(choices: Choices, value: str) -> bool:
    return value in choices.tables


def _is_one_of(*values: str) -> Rule:
    return lambda _choices, value: value in values


def _is_value_of(column: schema.Column) -> Rule:
    """A value to filter by; a public reader has no filters."""
    if column is schema.NATIONALITY:
        return lambda choices, value: not choices.is_public and value in choices.nationalities
    return lambda choices, value: not choices.is_public and value in column.allowed


def _are_columns(select: Callable[[str], list[schema.Column]]) -> Rule:
    """Names of columns of a table of the page Data, whichever it is."""
    known = {column.name for table in EXPORTED_TABLES for column in select(table)}
    return lambda _choices, value: set(value.split(",")) <= known


def _is_column(choices: Choices, value: str) -> bool:
    return "," not in value and _are_columns(list_dimension_columns)(choices, value)


def _fits(pattern: str) -> Rule:
    return lambda _choices, value: re.fullmatch(pattern, value) is not None


@dataclass(frozen=True)
class View:
    """What the reader looks at. `wilayah` is a place (pora/reference/places.py)."""

    wilayah: Annotated[str, _is_seen_whole]
    periode: Annotated[str, _is_month]
    kategori: Annotated[str, _is_one_of(*schema.CATEGORIES)] = schema.ORANG_ASING
    sumber: Literal["tabel", "terbit"] = "tabel"
    lapis: LayerKind = "batas"  # true shapes, or a tile of the same size for each area
    tingkat: Annotated[str, _is_one_of(schema.DESA, *list_levels_below(schema.NASIONAL))] = schema.KECAMATAN
    angka: Annotated[str, _is_figure] = ""  # a published figure
    ukuran: Ukuran = "jumlah"
    banding: Annotated[str, _is_month] = ""  # the month that changes are counted from
    # One map, two months, six, months played one by one.
    cara: Literal["tunggal", "berdampingan", "enam", "waktu"] = "tunggal"
    skala: Literal["tetap", "sendiri"] = "tetap"  # one scale for all months shown, or one for each
    metode: Metode = "alami"
    kelas: Literal["3", "4", "5", "6", "7"] = "5"
    tepi: Annotated[str, _fits(r"[0-9]{1,15}(\.[0-9])?(,[0-9]{1,15}(\.[0-9])?){0,5}")] = ""  # of classes: 5,10,50
    garis: Garis = "kabupaten"  # heavy lines on a map: none, or around the working areas of offices
    rinci: Rinci = "jumlah"  # lines of the trend
    sumbu: Literal["sendiri", "sama"] = "sendiri"  # of small multiples: one for each, or one for all
    urut: Literal["jumlah", "kantor"] = "jumlah"  # of small multiples
    pilih: Annotated[str, _is_seen] = ""  # an area whose details are shown beside the map
    kewarganegaraan: Annotated[str, _is_value_of(schema.NATIONALITY)] = ""
    izin: Annotated[str, _is_value_of(schema.IZIN_TINGGAL)] = ""
    keperluan: Annotated[str, _is_value_of(schema.PURPOSE)] = ""
    jk: Annotated[str, _is_value_of(schema.SEX)] = ""
    status_unhcr: Annotated[str, _is_value_of(schema.UNHCR_STATUS)] = ""
    kartu_unhcr: Annotated[str, _is_value_of(schema.UNHCR_CARD)] = ""
    jenis: Annotated[str, _is_one_of(*schema.ACTION_KIND.allowed)] = schema.DEPORTASI  # of actions
    # Of the page Data, and how it is arranged (pora/warehouse/queries/request.py): table, first month, level of areas.
    tabel: Annotated[str, _is_table] = schema.OUT_KECAMATAN_MONTH.name
    dari: Annotated[str, _is_month] = ""
    jenjang: Annotated[str, _is_one_of(*PLACE_LEVELS)] = ""
    baris: Annotated[str, _are_columns(list_dimension_columns)] = ""
    nilai: Annotated[str, _are_columns(list_measure_columns)] = ""
    melintang: Annotated[str, _is_column] = ""
    judul: Annotated[str, _is_one_of(*LANGUAGES)] = ""
    versi: Literal["publik", "lengkap"] = "publik"  # of the figures on slides: small ones suppressed, or exact
    tampilan: Literal["", "catatan"] = ""  # of a deck: the notes for the speaker
    salindia: Annotated[str, _fits(r"[a-z_]{1,20}(-[0-9]{1,3})?")] = ""  # the slide of a deck that is worked at

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
        return find_kabupaten_of(self.wilayah)

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
        used = schema.DIMENSIONS_OF[self.kategori]
        chosen = {column.name: getattr(self, name) for name, column in DIMENSION_OF.items() if column in used}
        return CaseFilter(**{name: value or None for name, value in chosen.items()})


@cache
def _read_fields() -> Mapping[str, tuple[tuple[str, ...], Rule]]:
    """By field: the values that its type lists, and its rule."""
    fields: dict[str, tuple[tuple[str, ...], Rule]] = {}
    for name, hint in get_type_hints(View, include_extras=True).items():
        values = tuple(value for value in get_args(hint) if value) if get_origin(hint) is Literal else ()
        fields[name] = values, _is_one_of(*values) if values else hint.__metadata__[0]
    return fields


def list_values(name: str) -> tuple[str, ...]:
    """What a field of few fixed values may be, in the order in which it is offered."""
    return _read_fields()[name][0]


def find_rule(name: str) -> Rule | None:
    """What a value of a parameter must meet; None for a parameter that no view has."""
    return _read_fields()[name][1] if name in _read_fields() else None


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
