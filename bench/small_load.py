"""How long a `load` of three rows takes beside months of history:

    python bench/small_load.py 24 72 [--before FOLDER]
    python bench/small_load.py 2 --area ID         (the country; each month takes half a minute to make)

`--before` is a checkout of an earlier version; both get a copy of the same database, made by the earlier one, and load
in turn. The first load of the newer one carries the database over and is not counted; it also compiles the modules,
which an installed product does once, whatever the machine says of bytecode. Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
_MAKE = """
import csv, sys
from pathlib import Path
from etl.batch.load import load_file
from etl.sample.tables import write_sample_tables
from etl.snapshot.publish import open_writer
from pora.schema.load_report import LoadOptions
folder, months, area = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
def earlier(period, by):
    year, month = map(int, period.split("-"))
    number = year * 12 + month - 1 - by
    return f"{number // 12:04}-{number % 12 + 1:02}"
with open_writer(new_for_province=area) as writer:
    for table in write_sample_tables(folder / "sample", area):
        with table.path.open(newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["period"] > earlier("2024-12", months)]
        for by in range(0, months if rows else 0, 24):
            path = folder / f"{table.path.stem}-{by}.csv"
            with path.open("w", newline="") as file:
                out = csv.DictWriter(file, rows[0].keys())
                out.writeheader()
                out.writerows({**row, "period": earlier(row["period"], by)} for row in rows)
            load_file(writer.con, path, LoadOptions(office=table.office_code, is_sample=True))
    writer.publish()
"""


def run(tree: Path, data: Path, *arguments: str) -> str:
    """What /usr/bin/time says of a Python in that checkout."""
    command = ["/usr/bin/time", "-f", "%e s, %U + %S s of CPU, %M KB", sys.executable, *arguments]
    ran = subprocess.run(  # noqa: S603 - this Python
        command,
        check=True,
        cwd=tree,
        env={
            **os.environ,
            "PORA_DATA_DIR": str(data),
            "PYTHONPATH": str(tree),
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(data.parent / "bytecode"),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    return ran.stderr.strip().splitlines()[-1]


def measure(months: str, area: str, trees: dict[str, Path], folder: Path) -> None:
    made = folder / f"made-{months}"
    run(next(iter(trees.values())), made, "-c", _MAKE, str(folder), months, area)
    for name in trees:
        shutil.copytree(made, folder / f"{name}-{months}")
    for number in range(ROUNDS + 1):
        file = folder / "three.csv"
        rows = [f"2024-11,33.19.0{place},orang_asing,{7 + number}" for place in (1, 2, 3)]
        file.write_text("\n".join(["period,kecamatan_code,category,person_count", *rows, ""]))
        for name, tree in trees.items():
            load = ("-m", "etl", "load", str(file), "--office", "kanim-semarang", "--replace")
            said = run(tree, folder / f"{name}-{months}", *load)
            if number:
                print(f"{months} months, {name:8} {said}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("months", nargs="+")
    parser.add_argument("--area", default="33")
    parser.add_argument("--before", type=Path)
    args = parser.parse_args()
    trees = {"before": args.before.resolve()} if args.before else {}
    with tempfile.TemporaryDirectory() as folder:
        for months in args.months:
            measure(months, args.area, trees | {"now": ROOT}, Path(folder))


if __name__ == "__main__":
    main()
