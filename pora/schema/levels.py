"""Levels of places: what lies below what, and which layer of a map draws it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pora.schema.columns import DESA, KABUPATEN_KOTA, KANIM, KECAMATAN, KELOMPOK, LEVELS, NASIONAL, PROVINSI, RUDENIM

# The next level below, which a place is divided into. A kecamatan has no parts.
PART_LEVEL: Mapping[str, str] = {
    NASIONAL: PROVINSI,
    PROVINSI: KABUPATEN_KOTA,
    KANIM: KABUPATEN_KOTA,
    KELOMPOK: KABUPATEN_KOTA,
    KABUPATEN_KOTA: KECAMATAN,
}
PLACE_LEVELS = tuple(level for level in LEVELS if level != RUDENIM)  # of what a reader can choose, from the top
WIDE_LEVELS = (NASIONAL, PROVINSI, KANIM, KELOMPOK)  # of places with several kabupaten/kota
INNER_LEVELS = (KABUPATEN_KOTA, KECAMATAN)  # of places within one kabupaten/kota

Layer = Literal["desa", "kecamatan", "kabupaten", "provinsi"]
LAYER_OF: Mapping[str, Layer] = {
    PROVINSI: "provinsi",
    KABUPATEN_KOTA: "kabupaten",
    KECAMATAN: "kecamatan",
    DESA: "desa",
}


def list_levels_below(level: str) -> tuple[str, ...]:
    """The levels that a place can be shown at, kecamatan first; a kecamatan is shown by itself."""
    below: list[str] = []
    while level in PART_LEVEL:
        level = PART_LEVEL[level]
        below.insert(0, level)
    return tuple(below) or (KECAMATAN,)


def first_level(level: str) -> str:
    """What a first look at a place shows the numbers of: kecamatan; of the country provinces, since there are
    thousands."""
    return PROVINSI if level == NASIONAL else KECAMATAN
