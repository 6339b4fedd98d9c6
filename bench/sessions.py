"""Opens and closes pages one after the other, and prints what the dashboard's process then holds.

    python bench/sessions.py [500]

Streamlit keeps up to 128 closed sessions for two minutes, so memory and files grow to there and then stay.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT), str(ROOT / "tests")]

from visits import free_port, visit  # noqa: E402

STEPS = 10


@contextmanager
def run_here(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The dashboard on the data that are set, for this machine only."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            while process.poll() is None:
                with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                    break
                time.sleep(0.2)
            yield process
        finally:
            process.terminate()


def describe_process(pid: int) -> str:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    files = len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - names that go while they are listed
    threads = len(os.listdir(f"/proc/{pid}/task"))  # noqa: PTH208
    return f"{pages * os.sysconf('SC_PAGE_SIZE') >> 20} MiB, {files} files, {threads} threads"


def main() -> None:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    port = free_port()
    with run_here(port) as process:
        for number in range(1, sessions + 1):
            with visit(f"http://127.0.0.1:{port}", None) as reader:
                reader.open("?wilayah=33.19&periode=2024-03")
            if number == 1 or number % (sessions // STEPS or 1) == 0:
                print(f"{number} sessions: {describe_process(process.pid)}", flush=True)


if __name__ == "__main__":
    main()
