"""What leaves in a file holds the rows that lie in the scope, and each of them once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pora.access.roles import Scope
from pora.errors import AccessError
from pora.schema import Cut
from pora.warehouse import queries
from pora.warehouse.db import Snapshot
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import (
    EXPORTED_TABLES,
    FULL_GRAIN,
    ExportRequest,
    list_dimension_columns,
    list_fixed,
)
from tests.promises.scope_data import MONTHS, SCOPES
from tests.promises.scope_oracle import read_rows, sees_row


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
