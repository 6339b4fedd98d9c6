"""Readers who know more than the tables: how the product protects, the exact counts of one office, which persons are
few. Asked by the attacker of the tests, of every small number."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacker import Seen, find_bounds
from builders import case, load_rows, query
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_chains import persons_of_kabupaten
from worlds import KABUPATEN, KECAMATAN, NOT_STATED, OFFICES, Persons, find_narrow, make_month, see, show_nothing

from etl.protect.attack import find_exposed
from etl.protect.chance import make_chance
from etl.protect.suppress import choose_hidden

THRESHOLD = 5


def hide(persons: Persons, secret: int = 0, against_insiders: bool = False, threshold: int = THRESHOLD) -> Seen:
    chance = make_chance(bytes([secret] * 32), "2024-03", "orang_asing")
    return see(choose_hidden((), make_month(persons), threshold, (), chance, against_insiders).published)


# --- the known method ----------------------------------------------------------------------------------------


def name_persons(counts: tuple[int, ...]) -> Persons:
    """Kudus with these counts beside two large kabupaten, all of one nationality."""
    large = {(KECAMATAN[k][0], "CHN"): 100 for k in KABUPATEN[1:]}
    return {(one, "CHN"): n for one, n in zip(KECAMATAN["33.19"], counts, strict=True)} | large


def list_like(seen: Seen) -> Iterator[tuple[int, ...]]:
    """Every count of the three kecamatan that agrees with what is shown."""
    names = KECAMATAN["33.19"]
    total = seen.counts["33.19"]
    for counts in itertools.product(range(1, total), repeat=3):
        is_shown = all(name in seen.hidden or seen.counts[name] == n for name, n in zip(names, counts, strict=True))
        if sum(counts) == total and is_shown:
            yield counts


@pytest.mark.parametrize("counts", [(4, 5, 5), (2, 5, 5), (3, 5, 6), (1, 7, 8), (3, 6, 12), (4, 4, 9)])
def test_who_knows_the_method_can_not_tell_a_small_count_better(counts: tuple[int, int, int]) -> None:
    """Every table that agrees with what is shown is protected with other secrets; one that is never hidden so is out.
    With the cheapest neighbour hidden each time, 4 beside 5 and 5 is 4 or 5."""
    seen = hide(name_persons(counts))
    possible = [
        like for like in list_like(seen) if any(hide(name_persons(like), n).hidden == seen.hidden for n in range(12))
    ]
    for place, count in enumerate(counts):
        if count < THRESHOLD:
            assert len({like[place] for like in possible}) >= THRESHOLD


def test_what_is_hidden_beside_a_small_count_is_chance_and_stays() -> None:
    persons = name_persons((3, 20, 30))
    patterns = [hide(persons, secret).hidden for secret in range(12)]
    assert {frozenset(one) for one in patterns} == {
        frozenset({"33.19.01", other}) for other in ("33.19.02", "33.19.03")
    }
    assert patterns == [hide(persons, secret).hidden for secret in range(12)]


# --- insiders ------------------------------------------------------------------------------------------------

persons_of_all = st.fixed_dictionaries(dict.fromkeys(KABUPATEN, persons_of_kabupaten)).map(
    lambda found: {
        (kecamatan, nation): count
        for kabupaten, by_nation in found.items()
        for nation, counts in by_nation.items()
        for kecamatan, count in zip(KECAMATAN[kabupaten], counts, strict=True)
    }
)


def list_insiders() -> Iterator[tuple[str, ...]]:
    """The areas whose numbers each of them knows."""
    for kabupaten in KABUPATEN:
        yield (kabupaten,)
    for office, inside in OFFICES.items():
        yield (office, *inside)


def find_narrow_inside(seen: Seen, areas: tuple[str, ...]) -> set[tuple[str, int]]:
    def knows(name: str) -> bool:
        return name.startswith(areas)

    return {key for key in find_narrow([seen], THRESHOLD, insider=knows) if not knows(key[0])}


@settings(max_examples=25)
@given(persons_of_all)
def test_an_office_can_not_tell_the_small_counts_of_its_neighbours(persons: Persons) -> None:
    seen = hide(persons, against_insiders=True)
    for areas in list_insiders():
        if narrow := find_narrow_inside(seen, areas):
            assert narrow <= find_narrow_inside(show_nothing(seen), areas)


def test_unless_it_is_not_guarded_against() -> None:
    """Two nationalities of three kabupaten: one knows its own, so the others' come out."""
    persons = {
        (KECAMATAN[k][0], n): c
        for k, n, c in zip(KABUPATEN * 2, ("AFG",) * 3 + ("CHN",) * 3, (2, 9, 8, 20, 30, 40), strict=True)
    }
    open_to_insiders, guarded = hide(persons), hide(persons, against_insiders=True)
    assert any(find_narrow_inside(open_to_insiders, areas) for areas in list_insiders())
    assert not any(find_narrow_inside(guarded, areas) for areas in list_insiders())
    assert len(guarded.hidden) > len(open_to_insiders.hidden)


# --- few persons, and zeros ----------------------------------------------------------------------------------


def test_a_detail_of_few_persons_is_closed_with_its_zeros(empty: Path, tmp_path: Path) -> None:
    rows = [case("33.19.01", 3, nationality="AFG"), case("33.20.01", 20, nationality="CHN"), case("33.20.02", 9)]
    load_rows(tmp_path, [row | {"category": "pengungsi", "period": "2024-06"} for row in rows])
    shown = query(
        "SELECT area_code, value, person_count, status FROM public.out_area_month_detail "
        "WHERE dimension = 'nationality' AND area_code IN ('33.19', '33.20') ORDER BY ALL"
    )
    assert [row for row in shown if row[0] == "33.19"] == [("33.19", None, None, "disamarkan")]
    assert [row for row in shown if row[0] == "33.20"] == [
        ("33.20", "AFG", None, "disamarkan"),  # a zero: or it would be certain who the three are
        ("33.20", "CHN", 20, "angka"),
        ("33.20", None, None, "disamarkan"),
    ]


def test_the_nationality_of_the_only_persons_is_not_told_by_what_all_others_are() -> None:
    """Three from Afghanistan in Kudus; of the others nobody is. Hidden as a number, it would still be told."""
    persons = {("33.19.01", "AFG"): 3, ("33.20.01", "CHN"): 20, ("33.21.01", "CHN"): 30}
    seen = hide(persons)
    assert find_bounds([seen], "33.19|AFG")[0] == 0
    naive = Seen(seen.counts, seen.sums, frozenset(name for name in seen.hidden if seen.counts[name]))
    assert find_bounds([naive], "33.19|AFG")[0] > 0


def find_told(seen: Seen) -> set[str]:
    """The nationalities that few persons of an area certainly have: 33.20|AFG. That none is stated tells nothing."""
    few = {name for name, count in seen.counts.items() if "|" in name and count}
    return {
        name
        for name in few
        for area, _bar, nation in [name.partition("|")]
        if nation != NOT_STATED and seen.counts[area] < THRESHOLD and find_bounds([seen], name)[0] > 0
    }


persons_of_some_nations = st.one_of(
    persons_of_all,
    st.dictionaries(  # of one nation, or of one and who states none
        st.tuples(st.sampled_from([one for inside in KECAMATAN.values() for one in inside]), st.just("AFG")),
        st.integers(1, 9),
    ),
    st.dictionaries(
        st.tuples(st.sampled_from([inside[0] for inside in KECAMATAN.values()]), st.sampled_from(["AFG", NOT_STATED])),
        st.integers(1, 9),
    ),
)


@settings(max_examples=60)
@given(persons_of_some_nations)
@example({("33.20.03", "AFG"): 1, ("33.21.03", "AFG"): 4})
@example({("33.19.01", "AFG"): 2})
def test_no_few_persons_are_of_one_nationality_for_certain(persons: Persons) -> None:
    assert find_told(hide(persons)) == set()


def test_where_all_of_a_province_have_one_nationality_the_public_has_a_zero_hidden(empty: Path, tmp_path: Path) -> None:
    """Of nationality and permit alike: who is not detailed, of whom there is nobody."""
    rows = [case("33.20.03", 1, nationality="AFG", izin_tinggal="ITAS")]
    rows += [case("33.21.03", 4, nationality="AFG", izin_tinggal="ITAS")]
    load_rows(tmp_path, rows)
    shown = query(
        "SELECT dimension, value, person_count, status FROM public.out_area_month_detail "
        "WHERE area_code = '33' AND category = 'orang_asing' ORDER BY ALL"
    )
    assert shown == [
        ("izin_tinggal", "ITAS", None, "disamarkan"),
        ("izin_tinggal", None, None, "disamarkan"),
        ("nationality", "AFG", None, "disamarkan"),
        ("nationality", None, None, "disamarkan"),
    ]


def test_the_audit_finds_what_few_persons_are() -> None:
    all_others = {(one, "CHN"): 20 for k in KABUPATEN[1:] for one in KECAMATAN[k]}
    month = make_month({("33.19.01", "AFG"): 3, **all_others})
    published = choose_hidden((), month, THRESHOLD).published
    assert find_exposed([published], THRESHOLD) == []
    zeros = [cell for cell in published.hidden if cell not in month.counts]
    careless = type(published)(month, published.hidden - set(zeros), published.closed)
    assert {one.state.cell.value for one in find_exposed([careless], THRESHOLD)} == {"AFG"}
