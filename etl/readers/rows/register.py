"""A list of persons to counts: one row for each combination of details, nothing of a person kept.

A row counts as a person when it is numbered, or half filled; the signature block below is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.readers.formats.cells import SheetRow
from etl.readers.rows.row_kinds import RowKind, TableShape, classify_row
from etl.readers.rows.table_rows import RawRow
from etl.readers.texts.personal import find_document_number

_NUMBERED = re.compile(r"\d{1,6}[.)]?")
# Two of these beside each other make a list of persons; a list of areas or countries has one.
_DETAILS = ("nationality", "sex", "izin_tinggal", "unhcr_status", "unhcr_card", "purpose")


def is_register(shape: TableShape) -> bool:
    """A table without counts that has personal columns, or several details of a person."""
    details = [name for name in _DETAILS if name in shape.dimension_positions]
    return not shape.columns.counts and (
        bool(shape.columns.personal) and bool(shape.columns.dimensions) or len(details) >= 2
    )


def judge_persons(rows: Sequence[SheetRow], shape: TableShape) -> list[tuple[SheetRow, RowKind]]:
    """Each row with its kind; `data` is a person."""
    label = shape.columns.position("row_label")
    others = [at for at in _columns(shape) if at != label]
    judged: list[tuple[SheetRow, RowKind]] = []
    ended: RowKind | None = None
    for row in rows:
        kind = classify_row(row, shape)
        filled = sum(1 for at in others if row[at])
        numbered = label is not None and _NUMBERED.fullmatch(row[label] or "") is not None
        if kind in ("data", "note", "unlabelled", "signature", "source"):
            is_person = filled >= 1 and numbered or filled >= 2 and 2 * filled >= len(others)
            kind = "data" if is_person else "empty" if not filled else "note" if kind == "data" else kind
        if kind == "signature":
            ended = "signature"
        elif ended and kind in ("note", "section", "unlabelled"):
            kind = ended
        judged.append((row, kind))
    return judged


def find_repeated_persons(
    judged: Sequence[tuple[SheetRow, RowKind]], shape: TableShape, personal: Sequence[int]
) -> tuple[int, ...]:
    """Rows of one month with the same document number, all of them; which number it is stays unsaid."""
    when = [at for at in (shape.columns.position(name) for name in ("period", "month")) if at is not None]
    rows: dict[tuple[str | None, ...], set[int]] = {}
    for row, kind in judged:
        for at in personal if kind == "data" else ():
            if number := find_document_number(row[at] or ""):
                rows.setdefault((number, *(row[one] for one in when)), set()).add(row.number)
    return tuple(sorted({number for alike in rows.values() if len(alike) > 1 for number in alike}))


def _columns(shape: TableShape) -> tuple[int, ...]:
    columns = shape.columns
    return (*columns.dimensions, *columns.personal, *columns.ignored, *columns.unknown)


def count_persons(persons: Sequence[RawRow]) -> list[RawRow]:
    """One row for each combination of details; its row number is that of its first person."""
    counted: dict[tuple[tuple[str, str], ...], list[RawRow]] = {}
    for person in persons:
        counted.setdefault(tuple(sorted(person.dimensions.items())), []).append(person)
    return [replace(alike[0], person_count=_sum(alike)) for alike in counted.values()]


def _sum(alike: Sequence[RawRow]) -> str | None:
    return str(len(alike)) if alike[0].person_count == "1" else alike[0].person_count
