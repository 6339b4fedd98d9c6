# ruff: noqa: S608 - names of tables of ours
"""A process of its own, since it starts Java: the sums of many rows by DuckDB and by the Spark that is named, compared.

Prints JSON: the rows of each sum, those that one of both has alone, in how many processes Spark counted, in how
many parts the rows went there, and the seconds that each took (with what Spark reads and writes, and its start).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from etl.snapshot import spark
from etl.snapshot.case_sums import CASE_SUMS, sum_cases
from pora import schema

DRAWN = "CASE WHEN hash(i, '{name}') % 9 > 0 THEN '{name} ' || hash(i, '{name}') % {values} END AS {name}"
PLACES = """
    'batch ' || i % 7 AS batch_id, '2024-' || lpad((1 + i % 12)::VARCHAR, 2, '0') AS period,
    CASE i % 5 WHEN 0 THEN 'pengungsi' WHEN 1 THEN 'tindakan' ELSE 'orang_asing' END AS category,
    CASE WHEN i % 97 > 0 THEN '33.' || 10 + i % 35 END AS kabupaten_code,
    CASE WHEN i % 97 > 0 AND i % 11 > 0 THEN '33.' || 10 + i % 35 || '.' || 10 + i % 16 END AS kecamatan_code,
    CASE WHEN i % 97 > 0 AND i % 11 > 0 AND i % 3 = 0 THEN 'desa ' || i % 8000 END AS desa_code,
    (hash(i) % 40)::BIGINT AS person_count
"""


def make_rows(con: duckdb.DuckDBPyConnection, rows: int) -> None:
    """Blanks in every column, numbers that say nothing, and two months and categories that nothing changed in."""
    dimensions = ", ".join(DRAWN.format(name=one.name, values=4 + at) for at, one in enumerate(schema.DIMENSIONS))
    con.execute(f"CREATE TABLE core_case AS SELECT {PLACES}, {dimensions} FROM range({rows}) r(i)")
    con.execute(
        "CREATE TABLE touched_month AS SELECT DISTINCT period, category FROM core_case WHERE period > '2024-02'"
    )


def compare(master: str, rows: int, folder: Path) -> dict[str, object]:
    con = duckdb.connect(folder / "rows.duckdb")
    make_rows(con, rows)
    started = time.monotonic()
    sum_cases(con)
    own_seconds = time.monotonic() - started
    for name in CASE_SUMS:
        con.execute(f"CREATE TABLE own_{name} AS FROM {name}")
    found: dict[str, object] = {}
    add_up = spark._sum_files

    def count_processes(session: object, folder: Path) -> None:
        add_up(session, folder)  # type: ignore[arg-type]
        members = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size()  # type: ignore[attr-defined]
        found["parts"] = session.read.parquet(f"{folder}/core_case").rdd.getNumPartitions()  # type: ignore[attr-defined]
        found["processes"] = members - 1 if "cluster" in master else members  # there the driver counts nothing

    spark._sum_files = count_processes
    started = time.monotonic()
    spark.sum_on_spark(master)(con)
    found["seconds"] = {"DuckDB": own_seconds, "Spark": time.monotonic() - started}
    for name in CASE_SUMS:
        sides = ((f"own_{name}", name), (name, f"own_{name}"))
        lonely = [con.execute(f"SELECT count(*) FROM (FROM {a} EXCEPT ALL FROM {b})").fetchone() for a, b in sides]
        counted = con.execute(f"SELECT count(*) FROM {name}").fetchone()
        found[name] = [counted and counted[0], *(one and one[0] for one in lonely)]
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(json.dumps(compare(sys.argv[1], int(sys.argv[2]), Path(place))))
