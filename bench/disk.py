"""What disk many small loads take: `python bench/disk.py [LOADS] [MONTHS]` (without: 420 beside 72 months of history).

A year of files of a kabupaten each, 35 a month, pruned by the default rule at the end of each month, as the timer does;
ids of snapshots tell the moments of that year. Prints what lies there and the CPU of a load; asserts nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(1, str(ROOT / "bench"))

from small_load import _MAKE, run  # noqa: E402

A_MONTH = 35
START = datetime(2025, 1, 1, tzinfo=UTC)


def write_file(folder: Path, number: int) -> tuple[Path, str]:
    """All kecamatan of one kabupaten in one month, with its office."""
    from pora.reference.areas import area_index
    from pora.reference.offices import kabupaten_of, offices_in

    month = f"2024-{1 + number // A_MONTH % 12:02}"
    pairs = [(one.office_code, code) for one in offices_in("33") for code in kabupaten_of(one.office_code, month)]
    office, kabupaten = pairs[number % len(pairs)]
    codes = area_index().kecamatan_of(kabupaten)
    rows = [f"{month},{code},orang_asing,{(number * 7 + place) % 60}" for place, code in enumerate(codes)]
    path = folder / f"{kabupaten}-{month}.csv"
    path.write_text("\n".join(["period,kecamatan_code,category,person_count", *rows, ""]))
    return path, office


def count_megabytes(folder: Path) -> float:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file()) / 1e6


def main(loads: int, months: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "data"
        run(ROOT, data, "-c", _MAKE, str(folder), months)
        os.environ["PORA_DATA_DIR"] = str(data)

        from etl import pipeline
        from etl.snapshot import publish
        from etl.snapshot.pack import delete_snapshots
        from etl.snapshot.prune import KeepRule, list_old
        from pora import paths
        from pora.schema.load_report import LoadOptions
        from pora.warehouse.snapshots import require_current, snapshot_path

        now, seconds = START, []
        publish._new_id = lambda: f"{now:%Y%m%d-%H%M%S}-{number:04x}"
        for number in range(loads):
            now += timedelta(days=30.4) / A_MONTH
            path, office = write_file(folder, number)
            started = time.process_time()
            outcome = pipeline.load([path], LoadOptions(office=office, replace=True), dry_run=False)
            seconds.append(time.process_time() - started)
            assert outcome.snapshot_id, outcome.reports[0].errors[:3]  # noqa: S101 - of a bench
            if number % A_MONTH == A_MONTH - 1 or number == loads - 1:
                delete_snapshots(list_old(KeepRule(), now))
                one = snapshot_path(require_current()).stat().st_size / 1e6
                print(
                    f"{number + 1:4} loads: warehouse {count_megabytes(paths.warehouse()):6.1f} MB, one snapshot "
                    f"{one:5.1f} MB, received {count_megabytes(paths.intake()):4.1f} MB; CPU of a load, the last "
                    f"{A_MONTH}: {mean(seconds[-A_MONTH:]):.2f} s, the last one {seconds[-1]:.2f} s",
                    flush=True,
                )


if __name__ == "__main__":
    main(int((sys.argv[1:2] or ["420"])[0]), (sys.argv[2:3] or ["72"])[0])
