"""An area beside its peers: whole sentences, of each state that there is."""

from __future__ import annotations

from pora import schema
from pora.statistics.peers import PeerCell, Peers
from pora.wording.peers import describe_peers


def cell(code: str, one: int | str) -> PeerCell:
    if isinstance(one, str):
        return PeerCell(code, code, None, one)
    return PeerCell(code, code, one, schema.ANGKA if one else schema.NOL)


def say(own: PeerCell, near: list[int | str], level: list[int | str], whole: PeerCell | None = None) -> str:
    neighbours = tuple(cell(f"33.{n + 50}", one) for n, one in enumerate(near))
    areas = tuple(cell(f"33.{n + 10}", one) for n, one in enumerate(level))
    return describe_peers(Peers(own, whole, neighbours, areas))


KUDUS, JATENG = cell("33.19", 48), cell("33", 500)


def test_a_kabupaten_beside_its_neighbours_and_the_median() -> None:
    assert say(KUDUS, [12, 310, 60], [48, 61, 1200]) == (
        "Kab. Kudus 48; tetangga seprovinsi 12 sampai 310; median 3 kabupaten/kota di Jawa Tengah 61"
    )
    assert say(KUDUS, [7, 7], [48, 61]) == (
        "Kab. Kudus 48; tetangga seprovinsi 7; median 2 kabupaten/kota di Jawa Tengah 54,5"
    )
    assert say(JATENG, [40], [40, 500, 90]) == "Jawa Tengah 500; tetangga 40; median 3 provinsi di Indonesia 90"


def test_who_has_not_reported_and_what_is_hidden_is_said() -> None:
    assert say(KUDUS, [12, 310, 0, "belum_lapor", "belum_lapor"], [48, "belum_lapor"]) == (
        "Kab. Kudus 48; tetangga seprovinsi 0 sampai 310 (dari 5 tetangga, 3 melapor); "
        "median kabupaten/kota di Jawa Tengah 48 (1 dari 2 ada angkanya)"
    )
    assert say(KUDUS, [], [48, 61, "disamarkan", "disamarkan", "belum_lapor"]) == (
        "Kab. Kudus 48; median kabupaten/kota di Jawa Tengah 54,5 (2 dari 5 ada angkanya, 2 disamarkan)"
    )
    assert say(cell("33.19", "disamarkan"), ["disamarkan", "belum_lapor"], ["disamarkan"]) == (
        "Kab. Kudus disamarkan; tetangga seprovinsi tanpa angka (dari 2 tetangga, 1 melapor, 1 di antaranya disamarkan)"
    )


def test_a_kecamatan_is_told_as_a_part_of_its_kabupaten() -> None:
    assert say(cell("33.19.02", 13), [4, 9], [4, 9, 13], KUDUS) == (
        "Kota Kudus 13 dari 48 di Kab. Kudus; tetangga seprovinsi 4 sampai 9; median 3 kecamatan di Jawa Tengah 9"
    )
    assert say(cell("33.19.04", "belum_lapor"), [4], [], KUDUS) == "Undaan belum lapor; tetangga seprovinsi 4"


def test_nothing_is_said_where_nothing_stands_beside_it() -> None:
    assert say(KUDUS, [], []) == ""
    assert say(KUDUS, [], ["belum_lapor"]) == ""
