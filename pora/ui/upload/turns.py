"""Files of all readers are checked and loaded by turns: each takes a processor and up to a gigabyte of memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from pora.locale import _

MOST_AT_ONCE = 2
_turns = BoundedSemaphore(MOST_AT_ONCE)


@contextmanager
def wait_for_turn() -> Iterator[None]:
    """Until one of the files before is done."""
    with _turns:
        yield


def is_wait_needed() -> bool:
    """Whether a file that comes now waits for others."""
    if not _turns.acquire(blocking=False):
        return True
    _turns.release()
    return False


def describe_wait(words: str) -> str:
    """What a page says while a file is worked at, with a word on the wait where there is one."""
    if not is_wait_needed():
        return words
    return _("{words} Dua berkas lain sedang diperiksa; berkas Anda menunggu giliran.").format(words=words)
