"""Chance from a secret of this installation: which numbers are hidden beside small ones is decided by it, so that who
knows the method can't tell from what is hidden which numbers were small. The same for the same cell and month, always.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Callable

from etl.protect.relations import Cell
from pora import paths


def read_secret() -> bytes:
    """The secret in the data folder, made at the first write, for its owner's eyes only."""
    path = paths.protection_secret()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.part")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(make_secret())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    return path.read_bytes()


def make_secret() -> bytes:
    return secrets.token_bytes(32)


def make_chance(secret: bytes, period: str, category: str) -> Callable[[Cell], float]:
    """A number from 0 to 1 for every cell of the month."""

    def draw(cell: Cell) -> float:
        text = "|".join((period, category, cell.area_code, cell.dimension, cell.value or ""))
        return int.from_bytes(hmac.digest(secret, text.encode(), "sha256")[:6], "big") / 2**48

    return draw
