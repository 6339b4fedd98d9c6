"""Which numbers are asked for: those of a place, a month and a category."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pora.schema.columns import CATEGORIES

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Cut:
    """A place (pora/reference/places.py) in a month, `YYYY-MM`, for a category. Raises ValueError for any other month
    or category: swapped, they would be answered with no rows, which reads as "not reported"."""

    area_code: str
    period: str
    category: str

    def __post_init__(self) -> None:
        if not _MONTH.fullmatch(self.period):
            raise ValueError(f"not a month: {self.period!r}")
        if self.category not in CATEGORIES:
            raise ValueError(f"not a category: {self.category!r}")
