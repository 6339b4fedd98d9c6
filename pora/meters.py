"""What this process did since it began, in numbers for monitoring: how often, how long, how many at once.

Promise: no user, no place, no figure is in a meter; its labels are names of ours. Trap: each process
has its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from time import perf_counter

Meter = tuple[str, tuple[tuple[str, str], ...]]  # a name and its labels
_lock = Lock()
_values: Counter[Meter] = Counter()


def note_event(name: str, amount: float = 1, **labels: str) -> None:
    with _lock:
        _values[name, tuple(sorted(labels.items()))] += amount  # type: ignore[assignment]  # a Counter of seconds, too


@contextmanager
def note_time(name: str, **labels: str) -> Iterator[None]:
    """Adds to `NAME_sum`, in seconds, and to `NAME_count`; also where it ends with an error."""
    began = perf_counter()
    try:
        yield
    finally:
        note_event(f"{name}_sum", perf_counter() - began, **labels)
        note_event(f"{name}_count", 1, **labels)


@contextmanager
def note_failures(name: str) -> Iterator[None]:
    """One more where it ends with an error, which goes on its way."""
    try:
        yield
    except BaseException:
        note_event(name)
        raise


@contextmanager
def note_running(name: str) -> Iterator[None]:
    """One more for as long as it runs."""
    note_event(name)
    try:
        yield
    finally:
        note_event(name, -1)


def read_meters() -> Mapping[Meter, float]:
    """A copy, as it is now."""
    with _lock:
        return dict(_values)
