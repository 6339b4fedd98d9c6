"""Statements that take too long are broken off, all by one thread: a timer of its own for each made a busy server wait
for a thread to start with every question."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock, Thread

import duckdb

EACH_SECONDS = 0.5  # between two looks at what runs

_running: dict[object, tuple[duckdb.DuckDBPyConnection, float]] = {}  # and when its time is over
_lock = Lock()


@contextmanager
def limit_time(cursor: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[None]:
    """What the cursor does meanwhile raises InterruptException after so many seconds, and at most half a second."""
    if seconds is None:
        yield
        return
    statement = object()
    with _lock:
        _running[statement] = cursor, time.monotonic() + seconds
    _start()
    try:
        yield
    finally:
        with _lock:
            del _running[statement]


@lru_cache(maxsize=1)
def _start() -> None:
    Thread(target=_watch, name="statements that take too long", daemon=True).start()


def _watch() -> None:
    while True:
        time.sleep(EACH_SECONDS)
        with _lock:
            for cursor, ends in _running.values():
                if time.monotonic() >= ends:
                    cursor.interrupt()
