"""What each row of a table is, now that the rows around it are known."""

from __future__ import annotations

from collections.abc import Sequence

from etl.readers.formats.cells import SheetRow
from etl.readers.rows.row_kinds import RowKind, TableShape, classify_row, has_count, is_total_of_details
from etl.readers.texts import area_names
from pora.reference.spelling import without_footnote_marks

CARRIED = ("period", "kabupaten_code", "kabupaten", "kecamatan_code", "kecamatan", "desa_code", "desa")


def judge_rows(rows: Sequence[SheetRow], shape: TableShape) -> list[tuple[SheetRow, RowKind]]:
    """Each row with its kind, now that its neighbours are known: after the last total or a signature, words without
    counts are notes, but for a kecamatan beside a count that can't be read.
    """
    kinds = [classify_row(row, shape) for row in rows]
    counted = (at for at, row in enumerate(rows) if has_count(row, shape) or _is_unread(row, shape))
    last_counted = max(counted, default=-1)
    ended: RowKind | None = None
    for at, kind in enumerate(kinds):
        if kind == "signature":
            ended = "signature"
        elif kind == "total" and at >= last_counted:
            ended = ended or "note"
        elif ended and kind in ("data", "note", "section") and at > last_counted:
            kinds[at] = ended
    return list(zip(rows, kinds, strict=True))


def _is_unread(row: SheetRow, shape: TableShape) -> bool:
    """`Bae | China | 10 Januari 1900`."""
    position = shape.dimension_positions.get("kecamatan")
    name = without_footnote_marks(row[position] or "") if position is not None else ""
    return area_names.is_kecamatan(name) and any(row[at] for at in shape.counted_positions)


def find_heads(judged: Sequence[tuple[SheetRow, RowKind]], shape: TableShape) -> frozenset[int]:
    """Numbers of rows that carry a kabupaten's name, and its sum, above its kecamatan: sections, not data."""
    position = shape.dimension_positions.get("kecamatan")
    found: set[int] = set()
    head: int | None = None
    for row, kind in judged:
        if kind == "data" and position is not None and area_names.is_kabupaten(row[position] or ""):
            head = row.number
        elif kind == "data" and head is not None:
            found.add(head)
        elif kind in ("total", "section"):
            head = None
    return frozenset(found)


def without_lone_totals(
    judged: Sequence[tuple[SheetRow, RowKind]], shape: TableShape
) -> list[tuple[SheetRow, RowKind]]:
    """A total over the details of a place that has no details is all that is said of it: data, not a sum of rows."""
    places = [shape.dimension_positions[name] for name in CARRIED if name in shape.dimension_positions]
    detailed = {tuple(row[at] for at in places) for row, kind in judged if kind == "data"}
    return [
        (row, "data")
        if kind == "total"
        and any(place := tuple(row[at] for at in places))
        and place not in detailed
        and is_total_of_details(row, shape)
        else (row, kind)
        for row, kind in judged
    ]
