"""What pages ask for: cells within a place, and counts under a filter, where who is not detailed is kept apart."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from builders import case, load_rows
from in_memory import InMemory

from pora.access.roles import Scope, local_scope
from pora.schema import LEVELS, Cut
from pora.statistics.dimensions import pick_detail
from pora.warehouse import queries
from pora.warehouse.db import Snapshot, use_snapshot
from pora.warehouse.queries import CaseFilter


def ask(query, *arguments: object, **named: object) -> pd.DataFrame:
    return query(use_snapshot(), local_scope(), *arguments, **named)


def cells_of(area_code: str, level: str = "kabupaten_kota") -> list[str]:
    return list(ask(queries.select_cells, Cut(area_code, "2024-03", "orang_asing"), level)["area_code"])


def test_cells_lie_within_a_province_an_office_a_group_a_kabupaten_or_are_the_kecamatan_itself(kudus: Path) -> None:
    assert len(cells_of("33")) == 35
    assert cells_of("kanim-semarang") == ["33.15", "33.19", "33.21", "33.22", "33.24", "33.73", "33.74"]
    assert cells_of("eks-karesidenan-pati") == ["33.16", "33.17", "33.18", "33.19", "33.20"]
    assert cells_of("33.19") == ["33.19"]
    assert cells_of("33.19", "kecamatan") == [f"33.19.0{n}" for n in range(1, 10)]
    assert cells_of("33.19.02", "kecamatan") == ["33.19.02"]
    assert cells_of("33", "kanim")[0] == "kanim-cilacap"
    assert cells_of("eks-karesidenan-pati", "kanim") == ["kanim-pati", "kanim-semarang"]


IN_PLACE = """
SELECT t.* EXCLUDE (period, level, category) FROM out_area_month t
WHERE t.level = $level AND t.period = $period AND t.category = $category AND (
    starts_with(t.area_code, $area_code)
    OR substr(t.area_code, 1, 5) IN (
        SELECT m.kabupaten_code FROM main.ref_member_month m WHERE m.area_code = $area_code AND m.period = $period)
    OR EXISTS (FROM main.ref_member_month one JOIN main.ref_member_month other USING (period, kabupaten_code)
               WHERE one.area_code = $area_code AND other.area_code = t.area_code AND one.period = $period))
ORDER BY t.area_code
"""


@pytest.mark.parametrize("scope", [local_scope(), Scope("public"), Scope("exact", frozenset({"33.19", "kanim-pati"}))])
def test_cells_are_what_a_question_for_the_place_alone_gives(on_built: Path, scope: Scope) -> None:
    """The month that they are cut from is kept for each scope apart."""
    snapshot, found = use_snapshot(), 0
    places = ("33", "33.19", "33.19.02", "kanim-pati", "eks-karesidenan-pati", "33.99", "ID")
    for area_code, level, period in product(places, LEVELS, ("2024-01", "2024-11", "1999-01")):
        cut = Cut(area_code, period, "orang_asing")
        cells = queries.select_cells(snapshot, scope, cut, level)
        alone = snapshot.records(scope, IN_PLACE, vars(cut) | {"level": level})
        plain = cells.drop(columns=["parent_code", "parent_name"]).astype(object)
        assert plain.where(plain.notna(), None).to_dict("records") == alone
        found += len(alone)
    assert found > 400


def test_one_month_is_asked_for_once_whatever_the_place(kudus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    frame = Snapshot.frame
    monkeypatch.setattr(Snapshot, "frame", lambda *given: asked.append(given[3]) or frame(*given))
    for area_code in ("33", "33.19", "33.20", "kanim-pati"):
        cells_of(area_code, "kecamatan")
        ask(queries.list_peers, Cut(area_code, "2024-03", "orang_asing"))
    assert asked == [{"period": "2024-03", "category": "orang_asing"}]


def test_peers_are_all_areas_of_the_level_in_the_province_and_the_kabupaten_of_a_kecamatan(kudus: Path) -> None:
    def peers_of(area_code: str) -> pd.DataFrame:
        return pd.DataFrame(ask(queries.list_peers, Cut(area_code, "2024-03", "orang_asing")))

    assert list(peers_of("33.19")["area_code"]) == cells_of("33")
    inner = peers_of("33.19.02")
    assert sorted(inner["area_code"]) == sorted([*cells_of("33", "kecamatan"), "33.19"])
    kudus_rows = inner.loc[inner["area_code"].isin(["33.19", "33.19.02", "33.19.08"])]
    assert kudus_rows.to_dict("split")["data"] == [
        ["33.19", "Kab. Kudus", 48, "angka"],
        ["33.19.02", "Kota Kudus", 13, "angka"],
        ["33.19.08", "Gebog", 8, "angka"],
    ]
    assert list(peers_of("33")["area_code"]) == ["33"]
    assert [len(peers_of(code)) for code in ("kanim-semarang", "eks-karesidenan-pati", "ID")] == [0, 0, 0]


def matching(chosen: CaseFilter) -> dict[str, tuple[object, ...]]:
    frame = ask(queries.select_matching_cells, Cut("33.19", "2024-03", "orang_asing"), "kecamatan", chosen)
    columns = (frame["area_code"], frame["person_count"], frame["unknown_count"], frame["status"])
    rows = zip(*(column.astype(object).where(column.notna(), None) for column in columns), strict=True)
    return {code: tuple(rest) for code, *rest in rows if code <= "33.19.04"}


def test_who_may_match_a_filter_is_neither_counted_nor_ruled_out(in_memory: InMemory, tmp_path: Path) -> None:
    load_rows(
        tmp_path,
        [
            case("33.19.01", 5, nationality="CHN", sex="L"),
            case("33.19.01", 3, nationality="CHN", sex=None),
            case("33.19.01", 2, nationality="JPN", sex=None),
            case("33.19.02", 4, nationality=None, sex=None),
            case("33.19.03", 1, nationality="JPN", sex="P"),
        ],
    )
    assert matching(CaseFilter(nationality="CHN")) == {
        "33.19.01": (8, 0, "angka"),
        "33.19.02": (0, 4, "nol"),
        "33.19.03": (0, 0, "nol"),
        "33.19.04": (None, None, "belum_lapor"),
    }
    assert matching(CaseFilter(nationality="CHN", sex="L")) == {
        "33.19.01": (5, 3, "angka"),
        "33.19.02": (0, 4, "nol"),
        "33.19.03": (0, 0, "nol"),
        "33.19.04": (None, None, "belum_lapor"),
    }


def test_a_filtered_series_counts_the_office_s_own_part_where_all_its_area_lies(
    in_memory: InMemory, tmp_path: Path
) -> None:
    load_rows(
        tmp_path,
        [
            case("33.29.05", 3, category="pengungsi", unhcr_card="ya"),
            case(None, 16, category="pengungsi", unhcr_card="ya"),
            case(None, 1, category="pengungsi"),
        ],
        office="kanim-pemalang",
    )
    shown = {
        place: ask(queries.select_matching_series, Cut(place, "2024-03", "pengungsi"), CaseFilter(unhcr_card="ya"))
        .loc[0, ["person_count", "unknown_count"]]
        .tolist()
        for place in ("33", "kanim-pemalang", "eks-karesidenan-pekalongan", "33.29", "33.29.05")
    }
    assert shown == {
        "33": [19, 1],
        "kanim-pemalang": [19, 1],
        "eks-karesidenan-pekalongan": [19, 1],
        "33.29": [3, 0],
        "33.29.05": [3, 0],
    }


def test_a_detail_names_the_largest_first_and_who_is_not_detailed_last(in_memory: InMemory, tmp_path: Path) -> None:
    load_rows(
        tmp_path,
        [case("33.19.01", 2, nationality="JPN"), case("33.19.02", 5, nationality="CHN"), case("33.19.03", 9)],
    )
    details = ask(queries.list_details, Cut("33.19", "2024-03", "orang_asing"))
    assert pick_detail(details, "nationality") == [
        ("CHN", 5, "angka"),
        ("JPN", 2, "angka"),
        (None, 9, "angka"),
    ]
    assert ask(queries.select_values, "nationality") == ["CHN", "JPN"]
