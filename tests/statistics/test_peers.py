"""An area beside its neighbours and its level: what is counted, and who is told of what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pora import schema
from pora.statistics.peers import PeerCell, PeerGroup, Peers, find_peers, summarise_peers

CODES = ("33.15", "33.18", "33.19", "33.20", "33.21")
STATES = st.sampled_from([schema.BELUM_LAPOR, schema.DISAMARKAN]) | st.integers(0, 500)


def make_rows(given_of: dict[str, int | str]) -> list[dict[str, object]]:
    """By area: a count, or the state that stands in its place."""
    return [vars(make_cell(code, one)) for code, one in given_of.items()]


def read_status(one: int | str) -> str:
    return one if isinstance(one, str) else schema.ANGKA if one else schema.NOL


def make_cell(code: str, one: int | str) -> PeerCell:
    return PeerCell(code, f"Area {code}", one if isinstance(one, int) else None, read_status(one))


def test_kudus_stands_beside_its_neighbours_and_all_of_its_level() -> None:
    counts: dict[str, int | str] = {
        "33.15": 12,
        "33.18": 310,
        "33.19": 48,
        "33.20": "belum_lapor",
        "33.21": "disamarkan",
    }
    cells = {code: make_cell(code, one) for code, one in counts.items()}
    found = find_peers(make_rows(counts), "33.19", ["33.15", "33.20", "33.21"], CODES)
    assert found == Peers(
        cells["33.19"], None, (cells["33.15"], cells["33.20"], cells["33.21"]), tuple(cells[code] for code in CODES)
    )
    assert summarise_peers(found.neighbours) == PeerGroup(3, 2, 1, 12, 12, 12.0)
    assert summarise_peers(found.level_areas) == PeerGroup(5, 4, 1, 12, 310, 48.0)


def test_a_kecamatan_has_its_kabupaten_and_who_sees_a_part_is_told_of_none() -> None:
    counts: dict[str, int | str] = {"33.19": 48, "33.19.01": 0, "33.19.02": 13}
    rows = make_rows(counts)
    inner = tuple(make_cell(code, counts[code]) for code in ("33.19.01", "33.19.02"))
    seen = find_peers(rows, "33.19.01", ["33.19.02"], ["33.19.01", "33.19.02", "33.20.01"])
    assert seen == Peers(inner[0], make_cell("33.19", 48), (inner[1],), ())
    assert find_peers(rows, "33.19.01", ["33.19.02", "33.20.01"], inner_codes()) == Peers(
        inner[0], make_cell("33.19", 48), (inner[1],), inner
    ), "a neighbour in another province is none of these"
    assert find_peers(rows, "33.20.01", [], inner_codes()) is None


def inner_codes() -> list[str]:
    return ["33.19.01", "33.19.02"]


@given(st.lists(STATES, max_size=12))
def test_what_has_no_number_is_in_no_median_and_is_no_zero(given_of: list[int | str]) -> None:
    numbers = sorted(one for one in given_of if isinstance(one, int))
    half = len(numbers) // 2
    middle = (numbers[half] + numbers[~half]) / 2 if numbers else None
    group = summarise_peers([make_cell(f"33.{n:02}", one) for n, one in enumerate(given_of)])
    assert group == PeerGroup(
        len(given_of),
        len(given_of) - given_of.count("belum_lapor"),
        given_of.count("disamarkan"),
        numbers[0] if numbers else None,
        numbers[-1] if numbers else None,
        middle,
    )
