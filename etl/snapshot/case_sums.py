# ruff: noqa: S608 - names from pora/schema/
"""The three sums over all rows of cases: all else that is published is made of them, of coverage and of reference data.

They are the only statements of a publish whose work grows with the rows, so they alone may be left to another engine
(etl/snapshot/spark.py), which is given these very texts. Grain: part of a batch, place, and for the second a dimension
and its value.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from pora import schema

SumCases = Callable[[duckdb.DuckDBPyConnection], None]

_PART = "batch_id, period, category, kabupaten_code"
_ROWS = "core_case SEMI JOIN touched_month USING (period, category)"
_NAMES = [column.name for column in schema.DIMENSIONS]

CASE_SUMS = {
    "place_sum": f"""
SELECT {_PART}, kecamatan_code, sum(person_count)::BIGINT AS person_count FROM {_ROWS}
GROUP BY {_PART}, kecamatan_code
""",
    # One grouping per dimension, in one pass; all other dimensions are null then, so the value is the one that is not.
    "dimension_sum": f"""
SELECT {_PART}, kecamatan_code,
       CASE {" ".join(f"WHEN grouping({name}) = 0 THEN '{name}'" for name in _NAMES)} END AS dimension,
       coalesce({", ".join(_NAMES)}) AS value, sum(person_count)::BIGINT AS person_count
FROM {_ROWS}
GROUP BY GROUPING SETS ({", ".join(f"({_PART}, kecamatan_code, {name})" for name in _NAMES)})
""",
    "desa_sum": f"""
SELECT {_PART}, kecamatan_code, desa_code, sum(person_count)::BIGINT AS person_count
FROM {_ROWS} WHERE desa_code IS NOT NULL
GROUP BY {_PART}, kecamatan_code, desa_code
""",
}


def sum_cases(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the sums of the months in `touched_month`, as temp tables of these names."""
    for name, statement in CASE_SUMS.items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement}")
