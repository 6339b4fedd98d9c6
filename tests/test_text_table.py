"""Rows made in Python are the same in DuckDB, whatever text they are of."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import text_table
from etl.text_table import write_text_table

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["", "a\nb", '["', "\\u0000"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=7))
def test_rows_come_back_as_they_are_and_in_their_order(
    monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str | None, str | None]]
) -> None:
    monkeypatch.setattr(text_table, "_ROWS_AT_ONCE", 3)
    monkeypatch.setattr(text_table, "_ROWS_OF_LIST", 2)
    with duckdb.connect() as con:
        write_text_table(con, "made", ["text", "value"], [("former", None)])
        write_text_table(con, "made", ["text", "value"], rows)
        found = con.execute("FROM made")
        assert [name for name, *_rest in found.description] == ["text", "value"]
        assert found.fetchall() == rows
