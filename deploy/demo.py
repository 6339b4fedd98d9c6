"""`make demo`: the dashboard on the synthetic sample, opened at Kab. Kudus, March 2024, in a data folder of its own.

Without make: `python deploy/demo.py`. Ends with the dashboard.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data" / "demo"
PORT = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
ADDRESS = f"http://127.0.0.1:{PORT}"
KUDUS = f"{ADDRESS}/?wilayah=33.19&periode=2024-03"
SECONDS = 60


def is_served() -> bool:
    try:
        with urllib.request.urlopen(f"{ADDRESS}/health", timeout=2) as answer:  # noqa: S310 - this machine
            return bool(answer.status == 200)
    except OSError:
        return False


def main() -> int:
    """The exit code of the dashboard, or of the build where that fails."""
    environment = {**os.environ, "PORA_DATA_DIR": str(DATA)}
    environment.setdefault("PORA_CACHE_DIR", str(ROOT / "data" / "cache"))
    if not (DATA / "warehouse" / "CURRENT").exists():
        built = subprocess.run([sys.executable, "-m", "etl", "build"], cwd=ROOT, env=environment, check=False)
        if built.returncode:
            return built.returncode
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as dashboard:
        ends = time.monotonic() + SECONDS
        while dashboard.poll() is None and time.monotonic() < ends and not is_served():
            time.sleep(0.2)
        if dashboard.poll() is None:
            print(f"Kab. Kudus, Maret 2024: {KUDUS}", flush=True)
            webbrowser.open(KUDUS)
        return dashboard.wait()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
