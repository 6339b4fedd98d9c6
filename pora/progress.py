"""What is told while something takes long: to a terminal, to a page, or to nobody."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str], None]


def ignore_words(_words: str) -> None:
    """For callers that show no progress."""
