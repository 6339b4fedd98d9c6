"""A published figure beside the case table: its parts in persons, rejected rows in rows, the gap with its sign."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from builders import case, load_rows
from hypothesis import given, settings
from hypothesis import strategies as st
from in_memory import InMemory

from pora import schema
from pora.access.roles import Scope, local_scope
from pora.schema import Cut
from pora.statistics.reconciliation import (
    Reconciliation,
    describe_figure_source,
    describe_no_comparison,
    describe_part,
    describe_reconciliation,
    find_nearest,
    reconcile,
)
from pora.warehouse.db import use_snapshot
from pora.warehouse.queries import select_comparison, select_figures


def find(area_code: str, category: str, period: str) -> int | None:
    return find_nearest(select_figures(use_snapshot(), local_scope()), Cut(area_code, period, category))


def compare(area_code: str, category: str, period: str) -> pd.Series:
    figure_id = find(area_code, category, period)
    assert figure_id
    (row,) = (row for _i, row in select_comparison(use_snapshot(), local_scope(), figure_id).iterrows())
    return row


def sentence(area_code: str, category: str, period: str) -> str:
    figure = compare(area_code, category, period)
    one = reconcile(figure)
    return describe_reconciliation(one, figure["period"]) if one else describe_no_comparison(figure)


def test_the_48_of_kudus_are_all_on_the_map(kudus: Path) -> None:
    figure = compare("33.19", schema.ORANG_ASING, "2024-03")
    assert reconcile(figure) == Reconciliation(
        published=48, shown=48, suppressed=0, unplaced=0, rejected_rows=0, outside=0
    )
    assert describe_figure_source(figure) == "Kanwil, 19 Maret 2024 (tahun belum pasti)"
    assert sentence("33.19", schema.ORANG_ASING, "2024-03") == "Maret 2024: 48 terbit = 48 di peta; cocok."


def test_of_the_19_refugees_3_are_on_the_map_and_16_are_not_placed(in_memory: InMemory, tmp_path: Path) -> None:
    rows = [case("33.29.05", 3), case(None, 16)]
    rows = [row | {"period": "2024-07", "category": "pengungsi"} for row in rows]
    load_rows(tmp_path, rows, office="kanim-pemalang")
    assert sentence("kanim-pemalang", schema.PENGUNGSI, "2024-07") == (
        "Juli 2024: 19 terbit = 3 di peta + 16 tidak dirinci; cocok."
    )
    assert sentence("33.29.05", schema.PENGUNGSI, "2024-07") == "Juli 2024: 3 terbit = 3 di peta; cocok."


def test_a_gap_has_its_sign_and_rejected_rows_are_told_in_rows(in_memory: InMemory, tmp_path: Path) -> None:
    rows = [case("33.19.01", 40), case("33.19.02", "banyak"), case("33.19.02", 5)]
    assert load_rows(tmp_path, rows, accept_partial=True).rejected == 1
    assert sentence("33.19", schema.ORANG_ASING, "2024-03") == (
        "Maret 2024: 48 terbit = 45 di peta + 1 baris ditolak + 3 tidak ada di tabel kasus; selisih −3. "
        "Jumlah orang pada 1 baris yang ditolak tidak diketahui."
    )


def test_rows_rejected_in_another_kabupaten_do_not_touch_the_figure(in_memory: InMemory, tmp_path: Path) -> None:
    rows = [case("33.19.01", 48), case("33.21.01", 2), case("33.21.02", "banyak"), case("33.21.02", 1)]
    load_rows(tmp_path, rows, accept_partial=True)
    assert compare("33.19", schema.ORANG_ASING, "2024-03")["rejected_rows"] == 0


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        (
            {"33.19"},
            "Maret 2024: 48 terbit = 45 di peta + ? ditolak + 3 tidak ada di tabel kasus; selisih −3. "
            "Banyaknya baris yang ditolak tidak diketahui: berkasnya sebagian di luar wewenang Anda.",
        ),
        (
            {"33.19", "33.21"},
            "Maret 2024: 48 terbit = 45 di peta + 1 baris ditolak + 3 tidak ada di tabel kasus; selisih −3. "
            "Jumlah orang pada 1 baris yang ditolak tidak diketahui.",
        ),
    ],
)
def test_whoever_sees_a_part_of_a_file_is_not_told_that_none_of_its_rows_were_rejected(
    in_memory: InMemory, tmp_path: Path, areas: set[str], words: str
) -> None:
    rows = [case("33.19.01", 40), case("33.19.02", "banyak"), case("33.19.02", 5), case("33.21.01", 2)]
    load_rows(tmp_path, rows, accept_partial=True)
    figure_id = find("33.19", schema.ORANG_ASING, "2024-03")
    assert figure_id
    figure = select_comparison(use_snapshot(), Scope("exact", frozenset(areas)), figure_id).iloc[0]
    one = reconcile(figure)
    assert one and describe_reconciliation(one, "2024-03") == words


def test_more_in_the_table_than_published_is_a_surplus(in_memory: InMemory, tmp_path: Path) -> None:
    load_rows(tmp_path, [case("33.19.01", 50), case(None, 2, kabupaten_code="33.19")])
    assert sentence("33.19", schema.ORANG_ASING, "2024-03") == (
        "Maret 2024: 48 terbit = 50 di peta + 2 tidak dirinci − 4 lebih di tabel kasus; selisih +4."
    )


def test_what_an_office_reports_for_areas_of_others_is_outside(in_memory: InMemory, tmp_path: Path) -> None:
    rows = [case("33.29.05", 3), case("33.19.01", 2), case(None, 14)]
    rows = [row | {"period": "2024-07", "category": "pengungsi"} for row in rows]
    load_rows(tmp_path, rows, office="kanim-pemalang")
    assert sentence("kanim-pemalang", schema.PENGUNGSI, "2024-07") == (
        "Juli 2024: 19 terbit = 3 di peta + 14 tidak dirinci + 2 di luar wilayah; cocok."
    )


def test_the_nearest_month_is_taken_and_the_later_of_two_as_near(kudus: Path) -> None:
    assert compare("33.19", schema.ORANG_ASING, "2025-12")["period"] == "2024-03"
    assert compare("kanim-pemalang", schema.ORANG_ASING, "2022-09")["period"] == "2022-09"
    found = [compare("33", schema.ORANG_ASING, period)["period"] for period in ("2019-03", "2019-07", "2023-02")]
    assert found == ["2019-02", "2019-11", "2023-10"]


def test_a_figure_of_a_month_that_is_not_loaded_or_not_reported_stands_alone(
    kudus_in_memory: InMemory, tmp_path: Path
) -> None:
    assert sentence("33.22", schema.ORANG_ASING, "2024-03") == (
        "tabel kasus tidak memuat Juli 2016, jadi tidak dibandingkan."
    )
    load_rows(tmp_path, [case("33.29.01", 1, category="pengungsi", period="2024-07")], office="kanim-pemalang")
    assert sentence("33.29.05", schema.PENGUNGSI, "2024-07") == (
        "belum ada laporan kasus untuk Juli 2024, jadi tidak dibandingkan."
    )


def test_an_area_without_a_comparable_figure_has_none(kudus: Path) -> None:
    assert find("33.01", schema.ORANG_ASING, "2024-03") is None
    assert find("33.19", schema.PENGUNGSI, "2024-03") is None
    assert find("33.76", schema.ORANG_ASING, "2023-08") is None, "about 82"


@pytest.mark.parametrize(
    ("unplaced", "outside", "words"),
    [
        (None, 0, "Maret 2024: 48 terbit = 40 di peta + 8 disamarkan + ? tidak dirinci; cocok."),
        (0, None, "Maret 2024: 48 terbit = 40 di peta + 8 disamarkan + ? di luar wilayah; cocok."),
    ],
)
def test_what_is_suppressed_is_told_as_what_the_total_leaves_over(
    unplaced: int | None, outside: int | None, words: str
) -> None:
    one = Reconciliation(48, shown=40, suppressed=8, unplaced=unplaced, rejected_rows=0, outside=outside)
    assert describe_reconciliation(one, "2024-03") == words


COUNTS = st.integers(0, 10_000)


@settings(deadline=None)
@given(COUNTS, COUNTS, COUNTS, st.none() | COUNTS, COUNTS, st.none() | COUNTS)
def test_the_parts_always_sum_to_the_published_figure(
    published: int, shown: int, suppressed: int, unplaced: int | None, rejected: int, outside: int | None
) -> None:
    one = Reconciliation(published, shown, suppressed, unplaced, rejected, outside)
    persons = {kind: count or 0 for kind, count in one.parts.items()}
    assert sum(persons.values()) - 2 * persons.get("surplus", 0) == published
    assert persons.get("surplus", 0) - persons.get("missing", 0) == one.gap
    assert all(describe_part(one, kind) for kind in one.parts)
