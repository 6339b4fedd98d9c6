"""What a page costs: bytes on the wire and time, for the first load and for a filter change, seen by real Chromium.

Every byte passes through a counting proxy on the loopback address, so compression counts as it is. Server time is the
CPU time of the dashboard's process. Usage: python bench/pages.py
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHANGES = 15
IDLE = (
    "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
    " && !document.querySelector('[data-testid=stSkeleton]')"
)


PAINTED = """() => {
  const figures = [...document.querySelectorAll("[aria-busy]")];
  return figures.length && figures.every((figure) => figure.getAttribute("aria-busy") === "false");
}"""
# Notes when the map has drawn the next figure: the component says that it is done, and a frame has passed.
WATCH = """() => {
  window.repainted = false;
  const figure = document.querySelector(".pora-map, .js-plotly-plot:has(canvas)"); // of builds before the SVG map
  const map = figure._fullLayout?.map._subplot.map;
  figure.wasBusy = false;
  const look = () => {
    if (figure.getAttribute("aria-busy") === "true") figure.wasBusy = true;
    else if (figure.wasBusy && (!map || map.loaded())) requestAnimationFrame(() => (window.repainted = true));
  };
  map?.on("idle", look);
  new MutationObserver(look).observe(figure, { attributes: true });
}"""


class Cost(NamedTuple):
    """One filter change: KB towards the browser, ms until the map stands still, ms of the server's CPU."""

    kilobytes: float
    repaint: float
    server: float


class CountingProxy:
    """Passes bytes between the browser and the dashboard; `received` counts those towards the browser."""

    def __init__(self, target: int) -> None:
        self.target, self.port, self.received = target, 0, 0
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        ready.wait()

    async def _serve(self, ready: threading.Event) -> None:
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self._pass(reader, far_writer, False), self._pass(far_reader, writer, True))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, counts: bool) -> None:
        try:
            while data := await reader.read(65536):
                self.received += len(data) if counts else 0
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


class Dashboard(NamedTuple):
    process: subprocess.Popen[bytes]
    proxy: CountingProxy
    folder: Path

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.proxy.port}/{path}"


@contextmanager
def run_dashboard(folder: Path, root: Path = ROOT) -> Iterator[Dashboard]:
    """A dashboard on a data folder, behind the proxy; ends with the block. `root`: of which build."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
        cwd=root,
        env=os.environ | {"PORA_DATA_DIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        dashboard = Dashboard(process, CountingProxy(port), folder)
        _wait_until_prepared(dashboard)
        yield dashboard
    finally:
        process.terminate()
        process.wait()


def _wait_until_prepared(dashboard: Dashboard) -> None:
    """The first reader of all gets scripts as they are compressed quickly; better is made meanwhile, for all others."""
    while dashboard.process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{dashboard.proxy.target}/health", timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    with open_browser() as page:
        for path in ("", "tren"):  # a page with a chart asks for Plotly
            page.goto(dashboard.address(path))
            wait_painted(page)
    while not list((dashboard.folder / "cache" / "compressed").glob("*.br")):
        time.sleep(0.5)


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """By the clock that Linux has for the CPU time of every process, with its ended threads."""
    return time.clock_gettime((~process.pid << 3) | 2)


def wait_painted(page: Page) -> None:
    page.wait_for_function(IDLE, timeout=60_000)
    page.wait_for_function(PAINTED, timeout=60_000)


@contextmanager
def open_browser() -> Iterator[Page]:
    """An empty page in a browser of its own, which has kept nothing."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]  # as in most offices
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield browser.new_page(viewport={"width": 1366, "height": 768})
        browser.close()


def choose_period(page: Page, words: str) -> float:
    """Chooses a month; returns when the map has drawn it and stands still, with the seconds that it took."""
    page.get_by_role("combobox", name="Periode").click()
    page.evaluate(WATCH)
    option = page.get_by_role("option", name=words)
    option.wait_for()
    start = time.perf_counter()
    option.click()
    page.wait_for_function("() => window.repainted", polling=5)
    page.wait_for_function(IDLE, polling=5)
    return time.perf_counter() - start


def measure_change(page: Page, dashboard: Dashboard, words: str) -> Cost:
    before, cpu = dashboard.proxy.received, cpu_seconds(dashboard.process)
    seconds = choose_period(page, words)
    page.wait_for_load_state("networkidle")
    received, used = dashboard.proxy.received - before, cpu_seconds(dashboard.process) - cpu
    return Cost(received / 1000, seconds * 1000, used * 1000)


def measure_page(page: Page, dashboard: Dashboard, path: str) -> None:
    before, start = dashboard.proxy.received, time.perf_counter()
    page.goto(dashboard.address(path))
    wait_painted(page)
    page.wait_for_load_state("networkidle")
    megabytes, seconds = (dashboard.proxy.received - before) / 1e6, time.perf_counter() - start
    months = ["November 2024", "Oktober 2024", "September 2024"]
    for words in months:  # figures are made once per view; what is measured is the view that many open
        choose_period(page, words)
    costs = [measure_change(page, dashboard, months[number % len(months)]) for number in range(CHANGES)]
    kilobytes, repaint, server = (statistics.median(values) for values in zip(*costs, strict=True))
    print(
        f"{path or 'ringkasan':22} first load {megabytes:.2f} MB, {seconds:.1f} s; filter change {kilobytes:.1f} KB, "
        f"map repainted after {repaint:.0f} ms, server CPU {server:.0f} ms "
        f"(mean {statistics.mean(cost.server for cost in costs):.0f} ms)",
        flush=True,
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PORA_DATA_DIR": folder}
        subprocess.run([sys.executable, "-m", "etl", "build"], cwd=ROOT, env=environment, check=True)
        with run_dashboard(Path(folder)) as dashboard:
            for path in ("", "peta", "peta?ukuran=kepadatan", "peta?lapis=petak"):
                with open_browser() as page:
                    measure_page(page, dashboard, path)


if __name__ == "__main__":
    main()
