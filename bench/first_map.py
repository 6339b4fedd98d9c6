"""How long a newcomer waits: a fresh clone, `make run` with nothing installed, until Peta of Kab. Kudus is drawn.

    python bench/first_map.py

Packages come from wherever pip gets them, so the first line is mostly the network's; pip's own cache is left out.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT), str(ROOT / "bench"), str(ROOT / "tests")]

from visits import free_port  # noqa: E402

from pages import PAINTED  # noqa: E402

MOST_SECONDS = 900
MAKE = ["/usr/bin/env", "make", "-s", "run"]
STEPS = (".venv/bin/python", ".venv/.run", "data/warehouse/CURRENT")  # what stands when a step is done


def wait_for(is_done: Callable[[], bool], process: subprocess.Popen[bytes], ends: float) -> None:
    while not is_done():
        if process.poll() is not None or time.monotonic() > ends:
            raise SystemExit(f"not within {MOST_SECONDS} s, or make ended with {process.returncode}")
        time.sleep(0.2)


def is_served(address: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
        return bool(answer.status == 200)
    return False


def draw_map(address: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{address}/peta?wilayah=33.19&periode=2024-03")
        page.wait_for_function(PAINTED, timeout=120_000)
        browser.close()


def main() -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PORA_")}
    environment = {**outside, "STREAMLIT_SERVER_PORT": str(port), "PIP_NO_CACHE_DIR": "1"}
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "dasbor pora"
        began = time.monotonic()
        subprocess.run(["/usr/bin/env", "git", "clone", "-q", str(ROOT), str(clone)], check=True)
        print(f"clone: {time.monotonic() - began:.0f} s", flush=True)
        with subprocess.Popen(MAKE, cwd=clone, env=environment, start_new_session=True) as process:
            try:
                for step in STEPS:
                    wait_for((clone / step).exists, process, began + MOST_SECONDS)
                    print(f"{step}: {time.monotonic() - began:.0f} s", flush=True)
                wait_for(lambda: is_served(address), process, began + MOST_SECONDS)
                print(f"served: {time.monotonic() - began:.0f} s", flush=True)
                draw_map(address)
                print(f"map: {time.monotonic() - began:.0f} s", flush=True)
            finally:
                os.killpg(process.pid, signal.SIGTERM)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"processor, all steps: {used.ru_utime + used.ru_stime:.0f} s", flush=True)


if __name__ == "__main__":
    main()
