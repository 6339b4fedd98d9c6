"""Files that were sent and that the server holds in memory until their page is left: so many bytes for an account, in
however many tabs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pora.ui.streamlit_private import list_uploads

MOST_BYTES = 200_000_000  # of an account; ten of the largest files
LEAST_BYTES = 10_000  # that a file counts for, however small: the server's own notes on it
FileKey = tuple[str, str]  # session of the page, file


class HeldFiles:
    """Whose files those are. Used by one thread, the server's own."""

    def __init__(self) -> None:
        self._owners: dict[FileKey, str] = {}
        self._coming: dict[FileKey, int] = {}

    @contextmanager
    def hold(self, user: str, key: FileKey, size: int) -> Iterator[bool]:
        """While the file is coming; False where the account has no room for it."""
        held = list_uploads() | self._coming
        self._owners = {one: owner for one, owner in self._owners.items() if one in held}
        taken = sum(max(held[one], LEAST_BYTES) for one, owner in self._owners.items() if owner == user and one != key)
        if taken + max(size, LEAST_BYTES) > MOST_BYTES:
            yield False
            return
        self._owners[key], self._coming[key] = user, size
        try:
            yield True
        finally:
            self._coming.pop(key, None)
