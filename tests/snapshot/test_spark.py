# ruff: noqa: S608 - names of tables of ours
"""What Spark adds up is what DuckDB adds up, to the last row: docs/scale.md."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest
from builders import point_to

from etl.__main__ import main
from etl.snapshot import spark
from pora.config import ROOT
from pora.errors import UsageError
from pora.schema import OUT_CASE_COUNTS, OUT_TABLES
from pora.warehouse.snapshots import find_current, snapshot_path

VERSIONS = ("exact", "public")
needs_spark = pytest.mark.skipif(
    not (shutil.which("java") and find_spec("pyspark")), reason="needs Java 17 or later, and pyspark"
)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    places = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = os.environ | {"PYTHONPATH": places}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


@needs_spark
def test_a_million_rows_have_the_same_sums_in_two_processes_of_spark() -> None:
    """For each sum: its rows, those that DuckDB alone has, those that Spark alone has."""
    done = run("tests/snapshot/spark_rows.py", "local-cluster[2,1,2048]", "1000000")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found.pop("seconds")) == {"DuckDB", "Spark"}
    assert found == {
        "processes": 2,
        "place_sum": [1890, 0, 0],
        "dimension_sum": [103776, 0, 0],
        "desa_sum": [42000, 0, 0],
    }


@needs_spark
def test_a_rebuild_on_spark_publishes_the_very_same_tables(
    built: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built, data_dir)
    point_to(data_dir, monkeypatch)
    before = find_current()
    done = run("-m", "etl", "publish", "--full", "--engine", "spark", "--master", "local[1]")
    assert (done.returncode, done.stdout) == (0, f"Snapshot {find_current()} berlaku.\n"), done.stderr
    assert find_current() != before
    with duckdb.connect(":memory:") as con:
        for name, snapshot_id in (("before", before), ("after", find_current())):
            con.execute(f"ATTACH '{snapshot_path(str(snapshot_id))}' AS {name} (READ_ONLY)")
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
