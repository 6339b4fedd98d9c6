"""Wide worlds of actions: a country of three provinces, kinds that stand each for itself, zeros that reports name, and
kinds that no report names, which are no zeros but add nothing to a sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from attacker import Seen, Sum
from hypothesis import strategies as st
from wide_worlds import DETAILED, KABUPATEN, LEVELS, MEMBERS, OFFICES, PROVINCES, WITHIN

from etl.protect.published import Published
from etl.protect.relations import TOTAL, Cell, Month, Structure
from pora import schema
from pora.access import disclosure

KINDS = ("deportasi", "cekal")
PLACES = (*KABUPATEN, *OFFICES)
Actions = Mapping[tuple[str, str], int]  # kabupaten or office, kind -> count; a zero is named, what is missing is not


def list_sums() -> list[Sum]:
    """What a reader knows; `kanim-a*|cekal` is what the office did in none of its kabupaten, which no table shows."""
    sums: list[Sum] = []
    for kind in KINDS:
        for wide in DETAILED:
            if wide not in KABUPATEN:
                owns = [f"{office}*" for office in (*WITHIN[wide], *[wide][: wide in OFFICES])]
                sums.append((f"{wide}|{kind}", tuple(f"{one}|{kind}" for one in (*MEMBERS[wide], *owns))))
        sums.append((f"{schema.NATION}|{kind}", tuple(f"{province}|{kind}" for province in PROVINCES)))
    return sums


SUMS = list_sums()
NAMES = {name for whole, parts in SUMS for name in (whole, *parts)}


def count_all(actions: Actions) -> tuple[dict[str, int], set[str]]:
    """Every number by name, and those of them that the tables have a row for."""
    counts, named = dict.fromkeys(NAMES, 0), set()
    for (place, kind), count in actions.items():
        inside = set(MEMBERS.get(place, (place,)))
        around = [area for area in DETAILED if area == place or inside <= set(MEMBERS.get(area, ()))]
        for area in [*around, *([f"{place}*"] if place in OFFICES else [])]:
            counts[f"{area}|{kind}"] += count
            named |= {f"{area}|{kind}"} - {f"{place}*|{kind}"}
    return counts, named


def name_cell(name: str) -> Cell:
    area, _bar, kind = name.partition("|")
    return Cell(area.rstrip("*"), schema.ACTION_KIND.name, kind, area.endswith("*"))


def make_month(actions: Actions) -> Month:
    """As the tables of the product have it."""
    counts, named = count_all(actions)
    of_cells = {name_cell(name): counts[name] for name in sorted(named)}
    for name in sorted(named):
        total = Cell(name.partition("|")[0], TOTAL)
        of_cells[total] = of_cells.get(total, 0) + counts[name]
    levels = {area: level for area, level in LEVELS.items() if Cell(area, TOTAL) in of_cells}
    zeros = frozenset(
        cell
        for cell, count in of_cells.items()
        if not count and cell.dimension != TOTAL and levels[cell.area_code] in disclosure.ZEROS_HIDDEN_AT
    )
    members = {wide: tuple(sorted(inside)) for wide, inside in MEMBERS.items()}
    offices = {wide: inside for wide, inside in WITHIN.items() if inside}
    shown = {cell: count for cell, count in of_cells.items() if count}
    return Month(shown, Structure(levels, members, offices), True, zeros)


def see(published: Published, actions: Actions) -> Seen:
    """What a reader is shown of a version, who knows which offices report by kabupaten/kota alone: a kind without a row
    adds nothing, one that is hidden below the province may be none at all."""
    counts, _named = count_all(actions)
    own = {name for name in NAMES if "*" in name and counts[name]}
    hidden = own | {name for name in NAMES if "*" not in name and name_cell(name) in published.hidden}
    return Seen(counts, SUMS, frozenset(hidden), frozenset(own | {name for name in hidden if _hides_zeros(name)}))


def show_least(versions: Sequence[Seen]) -> Seen:
    """The last with nothing shown but what has to be: zeros of provinces and the country, and that no report names a
    kind, unless a former version hid that zero."""
    last = versions[-1]
    zeros = {name for seen in versions for name in seen.hidden if not seen.counts[name]}
    hidden = frozenset(name for name in NAMES if last.counts[name] or name in zeros)
    return Seen(last.counts, last.sums, hidden, hidden)


def _hides_zeros(name: str) -> bool:
    return LEVELS.get(name.partition("|")[0]) in disclosure.ZEROS_HIDDEN_AT


def draw_actions(number: int) -> Actions:
    """One of many countries with most kinds in most places, and few of each."""
    chance = Random(number)  # noqa: S311 - no secret
    share, zeros, most = chance.random(), chance.random(), chance.choice((3, 6, 12))
    keys = [(place, kind) for place in PLACES for kind in KINDS if chance.random() < share]
    return {
        key: 0 if chance.random() < zeros else chance.choice((chance.randint(0, most), chance.randint(1, 9 * most)))
        for key in keys
    }


few = st.one_of(st.just(0), st.integers(0, 5), st.integers(5, 60))
months = st.one_of(
    st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(KINDS)), few, min_size=1),
    st.fixed_dictionaries({(place, KINDS[0]): few for place in PROVINCES["33"]}),
    st.integers(0, 10**6).map(draw_actions).filter(bool),
)
