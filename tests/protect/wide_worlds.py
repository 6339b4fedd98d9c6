"""Wide worlds to protect: a country of three provinces on two islands, with kecamatan, what is placed in none of them,
offices and what they report without kabupaten/kota, a group that crosses two offices, and nationalities."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from attacker import Seen, Sum, Table
from hypothesis import strategies as st

from etl.protect.published import Published
from etl.protect.relations import TOTAL, UNPLACED, Cell, Month, Structure
from pora import schema

PROVINCES = {"33": ("33.19", "33.20", "33.21"), "35": ("35.01",), "64": ("64.01", "64.02")}
OFFICES = {"kanim-a": ("33.19", "33.20"), "kanim-b": ("33.21",), "kanim-c": ("64.01", "64.02")}
GROUPS = {"eks-pati": ("33.20", "33.21")}
KABUPATEN = tuple(code for inside in PROVINCES.values() for code in inside)
KECAMATAN = {code: tuple(f"{code}.0{number}" for number in (1, 2, 3)) for code in KABUPATEN}
MEMBERS = {**OFFICES, **GROUPS, **PROVINCES, schema.NATION: KABUPATEN}
WITHIN = {  # wide area -> offices whose area lies in it
    wide: tuple(office for office, inside in OFFICES.items() if wide != office and set(inside) <= set(parts))
    for wide, parts in MEMBERS.items()
}
NATIONS = ("AFG", "CHN", "MMR", "")  # the last: not stated
DETAILED = (*KABUPATEN, *OFFICES, *PROVINCES, schema.NATION)
LEVELS = {
    **dict.fromkeys(OFFICES, schema.KANIM),
    **dict.fromkeys(GROUPS, schema.KELOMPOK),
    **dict.fromkeys(PROVINCES, schema.PROVINSI),
    **dict.fromkeys(KABUPATEN, schema.KABUPATEN_KOTA),
    **{one: schema.KECAMATAN for inside in KECAMATAN.values() for one in inside},
    schema.NATION: schema.NASIONAL,
}
Persons = Mapping[tuple[str, str], int]  # kecamatan, kabupaten or office that reports them; nationality -> persons


def list_sums() -> list[Sum]:
    """What a reader knows. `33.19?` is placed in no kecamatan, `kanim-a*` in no kabupaten, which no table shows."""
    sums: list[Sum] = [(k, (*KECAMATAN[k], f"{k}?")) for k in KABUPATEN]
    for wide, inside in MEMBERS.items():
        owns = [f"{office}*" for office in (*WITHIN[wide], *[wide][: wide in OFFICES])]
        sums.append((wide, (*inside, *owns)))
        sums.append((f"{wide}?", (*(f"{k}?" for k in inside), *owns)))
        if wide not in GROUPS:
            sums += [(f"{wide}|{n}", tuple(f"{one}|{n}" for one in (*inside, *owns))) for n in NATIONS]
    sums.append((schema.NATION, tuple(PROVINCES)))
    sums += [(f"{schema.NATION}|{n}", tuple(f"{p}|{n}" for p in PROVINCES)) for n in NATIONS]
    return sums + [(area, tuple(f"{area}|{n}" for n in NATIONS)) for area in DETAILED]


SUMS = list_sums()
NAMES = {name for whole, parts in SUMS for name in (whole, *parts)}


def count_all(persons: Persons) -> Table:
    counts = dict.fromkeys(NAMES, 0)
    for (place, nation), count in persons.items():
        kabupaten = place[:5] if place not in OFFICES else None
        inside = {kabupaten} if kabupaten else set(OFFICES[place])
        wide = [area for area, parts in MEMBERS.items() if inside <= set(parts)]
        if kabupaten:
            around = [kabupaten, *wide]
            names = [place if place != kabupaten else f"{kabupaten}?"]
        else:
            around, names = wide, [f"{place}*", f"{place}*|{nation}"]
        names += around + [f"{area}|{nation}" for area in around if area in DETAILED]
        if place in (kabupaten, *OFFICES):
            names += [f"{area}?" for area in wide]
        for name in names:
            counts[name] += count
    return counts


def name_cell(name: str) -> Cell:
    area, bar, nation = name.partition("|")
    dimension = "nationality" if bar else UNPLACED if area.endswith("?") else TOTAL
    return Cell(area.rstrip("?*"), dimension, nation or None, area.endswith("*"))


def make_month(persons: Persons) -> Month:
    """As the tables of the product have it."""
    counts = {name_cell(name): n for name, n in count_all(persons).items() if n and "*" not in name}
    levels = {area: level for area, level in LEVELS.items() if Cell(area, TOTAL) in counts}
    offices = {wide: inside for wide, inside in WITHIN.items() if inside}
    return Month(counts, Structure(levels, {wide: tuple(sorted(inside)) for wide, inside in MEMBERS.items()}, offices))


def see(published: Published, persons: Persons) -> Seen:
    """What a reader is shown of a version. That nobody of few persons has a nationality is another number than that
    nobody of more has it."""
    counts = count_all(persons)
    names = {}
    for name in NAMES:
        is_zero_of_few = not counts[name] and published.closes(name_cell(name))
        names[name] = f"{name} of {counts[name.partition('|')[0]]}" if is_zero_of_few else name
    hidden = {name for name in NAMES if "*" in name or published.hides(name_cell(name))}
    zero = {name for name in hidden if "*" in name or not counts[name] or published.closes(name_cell(name))}
    sums = [(names[whole], tuple(names[part] for part in parts)) for whole, parts in SUMS]
    counted = {names[name]: count for name, count in counts.items()}
    return Seen(counted, sums, frozenset(names[name] for name in hidden), frozenset(names[name] for name in zero))


PLACES = [*(one for inside in KECAMATAN.values() for one in inside), *KABUPATEN, *OFFICES]


def draw_country(number: int) -> Persons:
    """One of many countries with persons of most nationalities in most places, and few of each."""
    chance = Random(number)  # noqa: S311 - no secret
    share, most = chance.random(), chance.choice((3, 6, 12))
    keys = [(place, nation) for place in PLACES for nation in NATIONS if chance.random() < share]
    return {key: chance.choice((chance.randint(0, most), chance.randint(1, 9 * most))) for key in keys}


countries = st.one_of(
    st.dictionaries(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(NATIONS)),
        st.one_of(st.integers(0, 9), st.integers(20, 90)),
        min_size=1,
    ),
    st.integers(0, 10**6).map(draw_country),
)
