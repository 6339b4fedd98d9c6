"""Columns that are passed over although a printed sum counts who stands in them: these persons would be lost.

The trap: `PENGUNGSI MANDIRI 3 | PENCARI SUAKA 1 | JUMLAH 4`. The first heading is not known, so 1 would be read for 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from etl.readers.formats.cells import SheetRow
from etl.readers.layout.columns import Columns
from etl.readers.layout.count_columns import CountColumns
from etl.readers.layout.heading_block import Path
from etl.readers.rows.row_counts import list_sums
from etl.readers.rows.row_kinds import looks_like_count
from etl.readers.rows.totals import TotalsBook
from etl.readers.texts.value_headings import is_count_word, split_value
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.reference.spelling import shorten
from pora.wording.counts import join_words

_DIVIDING = ("flow", "age_group")  # a ratio beside a count divides nothing
_MOST_TOGETHER = 8  # columns whose every combination is tried; of more than that only all, and each by itself


def require_nothing_left_out(
    rows: Sequence[SheetRow], columns: Columns, leaves: CountColumns, book: TotalsBook, paths: Mapping[int, Path]
) -> None:
    """`rows` are those of data. Raises RefusedError where a printed sum is what is read and what stands in columns that
    are not, and where two columns divide one value, and one of them is not counted."""
    passed = {at: " / ".join(paths[at]) for at in (*columns.unknown, *columns.uncounted) if at in paths}
    _require_undivided(columns, leaves, paths)
    counted = [at for at in passed if any(looks_like_count(row[at]) for row in rows)]
    if not counted:
        return
    beside = TotalsBook.open({at: passed[at] for at in counted}, rows)
    for heading, sums, parts in list_sums(leaves):
        gaps = []
        for row in rows:
            printed = [book.count(row, column.position) for column in sums]
            read = [book.count(row, part.position) for part in parts]
            if any(row[part.position] and count is None for part, count in zip(parts, read, strict=True)):
                continue  # refused by itself
            gap = sum(count or 0 for count in printed) - sum(count or 0 for count in read)
            if gap > 0 and any(count is not None for count in printed):
                gaps.append((row, gap))
        for some in _combinations(counted):
            fits = [row for row, gap in gaps if sum(beside.count(row, at) or 0 for at in some) == gap]
            if fits and 2 * len(fits) > len(gaps):
                raise _refuse(fits[0].number, heading, [passed[at] for at in some])


def _combinations(positions: Sequence[int]) -> Iterator[tuple[int, ...]]:
    if len(positions) > _MOST_TOGETHER:
        yield tuple(positions)
        yield from ((at,) for at in positions)
        return
    for size in range(1, len(positions) + 1):
        yield from combinations(positions, size)


def _require_undivided(columns: Columns, leaves: CountColumns, paths: Mapping[int, Path]) -> None:
    """`ITAS / Baru` beside `ITAS / Perpanjangan`: the second is of events, so the first is not all of them."""
    for column in leaves.read:
        last = column.path[-1]
        if len(column.path) < 2 or is_count_word(last) or split_value(last):
            continue
        for at, reason in columns.uncounted.items():
            path = paths.get(at, ())
            if reason in _DIVIDING and path[:-1] == column.path[:-1]:
                message = _(
                    "Kolom '{first}' dan '{second}' membagi satu jumlah, tetapi yang kedua tidak dihitung. Tulis "
                    "jumlah keduanya dalam satu kolom berjudul '{whole}'."
                )
                raise RefusedError(
                    message.format(
                        first=shorten(column.heading),
                        second=shorten(" / ".join(path)),
                        whole=shorten(" / ".join(path[:-1])),
                    ),
                    "missing-label",
                )


def _refuse(row: int, heading: str, left_out: Sequence[str]) -> RefusedError:
    message = _(
        "Kolom {heading} ikut menjumlahkan {columns}, yang tidak dibaca karena judulnya (baris {row}): orangnya akan "
        "hilang. Beri judul yang dikenal, misalnya negara, jenis izin atau jenis kelamin; atau hapus kolom rinciannya, "
        "sehingga {heading} yang dibaca."
    )
    return RefusedError(
        message.format(
            heading=shorten(heading), columns=join_words([shorten(one) for one in left_out]), row=format_number(row)
        ),
        "missing-label",
    )
