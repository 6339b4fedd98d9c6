"""Marks of provisional figures: `2*` is 2 where the table's own legend says what it means, refused else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.readers.formats.cells import SheetRow

_LEGEND = re.compile(
    r"(?P<mark>\*{1,3}\)?|[†‡])\s*[:=]?\s*(?:(?:angka|data)\s+)?(?:sangat\s+)?(?:sementara|preliminary|provisional)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?P<count>\d[\d., ]*?)\s*(?P<mark>\*{1,3}\)?|[†‡])")


def find_provisional_marks(rows: Sequence[SheetRow]) -> frozenset[str]:
    """Marks that a legend under a table explains: `* Angka sementara`."""
    return frozenset(match["mark"] for row in rows for cell in row.cells if cell for match in _LEGEND.finditer(cell))


def without_provisional_marks(
    rows: Sequence[SheetRow], marks: frozenset[str]
) -> tuple[tuple[SheetRow, ...], tuple[int, ...]]:
    """(the rows, their counts without the marks; numbers of the rows that had one)."""
    if not marks:
        return tuple(rows), ()
    plain = tuple(replace(row, cells=tuple(_strip(cell, marks) for cell in row.cells)) for row in rows)
    return plain, tuple(row.number for row, other in zip(rows, plain, strict=True) if row != other)


def _strip(cell: str | None, marks: frozenset[str]) -> str | None:
    found = _MARKED.fullmatch(cell or "")
    return found["count"] if found and found["mark"] in marks else cell
