"""One count in a cell that is merged over several rows or columns of counts: it is not known how it is split."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from etl.readers.formats.cells import Merge, SheetRow
from etl.readers.layout.count_columns import CountColumns
from etl.readers.rows.row_kinds import RowKind, TableShape
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.reference.spelling import shorten


def require_own_counts(
    judged: Sequence[tuple[SheetRow, RowKind]], shape: TableShape, leaves: CountColumns, merges: Sequence[Merge]
) -> None:
    """Raises RefusedError for a count that stands for several rows with names of their own, or for several columns.
    A name merged downwards is another matter: it holds for each of its rows.
    """
    heading_of = {column.position: column.heading for column in leaves.read}
    counted = [pair for pair in judged if pair[1] in ("data", "unlabelled")]
    numbers = [row.number for row, _kind in counted]
    for merge in merges:
        columns = [at for at in range(merge.first_column, merge.last_column + 1) if at in heading_of]
        if not columns:
            continue
        start, end = bisect_left(numbers, merge.first_row), bisect_right(numbers, merge.last_row)
        rows = [row for row, _kind in counted[start:end]]
        named = {tuple(row[at] for at in shape.naming_positions) for row in rows}
        has_count = bool(rows) and rows[0][merge.first_column] is not None
        if has_count and (len(named) > 1 or len(columns) > 1):
            raise _refuse(rows, heading_of[columns[0]])


def _refuse(rows: Sequence[SheetRow], heading: str) -> RefusedError:
    message = _(
        "Baris {first}-{last}, kolom {heading}: satu jumlah di sel gabungan (merge) untuk beberapa baris atau kolom. "
        "Pisahkan selnya dan isi jumlah masing-masing, atau tulis satu baris tanpa kecamatan."
    )
    return RefusedError(
        message.format(
            first=format_number(rows[0].number), last=format_number(rows[-1].number), heading=shorten(heading)
        ),
        "merged-count",
    )
