"""Whatever forms and files come in, in any order: the newest word counts in each place.

The oracle knows nothing of parts: it asks of each place, on its own, which file not taken back spoke of it last.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from builders import case, load_form, load_rows, query
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_memory import InMemory

from etl.batch.undo import undo_batch

pytestmark = pytest.mark.usefixtures("in_memory")

KALIWUNGU, KOTA, JATI = "33.19.01", "33.19.02", "33.19.03"


@dataclass
class Said:
    """One file: what it counts by kecamatan (None: in none), and the one kecamatan that it is of."""

    rows: dict[str | None, int]
    own: str | None = None
    is_sample: bool = False


@dataclass
class Oracle:
    said: list[Said] = field(default_factory=list)

    def take_back(self) -> bool:
        last = next((at for at in reversed(range(len(self.said))) if not self.said[at].is_sample), None)
        if last is not None:
            del self.said[last]
        return last is not None

    def is_all_of(self, act: Said) -> bool:
        """Whether a file like it counts in every place that it speaks of."""
        kept = [one for one in self.said if one.is_sample == act.is_sample]
        spoke = [one for one in kept if act.own is None or one.own in (None, act.own)]
        return bool(spoke) and spoke[-1] == act

    def count(self, kecamatan: str | None, is_first: bool = False) -> int | None:
        """What the last file that speaks of a place says of it, or the first one; the first to report on it counts
        where that is of this kecamatan alone, since it corrects nothing."""
        real = [one for one in self.said if not one.is_sample] or self.said
        speaking = [one for one in real if one.own in (None, kecamatan)]
        if is_first and speaking:
            reporting = [one for one in speaking if kecamatan in one.rows]
            return (reporting[0] if reporting and reporting[0].own else speaking[0]).rows.get(kecamatan)
        return speaking[-1].rows.get(kecamatan) if speaking else None


PLACES: list[str | None] = [KALIWUNGU, KOTA, JATI]

WHOLE = st.dictionaries(st.sampled_from([*PLACES, None]), st.integers(0, 30), min_size=1)

ACTS = st.lists(
    st.one_of(
        st.builds(Said, WHOLE, is_sample=st.booleans()),
        *[st.builds(Said, st.fixed_dictionaries({code: st.integers(0, 30)}), st.just(code)) for code in PLACES],
        st.none(),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_in_each_kecamatan_the_last_file_counts_that_spoke_of_it(
    in_memory: InMemory, tmp_path_factory: pytest.TempPathFactory, acts: list[Said | None]
) -> None:
    in_memory.clear()
    oracle, folder = Oracle(), tmp_path_factory.mktemp("acts")
    for act in acts:
        if act is None:
            assert not oracle.take_back() or undo_batch().parts
            continue
        if act.own:
            report = load_form(folder, act.own, [*act.rows.values()], replace=True)
        else:
            rows = [case(code, n, kabupaten_code="33.19") for code, n in act.rows.items()]
            report = load_rows(folder, rows, replace=True, is_sample=act.is_sample)
        assert report.loaded
        if report.unchanged:
            assert oracle.is_all_of(act)
        else:
            oracle.said.append(act)
    found = query(
        "SELECT area_code, person_count, unplaced_count, first_count FROM exact.out_area_month "
        "WHERE area_code IN ('33.19', ?, ?, ?) AND category = 'orang_asing' ORDER BY 1",
        *PLACES,
    )
    now, first = ({code: oracle.count(code, is_first) for code in [*PLACES, None]} for is_first in (False, True))
    expected = [(code, now[code], None, first[code]) for code in PLACES]
    assert found == ([("33.19", _add(now), now[None], _add(first)), *expected] if oracle.said else [])


def _add(counted: dict[str | None, int | None]) -> int | None:
    known = [n for n in counted.values() if n is not None]
    return sum(known) if known else None
