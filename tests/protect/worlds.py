"""Small worlds to protect: three kabupaten of one province, the first two of one office, with nationalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attacker import Seen, Sum, Table, find_bounds

from etl.protect.published import Published
from etl.protect.relations import TOTAL, Cell, Month, Structure
from pora import schema

OFFICES = {"kanim-a": ("33.19", "33.20"), "kanim-b": ("33.21",)}
KABUPATEN = ("33.19", "33.20", "33.21")
KECAMATAN = {k: tuple(f"{k}.0{number}" for number in (1, 2, 3)) for k in KABUPATEN}
NATIONS = ("AFG", "CHN")
NOT_STATED = ""  # the nationality of whom none is reported: a value that every area may have
Persons = Mapping[tuple[str, str], int]  # kecamatan, nationality -> persons; what nobody reported is missing


def make_month(persons: Persons) -> Month:
    """As the tables of the product have it."""
    levels = {"33": schema.PROVINSI} | dict.fromkeys(OFFICES, schema.KANIM)
    levels |= dict.fromkeys(KABUPATEN, schema.KABUPATEN_KOTA)
    levels |= {one: schema.KECAMATAN for inside in KECAMATAN.values() for one in inside}
    counts = {name_cell(name): count for name, count in count_all(persons).items() if count}
    return Month(counts, Structure(levels, {"33": KABUPATEN, **OFFICES}, {"33": tuple(OFFICES)}))


def name_cell(name: str) -> Cell:
    area, bar, nation = name.partition("|")
    if nation == NOT_STATED:
        return Cell(area, "nationality", None) if bar else Cell(area, TOTAL)
    return Cell(area, "nationality", nation)


def count_all(persons: Persons) -> Table:
    """Every number of the public tables by name: 33.19.01, 33.19, 33.19|CHN."""
    counts: dict[str, int] = {}
    for (kecamatan, nation), count in persons.items():
        kabupaten = kecamatan[:5]
        around = [kabupaten, "33", *(office for office, inside in OFFICES.items() if kabupaten in inside)]
        for name in (kecamatan, *around, *(f"{area}|{nation}" for area in around)):
            counts[name] = counts.get(name, 0) + count
    return counts


def list_sums() -> list[Sum]:
    """What a reader of the tables knows to be the sum of what."""
    inside, nations = {"33": KABUPATEN, **OFFICES}, (*NATIONS, NOT_STATED)
    sums: list[Sum] = [(k, KECAMATAN[k]) for k in KABUPATEN]
    sums += inside.items()
    sums += [("33", tuple(OFFICES))]
    sums += [(f"{area}|{n}", tuple(f"{k}|{n}" for k in parts)) for area, parts in inside.items() for n in nations]
    sums += [(area, tuple(f"{area}|{n}" for n in nations)) for area in (*KABUPATEN, *inside)]
    return sums


def see(published: Published) -> Seen:
    """What a reader is shown of a version."""
    sums = list_sums()
    names = {name for whole, parts in sums for name in (whole, *parts)}
    closed = {name for name in names if published.closes(name_cell(name))}
    hidden = {name for name in names if published.hides(name_cell(name))}
    zero = frozenset(name for name in hidden if name in closed or name_cell(name) not in published.month.counts)
    counts = {name: published.month.counts.get(name_cell(name), 0) for name in names}
    return Seen(counts, sums, frozenset(hidden), zero)


def show_nothing(seen: Seen) -> Seen:
    """The same with everything hidden but zeros."""
    more = {name for name, count in seen.counts.items() if count}
    return Seen(seen.counts, seen.sums, seen.hidden | more, seen.may_be_zero)


def find_narrow(versions: Sequence[Seen], threshold: int, **knowing: object) -> set[tuple[str, int]]:
    """The small numbers of all versions that can be told too well: name, count."""
    small = {
        (name, count): number
        for number, seen in enumerate(versions)
        for name, count in seen.counts.items()
        if 0 < count < threshold
    }
    return {
        key
        for key, number in small.items()
        if _is_narrow(find_bounds(versions, key[0], number, **knowing), threshold)  # type: ignore[arg-type]
    }


def _is_narrow(bounds: tuple[float, float], threshold: int) -> bool:
    return bounds[1] - bounds[0] < threshold - 1
