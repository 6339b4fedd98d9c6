"""Published figures as a map can show them: what a source says, and not one area more.

A publication is the set of figures of one date and one measure. An area with its own figure has a number; an area
that the source only names as part of a number says so; every other area is "tidak disebut", which is not zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from pora import schema
from pora.locale import _, format_day, format_number, format_period, raise_first
from pora.reference.areas import area_index
from pora.reference.offices import read_offices
from pora.statistics.measures import NOT_STATED, PART_OF, Measure

_MAPPED_LEVELS = (schema.PROVINSI, schema.KANIM, schema.KABUPATEN_KOTA, schema.KECAMATAN)


@dataclass(frozen=True)
class Publication:
    """`figure_id` names it in a URL; `figures` are its rows of core_figure, the widest area first."""

    figure_id: str
    figures: pd.DataFrame

    @property
    def widest(self) -> pd.Series:
        row: pd.Series = self.figures.iloc[0]
        return row

    @property
    def names_kecamatan(self) -> bool:
        named = self.figures["present_in"].notna()
        return bool((named | (self.figures["level"] == schema.KECAMATAN)).any())

    @property
    def level(self) -> str:
        """The level that its map shows."""
        return schema.KECAMATAN if self.names_kecamatan else schema.KABUPATEN_KOTA

    @property
    def province_code(self) -> str | None:
        """The province that all its figures are about; None where they are about several."""
        offices = read_offices()
        codes = self.figures["area_code"]
        provinces = {offices[code].province_code if code in offices else code[:2] for code in codes}
        return provinces.pop() if len(provinces) == 1 else None

    def area_code(self, province_code: str) -> str:
        """What its map shows: a kabupaten/kota or an office where the figures name kecamatan, else the province."""
        if not self.names_kecamatan:
            return province_code
        code = str(self.widest["area_code"])
        return code[:5] if self.widest["level"] == schema.KECAMATAN else code

    @property
    def month(self) -> str:
        """The month of its date; December where the source gives only a year."""
        period = self.widest["period"]
        return str(period) if isinstance(period, str) else f"{str(self.widest['as_of'])[:4]}-12"

    @property
    def measure(self) -> Measure:
        name = str(self.widest["measure"])
        return Measure(_("{measure}, angka terbit").format(measure=raise_first(name)), name)


def list_publications(figures: pd.DataFrame) -> list[Publication]:
    """All that a map can show, newest first. Two numbers for one area, date and measure are two publications, which
    stand side by side."""
    mapped = figures.loc[figures["level"].isin(_MAPPED_LEVELS)].copy()
    mapped["telling"] = mapped.groupby(["as_of", "measure", "area_code"]).cumcount()
    mapped["rank"] = mapped["level"].map({level: rank for rank, level in enumerate(_MAPPED_LEVELS)})
    groups = mapped.sort_values(["rank", "figure_id"]).groupby(["as_of", "measure", "telling"], sort=False)
    found = [Publication(str(rows["figure_id"].iloc[0]), rows.reset_index(drop=True)) for _key, rows in groups]
    return sorted(found, key=lambda one: (str(one.widest["as_of"]), one.figure_id), reverse=True)


def describe_as_of(as_of: str, precision: str | None) -> str:
    """The date as the source gives it: 19 Maret 2024 (tahun belum pasti)."""
    if precision in ("day", "year_unconfirmed"):
        day = format_day(dt.date.fromisoformat(as_of))
        return _("{day} (tahun belum pasti)").format(day=day) if precision == "year_unconfirmed" else day
    return format_period(as_of) if precision == "month" else as_of


def describe_value(figure: pd.Series) -> str:
    """48; sekitar 82; 11 (sumber tidak jelas); 300–400; tidak disebut."""
    if figure["value_precision"] == "range":
        return f"{format_number(figure['value_low'])}–{format_number(figure['value_high'])}"
    if pd.isna(figure["person_count"]):
        return _("tidak disebut")
    number = format_number(int(figure["person_count"]))
    words = {"about": _("sekitar {number}"), "unclear": _("{number} (sumber tidak jelas)")}
    return words.get(figure["value_precision"], "{number}").format(number=number)


def describe_publication(one: Publication) -> str:
    """A line for a list: 19 Maret 2024 (tahun belum pasti), orang asing: Kab. Kudus 48."""
    line = _("{as_of}, {measure}: {area} {value}").format(
        as_of=describe_as_of(str(one.widest["as_of"]), one.widest["as_of_precision"]),
        measure=one.widest["measure"],
        area=one.widest["area_name"],
        value=describe_value(one.widest),
    )
    others = len(one.figures) - 1
    return line + (_(" dan {n} angka lain").format(n=format_number(others)) if others else "")


def describe_headline(one: Publication) -> str:
    """What the publication says, in a sentence, with the part that has no place named."""
    widest = one.widest
    places = one.figures.iloc[1:].loc[lambda rows: rows["level"] == schema.KECAMATAN]
    words = {"area": widest["area_name"], "value": describe_value(widest), "measure": widest["measure"]}
    if isinstance(widest["present_in"], str):
        words["n"] = format_number(len(widest["present_in"].split(";")))
        return _("{area}: {value} {measure} di {n} kecamatan, rincian tidak diterbitkan").format(**words)
    if len(places) and widest["level"] != schema.KECAMATAN:
        words["named"] = ", ".join(
            f"{row.area_name.split(',')[0]} {describe_value(row)}" for _i, row in places.iterrows()
        )
        if rest := _count_rest(widest, places):
            words["rest"] = format_number(rest)
            return _("{area}: {value} {measure}; {named}; {rest} tidak dirinci").format(**words)
        return _("{area}: {value} {measure}; {named}").format(**words)
    return _("{area}: {value} {measure}").format(**words)


def _count_rest(widest: pd.Series, places: pd.DataFrame) -> int:
    """Persons in none of the places; 0 where that can't be said, since a number is not exact or the parts are more."""
    if {widest["value_precision"], *places["value_precision"]} != {"exact"}:
        return 0
    return max(0, int(widest["person_count"]) - int(places["person_count"].sum()))


def make_publication_frame(one: Publication, codes: list[str], office_of: Callable[[str], str | None]) -> pd.DataFrame:
    """One row per area of `codes`: area_code, area_name, value, status, part_label (see pora/figures/maps/draw.py)."""
    own = {str(row["area_code"]): row for _i, row in one.figures.iterrows()}
    parts = _parts(one, office_of, codes)
    rows = []
    for code in codes:
        value, status, label = None, NOT_STATED, None
        if code in own and pd.notna(own[code]["person_count"]):
            value = int(own[code]["person_count"])
            status = schema.ANGKA if value else schema.NOL
        elif code in own:
            status, label = PART_OF, describe_value(own[code])
        elif code in parts:
            status, label = PART_OF, parts[code]
        rows.append((code, area_index().area_name(code), value, status, label))
    frame = pd.DataFrame(rows, columns=["area_code", "area_name", "value", "status", "part_label"])
    return frame.astype({"value": "Int64"})


def _parts(one: Publication, office_of: Callable[[str], str | None], codes: list[str]) -> dict[str, str]:
    """Areas that share a number that was never split, with the words for it."""
    found: dict[str, str] = {}
    for _i, figure in one.figures.iterrows():
        label = _("bagian dari {value}, rincian tidak diterbitkan").format(value=describe_value(figure))
        if isinstance(figure["present_in"], str):
            found |= dict.fromkeys(figure["present_in"].split(";"), label)
        elif one.level == schema.KABUPATEN_KOTA and figure["level"] in (schema.KANIM, schema.PROVINSI):
            members = [c for c in codes if figure["area_code"] in (c[:2], office_of(c))]
            found |= dict.fromkeys(members, label)
    return found
