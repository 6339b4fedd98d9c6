"""How much memory and time the loading of a file may take, all of it: reading, matching, judging, adding.

Promise: a file beyond it is refused in a sentence, the others go on, and nothing that is in force changes.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import duckdb

from pora.config import settings
from pora.errors import RefusedError
from pora.locale import _, format_number

OVER_LIMIT = "over-limit"
_AGAIN_SECONDS = 5  # whoever catches all errors on the way is stopped the next time


@contextmanager
def limit_memory() -> Iterator[None]:
    """Of this process and those that it starts. Windows has no such limit."""
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = settings().load_memory_mb * 2**20
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


@contextmanager
def limit_file(name: str) -> Iterator[None]:
    """Raises RefusedError where what is done with the file takes too long or too much memory. Without an alarm clock
    (Windows, a thread) only memory is limited."""
    try:
        with _alarm(name, settings().load_seconds):
            yield
    except (MemoryError, duckdb.OutOfMemoryException) as error:
        raise RefusedError(
            _("Berkas {name} memerlukan memori lebih dari batasnya ({limit} MB). Bagi menjadi beberapa berkas.").format(
                name=name, limit=format_number(settings().load_memory_mb)
            ),
            OVER_LIMIT,
        ) from error


@contextmanager
def _alarm(name: str, seconds: int) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise RefusedError(
            _("Berkas {name} diproses lebih dari {limit} detik dan dihentikan. Bagi menjadi beberapa berkas.").format(
                name=name, limit=format_number(seconds)
            ),
            OVER_LIMIT,
        )

    former = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
