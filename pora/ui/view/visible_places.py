"""How far a reader of some areas sees: which places, and which months of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from pora import schema
from pora.reference.areas import area_index
from pora.reference.places import is_desa, is_place, place_level
from pora.schema.levels import PLACE_LEVELS, WIDE_LEVELS


@dataclass(frozen=True)
class VisiblePlaces:
    """`listed`: the places that a reader was given, the widest first; `months`: of every place that is seen its months,
    oldest first, and of desa those of the ones given. Trap: a kabupaten/kota that left an office is seen in the months
    before, and no later."""

    listed: tuple[str, ...]
    months: Mapping[str, tuple[str, ...]]

    @property
    def root(self) -> str | None:
        """Where a reader starts: the first place given, if there is anything to see of it."""
        return next(iter([*self.roots, *self.listed]), None)

    @property
    def roots(self) -> tuple[str, ...]:
        """The places given of which there is anything to see."""
        return tuple(code for code in self.listed if code in self.months)

    @property
    def places(self) -> list[str]:
        """Places for a select box: those given, then wider ones in them, then kabupaten/kota."""
        wide = [code for code in self.months if place_level(code) in WIDE_LEVELS]
        wide.sort(key=_rank)
        kabupaten = [code for code in sorted(self.months) if place_level(code) == schema.KABUPATEN_KOTA]
        return list(dict.fromkeys([*self.roots, *wide, *kabupaten]))


def make_visible_places(areas: Collection[str], seen: pd.DataFrame) -> VisiblePlaces:
    """From the areas of a scope and `queries.select_seen`."""
    listed = sorted((code for code in areas if is_place(code)), key=lambda code: (_rank(code), code))
    months = {str(code): tuple(periods) for code, periods in zip(seen["area_code"], seen["periods"], strict=True)}
    shown = [code for code in sorted(months) if is_place(code) and (code in listed or not is_desa(code))]
    return VisiblePlaces(tuple(listed), {code: months[code] for code in shown})


def _rank(code: str) -> int:
    """Wider places first."""
    return (*PLACE_LEVELS, schema.DESA).index(place_level(code))


def list_kecamatan(reach: VisiblePlaces | None, kabupaten_code: str) -> list[str]:
    """The kecamatan of a kabupaten/kota that a reader sees; all of them where nothing limits the reader."""
    children = area_index().children(kabupaten_code)
    return [code for code in children if reach is None or code in reach.months]
