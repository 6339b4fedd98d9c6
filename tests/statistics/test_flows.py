"""Two years beside each other: nothing is subtracted that does not stand on the same months, nothing hidden is told."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pora.schema import Span
from pora.statistics.flows import YearPair, find_pair, make_flow_months, mark_without_place, pair_years
from pora.wording.actions import describe_pair, list_published_flows, make_kind_table

SPAN = Span("33", "2024-01", "2024-03", "tindakan")
Sums = dict[str | None, tuple[Any, ...]]


def sums(rows: Sums) -> pd.DataFrame:
    """As `queries.select_action_sums` answers."""
    return pd.DataFrame(
        {
            "value": pd.Series(list(rows), dtype="object"),
            "person_count": pd.array([row[0] for row in rows.values()], dtype="Int64"),
            "status": [row[1] for row in rows.values()],
            "months": [row[2] for row in rows.values()],
            "hidden_months": [row[3] if len(row) > 3 else 0 for row in rows.values()],
        }
    )


def compare(now: Sums, before: Sums) -> list[YearPair]:
    return pair_years(sums(now), sums(before))


def test_only_kinds_that_the_same_months_name_are_subtracted() -> None:
    pairs = compare(
        {"deportasi": (5, "angka", ["01", "03"]), "cekal": (0, "nol", ["01"]), None: (2, "angka", ["02"])},
        {"deportasi": (7, "angka", ["01", "03"]), "cekal": (4, "angka", ["02"]), "pendetensian": (1, "angka", ["01"])},
    )
    assert [(pair.kind, pair.change) for pair in pairs] == [
        ("cekal", None),
        ("deportasi", -2),
        ("pendetensian", None),
        (None, None),
    ]
    assert make_kind_table(pairs, SPAN).to_numpy().tolist() == [
        ["Pencegahan atau penangkalan", "0", "4", "–", "1 dan 1 dari 3"],
        ["Deportasi", "5", "7", "−2", "2 dan 2 dari 3"],
        ["Pendetensian", "tidak dilaporkan", "1", "–", "0 dan 1 dari 3"],
        ["Jenis tidak dirinci", "2", "tidak dilaporkan", "–", "1 dan 0 dari 3"],
    ]


def test_a_hidden_month_is_told_beside_the_sum_of_the_others() -> None:
    (pair,) = compare(
        {"deportasi": (86, "angka", ["01", "02"], 1)}, {"deportasi": (None, "disamarkan", ["01", "02"], 2)}
    )
    assert pair.change is None
    assert describe_pair(pair, "Kab. Kudus", SPAN) == (
        "Deportasi di Kab. Kudus, Januari sampai Maret 2024: 86 dan 1 bulan disamarkan; masa yang sama 2023: "
        "disamarkan untuk melindungi angka kecil"
    )
    assert find_pair([], "deportasi").now.status == "belum_lapor"


def test_a_month_has_its_number_is_hidden_or_does_not_name_the_kind() -> None:
    detail = pd.DataFrame(
        {
            "period": ["2024-01", "2024-01", "2024-02", "2024-03"],
            "value": ["cekal", "deportasi", "deportasi", "cekal"],
            "person_count": pd.array([8, 0, None, 9], dtype="Int64"),
            "status": ["angka", "nol", "disamarkan", "angka"],
        }
    )
    months = make_flow_months(detail, ["2023-12", "2024-01", "2024-02", "2024-03"], "deportasi")
    assert months["status"].tolist() == ["belum_lapor", "nol", "disamarkan", "belum_lapor"]
    assert months["value"].tolist() == [pd.NA, 0, pd.NA, pd.NA]


def test_a_kabupaten_of_an_office_that_names_none_is_not_detailed_and_any_other_not_reported() -> None:
    office_of = {
        "33.07": "kanim-wonosobo",
        "33.04": "kanim-wonosobo",
        "33.19": "kanim-semarang",
        "33.21": "kanim-semarang",
    }
    cells = pd.DataFrame({"area_code": list(office_of), "status": ["belum_lapor"] * 3 + ["angka"]})
    offices = pd.DataFrame({"area_code": ["kanim-wonosobo", "kanim-semarang"], "status": ["angka", "angka"]})
    marked = mark_without_place(cells, offices, office_of)
    assert marked["status"].tolist() == ["tidak_dirinci", "tidak_dirinci", "belum_lapor", "angka"]


def test_published_figures_of_who_is_there_are_not_among_actions() -> None:
    figures = pd.DataFrame({"measure": ["WNA", "deportasi (arus)", "TAK (arus)", "tidak dikenal"]})
    assert [row["measure"] for row in list_published_flows(figures)] == ["TAK (arus)", "deportasi (arus)"]
