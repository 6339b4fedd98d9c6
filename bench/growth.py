"""How the dashboard grows with the rows behind it: publishing, the map's queries, the page. Not a test: prints figures.

    python bench/growth.py [ROWS…]        (without ROWS: 120 thousand, 1, 10 and 100 million)

The rows are made by DuckDB, straight in the core tables of a new snapshot: 24 months of 576 kecamatan. Each number of
rows has a process of its own. A query is asked five times, of five months; the page is told to show months that nobody
has asked for yet. What the disk has no room for (a snapshot, the copy that the next load would make, what publishing
spills) is left out.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(1, str(ROOT))

import duckdb  # noqa: E402
from load import NATIONALITIES, peak_mebibytes  # noqa: E402

from pages import measure_change, open_browser, run_dashboard, wait_painted  # noqa: E402
from pora.locale import format_period  # noqa: E402

SIZES = ["120000", "1000000", "10000000", "100000000"]
BYTES_A_ROW = 60  # on disk: twice the snapshot, and what publishing spills
MONTHS = [f"2024-{month:02}" for month in (10, 8, 6, 4, 2)]
_BATCH = """
INSERT INTO core_batch BY NAME
SELECT 'growth' AS batch_id, 1 AS batch_number, 'kanwil' AS office_code, '2023-01' AS period_first,
       '2024-12' AS period_last, 'growth' AS file_name, '' AS file_sha256, TIMESTAMP '2025-01-01' AS received_at,
       '' AS received_by, $rows AS rows_in, $rows AS rows_accepted, 0 AS rows_rejected, true AS is_sample
"""
# Rows of one month and kecamatan lie together, as in files of offices; their details are scattered, but reproducible.
_CASE = """
INSERT INTO core_case BY NAME
SELECT 'growth' AS batch_id, i + 1 AS row_number, substr(kecamatan_code, 1, 5) AS kabupaten_code, kecamatan_code,
       strftime(DATE '2023-01-01' + INTERVAL (place // 576) MONTH, '%Y-%m') AS period, 'orang_asing' AS category,
       $nationalities[1 + dice % 20] AS nationality,
       ['ITK', 'ITAS', 'ITAP', 'dinas', 'diplomatik'][1 + dice // 20 % 5] AS izin_tinggal,
       ['L', 'P'][1 + dice // 100 % 2] AS sex,
       ['wisata', 'bekerja', 'penyatuan_keluarga', 'sosial_budaya', 'pelajar', 'investasi', 'lain_lain']
           [1 + dice // 200 % 7] AS purpose,
       1 + dice // 1400 % 5 AS person_count
FROM (SELECT i, i * 13824 // $rows AS place, (hash(i) % 1000000)::BIGINT AS dice FROM range($rows) t(i))
JOIN (SELECT row_number() OVER (ORDER BY area_code) - 1 AS number, area_code AS kecamatan_code
      FROM ref_area WHERE level = 'kecamatan' AND starts_with(area_code, '33')) ON number = place % 576
"""
_COVERAGE = """
INSERT INTO core_coverage BY NAME
SELECT DISTINCT batch_id, period, category, kabupaten_code, kecamatan_code, true AS is_complete FROM core_case
"""
_SLICE = "INSERT INTO core_slice BY NAME SELECT DISTINCT batch_id, period, category, kabupaten_code FROM core_coverage"


def write_rows(con: duckdb.DuckDBPyConnection, rows: int) -> None:
    con.execute(_CASE, {"rows": rows, "nationalities": NATIONALITIES})
    con.execute(_COVERAGE)
    con.execute(_SLICE)
    con.execute(_BATCH, {"rows": rows})


def publish(rows: int) -> tuple[float, float]:
    """Makes the rows and publishes them: seconds of the publishing alone, MB of the snapshot."""
    from etl.pipeline import make_boundaries
    from etl.snapshot.publish import open_writer
    from pora.warehouse.snapshots import require_current, snapshot_path

    with open_writer(new_for_province="33") as writer:
        write_rows(writer.con, rows)
        started = time.perf_counter()
        writer.publish()
        seconds = time.perf_counter() - started
    make_boundaries("33")
    return seconds, snapshot_path(require_current()).stat().st_size / 1e6


def time_queries() -> dict[str, float]:
    """Milliseconds of the queries of a map, each the median over months."""
    from pora.access.roles import local_scope
    from pora.schema import Cut
    from pora.warehouse import queries
    from pora.warehouse.db import use_snapshot

    snapshot, scope = use_snapshot(), local_scope()
    chosen = queries.CaseFilter(nationality="CHN", sex="P")

    def cut(month: str) -> Cut:
        return Cut("33", month, "orang_asing")

    asked: dict[str, Callable[[str], object]] = {
        "map": lambda month: queries.select_cells(snapshot, scope, cut(month), "kecamatan"),
        "map, filtered": lambda month: queries.select_matching_cells(snapshot, scope, cut(month), "kecamatan", chosen),
        "trend, filtered": lambda month: queries.select_matching_series(snapshot, scope, cut(month), chosen),
    }
    return {name: statistics.median(_milliseconds(ask, month) for month in MONTHS) for name, ask in asked.items()}


def _milliseconds(ask: Callable[[str], object], month: str) -> float:
    started = time.perf_counter()
    ask(month)
    return (time.perf_counter() - started) * 1000


def time_page(folder: Path, path: str) -> tuple[float, float]:
    """A change to a month that is not kept yet: ms until the map stands still, ms of the server's CPU; medians."""
    with run_dashboard(folder) as dashboard, open_browser() as page:
        page.goto(dashboard.address(path))
        wait_painted(page)
        costs = [measure_change(page, dashboard, format_period(month)) for month in MONTHS]
    return statistics.median(cost.repaint for cost in costs), statistics.median(cost.server for cost in costs)


def measure(rows: int, folder: Path) -> None:
    seconds, megabytes = publish(rows)
    print(f"\n{rows:,} rows: snapshot {megabytes:,.0f} MB, published in {seconds:.1f} s", flush=True)
    for name, milliseconds in time_queries().items():
        print(f"    {'query: ' + name:32} {milliseconds:8.1f} ms", flush=True)
    print(f"    {'peak memory of the above':32} {peak_mebibytes():8.0f} MiB", flush=True)
    for path in ("peta", "peta?kewarganegaraan=CHN&jk=P"):
        repaint, server = time_page(folder, path)
        print(f"    {path:32} {repaint:8.0f} ms to repaint, {server:.0f} ms of server CPU", flush=True)


def main(sizes: list[str]) -> None:
    for rows in sizes or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            if shutil.disk_usage(folder).free < int(rows) * BYTES_A_ROW:
                print(f"\n{int(rows):,} rows: left out, too little room on the disk")
                continue
            command = [sys.executable, __file__, "--measure", rows, folder]
            subprocess.run(command, check=True, env=os.environ | {"PORA_DATA_DIR": folder})


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(sys.argv[1:])
