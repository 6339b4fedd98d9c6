"""How long readers wait behind nginx, by how many read and how many processes serve them.

    PORA_DATA_DIR=… python bench/replicas.py [--processes 1 2 3] [--readers 10 20 30 60 100] [--seconds 30]

Each reader is a browser's connection that chooses another place and month every three seconds, on average and not in
step with others; one that nobody opened before, as long as there are such. What is measured is from the click to the
end of its run. It runs on a copy of the data folder, which must hold the sample, with nginx and a PostgreSQL of its own
(without fsync), all on this machine.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle, product
from pathlib import Path
from threading import Barrier, Thread

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT), str(ROOT / "tests")]

from postgres_server import run_postgres  # noqa: E402

from pora.access.roles import local_scope  # noqa: E402
from pora.config import settings  # noqa: E402
from pora.warehouse import queries  # noqa: E402
from pora.warehouse.db import use_snapshot  # noqa: E402
from tests.deploy.test_replicas import Replicas, run_replicas  # noqa: E402
from tests.visits import make_claims, visit  # noqa: E402

THINK_SECONDS = 3.0


def list_views() -> Iterator[str]:
    """Every kabupaten in every month, so that neighbours in the list share neither; safe to be asked by threads."""
    periods = queries.select_periods(use_snapshot(), local_scope())
    places = [f"33.{number:02}" for number in (*range(1, 30), *range(71, 77))]
    views = [(place, period) for period in periods for place in places]
    step = next(one for one in range(97, len(views)) if len(views) % one)
    ordered = [views[number * step % len(views)] for number in range(len(views))]
    return cycle([f"peta?wilayah={place}&periode={period}" for place, period in ordered])


def read_on(
    replicas: Replicas, number: int, views: Iterator[str], everyone: Barrier, seconds: float, waits: list[float]
) -> None:
    chance = random.Random(number)  # noqa: S311 - a pause, no secret
    claims = make_claims(replicas.address, f"reader{number}@example.org")
    with visit(replicas.address, claims, pora_process=f"{number:032x}") as reader:
        body = reader.open(next(views)).fragment_id
        everyone.wait()  # until all are there
        ends = time.monotonic() + seconds
        while time.monotonic() + (pause := chance.uniform(0, 2 * THINK_SECONDS)) < ends:
            time.sleep(pause)
            clicked = time.monotonic()
            reader.run_body(body, next(views))
            waits.append(time.monotonic() - clicked)


def warm_up(replicas: Replicas, views: Iterator[str]) -> None:
    """A first page in every process, which takes what all others then share."""
    warm: set[int] = set()
    number = 1000
    while len(warm) < len(replicas.processes):
        number += 1
        with visit(
            replicas.address, make_claims(replicas.address, "reader0@example.org"), pora_process=str(number)
        ) as one:
            one.open(next(views))
            warm |= set(replicas.list_busy())


def measure(replicas: Replicas, readers: int, views: Iterator[str], seconds: float) -> str:
    waits: list[float] = []
    everyone = Barrier(readers)
    threads = [Thread(target=read_on, args=(replicas, n, views, everyone, seconds, waits)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waits.sort()
    median, p95 = (waits[int(len(waits) * share)] for share in (0.5, 0.95))
    return f"{len(waits):5} clicks, median {median:5.2f} s, p95 {p95:5.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--readers", type=int, nargs="+", default=[10, 20, 30, 60, 100])
    parser.add_argument("--seconds", type=float, default=30)
    args = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        shutil.copytree(settings().data_dir, folder / "data", ignore=shutil.ignore_patterns("audit", "*.lock"))
        accounts = "".join(f"reader{number}@example.org,admin,,\n" for number in range(max(args.readers)))
        (folder / "data" / "access.csv").write_text(f"user,role,areas,valid_until\n{accounts}", "utf-8")
        postgres = stack.enter_context(run_postgres())
        os.environ |= {"PORA_DATA_DIR": str(folder / "data"), "PORA_DATABASE_URL": postgres.empty_database()}
        views = list_views()
        for processes, readers in product(args.processes, args.readers):
            place = folder / f"{processes}-{readers}"
            place.mkdir()
            with run_replicas(place, processes) as replicas:  # anew, so that nobody opened a view
                warm_up(replicas, views)
                measured = measure(replicas, readers, views, args.seconds)
                load = os.getloadavg()[0]
                print(f"{processes} processes, {readers:3} readers: {measured}; load {load:.0f}", flush=True)


if __name__ == "__main__":
    main()
