"""The pages that browsers hold open now, each by its connection: whose they are, from where, since when.

Promise: a page stands here exactly as long as its connection does. Nothing is kept of those that are closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

# Of readers without an account. Each costs the server four open files and 250 KB, so all of them 800 and 50 MB. Fewer
# for one address would lock out an office that signs in at eight o'clock behind one router.
MOST_STRANGERS, MOST_OF_ADDRESS = 200, 50
STRANGER_SECONDS = 120  # enough to press one button; a browser that waits longer comes again by itself


@dataclass(eq=False)
class OpenPage:
    """`user` is empty for a reader without an account; `since` is when they came, or were found to have none any more,
    in seconds of a clock that nobody sets."""

    address: str
    user: str
    since: float = field(default_factory=lambda: monotonic())

    @property
    def is_due(self) -> bool:
        """Whether a reader without an account had their time."""
        return not self.user and monotonic() - self.since > STRANGER_SECONDS

    def lose_account(self) -> None:
        self.user, self.since = "", monotonic()


_pages: set[OpenPage] = set()
_lock = Lock()


@contextmanager
def hold_open(page: OpenPage) -> Iterator[bool]:
    """Counts the page among the open ones; False where there is no room for another reader without an account."""
    with _lock:
        has_room = bool(page.user) or _has_room(page.address)
        if has_room:
            _pages.add(page)
    try:
        yield has_room
    finally:
        with _lock:
            _pages.discard(page)


def count_open_pages() -> dict[str, int]:
    """How many are open now: of readers with an `account`, of each `stranger`."""
    with _lock:
        strangers = sum(not page.user for page in _pages)
        return {"account": len(_pages) - strangers, "stranger": strangers}


def _has_room(address: str) -> bool:
    strangers = [page.address for page in _pages if not page.user]
    return len(strangers) < MOST_STRANGERS and strangers.count(address) < MOST_OF_ADDRESS


def list_open_pages() -> list[OpenPage]:
    """Those of accounts, the oldest first."""
    with _lock:
        return sorted((page for page in _pages if page.user), key=lambda page: page.since)
