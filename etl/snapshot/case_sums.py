# ruff: noqa: S608 - names from pora/schema/
"""The three sums over all rows of cases: all else that is published is made of them, of coverage and of reference data.

They are the only statements of a publish whose work grows with the rows, so they alone may be left to another engine
(etl/snapshot/spark.py), which is given these very texts. Grain: part of a batch, place, and for the second a dimension
and its value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb

from pora import schema

SumCases = Callable[[duckdb.DuckDBPyConnection], None]

_PART = "batch_id, period, category, kabupaten_code"
_ROWS = "core_case SEMI JOIN touched_month USING (period, category)"


def _sum_dimensions(category: str, names: Sequence[str]) -> str:
    """One grouping per dimension, in one pass; all other dimensions are null then, so the value is the one that is
    not."""
    return f"""
SELECT {_PART}, kecamatan_code,
       CASE {" ".join(f"WHEN grouping({name}) = 0 THEN '{name}'" for name in names)} END AS dimension,
       coalesce({", ".join(names)}) AS value, sum(person_count)::BIGINT AS person_count
FROM {_ROWS} WHERE category = '{category}'
GROUP BY GROUPING SETS ({", ".join(f"({_PART}, kecamatan_code, {name})" for name in names)})
"""


CASE_SUMS = {
    "place_sum": f"""
SELECT {_PART}, kecamatan_code, sum(person_count)::BIGINT AS person_count FROM {_ROWS}
GROUP BY {_PART}, kecamatan_code
""",
    # By category, since none has half of all dimensions, and each costs a look at every row.
    "dimension_sum": " UNION ALL ".join(
        _sum_dimensions(category, [one.name for one in used]) for category, used in schema.DIMENSIONS_OF.items()
    ),
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
