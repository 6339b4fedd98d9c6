"""Two files are worked at a time; the next one waits, and its reader is told."""

from __future__ import annotations

import subprocess
from threading import Event, Lock, Semaphore, Thread
from typing import Any

import pytest

from pora.errors import PoraError
from pora.schema.load_report import LoadOptions
from pora.ui.upload import load_process
from pora.ui.upload.load_process import Upload, check_upload
from pora.ui.upload.turns import MOST_AT_ONCE, describe_wait, is_wait_needed

WAITING = "Memeriksa. Dua berkas lain sedang diperiksa; berkas Anda menunggu giliran."


def test_a_third_file_waits_for_its_turn_and_its_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    started, finish, lock = Semaphore(0), Event(), Lock()
    running: list[int] = [0, 0]  # now, most at once

    def work(*_given: Any, **_more: Any) -> subprocess.CompletedProcess[str]:
        with lock:
            running[0] += 1
            running[1] = max(running)
        started.release()
        assert finish.wait(60)
        with lock:
            running[0] -= 1
        return subprocess.CompletedProcess([], 2, "", "tidak dapat dibaca")

    def check() -> None:
        with pytest.raises(PoraError, match="tidak dapat dibaca"):
            check_upload(Upload("a.csv", b"x"), LoadOptions("kanim-pati"))

    monkeypatch.setattr(load_process.subprocess, "run", work)
    assert (is_wait_needed(), describe_wait("Memeriksa.")) == (False, "Memeriksa.")
    threads = [Thread(target=check) for _one in range(5)]
    for thread in threads:
        thread.start()
    for _one in range(MOST_AT_ONCE):
        assert started.acquire(timeout=60)
    assert (is_wait_needed(), describe_wait("Memeriksa.")) == (True, WAITING)
    finish.set()
    for thread in threads:
        thread.join(60)
    assert (running, is_wait_needed()) == ([0, MOST_AT_ONCE], False)
