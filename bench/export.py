"""How fast a large table leaves as CSV, beside DuckDB's own COPY of the same sorted rows. Not a test: prints figures.

    python bench/export.py [ROWS…]        (without ROWS: 1 and 10 million)

The rows are those of bench/growth.py. Each way has a process of its own; memory is the peak above what the process held
before the export. Seconds of CPU tell more than seconds where others use the machine too.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(1, str(ROOT))
SIZES = ["1000000", "10000000"]


def make(rows: int) -> None:
    from growth import write_rows

    from etl.snapshot.publish import open_writer

    with open_writer(new_for_province="33") as writer:
        write_rows(writer.con, rows)
        writer.publish()


def copy(path: Path) -> None:
    """The statement that an export of everything runs, in one piece and with what DuckDB has of its own."""
    import duckdb

    from pora.access.roles import local_scope
    from pora.warehouse.queries import write_statement
    from pora.warehouse.queries.request import FULL_GRAIN, ExportRequest
    from pora.warehouse.snapshots import require_current, snapshot_path

    statement, _parameters = write_statement(local_scope(), ExportRequest(FULL_GRAIN))
    with duckdb.connect(str(snapshot_path(require_current())), read_only=True) as connection:
        connection.execute("USE exact")
        connection.execute(f"COPY ({statement}) TO '{path}' (HEADER)")


def export(path: Path) -> None:
    from pora.export.files import export_to_path
    from pora.warehouse.queries.request import ExportRequest

    export_to_path(ExportRequest("case_counts"), "csv", path)


def measure(way: str, path: Path) -> None:
    """Prints seconds, seconds of CPU, MB above rest."""
    import pandas  # noqa: F401 - what every command has loaded is no cost of the export
    import pyarrow.compute  # noqa: F401

    import pora.export.files  # noqa: F401

    rest = _peak()
    started, worked = time.perf_counter(), time.process_time()
    {"copy": copy, "export": export}[way](path)
    print(time.perf_counter() - started, time.process_time() - worked, _peak() - rest)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def run(way: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, __file__, way, *arguments], check=True, capture_output=True, text=True
    ).stdout


def main(sizes: list[str]) -> None:
    for rows in sizes or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["PORA_DATA_DIR"] = folder
            run("make", rows)
            seconds = {}
            for way in ("copy", "export"):
                wall, cpu, megabytes = map(float, run(way, f"{folder}/{way}.csv").split())
                seconds[way] = wall
                print(
                    f"{int(rows):>12,} rows  {way:6} {wall:7.1f} s  {cpu:7.1f} s CPU  {int(rows) / wall:>11,.0f} rows/s"
                    f"  {megabytes:7,.0f} MB above rest",
                    flush=True,
                )
            print(f"{'':17} speed of export: {seconds['copy'] / seconds['export']:.2f} of COPY", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(int(sys.argv[2]))
    elif sys.argv[1:2] in (["copy"], ["export"]):
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main(sys.argv[1:])
