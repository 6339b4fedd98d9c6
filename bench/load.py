"""How fast a large tidy file loads, beside DuckDB's own scan of the same file. Not a test: prints figures.

    python bench/load.py [ROWS…]        (without ROWS: 1 and 10 million)

The scans: `read_csv` with GROUP BY period, kecamatan, category (reads four columns), and GROUP BY every column (what a
table at full grain has to look at). Each measurement runs in a process of its own, so that its peak memory is its own.
Seconds are of the processor, of all threads and of processes that help; the wall clock of a shared machine says little.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

MEBIBYTE = 1024 * 1024
NATIONALITIES = "CHN KOR JPN IND USA GBR AUS NLD DEU FRA MYS THA PHL VNM PAK BGD TUR YEM EGY SAU".split()

# 576 kecamatan x 24 months; inside each, every combination of nationality, sex, izin tinggal and purpose once.
_CASES = """
SELECT strftime(DATE '2023-01-01' + INTERVAL (place // 576) MONTH, '%Y-%m') AS period,
       kecamatan[1 + place % 576] AS kecamatan_code, 'orang_asing' AS category,
       nationality[1 + (detail + place) % 20] AS nationality,
       ['ITK', 'ITAS', 'ITAP', 'dinas', 'diplomatik'][1 + detail // 40 % 5] AS izin_tinggal,
       ['L', 'P'][1 + detail // 20 % 2] AS sex,
       ['wisata', 'bekerja', 'penyatuan_keluarga', 'sosial_budaya', 'pelajar', 'investasi', 'lain_lain']
           [1 + detail // 200 % 7] AS purpose,
       NULL AS unhcr_status, NULL AS unhcr_card, 1 + (detail * 7919 + place) % 5 AS person_count
FROM (SELECT i // per_place AS place, i % per_place AS detail
      FROM range($rows) t(i), (SELECT ceil($rows / 13824)::BIGINT AS per_place)),
     (SELECT list(area_code ORDER BY area_code) AS kecamatan
      FROM read_csv($area_file, all_varchar = true) WHERE area_code LIKE '33.__.__'),
     (SELECT $nationalities AS nationality)
"""

_SHORT_KEY = "period, kecamatan_code, category"
_FULL_KEY = f"{_SHORT_KEY}, nationality, izin_tinggal, sex, purpose, unhcr_status, unhcr_card"
_SCAN = """
SELECT count(*), sum(n) FROM (
    SELECT {key}, sum(person_count::BIGINT) AS n FROM read_csv(?, {options}) GROUP BY ALL)
"""
_SCANS = {  # left to itself, read_csv takes codes for dates (33.01.01)
    "scan, 4 columns, types found": (_SHORT_KEY, "types = {'kecamatan_code': 'VARCHAR'}"),
    "scan, 4 columns, as text": (_SHORT_KEY, "all_varchar = true"),
    "scan, every column, as text": (_FULL_KEY, "all_varchar = true"),
}

_STEPS = (  # what is timed: module, function, label
    ("etl.snapshot.publish", "write_reference", "reference"),
    ("etl.batch.load", "read_file", "read"),
    ("etl.batch.load", "resolve_raw", "resolve"),
    ("etl.batch.load", "_judge", "judge"),
    ("etl.batch.load", "_accept", "insert"),
    ("etl.batch.case_file", "keep_original", "keep original"),
    ("etl.snapshot.publish", "write_out_tables", "roll-up"),
    ("etl.snapshot.publish", "verify_tables", "verify"),
    ("etl.snapshot.publish", "_switch", "switch"),
)


def cpu_seconds() -> float:
    """Of this process and of those that it started and that are at an end."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def write_cases(path: Path, rows: str) -> dict[str, float]:
    """The same bytes at every run: no two rows of a place and month have the same details."""
    from pora.paths import REFERENCE

    con = duckdb.connect()
    facts = {"rows": int(rows), "area_file": str(REFERENCE / "area.csv"), "nationalities": NATIONALITIES}
    con.execute("CREATE TABLE cases AS " + _CASES, facts)
    con.execute("COPY cases TO '{}' (HEADER)".format(str(path).replace("'", "''")))
    return {}


def scan(path: Path, name: str) -> dict[str, float]:
    from etl.without_pandas import leave_pandas_out
    from pora.config import settings

    key, options = _SCANS[name]
    started = cpu_seconds()
    with tempfile.TemporaryDirectory() as folder, leave_pandas_out(with_numpy=True):
        con = duckdb.connect(config={"memory_limit": f"{settings().writer_memory_mb}MB", "temp_directory": folder})
        con.execute(_SCAN.format(key=key, options=options), [str(path)]).fetchall()
    return {"total": cpu_seconds() - started}


def load(path: Path, office: str) -> dict[str, float]:
    """The whole `load` into an empty snapshot, step by step, without imports."""
    import etl.protect.public  # noqa: F401 - which a publish imports when it protects
    from etl import pipeline
    from etl.snapshot.publish import open_writer
    from pora.schema.load_report import LoadOptions

    with tempfile.TemporaryDirectory() as folder:
        os.environ["PORA_DATA_DIR"] = folder
        with open_writer(new_for_province="33") as writer:
            writer.publish()
        times: dict[str, float] = {}
        for module, name, label in _STEPS:
            time_calls(module, name, label, times)
        started = cpu_seconds()
        report = pipeline.load([path], LoadOptions(office=office), dry_run=False).reports[0]
        times["total"] = cpu_seconds() - started
    if not report.loaded:
        raise SystemExit(f"refused: {report.errors[:3]}")
    return times


def time_calls(module_name: str, name: str, label: str, times: dict[str, float]) -> None:
    """Replaces a function by one that adds its time to `times`."""
    module = import_module(module_name)
    function: Callable[..., object] = getattr(module, name)

    def timed(*args: object) -> object:
        started = cpu_seconds()
        try:
            return function(*args)
        finally:
            times[label] = times.get(label, 0.0) + cpu_seconds() - started

    setattr(module, name, timed)


def peak_mebibytes() -> float:
    """Peak resident memory of this process; of the system's two counters the one that a parent does not raise."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        return int(found[1]) / 1024 if found else 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


def run_alone(measure: Callable[[Path, str], dict[str, float]], path: Path, argument: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", measure.__name__, str(path), argument]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - this script
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def print_figures(label: str, rows: int, figures: dict[str, float]) -> None:
    total, memory = figures.pop("total"), figures.pop("peak")
    print(f"{label:32} {total:8.2f} s of CPU {rows / total / 1e6:7.2f} M rows/s {memory:7.0f} MiB peak", flush=True)
    for step, seconds in figures.items():
        print(f"    {step:28} {seconds:8.2f} s")


def main(rows_wanted: list[str]) -> None:
    for rows in rows_wanted or ["1000000", "10000000"]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cases.csv"
            run_alone(write_cases, path, rows)
            print(f"\n{int(rows):,} rows, {path.stat().st_size / MEBIBYTE:.0f} MiB, {os.cpu_count()} cores")
            for name in _SCANS:
                print_figures(name, int(rows), run_alone(scan, path, name))
            print_figures("load", int(rows), run_alone(load, path, "kanwil"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measured = {"write_cases": write_cases, "scan": scan, "load": load}[sys.argv[2]](Path(sys.argv[3]), sys.argv[4])
        print(json.dumps(measured | {"peak": peak_mebibytes()}))
    else:
        main(sys.argv[1:])
