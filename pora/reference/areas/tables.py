"""The areas of Indonesia by code and by spelling, as read from data/reference: what is known, no matching.

One row of area.csv is the country, a province, kabupaten/kota or kecamatan. Spellings are keys of
`pora.reference.spelling.normalise`. Trap: a spelling may belong to several areas (18 kecamatan names in Jawa Tengah;
Semarang is a kabupaten and a kota), so every look-up by spelling gives all of them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pora.paths import REFERENCE
from pora.reference.areas.aliases import LocalAlias
from pora.reference.spelling import normalise
from pora.schema import DESA, KABUPATEN_KOTA, KECAMATAN, NASIONAL, PROVINSI

_KIND = re.compile(r"^(Kab\.|Kota)(?: Administrasi)? ")
# `1. Bae`, `12) Bae`, and the numbers of BPS without a dot: `010 Bae`. Not `2 X 11 Kayu Tanam`, which is a name.
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|\d{3}(?=\s)|0\d(?=\s))\s*(?=[^\W\d_])")
_KAB_WORDS = ("kab", "kabupaten", "kabadm", "kabadministrasi", "kabupatenadministrasi")
_KOTA_WORDS = ("kota", "kotamadya", "kodya", "kotaadm", "kotaadministrasi")
KECAMATAN_WORDS = ("kecamatan", "kec", "distrik", "kapanewon", "kemantren")
_KELURAHAN_MARK, _DESA_MARK = "1", "2"  # the first digit after the kecamatan's code

# What desa are called where: Nagari in Sumatera Barat, Gampong in Aceh, Pekon and Tiyuh in Lampung, Kalurahan in DIY.
_DESA_WORDS = "desa|ds|kampung|kp|kampong|gampong|nagari|nagori|pekon|tiyuh|kalurahan|negeri|lembang"
_PREFIX = re.compile(
    rf"\s*(?:(?:(?P<desa>{_DESA_WORDS})|(?P<kelurahan>kelurahan|kel|lurah))|(?:desa|ds)\s*/\s*(?:kelurahan|kel))"
    r"(?:\s*[.:]\s*|\s+)(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    name: str
    level: str
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another spelling of an area. With a `scope_code` it holds only inside that kabupaten/kota."""

    area_code: str
    scope_code: str


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """A name for several areas; `codes` may be empty where nobody has fixed them."""

    code: str
    name: str
    codes: tuple[str, ...]


Spellings = Mapping[str, Mapping[str, tuple[str, ...]]]  # level -> spelling -> codes
Aliases = Mapping[str, Mapping[str, tuple[Alias, ...]]]  # level -> spelling -> aliases


@dataclass(frozen=True)
class AreaTables:
    areas: Mapping[str, Area]
    children: Mapping[str, tuple[str, ...]]
    spellings: Spellings
    aliases: Aliases
    groups: Mapping[str, AreaGroup]


def read_rows(path: Path) -> list[dict[str, str]]:
    """Each row as a dict, in half of the time of `csv.DictReader`: every command reads 8,000 areas."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        return [dict(zip(names, row, strict=True)) for row in rows]


def kabupaten_spellings(name: str, kind_of: str | None = None) -> set[str]:
    """Spellings of a kabupaten/kota: Kudus, Kab. Kudus, Kabupaten Kudus, Kudus Kab. `kind_of` is the official
    name where `name` is an alias without Kab. or Kota."""
    bare = normalise(_KIND.sub("", name))
    words = _KOTA_WORDS if (kind_of or name).startswith("Kota") else _KAB_WORDS
    both = {f"kabkota{bare}", f"kabupatenkota{bare}"}
    return {bare, *(word + bare for word in words), *(bare + word for word in words[:2]), *both}


def kecamatan_spelling(text: str) -> str:
    """The spelling without a number in front (1. Bae) and without Kec., Kecamatan and the like; no name of a
    kecamatan begins with these words."""
    key = normalise(strip_numbering(text))
    for word in KECAMATAN_WORDS:
        if key.startswith(word) and key != word:
            return key.removeprefix(word)
    return key


def split_kind(text: str) -> tuple[str, str]:
    """The text without Ds., Desa, Kel., Nagari and the like, and which it says: the digit of a kelurahan or of a desa
    in a code, "" where no word tells. `Kelantan` and `Desakolot` are names."""
    label = strip_numbering(text)
    found = _PREFIX.match(label)
    if found is None:
        return "", label
    mark = _KELURAHAN_MARK if found["kelurahan"] else _DESA_MARK if found["desa"] else ""
    return mark, label[found.end() :]


def strip_numbering(text: str) -> str:
    return _NUMBERING.sub("", text)


def group_spelling(text: str) -> str:
    """`eks Karesidenan Pati`, `ex-keresidenan Pati` and `Karesidenan Pati` are one."""
    key = normalise(strip_numbering(text)).replace("keresidenan", "karesidenan")
    return re.sub(r"^(?:eks|ex|bekas)(?=karesidenan)", "", key)


def read_area_tables(local_aliases: Iterable[LocalAlias]) -> AreaTables:
    """Everything in data/reference, and the aliases (alias, area_code) of this installation."""
    areas = {
        row["area_code"]: Area(row["area_code"], row["area_name"], row["level"], row["parent_code"] or None)
        for row in read_rows(REFERENCE / "area.csv")
    }
    children: dict[str, list[str]] = {}
    spellings: dict[str, dict[str, list[str]]] = {NASIONAL: {}, PROVINSI: {}, KABUPATEN_KOTA: {}, KECAMATAN: {}}
    for area in areas.values():
        if area.parent_code:
            children.setdefault(area.parent_code, []).append(area.code)
        keys = kabupaten_spellings(area.name) if area.level == KABUPATEN_KOTA else {normalise(area.name)}
        for key in keys:
            spellings[area.level].setdefault(key, []).append(area.code)
    return AreaTables(
        areas,
        {code: tuple(codes) for code, codes in children.items()},
        {level: {key: tuple(codes) for key, codes in keys.items()} for level, keys in spellings.items()},
        _alias_table(read_rows(REFERENCE / "area_alias.csv"), local_aliases, areas),
        _group_table(),
    )


def _alias_table(
    committed: Iterable[Mapping[str, str]], local: Iterable[LocalAlias], areas: Mapping[str, Area]
) -> Aliases:
    """A local alias counts only for a spelling that has none yet. One whose area no longer exists is left
    out: its texts are then refused as unknown."""
    found: dict[str, dict[str, tuple[Alias, ...]]] = {KABUPATEN_KOTA: {}, KECAMATAN: {}, DESA: {}}
    for row in committed:
        area = areas[row["area_code"]]
        for key in _alias_spellings(row["alias"], area):
            alias = Alias(area.code, row["scope_code"])
            found[area.level][key] = (*found[area.level].get(key, ()), alias)
    for accepted in local:
        if len(accepted.area_code) == len("33.19.01.2001"):  # holds in its kecamatan alone
            key = normalise(split_kind(accepted.alias)[1])
            found[DESA][key] = (*found[DESA].get(key, ()), Alias(accepted.area_code, accepted.area_code[:8]))
            continue
        known = areas.get(accepted.area_code)
        if known and known.level in found:
            for key in _alias_spellings(accepted.alias, known):
                found[known.level].setdefault(key, (Alias(known.code, ""),))
    return found


def _alias_spellings(alias: str, area: Area) -> set[str]:
    if area.level == KABUPATEN_KOTA:
        return {normalise(alias), *kabupaten_spellings(alias, area.name)}
    return {kecamatan_spelling(alias)}


def _group_table() -> dict[str, AreaGroup]:
    found = {}
    for row in read_rows(REFERENCE / "area_group.csv"):
        group = AreaGroup(row["group_code"], row["group_name"], tuple(filter(None, row["area_codes"].split(";"))))
        for name in (row["group_name"], *filter(None, row["aliases"].split(";"))):
            found[group_spelling(name)] = group
    return found
