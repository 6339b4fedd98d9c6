"""This dashboard beside a peer in Dash (bench/dash_app.py) and, if a commit is given, beside itself as it was there: in
turn, on one machine, on the numbers of the sample. Prints the median of each measure.

    python bench/beside.py [COMMIT]

The browser has no graphics card. A new view is a month that nobody asked for before; then the same months are asked for
again. Needs the network once, for the packages of the peer. Maps have lines where PORA_BOUNDARIES names a source.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from pages import ROOT, CountingProxy, choose_period, cpu_seconds, open_browser, run_dashboard, wait_painted

sys.path.insert(1, str(ROOT))

from pora.locale import format_period  # noqa: E402

ROUNDS = 3
HERE = Path(__file__).parent
CHANGES = 5  # months a round
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
WORDS = {
    "first": "first map drawn, s",
    "megabytes": "first map, MB",
    "requests": "first map, requests",
    "new": "change to drawn map, new view, ms",
    "new_cpu": "server CPU of it, ms",
    "kilobytes": "KB a change",
    "again": "change to drawn map, seen before, ms",
    "again_cpu": "server CPU of it, ms",
    "messages": "messages a change",
}
DRAWN = "() => document.querySelector('#map .js-plotly-plot')?._fullLayout?.map?._subplot?.map?.loaded()"
REDRAW = """() => {
  window.repainted = false;
  const figure = document.querySelector("#map .js-plotly-plot");
  figure.once("plotly_afterplot", () => requestAnimationFrame(() => (window.repainted = true)));
}"""


class Subject(NamedTuple):
    """What is measured: its process, its address, and what a reader does there. `choose` chooses a month and returns
    the seconds until its map is drawn."""

    name: str
    process: subprocess.Popen[bytes]
    proxy: CountingProxy
    path: str
    wait: Callable[[Page], object]
    choose: Callable[[Page, str], float]


class Figures(NamedTuple):
    """Of one round: seconds, MB and requests of the first map; then ms, ms of the server's CPU and KB of a change."""

    first: float
    megabytes: float
    requests: float
    new: float
    new_cpu: float
    kilobytes: float
    again: float
    again_cpu: float
    messages: float


@contextmanager
def check_out(commit: str) -> Iterator[Path]:
    """This repository as it was at a commit."""
    with tempfile.TemporaryDirectory() as folder:
        tree = ["git", "-C", ROOT, "worktree"]
        subprocess.run([*tree, "add", "-q", "--detach", folder, commit], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run([*tree, "remove", "--force", folder], check=True)


@contextmanager
def run_build(root: Path, folder: Path, name: str) -> Iterator[Subject]:
    """This product as it is in `root`, on a sample that it makes in the empty data folder."""
    run = [sys.executable, "-m", "etl", "build"]
    subprocess.run(run, cwd=root, env=os.environ | {"PORA_DATA_DIR": str(folder)}, check=True)
    with run_dashboard(folder, root) as dashboard:
        yield Subject(name, dashboard.process, dashboard.proxy, "peta?periode=2024-12", wait_painted, _choose_in_build)


def _choose_in_build(page: Page, month: str) -> float:
    return choose_period(page, format_period(month))


@contextmanager
def run_peer(folder: Path) -> Iterator[Subject]:
    """The app in Dash, on the cases and boundaries of a data folder."""
    with tempfile.TemporaryDirectory() as home:
        python = Path(home) / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "dash_requirements.txt"], check=True)
        shown = Path(home) / "shown"  # Dash loads every script in the folder that it shows
        shown.mkdir()
        write = [sys.executable, __file__, "--write", str(shown)]
        subprocess.run(write, check=True, env=os.environ | {"PORA_DATA_DIR": str(folder)})
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [python, HERE / "dash_app.py", shown / "cases.duckdb", shown, str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(process, port)
            yield Subject("Dash", process, CountingProxy(port), "", _wait_drawn, _choose_in_dash)
        finally:
            process.terminate()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}", timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("The app in Dash ended.")


def _wait_drawn(page: Page) -> None:
    page.wait_for_function(DRAWN, timeout=60_000)


def _choose_in_dash(page: Page, month: str) -> float:
    page.locator("#period").click()
    option = page.get_by_role("option", name=month, exact=True)
    option.wait_for()
    page.evaluate(REDRAW)
    start = time.perf_counter()
    option.click()
    page.wait_for_function("() => window.repainted", polling=5)
    page.wait_for_function(DRAWN, polling=5)
    return time.perf_counter() - start


def write_for_peer(folder: Path) -> None:
    """cases.duckdb and kecamatan.geojson of the data folder that is set."""
    import duckdb
    import geopandas as gpd

    from pora.warehouse.boundaries import find_layers
    from pora.warehouse.snapshots import require_current, snapshot_path

    with duckdb.connect(str(folder / "cases.duckdb")) as con:
        con.execute(f"ATTACH '{snapshot_path(require_current())}' AS snapshot (READ_ONLY)")
        con.execute(
            "CREATE TABLE cases AS SELECT period, kecamatan_code, nationality, izin_tinggal, person_count "
            "FROM snapshot.exact.out_case_counts WHERE category = 'orang_asing' AND kecamatan_code IS NOT NULL"
        )
    layers = find_layers()
    assert layers  # noqa: S101 - every data folder has tiles
    areas = gpd.read_parquet(layers.geometry_path("kecamatan")).rename(columns={"kecamatan_code": "kode"})
    areas[["kode", "geometry"]].to_file(folder / "kecamatan.geojson", driver="GeoJSON", COORDINATE_PRECISION=4)


def measure(subject: Subject, months: list[str]) -> Figures:
    """One round: a browser that has kept nothing, the first map, the months, then the same months again."""
    with open_browser() as page:
        requests: list[str] = []
        messages: list[object] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: messages.append(frame)))
        before, start = subject.proxy.received, time.perf_counter()
        page.goto(f"http://127.0.0.1:{subject.proxy.port}/{subject.path}")
        subject.wait(page)
        first = time.perf_counter() - start
        page.wait_for_load_state("networkidle")
        megabytes, count = (subject.proxy.received - before) / 1e6, len(requests)
        rounds = []
        for _again in range(2):
            messages.clear()
            before, cpu = subject.proxy.received, cpu_seconds(subject.process)
            drawn = statistics.median(subject.choose(page, month) for month in months) * 1000
            page.wait_for_load_state("networkidle")
            used = (cpu_seconds(subject.process) - cpu) * 1000 / len(months)
            rounds.append((drawn, used, (subject.proxy.received - before) / 1000 / len(months)))
        (new, new_cpu, kilobytes), (again, again_cpu, _same) = rounds
        sent = len(messages) / len(months)
    return Figures(first, megabytes, count, new, new_cpu, kilobytes, again, again_cpu, sent)


def main(commit: str | None) -> None:
    with ExitStack() as stack:
        folder, name = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _place in range(2))
        subjects = [stack.enter_context(run_build(ROOT, folder, "this build"))]
        if commit:
            root = stack.enter_context(check_out(commit))
            subjects.append(stack.enter_context(run_build(root, name, commit)))
        subjects.append(stack.enter_context(run_peer(folder)))
        found: dict[str, list[Figures]] = {subject.name: [] for subject in subjects}
        for start in range(0, ROUNDS * CHANGES, CHANGES):
            for subject in subjects:
                found[subject.name].append(measure(subject, MONTHS[start : start + CHANGES]))
    for name_of, rounds in found.items():
        print(f"\n{name_of}")
        for field, values in zip(Figures._fields, zip(*rounds, strict=True), strict=True):
            print(f"    {WORDS[field]:48} {statistics.median(values):8.2f}   {sorted(round(one, 2) for one in values)}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write_for_peer(Path(sys.argv[2]))
    else:
        main(sys.argv[1] if sys.argv[1:] else None)
