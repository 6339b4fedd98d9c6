"""Sums of actions over months: what reports name is added, what they do not name is no zero, a stock is never added."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from builders import Row, case, load_rows
from in_memory import InMemory

from pora.access.roles import Scope
from pora.errors import AccessError
from pora.schema import Cut, Span, year_before, year_to_date
from pora.warehouse import queries

EXACT, PUBLIC = Scope("exact"), Scope("public")
OF_2024 = Span("33.19", "2024-01", "2024-03", "tindakan")


def action(month: str, kabupaten_code: str | None, kind: str, count: int, nationality: str | None = None) -> Row:
    row = case(None, count, category="tindakan", kabupaten_code=kabupaten_code, action_kind=kind)
    return {**row, "period": month, "nationality": nationality}


@pytest.fixture
def loaded(in_memory: InMemory, tmp_path: Path) -> InMemory:
    """Kudus names deportations in January and March and refusals never; an office's part has no kabupaten/kota."""
    rows = [
        action("2023-02", "33.19", "deportasi", 9),
        action("2024-01", "33.19", "deportasi", 6, "CHN"),
        action("2024-01", "33.19", "pro_justitia", 0),
        action("2024-02", "33.19", "pro_justitia", 1),
        action("2024-03", "33.19", "deportasi", 5),
        action("2024-03", "33.21", "deportasi", 20, "IND"),
        action("2024-03", None, "deportasi", 11, "CHN"),
    ]
    assert load_rows(tmp_path, rows).loaded
    return in_memory


def read_sums(memory: InMemory, span: Span, scope: Scope = EXACT) -> dict[str, tuple[object, ...]]:
    frame = queries.select_action_sums(memory.open(), scope, span)
    return {row.value: (row.person_count, row.status, list(row.months)) for row in frame.itertuples()}


def test_months_that_name_a_kind_are_added_and_counted(loaded: InMemory) -> None:
    assert read_sums(loaded, OF_2024) == {
        "deportasi": (11, "angka", ["01", "03"]),
        "pro_justitia": (1, "angka", ["01", "02"]),
    }
    assert read_sums(loaded, year_before(OF_2024)) == {"deportasi": (9, "angka", ["02"])}


def test_an_area_that_names_no_such_action_is_not_zero(loaded: InMemory) -> None:
    def read(level: str, kind: str) -> dict[str, tuple[object, ...]]:
        span = Span("kanim-semarang", "2024-01", "2024-03", "tindakan")
        frame = queries.select_action_cells(loaded.open(), EXACT, span, level, kind)
        return {
            row.area_code: (None if row.status == "belum_lapor" else row.person_count, row.status)
            for row in frame.itertuples()
        }

    kabupaten = read("kabupaten_kota", "deportasi")
    assert {code: cell for code, cell in kabupaten.items() if cell != (None, "belum_lapor")} == {
        "33.19": (11, "angka"),
        "33.21": (20, "angka"),
    }
    assert read("kanim", "deportasi")["kanim-semarang"] == (42, "angka")
    assert set(read("kanim", "cekal").values()) == {(None, "belum_lapor")}


def test_a_suppressed_month_is_counted_beside_the_sum_and_hides_it_where_areas_are_compared(
    in_memory: InMemory, tmp_path: Path
) -> None:
    rows = [action("2024-01", "33.19", "itas_terbit", 30), action("2024-02", "33.19", "itas_terbit", 2)]
    assert load_rows(tmp_path, rows).loaded
    span = Span("33.19", "2024-01", "2024-02", "tindakan")
    (sums,) = queries.select_action_sums(in_memory.open(), PUBLIC, span).itertuples()
    assert (sums.person_count, sums.status, sums.hidden_months) == (30, "angka", 1)
    frame = queries.select_action_cells(in_memory.open(), PUBLIC, span, "kabupaten_kota", "itas_terbit")
    assert frame[["status"]].to_numpy().tolist() == [["disamarkan"]] and frame["person_count"].isna().all()
    only_hidden = queries.select_action_sums(
        in_memory.open(), PUBLIC, Span("33.19", "2024-02", "2024-02", "tindakan")
    ).iloc[0]
    assert pd.isna(only_hidden["person_count"]) and only_hidden["status"] == "disamarkan"


def test_areas_are_listed_in_a_month_that_nobody_reports_actions_for(in_memory: InMemory, tmp_path: Path) -> None:
    rows = [action("2024-01", "33.19", "deportasi", 6), {**case("33.19.01", 5), "period": "2024-02"}]
    assert load_rows(tmp_path, rows).loaded
    span = Span("33", "2024-01", "2024-02", "tindakan")
    frame = queries.select_action_cells(in_memory.open(), EXACT, span, "kabupaten_kota", "deportasi")
    assert len(frame) == 35 and frame["person_count"].dropna().tolist() == [6]


def test_nationalities_are_of_a_kind_and_not_for_the_public(loaded: InMemory) -> None:
    span = Span("33", "2024-01", "2024-03", "tindakan")
    rows = queries.list_action_nationalities(loaded.open(), EXACT, span, "deportasi")
    assert rows[:2] == [("IND", 20, "angka"), ("CHN", 17, "angka")]
    assert sum(count for _value, count, _status in rows) == 42
    with pytest.raises(AccessError, match="tidak ada dalam versi publik"):
        queries.list_action_nationalities(loaded.open(), PUBLIC, span, "deportasi")


@pytest.mark.parametrize("category", ["orang_asing", "pengungsi"])
def test_months_of_a_stock_are_never_added(category: str) -> None:
    with pytest.raises(ValueError, match="not a flow"):
        Span("33.19", "2024-01", "2024-03", category)


def test_a_year_to_date_has_the_same_months_as_the_year_before() -> None:
    span = year_to_date(Cut("33.19", "2024-03", "tindakan"))
    assert (span, span.months) == (OF_2024, ("2024-01", "2024-02", "2024-03"))
    assert year_before(span).months == ("2023-01", "2023-02", "2023-03")
    with pytest.raises(ValueError, match="ends before it starts"):
        Span("33.19", "2024-03", "2024-01", "tindakan")
