"""What a reader gets out of a snapshot, whatever is asked: nothing of an area outside the scope, and all in it."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pora import schema
from pora.access.roles import Scope
from pora.config import ROOT
from pora.errors import AccessError
from pora.schema import Cut, Span
from pora.warehouse import queries
from pora.warehouse.db import Snapshot
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import (
    EXPORTED_TABLES,
    ExportRequest,
)
from tests.promises.scope_data import MONTHS, PLACES, SCOPES, list_files
from tests.promises.scope_oracle import QUESTIONS, read_rows, sees, sees_part, sees_row

CASE_FILTERS = st.builds(
    CaseFilter,
    nationality=st.sampled_from([None, "CHN", "KOR"]),
    sex=st.sampled_from([None, "L"]),
    izin_tinggal=st.sampled_from([None, "ITAS"]),
)
HOSTILE = st.sampled_from(["", "%", "33.", "' OR true --"])
AREAS = st.sampled_from(PLACES) | HOSTILE
PERIODS = st.sampled_from([*MONTHS, "2024-03"]) | HOSTILE
ARGUMENTS: dict[str, st.SearchStrategy[Any]] = {
    "area_code": AREAS,
    "area": st.none() | AREAS,
    "period": PERIODS,
    "before": st.sampled_from([*MONTHS, "2024-03"]),
    "cut": st.builds(Cut, AREAS, st.sampled_from([*MONTHS, "2024-03"]), st.sampled_from(schema.CATEGORIES)),
    "span": st.builds(Span, AREAS, st.just(MONTHS[0]), st.sampled_from(MONTHS), st.just(schema.TINDAKAN)),
    "kind": st.sampled_from(schema.ACTION_KIND.allowed),
    "category": st.sampled_from(schema.CATEGORIES),
    "kecamatan_code": AREAS,
    "within": AREAS,
    "level": st.sampled_from([schema.DESA, schema.KECAMATAN, schema.KABUPATEN_KOTA, schema.PROVINSI]),
    "dimension": st.sampled_from([column.name for column in schema.DIMENSIONS]),
    "chosen": CASE_FILTERS,
    "figure_id": st.integers(1, 60),
    "batch_id": st.integers(0, 2),
    "office_code": st.sampled_from(["kanim-semarang", "kanim-pemalang"]),
    "meeting_date": st.just("2024-03-19"),
    "subject": st.just("Pendataan"),
    "day": st.sampled_from([dt.date(2025, 12, 31), dt.date(2026, 1, 31)]),
    "request": st.builds(
        ExportRequest,
        st.sampled_from(list(EXPORTED_TABLES)),
        st.none() | PERIODS,
        st.none() | st.sampled_from(PLACES),
        st.none() | st.sampled_from(schema.CATEGORIES),
    ),
    "across": st.just(()),
    "rows": st.integers(1, 1000),
}

# Rows that hold no count of an area: what the snapshot is, and what anyone may read.
OPEN = {
    *("select_facts", "select_figures", "select_agency_figures", "select_wide_areas"),
    *("select_periods", "select_values", "list_parts_of", "select_approvals", "list_approvals"),
}
# Of the areas that are seen; each has a test of its own.
SUMS = {"select_information_lost", "select_insider_cost", "count_undetailed", "select_across"}
SUMS |= {"select_by_desa", "select_desa_months", "select_desa_reports"}  # tests/ui/test_desa_pages.py
SUMS |= {"select_desa_report_counts"}  # tests/ui/test_kabupaten_by_desa.py
OF_FILES = {"select_history", "list_history", "list_accepted_files", "select_rejected"}
OF_LISTS = {
    "select_agency_files",
    *("select_teams", "select_level_teams", "select_meetings", "select_activities", "select_lists", "list_lists"),
    *("select_follow_ups", "select_villages", "select_follow_up_list", "select_follow_up_history"),
    "select_village_names",
}


def draw_arguments(data: st.DataObject, question: Callable[..., Any], batches: list[str]) -> dict[str, Any]:
    """An argument of every name; one of a name that is not known here fails the test."""
    names = list(inspect.signature(question).parameters)[2:]
    drawn = {name: data.draw(ARGUMENTS[name], label=name) for name in names}
    return drawn | ({"batch_id": batches[drawn["batch_id"]]} if "batch_id" in drawn else {})


@pytest.fixture(scope="module")
def batches(snapshot: Snapshot) -> list[str]:
    return list(queries.select_history(snapshot, Scope("exact"))["batch_id"][::-1])


def sees_file(areas: set[str], batch: str, batches: list[str]) -> bool:
    """Whether all parts of a file lie in the areas, or it is of the reader's own office."""
    office, rows = list_files()[batches.index(batch)]
    parts = {(str(row.get("kabupaten_code") or row["kecamatan_code"] or "")[:5], str(row["period"])) for row in rows}
    parts.discard(("33.19", "2024-03"))  # the row that was refused
    return office in areas or all(
        sees(areas, kabupaten, period) if kabupaten else sees_part(areas, office, period) for kabupaten, period in parts
    )


@pytest.mark.parametrize("name", sorted(QUESTIONS))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_answer_holds_a_row_about_an_area_outside_the_scope(
    snapshot: Snapshot, batches: list[str], name: str, data: st.DataObject
) -> None:
    areas = set(data.draw(st.sampled_from(SCOPES), label="areas"))
    scope = Scope(data.draw(st.sampled_from(["exact", "public"]), label="version"), frozenset(areas))
    arguments = draw_arguments(data, QUESTIONS[name], batches)
    try:
        answer = QUESTIONS[name](snapshot, scope, **arguments)
        rows = read_rows(answer)
    except AccessError:
        assert scope.version == "public"
        return
    if name in OPEN | SUMS:
        return
    if name == "count_rows_by_month":
        exported = read_rows(queries.stream_export(snapshot, scope, **arguments, rows=100))
        assert sum(rows for _month, rows in answer) == len(exported)
        return
    for row in rows:
        if name in OF_FILES:
            assert sees_file(areas, row["batch_id"], batches), row
        elif name in OF_LISTS:
            assert not isinstance(row.get("file_name"), str), row  # all of it reference data, with a source
        elif name in ("select_comparison", "select_reconciliation"):
            is_seen = isinstance(row["period"], str) and sees(areas, row["area_code"], row["period"])
            assert is_seen or pd.isna([row["loaded_count"], row["unplaced_count"]]).all(), row
        elif name == "select_seen":
            assert all(sees(areas, row["area_code"], period) for period in row["periods"]), row
        elif "span" in arguments:  # of the months in which the place is seen
            span = arguments["span"]
            seen = [month for month in span.months if sees_row(areas, row, month, span.area_code)]
            named = row["months"] if "value" in row and "months" in row else [month[5:] for month in seen[:1]]
            assert seen and set(named) <= {month[5:] for month in seen}, row
        else:
            asked = vars(arguments["cut"]) if "cut" in arguments else arguments
            area = asked.get("area_code") or asked.get("kecamatan_code")
            assert sees_row(areas, row, asked.get("period"), area), row


def test_what_is_hidden_is_counted_of_the_areas_that_are_seen(snapshot: Snapshot) -> None:
    def count(area: str, month: str) -> list[list[object]]:
        frame = queries.select_information_lost(snapshot, Scope("exact", frozenset({area})), month)
        return frame.drop(columns="category").to_numpy().tolist()

    assert count("33.19.02", MONTHS[0]) == [["kecamatan", 0, 1, 14, 14]]
    assert count("33.74", MONTHS[1]) == [["kabupaten_kota", 1, 0, 0, 60], ["kecamatan", 1, 0, 0, 60]]
    with pytest.raises(AccessError, match="memerlukan angka lengkap"):
        queries.select_information_lost(snapshot, Scope("public"), MONTHS[0])


def test_a_kabupaten_that_left_an_office_is_seen_until_then(snapshot: Snapshot) -> None:
    scope = Scope("exact", frozenset({"kanim-pemalang"}))
    assert queries.select_series(snapshot, scope, Cut("33.28", MONTHS[1], "orang_asing"))["period"].tolist() == [
        MONTHS[0]
    ]


def test_no_query_names_a_table_past_its_scoped_view() -> None:
    names = "|".join(table.name for table in schema.SCOPED_TABLES)
    for path in (ROOT / "pora" / "warehouse" / "queries").glob("*.py"):
        public = "" if path.name == "hidden.py" else "|public"  # there beside the scoped table, whose areas it keeps to
        assert re.findall(rf"\b(?:main|exact{public})\.(?:{names})\b", path.read_text("utf-8")) == [], path.name
