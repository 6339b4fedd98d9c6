"""What a reader gets out of a snapshot, whatever is asked: nothing of an area outside the scope, and all in it."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from builders import SIX_OF_KUDUS, Row, case, load_rows, point_to
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept import keep

from pora import schema
from pora.access.roles import Scope
from pora.config import ROOT
from pora.errors import AccessError
from pora.reference.areas import area_index
from pora.schema import Cut, Span
from pora.warehouse import db, queries
from pora.warehouse.db import Snapshot, use_snapshot
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import (
    EXPORTED_TABLES,
    FULL_GRAIN,
    ExportRequest,
    list_dimension_columns,
    list_fixed,
)
from tests.promises.scope_oracle import QUESTIONS, read_rows, sees, sees_part, sees_row

GROUP = next(code for code, group in area_index().groups().items() if "33.29" in group.codes)
MONTHS = ("2025-12", "2026-01")  # between them 33.28 left the area of kanim-pemalang
CODES = ("ID", "33", "31", "33.19", "33.19.01", "33.19.02", "33.74", "33.28", "33.28.01", "33.29", "33.29.05", "35.07")
DESA = ("33.19.05.2001", "33.19.05.2002")
OFFICES = ("kanim-semarang", "kanim-pemalang", "kanim-pati")
PLACES = (*CODES, *DESA, "33.19.05", *OFFICES, *area_index().groups())
SCOPES = (
    {"33.19"},
    {"33.19.02"},
    {"33.19.05"},
    {DESA[0]},
    {"33.19", "33.29"},
    {"kanim-pemalang"},
    {"kanim-semarang", "33.29.05"},
    {GROUP},
    {"33"},
    {"ID"},
    {"35.07"},
    set(),
)


def _files() -> list[tuple[str, list[Row]]]:
    """By sender: kecamatan of Kudus; a part without kecamatan, one without kabupaten/kota; a kabupaten that left its
    office; a correction; a row that is refused."""
    first, then = MONTHS
    kudus = [case(code, count, period=first, nationality="CHN", sex="L") for code, count in SIX_OF_KUDUS.items()]
    city = [case(None, 4, kabupaten_code="33.74", period=first), case("33.74.01", 60, nationality="KOR", period=then)]
    pemalang = [
        case("33.29.05", 3, category="pengungsi", period=first),
        case(None, 16, category="pengungsi", period=first),
        case("33.28.01", 11, izin_tinggal="ITAS", period=first),
        case("33.28.01", 12, izin_tinggal="ITAS", period=then),
        case("33.27.01", 7, period=then),
    ]
    actions = [
        case(None, 3, category="tindakan", kabupaten_code="33.28", action_kind="deportasi", period=period)
        for period in MONTHS
    ]
    pemalang += [*actions, case(None, 2, category="tindakan", action_kind="deportasi", period=first)]
    kudus += [case(None, 30, category="tindakan", kabupaten_code="33.19", action_kind="itas_terbit", period=first)]
    correction = [case("33.19.02", 14, period=first), case("33.19.04", 0, period=first), case("33.19.99", 1)]
    correction += [
        case("33.19.05", 5, period=first, desa_code=DESA[0]),
        case("33.19.05", 2, period=first, desa_code=DESA[1]),
    ]
    return [("kanim-semarang", kudus + city), ("kanim-pemalang", pemalang), ("kanim-semarang", correction)]


@pytest.fixture(scope="module")
def snapshot(empty_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Two offices, three files, two months. For reading only."""

    def make(folder: Path) -> None:
        for office, rows in _files():
            assert load_rows(folder, rows, office=office, accept_partial=True, replace=True).loaded

    with pytest.MonkeyPatch.context() as patch:
        point_to(keep("scope", make, tmp_path_factory, empty_data), patch)
        db._open.cache_clear()
        yield use_snapshot()
    db._open.cache_clear()


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
    *("select_periods", "select_values", "select_offices_of", "select_approvals"),
}
# Of the areas that are seen; each has a test of its own.
SUMS = {"select_information_lost", "select_insider_cost", "count_undetailed", "select_across"}
SUMS |= {"select_by_desa", "select_desa_months", "select_desa_reports"}  # tests/ui/test_desa_pages.py
SUMS |= {"select_desa_report_counts"}  # tests/ui/test_desa_pages.py
OF_FILES = {"select_history", "select_batches_of", "select_rejected"}
OF_LISTS = {
    "select_agency_files",
    *("select_teams", "select_level_teams", "select_meetings", "select_activities", "select_lists"),
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
    office, rows = _files()[batches.index(batch)]
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


@pytest.mark.parametrize("areas", SCOPES, ids=lambda areas: "+".join(sorted(areas)) or "none")
@pytest.mark.parametrize("table", EXPORTED_TABLES)
def test_an_export_holds_exactly_the_rows_that_lie_in_the_scope(
    snapshot: Snapshot, table: str, areas: set[str]
) -> None:
    def export(scope: Scope) -> list[dict[str, Any]]:
        return read_rows(queries.stream_export(snapshot, scope, ExportRequest(table), (), 100))

    everything = export(Scope("exact"))
    assert len(everything) > 5
    assert export(Scope("exact", frozenset(areas))) == [row for row in everything if sees_row(areas, row)]


DIMENSIONS = [column.name for column in list_dimension_columns(FULL_GRAIN)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_arranged_export_counts_those_who_lie_in_the_scope_each_once(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    """In every month and category, whatever stays and whatever lies across."""
    areas = set(data.draw(st.sampled_from(SCOPES), label="areas"))
    scope = Scope("exact", frozenset(areas))
    kept = tuple(data.draw(st.sets(st.sampled_from(DIMENSIONS), min_size=1), label="dimensions"))
    across = data.draw(st.none() | st.sampled_from(DIMENSIONS), label="across")
    request = ExportRequest(FULL_GRAIN, dimensions=kept, across=across)
    values = queries.select_across(snapshot, scope, request)
    everything = read_rows(queries.stream_export(snapshot, Scope("exact"), ExportRequest(FULL_GRAIN), (), 100))
    inside = [row for row in everything if sees_row(areas, row)]
    assert set(values) == ({row[across] for row in inside} if across else set())
    arranged = read_rows(queries.stream_export(snapshot, scope, request, values, 100))
    fixed = [name for name in list_fixed(FULL_GRAIN) if name != across]
    assert count_persons(arranged, fixed) == count_persons(inside, fixed)
    assert len({tuple(row[name] for name in request.kept) for row in arranged}) == len(arranged)


def count_persons(rows: list[dict[str, Any]], by: list[str]) -> dict[tuple[str, ...], int]:
    totals: dict[tuple[str, ...], int] = {}
    for row in rows:
        counts = [value for name, value in row.items() if name.startswith("person_count") and value is not None]
        key = tuple(row[name] for name in by)
        totals[key] = totals.get(key, 0) + sum(counts)
    return totals


def test_a_public_reader_gets_no_full_grain(snapshot: Snapshot) -> None:
    for scope in (Scope("public"), Scope("public", frozenset({"33"}))):
        request = ExportRequest(FULL_GRAIN, across="nationality")
        for ask in (queries.select_across, queries.count_rows_by_month, queries.count_undetailed):
            with pytest.raises(AccessError, match="tidak ada dalam versi publik"):
                ask(snapshot, scope, request)
        for ask in (queries.stream_export, queries.select_preview):
            with pytest.raises(AccessError, match="tidak ada dalam versi publik"):
                read_rows(ask(snapshot, scope, request, (), 5))
        with pytest.raises(AccessError, match="tidak ada dalam versi publik"):
            queries.select_matching_cells(
                snapshot, scope, Cut("33", MONTHS[0], "orang_asing"), "kecamatan", CaseFilter()
            )
        with pytest.raises(AccessError, match="tidak ada dalam versi publik"):
            queries.select_month_counts(
                snapshot, scope, level="kecamatan", category="orang_asing", chosen=CaseFilter(sex="L")
            )


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
