"""Closed by default: whoever did not say which areas are seen sees none."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import query

from pora import schema
from pora.access.roles import Scope
from pora.schema import SCOPED_TABLES, Table
from pora.warehouse.db import use_snapshot


@pytest.mark.parametrize("version", ["exact", "public"])
@pytest.mark.parametrize("table", SCOPED_TABLES, ids=lambda table: table.name)
def test_a_connection_that_never_said_its_areas_sees_nothing(kudus: Path, version: str, table: Table) -> None:
    assert query(f"SELECT count(*) FROM {version}_scoped.{table.name}") == [(0,)]  # noqa: S608


def test_there_is_something_to_see(kudus: Path) -> None:
    """Else the tests above could not fail."""
    reader = Scope("exact", frozenset({"33"}))
    for table in (schema.OUT_AREA_MONTH, schema.OUT_CASE_COUNTS, schema.CORE_BATCH, schema.CORE_CASE, schema.CORE_TEAM):
        rows = use_snapshot().frame(reader, f"SELECT count(*) AS n FROM {table.name}")  # noqa: S608
        assert rows["n"].iloc[0] > 0, table.name


def test_the_areas_of_one_reader_are_gone_for_the_next(kudus: Path) -> None:
    snapshot, statement = (
        use_snapshot(),
        "SELECT DISTINCT area_code FROM out_area_month WHERE level = 'kabupaten_kota'",
    )
    assert snapshot.frame(Scope("exact", frozenset({"33.19"})), statement)["area_code"].tolist() == ["33.19"]
    assert snapshot.frame(Scope("exact", frozenset()), statement).empty
    assert len(snapshot.frame(Scope("exact"), statement)) == 35


def test_an_area_is_a_value_and_never_part_of_a_statement(kudus: Path) -> None:
    for area in ("'] OR true --", "33.19'); DROP VIEW out_area_month; --", "%", "33.1_", ""):
        frame = use_snapshot().frame(Scope("exact", frozenset({area})), "SELECT * FROM out_area_month")
        assert frame.empty, area


def test_a_public_reader_finds_no_exact_core_table_by_its_plain_name(kudus: Path) -> None:
    for scope in (Scope("public"), Scope("public", frozenset({"33"}))):
        rows = use_snapshot().frame(scope, "SELECT count(*) AS n FROM core_case")
        assert rows["n"].iloc[0] == 0
        files = use_snapshot().frame(scope, "SELECT rows_in, rows_accepted, rows_rejected FROM core_batch")
        assert len(files) == 1 and files.isna().all(axis=None)
