"""How fast a large tidy file loads, beside DuckDB's own scan of the same file. Not a test: prints figures.

    python bench/load.py [ROWS…]        (without ROWS: 1 and 10 million)

Each measurement runs in a process of its own, so that its peak memory is its own. Figures of shared machines swing:
differences below a factor of two mean nothing.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

MEBIBYTE = 1024 * 1024
Measured = tuple[dict[str, float], float]  # seconds by step, the whole as "total"; peak MiB
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

# Left to itself, read_csv takes codes for dates (33.01.01): only their type is given in the first.
_BARE = """
SELECT period, kecamatan_code, category, sum(person_count::BIGINT) AS person_count
FROM read_csv(?, {options}) GROUP BY ALL
"""
_BARE_OPTIONS = {"auto": "types = {'kecamatan_code': 'VARCHAR'}", "text": "all_varchar = true"}

_STEPS = (  # what is timed: module, function, label
    ("etl.publish", "write_reference", "reference"),
    ("etl.load", "read_file", "read"),
    ("etl.load", "resolve_raw", "resolve"),
    ("etl.load", "_judge", "judge"),
    ("etl.load", "_accept", "insert"),
    ("etl.pipeline", "keep_original", "keep original"),
    ("etl.publish", "write_out_tables", "rollup"),
    ("etl.publish", "verify_tables", "verify"),
    ("etl.publish", "_switch", "switch"),
)


def write_cases(path: Path, rows: int) -> None:
    """The same bytes at every run: no two rows of a place and month have the same details."""
    from pora.paths import REFERENCE

    con = duckdb.connect()
    facts = {"rows": rows, "area_file": str(REFERENCE / "area.csv"), "nationalities": NATIONALITIES}
    con.execute("CREATE TABLE cases AS " + _CASES, facts)
    con.execute("COPY cases TO '{}' (HEADER)".format(str(path).replace("'", "''")))


def peak_mebibytes() -> float:
    """Peak resident memory of this process; Linux counts in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MEBIBYTE if sys.platform == "darwin" else 1024)


def measure_bare_scan(path: Path, options: str) -> Measured:
    from etl.publish import MEMORY_LIMIT

    started = time.perf_counter()
    con = duckdb.connect(config={"memory_limit": MEMORY_LIMIT})
    con.execute(_BARE.format(options=options), [str(path)]).fetchall()
    return {"total": time.perf_counter() - started}, peak_mebibytes()


def measure_load(path: Path, office: str) -> Measured:
    """The whole `load` into an empty snapshot, step by step."""
    from importlib import import_module

    from etl.load import LoadOptions
    from etl.pipeline import load
    from etl.publish import open_writer

    with tempfile.TemporaryDirectory() as folder:
        os.environ["PORA_DATA_DIR"] = folder
        with open_writer(new_for_province="33") as writer:
            writer.publish()
        times: dict[str, float] = {}
        for module, name, label in _STEPS:
            time_calls(import_module(module), name, label, times)
        started = time.perf_counter()
        outcome = load([path], LoadOptions(office=office), dry_run=False)
        times["total"] = time.perf_counter() - started
        assert outcome.reports[0].loaded, outcome.reports[0].errors  # noqa: S101 - a figure of a refused file is none
    return times, peak_mebibytes()


def time_calls(module: ModuleType, name: str, label: str, times: dict[str, float]) -> None:
    """Replaces a function by one that adds its time to `times`."""
    function = getattr(module, name)

    def timed(*args: object) -> object:
        started = time.perf_counter()
        try:
            return function(*args)
        finally:
            times[label] = times.get(label, 0.0) + time.perf_counter() - started

    setattr(module, name, timed)


def run_alone(measure: Callable[[Path, str], Measured], path: Path, argument: str) -> Measured:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, path, argument).result()


def print_figures(label: str, rows: int, times: dict[str, float], memory: float) -> None:
    total = times.pop("total")
    print(f"{label:28} {total:8.2f} s {rows / total / 1e6:6.2f} M rows/s {memory:7.0f} MiB peak", flush=True)
    for step, seconds in times.items():
        print(f"    {step:24} {seconds:8.2f} s")


def main() -> None:
    for rows in [int(text) for text in sys.argv[1:]] or [1_000_000, 10_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cases.csv"
            write_cases(path, rows)
            print(f"\n{rows:,} rows, {path.stat().st_size / MEBIBYTE:.0f} MiB")
            for name, options in _BARE_OPTIONS.items():
                print_figures(f"read_csv + GROUP BY ({name})", rows, *run_alone(measure_bare_scan, path, options))
            print_figures("load", rows, *run_alone(measure_load, path, "kanwil"))


if __name__ == "__main__":
    main()
