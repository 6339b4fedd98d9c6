"""Frames made of the columns of an answer are those that DuckDB's own `df()` makes."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pora.warehouse.small_frames import read_frame

VALUES = {
    "VARCHAR": st.sampled_from(["", "Kab. Kudus", "'", "Å", "nan", "None"]),
    "BIGINT": st.integers(-(2**63), 2**63 - 1),
    "INTEGER": st.integers(-(2**31), 2**31 - 1),
    "SMALLINT": st.integers(-9, 9),
    "UTINYINT": st.integers(0, 255),
    "HUGEINT": st.integers(-(2**40), 2**40),
    "DOUBLE": st.floats(allow_nan=False),
    "DECIMAL(9,2)": st.integers(-99, 99),
    "BOOLEAN": st.booleans(),
    "DATE": st.dates().map(str),
    "TIMESTAMP": st.datetimes().map(str),
    "VARCHAR[]": st.lists(st.sampled_from(["33.19", "33.29"]), max_size=2),
}


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[str], list[tuple[object, ...]]]:
    types = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=5))
    rows = st.tuples(*(st.none() | VALUES[kind] for kind in types))
    return types, draw(st.lists(rows, max_size=5))


@given(answers())
def test_an_answer_is_the_same_frame(answer: tuple[list[str], list[tuple[object, ...]]]) -> None:
    types, rows = answer
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t ({', '.join(f'c{at} {kind}' for at, kind in enumerate(types))})")
        for row in rows:
            con.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        con.execute("FROM t")
        made = read_frame(con)
        assert_frame_equal(made, con.execute("FROM t").df(), check_index_type="exact", check_column_type="exact")


@pytest.mark.parametrize("rows", [0, 2047, 2048, 2049, 300_000])
def test_an_answer_of_many_rows_is_the_same_frame(rows: int) -> None:
    """DuckDB gives its answers in pieces of 2,048 rows."""
    sql = f"SELECT i, if(i % 7 = 0, NULL, i) AS n, if(i % 5 = 0, NULL, 'x' || i) AS t FROM range({rows}) r(i)"  # noqa: S608
    with duckdb.connect() as con:
        con.execute(sql)
        made = read_frame(con)
        assert_frame_equal(made, con.execute(sql).df())
