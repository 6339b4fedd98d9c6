"""What desa cost: every desa of Jawa Tengah reports 24 months, three nationalities each, beside the same persons by
kecamatan. Not a test: prints figures.

    python bench/desa.py [ROUNDS]

Both are published, and a map of a kecamatan is filtered, in turn, each in a process of its own. Seconds and
milliseconds are of the processor, since other work may run on the machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(1, str(ROOT))

import duckdb  # noqa: E402
import pandas as pd  # noqa: E402

WAYS = ("kecamatan", "desa")
PLACE, MONTHS = "33.19.03", [f"2024-{month:02}" for month in range(1, 13)]
_CASE = """
CREATE TEMP TABLE made AS
SELECT 'desa' AS batch_id, substr(desa_code, 1, 5) AS kabupaten_code, substr(desa_code, 1, 8) AS kecamatan_code,
       desa_code, strftime(DATE '2023-01-01' + INTERVAL (month) MONTH, '%Y-%m') AS period, 'orang_asing' AS category,
       nationality, 'ITAS' AS izin_tinggal, 'L' AS sex,
       (hash(desa_code, month // 6, nationality) % 9)::BIGINT AS person_count
FROM of_desa, range(24) m(month), (SELECT unnest(['CHN', 'KOR', 'IND']) AS nationality)
"""
_BY_KECAMATAN = """
CREATE OR REPLACE TEMP TABLE made AS
SELECT * REPLACE (NULL AS desa_code, sum(person_count)::BIGINT AS person_count) FROM made GROUP BY ALL
"""
_ROWS = "INSERT INTO core_case BY NAME SELECT *, row_number() OVER () AS row_number FROM (FROM made ORDER BY ALL)"
_OF_BATCH = "SELECT DISTINCT batch_id, period, category, kabupaten_code"
_STATEMENTS = (
    _ROWS,
    f"INSERT INTO core_coverage BY NAME {_OF_BATCH}, kecamatan_code, true AS is_complete FROM made",  # noqa: S608
    "INSERT INTO core_desa_coverage BY NAME "
    f"{_OF_BATCH}, kecamatan_code, desa_code FROM made WHERE desa_code IS NOT NULL",  # noqa: S608
    f"INSERT INTO core_slice BY NAME {_OF_BATCH} FROM made",  # noqa: S608
    "INSERT INTO core_batch BY NAME SELECT 'desa' AS batch_id, 1 AS batch_number, 'kanwil' AS office_code, "
    "'2023-01' AS period_first, '2024-12' AS period_last, 'desa' AS file_name, '' AS file_sha256, "
    "TIMESTAMP '2025-01-01' AS received_at, '' AS received_by, count(*) AS rows_in, count(*) AS rows_accepted, "
    "0 AS rows_rejected, true AS is_sample FROM made",
)


def write_rows(con: duckdb.DuckDBPyConnection, way: str) -> None:
    from pora.reference.areas import area_index

    index = area_index()
    codes = [desa for kecamatan in index.kecamatan_of("33") for desa in index.desa_of(kecamatan)]
    con.register("of_desa", pd.DataFrame({"desa_code": codes}, dtype="string"))
    con.execute(_CASE)
    if way == "kecamatan":
        con.execute(_BY_KECAMATAN)
    for statement in _STATEMENTS:
        con.execute(statement)


def measure_publish(way: str) -> float:
    """Seconds of the processor for publishing alone."""
    from etl.snapshot.publish import open_writer

    with open_writer(new_for_province="33") as writer:
        write_rows(writer.con, way)
        started = sum(os.times()[:4])  # with that of processes which it starts
        writer.publish()
        return sum(os.times()[:4]) - started


def measure_map() -> list[float]:
    """Milliseconds of the processor for each of twelve months that nobody asked for yet, filtered by nationality: map,
    title and panel of a kecamatan. The first two open what is kept for all."""
    from etl.boundaries.layer_files import lock_layers
    from etl.boundaries.tiles import write_tiles
    from pora.access.roles import local_scope
    from pora.ui.map.detail import make_body, make_head
    from pora.ui.map.page import find_in_words
    from pora.ui.parts.data import Reader
    from pora.ui.view.view import View

    with lock_layers():
        write_tiles("33")
    costs = []
    for month in MONTHS:
        started = time.process_time()
        reader = Reader(scope=local_scope())
        view = View(PLACE, month, kewarganegaraan="CHN")
        reader.make(find_in_words, view)
        reader.make(make_head, view, PLACE)
        reader.make(make_body, view, PLACE, ())
        costs.append((time.process_time() - started) * 1000)
    return costs[2:]


def main(rounds: int) -> None:
    found: dict[str, list[list[float]]] = defaultdict(list)
    for _round in range(rounds):
        for way in WAYS:
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, __file__, "--measure", way]
                ran = subprocess.run(
                    command, check=True, env=os.environ | {"PORA_DATA_DIR": folder}, stdout=subprocess.PIPE, text=True
                )
            found[way].append([float(word) for word in ran.stdout.split()[-2:]])
            print(f"{way:10} publish {found[way][-1][0]:6.1f} s, filter {found[way][-1][1]:6.1f} ms", flush=True)
    for place, words in enumerate(("publish", "filter")):
        kecamatan, desa = (statistics.median(one[place] for one in found[way]) for way in WAYS)
        print(f"{words}: {kecamatan:.1f}; {desa:.1f}; {desa / kecamatan:.2f} times")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(measure_publish(sys.argv[2]), statistics.median(measure_map()))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 2)
