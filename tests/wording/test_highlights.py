"""News in sentences: whole sentences are compared, since each has to be true as it stands."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pora import schema
from pora.wording.counts import join_words
from pora.wording.highlights import (
    describe_arrivals,
    describe_movers,
    describe_revision,
    describe_silence,
    describe_unlocated,
)

KUDUS, KENDAL = ("33.19", "Kab. Kudus"), ("33.24", "Kab. Kendal")
Cell = tuple[str, tuple[str, str], int | None]


def cells(*rows: Cell) -> pd.DataFrame:
    """Kecamatan: name, kabupaten, count; without a count it has not reported."""
    frame = pd.DataFrame(
        [(f"{parent[0]}.{name}", name, *parent, count) for name, parent, count in rows],
        columns=["area_code", "area_name", "parent_code", "parent_name", "person_count"],
    ).astype({"person_count": "Int64"})
    return frame.assign(status=[schema.BELUM_LAPOR if pd.isna(n) else schema.ANGKA for n in frame["person_count"]])


def test_the_largest_rise_and_fall_are_named_among_those_that_reported_twice() -> None:
    before = cells(("Bae", KUDUS, 3), ("Jati", KUDUS, 17), ("Dawe", KUDUS, None), ("Undaan", KUDUS, 9))
    after = cells(("Bae", KUDUS, 5), ("Jati", KUDUS, 16), ("Dawe", KUDUS, 40), ("Undaan", KUDUS, None))
    assert describe_movers(before, after) == "Naik terbanyak Bae (+2); turun terbanyak Jati (−1)."


def test_names_of_kecamatan_are_told_with_their_kabupaten_where_two_are_in_view() -> None:
    before = cells(("Kaliwungu", KUDUS, 4), ("Kaliwungu", KENDAL, 290))
    after = cells(("Kaliwungu", KUDUS, 4), ("Kaliwungu", KENDAL, 1302))
    assert describe_movers(before, after) == "Naik terbanyak Kaliwungu, Kab. Kendal (+1.012)."


def test_several_that_changed_alike_share_the_place() -> None:
    names = ("Bae", "Jati", "Dawe", "Gebog", "Undaan")
    before = cells(*((name, KUDUS, 5) for name in names))
    after = cells(*((name, KUDUS, count) for name, count in zip(names, (6, 6, 4, 4, 4), strict=True)))
    assert describe_movers(before, after) == (
        "Naik terbanyak Bae dan Jati (masing-masing +1); turun terbanyak 3 kecamatan (masing-masing −1)."
    )


def test_nothing_is_said_of_movers_without_two_that_reported_twice() -> None:
    same = cells(("Bae", KUDUS, 3), ("Jati", KUDUS, 1))
    assert describe_movers(same, same) == "Tidak ada kecamatan yang jumlahnya berubah."
    assert describe_movers(same.head(1), same) is None
    assert describe_movers(same.head(0), same) is None


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Bae", KUDUS, 3), ("Jati", KUDUS, 0)], "Semua 2 kecamatan melapor."),
        ([("Bae", KUDUS, None), ("Jati", KUDUS, None)], "Belum ada kecamatan yang melapor."),
        (
            [("Bae", KUDUS, 3), ("Undaan", KUDUS, None), ("Mejobo", KUDUS, None), ("Jekulo", KUDUS, None)],
            "Belum melapor: Undaan, Mejobo dan Jekulo.",
        ),
        (
            [("Bae", KUDUS, None), ("Boja", KENDAL, None), ("Weleri", KENDAL, 2)],
            "Belum melapor: seluruh Kab. Kudus dan Boja, Kab. Kendal.",
        ),
        (
            [("Bae", KUDUS, None), ("Boja", KENDAL, 1), *((f"K{n}", KENDAL, None) for n in range(5))],
            "Belum melapor: seluruh Kab. Kudus dan 5 kecamatan lain.",
        ),
        (
            [("Bae", KUDUS, 1), *((f"K{n}", (f"33.{n}", f"Kab. {n}"), None) for n in range(10, 15))],
            "Belum melapor: 5 kabupaten/kota seluruhnya.",
        ),
        ([("Bae", KUDUS, 1), *((f"K{n}", KUDUS, None) for n in range(5))], "Belum melapor: 5 kecamatan."),
    ],
)
def test_who_is_silent_is_named_while_they_are_few(rows: list[Cell], words: str) -> None:
    assert describe_silence(cells(*rows)) == words


def batch(office: str, day: int, replaces: tuple[str, ...] = (), state: str = "in_force") -> dict[str, object]:
    return {
        "office_code": f"kanim-{office.lower()}",
        "office_name": f"Kantor Imigrasi {office}",
        "received_at": pd.Timestamp(dt.datetime(2024, 3, day, 9)),
        "replaces": list(replaces),
        "state": state,
    }


def test_the_files_of_the_newest_day_are_told_with_what_they_replaced() -> None:
    history = [
        *(batch("Semarang", 20, ("b1",)), batch("Pati", 20), batch("Semarang", 19)),
        batch("Pati", 21, (), "withdrawn"),
    ]
    both = ("kanim-semarang", "kanim-pati")
    assert describe_arrivals(history, both) == (
        "Terakhir dimuat 20 Maret 2024: 2 berkas dari 2 kantor, 1 di antaranya mengganti laporan lama."
    )
    assert describe_arrivals(history, ["kanim-pati"]) == (
        "Terakhir dimuat 20 Maret 2024: 1 berkas dari Kantor Imigrasi Pati, tidak ada ralat."
    )
    assert describe_arrivals(history, ["kanim-wonosobo"]) is None
    assert describe_arrivals([], both) is None


def month(now: int | None, first: int | None) -> dict[str, object]:
    return {"period": "2024-03", "person_count": now, "first_count": first}


def test_a_correction_says_what_it_was_and_what_it_is() -> None:
    assert describe_revision(month(1048, 1051)) == "Angka Maret 2024 sudah diralat: semula 1.051, kini 1.048 (−3)."
    assert [describe_revision(month(*pair)) for pair in ((48, 48), (None, 48), (48, None))] == [None] * 3


def test_whom_an_office_could_not_locate_is_told_where_they_may_be() -> None:
    assert describe_unlocated(16, "Kantor Imigrasi Pemalang", "pengungsi") == (
        "Kantor Imigrasi Pemalang melaporkan 16 pengungsi tanpa kabupaten/kota; tempatnya tidak diketahui."
    )
    assert describe_unlocated(0, "Kantor Imigrasi Pemalang", "pengungsi") is None


def test_words_are_joined_as_a_sentence_says_them() -> None:
    assert [join_words(words) for words in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A dan B",
        "A, B dan C",
    ]
    assert join_words(["A, Kab. B", "C, Kab. D", "E"]) == "A, Kab. B; C, Kab. D dan E"


COUNT = st.none() | st.integers(0, 500)


@settings(deadline=None)
@given(st.lists(st.tuples(COUNT, COUNT), min_size=1, max_size=30))
def test_a_rise_is_never_said_of_one_that_was_silent(pairs: list[tuple[int | None, int | None]]) -> None:
    before, after = (
        cells(*((f"K{number}", KUDUS, pair[side]) for number, pair in enumerate(pairs))) for side in (0, 1)
    )
    said = describe_movers(before, after)
    changes = [now - was for was, now in pairs if was is not None and now is not None]
    assert (said is None) == (len(changes) < 2)
    if said:
        assert ("Naik terbanyak" in said or "naik terbanyak" in said) == (max(changes) > 0)
        assert ("turun terbanyak" in said.lower()) == (min(changes) < 0)
    assert describe_silence(after).startswith("Semua") == all(now is not None for _was, now in pairs)
