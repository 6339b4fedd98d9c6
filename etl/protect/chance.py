"""Chance from a secret of this installation: which numbers are hidden beside small ones is decided by it, so that who
knows the method can't tell from what is hidden which numbers were small. The same for the same cell and month, always.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable

from etl.protect.relations import Cell


def make_chance(secret: bytes, period: str, category: str) -> Callable[[Cell], float]:
    """A number from 0 to 1 for every cell of the month."""

    def draw(cell: Cell) -> float:
        text = "|".join((period, category, cell.area_code, cell.dimension, cell.value or ""))
        return int.from_bytes(hmac.digest(secret, text.encode(), "sha256")[:6], "big") / 2**48

    return draw
