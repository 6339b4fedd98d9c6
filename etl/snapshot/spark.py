# ruff: noqa: S608 - names of tables and paths of ours
"""The sums over the rows of cases on Apache Spark, for rows that outgrow one machine: docs/scale.md.

Promise: the same tables, to the last row, as DuckDB makes of the same statements, which sqlglot translates. The rows
go there as Parquet, and the sums come back the same way, through a folder in the warehouse that every
machine of the cluster must see. Spark and Java are no part of the product's lock: requirements-spark.txt.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from etl.snapshot.case_sums import CASE_SUMS, SumCases
from etl.snapshot.draft import open_draft_folder
from pora.errors import PoraError, UsageError
from pora.locale import _

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

THIS_MACHINE = "local[*]"
_TABLES = ("core_case", "touched_month")  # that the statements read
_RULES = {
    "spark.sql.ansi.enabled": "true",  # a sum that overflows is an error, as in DuckDB
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_LISTENS_HERE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def require_spark() -> None:
    """UsageError where Spark or the translator is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a pandas newer than Spark's own tests had; none is used here
            import pyspark  # noqa: F401
        import sqlglot  # noqa: F401
    except ImportError as error:
        command = ".venv/bin/pip install --require-hashes -r requirements-spark.txt"
        raise UsageError(_("Spark belum terpasang. Jalankan: {command}").format(command=command)) from error


def sum_on_spark(master: str = THIS_MACHINE) -> SumCases:
    """What adds up the rows of cases on the Spark at this address. UsageError where Spark is not installed."""
    require_spark()

    def sum_cases(con: duckdb.DuckDBPyConnection) -> None:
        with open_draft_folder() as folder:
            _write_rows(con, folder)
            with _open_session(master) as spark:
                _sum_files(spark, folder)
            for name in CASE_SUMS:
                con.execute(
                    f"CREATE OR REPLACE TEMP TABLE {name} AS FROM read_parquet(?)", [f"{folder}/{name}/*.parquet"]
                )

    return sum_cases


def _write_rows(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    quoted = str(folder).replace("'", "''")
    for table in _TABLES:
        con.execute(f"COPY {table} TO '{quoted}/{table}' (FORMAT parquet, PER_THREAD_OUTPUT)")


def _sum_files(spark: SparkSession, folder: Path) -> None:
    import sqlglot

    for table in _TABLES:
        spark.read.parquet(str(folder / table)).createOrReplaceTempView(table)
    for name, statement in CASE_SUMS.items():
        (translated,) = sqlglot.transpile(statement, read="duckdb", write="spark")
        spark.sql(translated).write.parquet(str(folder / name))


@contextmanager
def _open_session(master: str) -> Iterator[SparkSession]:
    """Raises PoraError for whatever Spark says, in its first line."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("Dasbor Pora").master(master)
    for name, value in (_RULES | (_LISTENS_HERE if master.startswith("local") else {})).items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
        try:
            yield spark
        finally:
            spark.stop()
    except (PySparkException, Py4JError) as error:
        reason = str(error).strip().partition("\n")[0]
        words = _("Spark di {master} gagal ({reason}). Data yang berlaku tidak berubah. Periksa Java dan alamatnya.")
        raise PoraError(words.format(master=master, reason=reason)) from error
