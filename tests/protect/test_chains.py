"""Nothing published since the first version, taken together, opens a small count: corrections, files of one office
after the other, parts, undo."""

from __future__ import annotations

from pathlib import Path

from attacker import Seen, find_bounds
from builders import case, load_rows, query
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import (
    KABUPATEN,
    KECAMATAN,
    NATIONS,
    OFFICES,
    Persons,
    find_narrow,
    make_month,
    name_cell,
    see,
    show_nothing,
)

from etl.batch.undo import undo_batch
from etl.protect.attack import find_exposed
from etl.protect.published import Published
from etl.protect.suppress import choose_hidden, find_same

NINE = dict(zip((f"33.19.0{n}" for n in range(1, 10)), (3, 6, 20, 30, 40, 50, 60, 70, 80), strict=True))


def read_seen() -> Seen:
    """The kecamatan of Kudus and its total, as the public form has them now."""
    names = [*NINE, "33.19"]
    sql = "SELECT area_code, person_count, status FROM {}.out_area_month WHERE list_contains(?, area_code)"
    sql += " AND period = '2024-03' AND category = 'orang_asing'"
    exact = {str(code): int(str(count or 0)) for code, count, _status in query(sql.format("exact"), names)}
    hidden = {str(code) for code, _count, status in query(sql.format("public"), names) if status == "disamarkan"}
    return Seen(exact, [("33.19", tuple(NINE))], frozenset(hidden))


def test_undo_opens_nothing_that_was_hidden_before(empty: Path, tmp_path: Path) -> None:
    """Kudus with 3, 6, 20, 30 ... 80; then the second at 0; then undo."""
    load_rows(tmp_path, [case(code, count) for code, count in NINE.items()])
    seen = [read_seen()]
    load_rows(tmp_path, [case(code, count) for code, count in (NINE | {"33.19.02": 0}).items()])
    seen.append(read_seen())
    undo_batch()
    seen.append(read_seen())
    low, high = find_bounds(seen, "33.19.01")
    assert high - low >= 4
    assert seen[2].hidden == seen[0].hidden, "the very pattern that was published with these numbers"


def test_a_month_keeps_what_was_hidden_since(empty: Path, tmp_path: Path) -> None:
    """A correction and its undo, with what the correction hid of numbers that are the same in both."""
    load_rows(tmp_path, [case(code, count) for code, count in NINE.items()])
    first = read_seen()
    load_rows(tmp_path, [case(code, count) for code, count in (NINE | {"33.19.09": 2}).items()])
    second = read_seen()
    undo_batch()
    same = {name for name in second.hidden if first.counts[name] == second.counts[name]}
    assert read_seen().hidden == first.hidden | same


persons_of_kabupaten = st.dictionaries(st.sampled_from(NATIONS), st.lists(st.integers(0, 9), min_size=3, max_size=3))
changes = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(KABUPATEN), persons_of_kabupaten),  # a correction, or a first file
        st.tuples(st.sampled_from([*OFFICES]), st.just(None)),  # the office's files are taken back
        st.tuples(st.just("undo"), st.integers(0, 6)),  # back to the numbers of an earlier version
    ),
    min_size=1,
    max_size=8,
)


def list_versions(steps: list[tuple[str, object]]) -> list[Persons]:
    found: list[Persons] = []
    now: dict[tuple[str, str], int] = {}
    for what, change in steps:
        if what == "undo":
            now = dict(found[change % len(found)]) if found else {}
        elif change is None:
            now = {key: count for key, count in now.items() if key[0][:5] not in OFFICES[what]}
        else:
            now = {key: count for key, count in now.items() if key[0][:5] != what}
            now |= {
                (kecamatan, nation): count
                for nation, counts in change.items()
                for kecamatan, count in zip(KECAMATAN[what], counts, strict=True)
            }
        found.append(dict(now))
    return found


def test_a_number_that_comes_again_by_chance_leaves_no_version_open_by_itself() -> None:
    """5 in one kabupaten of an office, then 5 in the other: who takes the office's 5 for the same knows both from their
    sum before. From who has the third version alone it must still be hidden."""
    versions: list[Published] = []
    for persons in (
        {("33.19.01", "CHN"): 5, ("33.20.01", "CHN"): 5},
        {("33.20.01", "CHN"): 5},
        {("33.19.01", "CHN"): 5, ("33.21.01", "CHN"): 6},
    ):
        versions.append(choose_hidden(versions, make_month(persons), 6).published)
    assert find_bounds([see(one) for one in versions], "33.19") == (5, 5)
    assert find_narrow([see(versions[2])], 6) == set()
    open_by_itself = Published(versions[2].month, versions[2].hidden - {name_cell("33.21"), name_cell("kanim-b")})
    assert find_exposed([open_by_itself], 6) != []


def test_such_a_version_is_published_after_the_audit_of_who_has_less(empty: Path, tmp_path: Path) -> None:
    for first, second, other in ((4, 4, 0), (0, 4, 0), (4, 0, 6)):
        counts = {"33.74.01": first, "33.22.01": second, "33.01.01": other}
        assert load_rows(tmp_path, [case(code, count) for code, count in counts.items()]).loaded
    rows = query(
        "SELECT area_code, status FROM public.out_area_month WHERE category = 'orang_asing' AND "
        "list_contains(['33', '33.01', '33.22', '33.74'], area_code)"
    )
    status = {str(code): status for code, status in rows}
    assert (status["33.22"], status["33.74"]) == ("nol", "disamarkan")
    assert "disamarkan" in (status["33"], status["33.01"]), "or 4 would be told: 10 of which 6"


@settings(max_examples=40)
@given(changes)
def test_whatever_was_published_one_after_the_other_opens_no_small_count(steps: list[tuple[str, object]]) -> None:
    """A number that could be told even if the new version showed nothing but its zeros is not given away by it."""
    threshold = 4
    versions: list[Published] = []
    told: set[tuple[str, int]] = set()
    for persons in list_versions(steps):
        month = make_month(persons)
        published = find_same(versions, month, threshold) or choose_hidden(versions, month, threshold).published
        before = [see(one) for one in versions]
        versions.append(published)
        narrow = find_narrow([*before, see(published)], threshold)
        told |= find_narrow([*before, show_nothing(see(published))], threshold) if narrow else set()
        assert narrow <= told
        for kept in (before[-1:], []) if narrow else ():  # who has the last two, or this one alone
            narrow = find_narrow([*kept, see(published)], threshold)
            assert narrow <= find_narrow([*kept, show_nothing(see(published))], threshold)


def test_the_audit_looks_at_all_versions() -> None:
    """The second is shown beside a hidden total, and was hidden beside a total that was shown."""
    month = make_month({("33.19.01", "CHN"): 3, ("33.19.02", "CHN"): 6, ("33.19.03", "CHN"): 20})
    first = Published(month, frozenset({name_cell("33.19.01"), name_cell("33.19.02")}))
    other = Published(month, frozenset(month.counts) - {name_cell("33.19.02"), name_cell("33.19.03")})
    assert find_exposed([first], 5) == find_exposed([other], 5) == []
    assert {one.state.person_count for one in find_exposed([first, first, other], 5)} == {3}
