# ruff: noqa: S608 - names of tables of ours
"""What Spark adds up is what DuckDB adds up, to the last row: docs/scale.md."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import ANY

import duckdb
import pytest
from builders import point_to

from etl.__main__ import main
from etl.snapshot import spark
from pora.config import ROOT
from pora.errors import UsageError
from pora.schema import OUT_CASE_COUNTS, OUT_TABLES
from pora.warehouse.snapshots import find_current, require_current, snapshot_path

VERSIONS = ("exact", "public")
needs_spark = pytest.mark.skipif(
    not (shutil.which("java") and find_spec("pyspark")), reason="needs Java 17 or later, and pyspark"
)


# The start of Java is most of the time: what compiles best, collects beside the work and proves every class of Spark
# anew never pays here.
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"

# More than two of DuckDB's row groups, so that it writes two files, and each process of Spark counts one.
MANY = "300000"


@dataclass(frozen=True)
class Ran:
    """What one process said, which starts Java once for both: of the rows that are made up, and of the rebuild of the
    sample; the snapshots of the sample before and after it."""

    rows: dict[str, object]
    said: list[str]
    before: Path
    after: Path


@pytest.fixture(scope="module")
def ran(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = shutil.copytree(built, tmp_path_factory.mktemp("spark") / "data")
    with pytest.MonkeyPatch.context() as patch:
        point_to(folder, patch)
        before = snapshot_path(require_current())
        patch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
        patch.setenv("JAVA_TOOL_OPTIONS", QUICK_JAVA)
        command = [sys.executable, "tests/snapshot/spark_runs.py", "local-cluster[2,1,2048]", MANY]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        rows, *said = done.stdout.strip().splitlines()
        return Ran(json.loads(rows), said, before, snapshot_path(require_current()))


@needs_spark
def test_rows_in_two_processes_of_spark_have_the_same_sums(ran: Ran) -> None:
    """For each sum: its rows, those that DuckDB alone has, those that Spark alone has."""
    assert ran.rows == {
        "seconds": {"DuckDB": ANY, "Spark": ANY},
        "processes": 2,
        "parts": 2,
        "place_sum": [1960, 0, 0],
        "dimension_sum": [45105, 0, 0],
        "desa_sum": [41034, 0, 0],
    }


@needs_spark
def test_a_rebuild_on_spark_publishes_the_very_same_tables(ran: Ran) -> None:
    assert ran.before != ran.after
    assert ran.said == [f"Snapshot {ran.after.stem.removeprefix('pora-')} berlaku."]
    with duckdb.connect(":memory:") as con:
        for name in ("before", "after"):
            con.execute(f"ATTACH '{getattr(ran, name)}' AS {name} (READ_ONLY)")
        tables = [f"{version}.{one.name}" for one in OUT_TABLES if one is not OUT_CASE_COUNTS for version in VERSIONS]
        sides = [(name, *both) for name in tables for both in (("before", "after"), ("after", "before"))]
        lonely = {
            (name, a): con.execute(f"SELECT count(*) FROM (FROM {a}.{name} EXCEPT ALL FROM {b}.{name})").fetchone()
            for name, a, b in sides
        }
        assert lonely == dict.fromkeys(lonely, (0,)) and len(lonely) == 4 * (len(OUT_TABLES) - 1)
        assert con.execute("SELECT count(*) > 1000 FROM after.exact.out_area_month").fetchone() == (True,)


def test_without_spark_the_command_says_what_to_install(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = find_current()
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert main(["publish", "--full", "--engine", "spark"]) == UsageError.exit_code
    command = ".venv/bin/pip install --require-hashes -r requirements-spark.txt"
    assert capsys.readouterr().err == f"Spark belum terpasang. Jalankan: {command}\n"
    assert find_current() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--engine", "spark"], "--engine spark berlaku bersama --full.\n"),
        (["--full", "--master", "local"], "--master berlaku bersama --engine spark.\n"),
    ],
)
def test_options_of_spark_go_together(
    empty: Path, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(spark, "require_spark", lambda: None)
    assert main(["publish", *arguments]) == UsageError.exit_code
    assert capsys.readouterr().err == message
