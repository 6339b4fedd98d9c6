"""The sums of a rebuild by DuckDB and by Spark on this machine, and whether they are the same:

    python bench/spark.py [--master "local[*]"] [ROWS ...]

Seconds of Spark hold its start, and the rows' way there as Parquet. Memory is that of Python and DuckDB,
without Java's. Needs Java and requirements-spark.txt. Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--master", default="local[*]")
    args = parser.parse_args()
    for rows in args.rows:
        command = [sys.executable, "tests/snapshot/spark_rows.py", args.master, str(rows)]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(done.stderr)
        found = json.loads(done.stdout)
        seconds = ", ".join(f"{name} {took:.1f} s" for name, took in found["seconds"].items())
        sums = {name: one for name, one in found.items() if isinstance(one, list)}
        differing = sum(only for _rows, *lonely in sums.values() for only in lonely)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        of = " + ".join(f"{one[0]:,}" for one in sums.values())
        print(f"{rows:,} rows: {seconds}; {of} sums, {differing} differ; {peak} MiB at most", flush=True)


if __name__ == "__main__":
    main()
