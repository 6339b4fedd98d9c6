"""In a country with provinces, islands, offices, groups and parts without a place nothing that was published opens a
small count, to the attacker of the tests."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from wide_worlds import Persons, countries, make_month, see
from worlds import find_narrow, show_nothing

from etl.protect.chance import make_chance
from etl.protect.published import Published
from etl.protect.suppress import choose_hidden, find_same


@settings(max_examples=15)
@given(st.lists(countries, min_size=1, max_size=2), st.integers(2, 6), st.integers(0, 9))
def test_whatever_a_country_publishes_opens_no_small_count(months: list[Persons], threshold: int, secret: int) -> None:
    versions: list[Published] = []
    seen = []
    told: set[tuple[str, int]] = set()
    for persons in (dict(months[0]) | change for change in months):
        month = make_month(persons)
        chance = make_chance(bytes([secret] * 32), "2024-03", "orang_asing")
        published = find_same(versions, month, threshold)
        published = published or choose_hidden(versions, month, threshold, (), chance).published
        seen.append(see(published, persons))
        versions.append(published)
        narrow = {name for name in find_narrow(seen, threshold) if "*" not in name[0]}
        told |= find_narrow([*seen[:-1], show_nothing(seen[-1])], threshold) if narrow else set()
        assert narrow <= told
