"""What an operator may change beside a running process (settings, names of areas, offices, map layers) is looked at
once a run of a page: no run mixes two states, or asks the disk a hundred times. Elsewhere every use looks anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")

_seen: ContextVar[dict[object, Any] | None] = ContextVar("seen", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """What is looked at meanwhile stays as it was at the first look. Within another one it is that one."""
    token = _seen.set({} if _seen.get() is None else _seen.get())
    try:
        yield
    finally:
        _seen.reset(token)


def looked_at_once(look: Callable[[], T]) -> Callable[[], T]:
    """For a function that looks at what may change. A look that fails is none: the next one tries again."""

    @wraps(look)
    def look_once() -> T:
        seen = _seen.get()
        if seen is None:
            return look()
        if look not in seen:
            seen[look] = look()
        found: T = seen[look]
        return found

    return look_once
