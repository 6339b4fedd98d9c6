"""Kinds of actions over all versions: corrections, zeros that a later report does not name, files taken back, undo. To
the attacker of the tests nothing of it opens a small count."""

from __future__ import annotations

from collections.abc import Sequence

from action_worlds import KINDS, OFFICES, PLACES, Actions, few, make_month, months, see, show_least
from attacker import Seen
from hypothesis import example, given, settings
from hypothesis import strategies as st
from worlds import find_narrow

from etl.protect.chance import make_chance
from etl.protect.published import Published
from etl.protect.suppress import choose_hidden, find_same

changes = st.lists(
    st.one_of(
        st.tuples(st.just("file"), months),  # of each place that it names, in place of what was there
        st.tuples(st.just("file"), st.fixed_dictionaries({("64.01", KINDS[1]): few})),
        st.tuples(st.just("unnamed"), st.sampled_from([(p, k) for p in PLACES for k in KINDS])),  # blank, not 0
        st.tuples(st.just("gone"), st.sampled_from(PLACES)),  # taken back
        st.tuples(st.just("undo"), st.integers(0, 6)),  # back to the numbers of an earlier version
    ),
    max_size=5,
)


def list_versions(first: Actions, steps: Sequence[tuple[str, object]]) -> list[Actions]:
    found = [dict(first)]
    for what, change in steps:
        now = dict(found[-1])
        if what == "undo":
            now = dict(found[change % len(found)])
        elif what == "unnamed":
            now.pop(change, None)
        elif what == "gone":
            now = {key: count for key, count in now.items() if key[0] != change}
        else:
            places = {place for place, _kind in change}
            now = {key: count for key, count in now.items() if key[0] not in places} | change
        found.append(now)
    return [one for one in found if one]


def publish(
    versions: Sequence[Published], actions: Actions, threshold: int, secret: int, *, against_insiders: bool = False
) -> Published:
    month = make_month(actions)
    chance = make_chance(bytes([secret] * 32), "2024-03", "tindakan")
    same = find_same(versions, month, threshold)
    return same or choose_hidden(versions, month, threshold, (), chance, against_insiders).published


ZERO_AND_FOUR = {("33.19", "deportasi"): 0, ("33.20", "deportasi"): 20, ("33.21", "deportasi"): 4}
NO_LONGER_NAMED = [("gone", "33.19"), ("file", {("64.01", "cekal"): 30})]


@settings(max_examples=50)
@example(ZERO_AND_FOUR, NO_LONGER_NAMED, 5, 0)  # beside a hidden zero alone, 4 would be told once nobody names the zero
@given(months, changes, st.integers(2, 6), st.integers(0, 9))
def test_whatever_actions_are_published_one_after_the_other_no_small_count_opens(
    first: Actions, steps: list[tuple[str, object]], threshold: int, secret: int
) -> None:
    """A number that could be told even if the new version showed as little as it can is not given away by it; who has
    the last two versions, or one alone, is not told more because somebody who has all could tell it anyhow."""
    versions: list[Published] = []
    seen: list[Seen] = []
    told: set[tuple[str, int]] = set()
    for actions in list_versions(first, steps):
        published = publish(versions, actions, threshold, secret)
        seen.append(see(published, actions))
        versions.append(published)
        told |= find_told(seen, threshold)
        assert find_narrow_kinds(seen, threshold) <= told
        for kept in (seen[-2:], seen[-1:]):
            assert find_narrow_kinds(kept, threshold) <= find_told(kept, threshold)


def find_narrow_kinds(seen: Sequence[Seen], threshold: int) -> set[tuple[str, int]]:
    """But of what an office did in none of its kabupaten, which no table shows."""
    return {one for one in find_narrow(seen, threshold) if "*" not in one[0]}


def find_told(seen: Sequence[Seen], threshold: int) -> set[tuple[str, int]]:
    return find_narrow([*seen[:-1], show_least(seen)], threshold) if find_narrow_kinds(seen, threshold) else set()


@settings(max_examples=20)
@given(months, st.integers(0, 9))
def test_an_office_can_not_tell_the_small_actions_of_its_neighbours(actions: Actions, secret: int) -> None:
    """Where that is asked for (`PORA_INSIDERS=semua`), beside what its own numbers give away if no other is shown."""
    seen = see(publish((), actions, 5, secret, against_insiders=True), actions)
    for office, inside in OFFICES.items():

        def knows(name: str, own: tuple[str, ...] = (office, *inside)) -> bool:
            return name.startswith(own)

        narrow = {one for one in find_narrow([seen], 5, insider=knows) if not knows(one[0]) and "*" not in one[0]}
        assert narrow <= find_narrow([show_least([seen])], 5, insider=knows)
