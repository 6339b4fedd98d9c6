from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from pora import schema
from pora.statistics.area_values import (
    describe_share,
    describe_unknown,
    find_area_changes,
    mark_not_detailed,
    share_of_parent,
)
from pora.statistics.measures import (
    NEWLY_REPORTED,
    NO_LONGER_REPORTED,
    NOT_DETAILED,
    UNCHANGED,
    change_measure,
    count_measure,
    rate_measure,
    share_measure,
)

ANGKA, NOL, BELUM, TUTUP = schema.ANGKA, schema.NOL, schema.BELUM_LAPOR, schema.DISAMARKAN


def cells(*rows: tuple[str, float | None, str], **other: list[Any]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_code", "value", "status"]).astype({"value": "Int64"})
    return frame.assign(**other)


def read(frame: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    chosen = frame[list(names)]
    return list(chosen.astype(object).where(chosen.notna(), None).itertuples(index=False, name=None))


def test_numbers_are_written_with_sign_percent_and_decimals() -> None:
    share = share_measure(schema.ORANG_ASING)
    assert (share.title, share.words(12.34)) == (
        "Orang asing, persen dari kabupaten/kota",
        "12,3% dari orang asing di kabupaten/kota",
    )
    change = change_measure(count_measure(schema.PENGUNGSI), "2024-03")
    assert (change.title, change.words(1200)) == ("Perubahan pengungsi sejak Maret 2024", "+1.200 pengungsi")
    assert [change.number(value) for value in (-3, -1, 0, 1)] == ["−3", "−1", "0", "+1"]
    assert change_measure(share, "2024-03").words(-0.02) == "−0,1 poin persen"
    assert rate_measure(schema.ORANG_ASING).words(0.004) == "0,1 orang asing per 100 km²"


def test_a_change_is_only_told_between_two_reports() -> None:
    before = cells(("a", 5, ANGKA), ("b", 5, ANGKA), ("c", 0, NOL), ("d", None, BELUM), ("e", 3, ANGKA))
    now = cells(("a", 9, ANGKA), ("b", 5, ANGKA), ("c", 0, NOL), ("d", 4, ANGKA), ("e", None, BELUM), ("f", 2, ANGKA))
    assert read(find_area_changes(before, now), "area_code", "value", "status", "before", "now") == [
        ("a", 4.0, ANGKA, 5.0, 9.0),
        ("b", 0.0, UNCHANGED, 5.0, 5.0),
        ("c", 0.0, UNCHANGED, 0.0, 0.0),
        ("d", None, NEWLY_REPORTED, None, 4.0),
        ("e", None, NO_LONGER_REPORTED, 3.0, None),
        ("f", None, NEWLY_REPORTED, None, 2.0),
    ]


@pytest.mark.parametrize(
    ("before", "now", "status"),
    [
        (BELUM, BELUM, BELUM),
        (BELUM, NOL, NEWLY_REPORTED),
        (BELUM, TUTUP, NEWLY_REPORTED),
        (NOT_DETAILED, BELUM, NO_LONGER_REPORTED),
        (TUTUP, ANGKA, TUTUP),
        (NOL, NOT_DETAILED, NOT_DETAILED),
        (NOT_DETAILED, TUTUP, TUTUP),
        (schema.TIDAK_BERLAKU, BELUM, schema.TIDAK_BERLAKU),
        (NOL, NOL, UNCHANGED),
    ],
)
def test_a_change_that_can_not_be_told_says_why(before: str, now: str, status: str) -> None:
    def cell(state: str) -> pd.DataFrame:
        return cells(("a", {ANGKA: 1, NOL: 0}.get(state), state))

    found = find_area_changes(cell(before), cell(now))
    assert found["status"].tolist() == [status]
    assert found["value"].isna().tolist() == [status != UNCHANGED]


def test_a_change_that_the_decimals_do_not_show_is_none() -> None:
    before, now = (cells(("a", None, ANGKA)).assign(value=value) for value in (12.30, 12.34))
    assert read(find_area_changes(before, now, decimals=1), "value", "status") == [(0.0, UNCHANGED)]
    assert find_area_changes(before, now, decimals=2)["status"].tolist() == [ANGKA]


def test_a_share_is_of_all_of_the_kabupaten_with_its_unplaced_part() -> None:
    kabupaten = cells(("33.19", 40, ANGKA), ("33.20", 0, NOL), ("33.21", None, BELUM), unplaced_count=[30, 0, None])
    kecamatan = cells(
        ("33.19.01", 10, ANGKA),
        ("33.19.02", 0, NOL),
        ("33.19.03", None, BELUM),
        ("33.20.01", 0, NOL),
        ("33.21.01", None, BELUM),
        parent_code=["33.19", "33.19", "33.19", "33.20", "33.21"],
    )
    assert read(share_of_parent(kecamatan, kabupaten), "value", "status") == [
        (25.0, ANGKA),
        (0.0, NOL),
        (None, BELUM),
        (None, schema.TIDAK_BERLAKU),
        (None, BELUM),
    ]
    assert describe_share(kabupaten) == (
        "Persen dari jumlah yang dilaporkan kabupaten/kota. Jumlah itu termasuk 30 yang tidak dirinci per kecamatan, "
        "jadi persen bisa kurang dari 100."
    )
    assert describe_share(kabupaten.tail(2)) == "Persen dari jumlah yang dilaporkan kabupaten/kota."
    states = [ANGKA, *[NOL] * (len(kabupaten) - 1)]
    assert describe_share(kabupaten.assign(unplaced_status=states)) == describe_share(kabupaten)
    assert describe_share(kabupaten.assign(unplaced_status=[TUTUP, *states[1:]])) == (
        "Persen dari jumlah yang dilaporkan kabupaten/kota. Sebagian jumlah itu tidak dirinci per kecamatan dan "
        "disamarkan, jadi persen bisa kurang dari 100."
    )


def test_nobody_for_sure_is_no_zero_where_some_are_not_detailed() -> None:
    found = cells(("a", 0, NOL), ("b", 0, NOL), ("c", 4, ANGKA), ("d", None, BELUM), unknown_count=[2, 0, 5, np.nan])
    assert read(mark_not_detailed(found), "value", "status") == [
        (None, NOT_DETAILED),
        (0, NOL),
        (4, ANGKA),
        (None, BELUM),
    ]
    assert describe_unknown(found) == (
        "Di 2 wilayah ada 7 orang yang tidak dirinci menurut pilihan ini: angkanya bisa lebih besar."
    )
    assert describe_unknown(found.iloc[[1, 3]]) == ""
