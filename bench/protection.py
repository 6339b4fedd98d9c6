"""What hiding the small counts of one month costs: `python bench/protection.py [33] [ID] [--before FOLDER]`.

Of sample months of a province, or of the country (a minute to make): CPU of choosing what to hide and of the audit,
what is hidden, and memory. `--before` is a checkout of an earlier version: the same months and secrets, in turn.
Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MONTHS = {"33": ("2024-12", "2024-03", "2023-06"), "ID": ("2024-12",)}
SECRETS = (7, 8)
_MAKE = """
import csv, json, sys
from pathlib import Path
from etl.batch.load import load_file
from etl.protect.history import read_month
from etl.sample.tables import write_sample_tables
from etl.snapshot.publish import open_writer
from pora.schema.load_report import LoadOptions
folder, area, periods = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
with open_writer(new_for_province=area) as writer:
    for table in write_sample_tables(folder / "sample", area):
        with table.path.open(newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["period"] in periods]
        if rows:
            with table.path.open("w", newline="") as file:
                out = csv.DictWriter(file, rows[0].keys())
                out.writeheader()
                out.writerows(rows)
            load_file(writer.con, table.path, LoadOptions(office=table.office_code, is_sample=True))
    writer.publish()
with open_writer() as writer:
    for period in periods:
        month = read_month(writer.con, period, "orang_asing")
        inside = month.structure
        parts = [dict(inside.levels), dict(inside.members), dict(inside.offices)]
        (folder / f"{area}-{period}.json").write_text(json.dumps([[[*c, n] for c, n in month.counts.items()], *parts]))
"""
_PROTECT = """
import json, sys, time
from pathlib import Path
from etl.protect.attack import find_exposed
from etl.protect.chance import make_chance
from etl.protect.relations import Cell, Month, Structure
from etl.protect.suppress import choose_hidden
rows, levels, *parts = json.loads(Path(sys.argv[1]).read_text())
inside = [{wide: tuple(codes) for wide, codes in one.items()} for one in parts]
month = Month({Cell(*cell): n for *cell, n in rows}, Structure(levels, *inside))
chance = make_chance(bytes([int(sys.argv[2])] * 32), "2024-12", "orang_asing")
started = time.process_time()
choice = choose_hidden((), month, 5, (), chance)
chosen = time.process_time()
exposed = find_exposed([choice.published], 5, (), False, choice.proofs[0])
beside = [month.counts.get(cell, 0) for cell in choice.published.hidden if month.counts.get(cell, 0) >= 5]
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps({
    "choosing": chosen - started, "audit": time.process_time() - chosen, "hidden": len(choice.published.hidden),
    "persons": sum(beside), "exposed": len(exposed), "mebibytes": int(peak) / 1024,
}))
"""


def run(tree: Path, data: Path, script: str, *arguments: str) -> str:
    """What a Python in that checkout prints."""
    return subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", script, *arguments],
        check=True,
        cwd=tree,
        env={**os.environ, "PORA_DATA_DIR": str(data), "PYTHONPATH": str(tree)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout


def measure(month: Path, secret: int, trees: dict[str, Path]) -> None:
    found: dict[str, dict[str, float]] = {}
    for name, tree in trees.items():
        one = found[name] = json.loads(run(tree, month.parent, _PROTECT, str(month), str(secret)))
        print(
            f"{month.stem:11} secret {secret} {name:7} {one['choosing']:6.2f} + {one['audit']:5.2f} s of CPU, "
            f"{one['hidden']:6} hidden, {one['persons']:7} persons beside small counts, {one['exposed']} exposed, "
            f"{one['mebibytes']:4.0f} MiB",
            flush=True,
        )
    if "before" in found:
        seconds = {name: one["choosing"] + one["audit"] for name, one in found.items()}
        hidden, persons = (found["now"][what] / found["before"][what] for what in ("hidden", "persons"))
        print(
            f"    now over before: CPU 1/{seconds['before'] / seconds['now']:.1f}, hidden {hidden:.3f}, "
            f"persons {persons:.3f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("areas", nargs="*", default=["33"])
    parser.add_argument("--before", type=Path)
    args = parser.parse_args()
    trees = ({"before": args.before.resolve()} if args.before else {}) | {"now": ROOT}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for area in args.areas:
            run(ROOT, folder / area, _MAKE, name, area, *MONTHS[area])
            for period in MONTHS[area]:
                for secret in SECRETS:
                    measure(folder / f"{area}-{period}.json", secret, trees)


if __name__ == "__main__":
    main()
