"""Where a table starts: the rows of its heading, and for each column the path of headings from top to bottom.

Found by content: a row is a heading when it holds words that are headings. Merged cells are followed where the
file tells of them (XLSX, XLS); in CSV and ODS a blank beside a heading belongs to it when the row below fills it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etl.readers.formats.cells import SheetCells, SheetRow
from etl.readers.texts.headings import join_broken, normalise_heading, resolve_heading
from etl.readers.texts.not_counted import find_not_counted
from etl.readers.texts.periods import is_month, is_year
from etl.readers.texts.titles import find_category
from etl.readers.texts.value_headings import possible_columns, split_value
from pora.reference.spelling import without_footnote_marks
from pora.schema import DIMENSION_NAMES

MAX_HEADING_ROWS = 4
_ROWS_BELOW = 10  # among which one has a count where the others may have a wrong word
_NUMBER = re.compile(r"[\d.,()\s=+–-]*\d[\d.,()\s=+–-]*(?:e0)?")
_MAY_BE_COUNT = re.compile(r"[\d(=–…*.-]|nihil\b|nol\b|na\b|n/a", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,3})\s*\)?(?:\s*[=(].*)?")

_OF_PERSONS = {"person_count", "personal", *DIMENSION_NAMES}

Path = tuple[str, ...]


@dataclass(frozen=True)
class HeadingBlock:
    """`start` and `end` are positions in the rows of the grid, end not included; `column_numbers` is a row."""

    start: int
    end: int
    paths: dict[int, Path]
    rows: tuple[int, ...]
    column_numbers: int | None


def find_heading(grid: SheetCells, start: int) -> HeadingBlock | None:
    """The first heading at or after a position, or None."""
    for position in range(start, len(grid.rows)):
        if block := _read_block(grid, position):
            return block
    return None


def _read_block(grid: SheetCells, start: int) -> HeadingBlock | None:
    if not _may_be_heading(grid.rows[start]):
        return None
    end = start + 1
    while end < len(grid.rows) and end - start < MAX_HEADING_ROWS and _continues(grid, start, end):
        end += 1
    rows = grid.rows[start:end]
    if not _is_heading(rows, grid.rows[end : end + _ROWS_BELOW]):
        return None
    numbers = None
    if end < len(grid.rows) and is_column_numbers(grid.rows[end]):
        numbers = grid.rows[end].number
        end += 1
    return HeadingBlock(start, end, _paths(rows, grid), tuple(row.number for row in rows), numbers)


def _may_be_heading(row: SheetRow) -> bool:
    cells = [row.cells[column] or "" for column in row.filled]
    return len(cells) >= 2 and not any(_is_number(cell) or cell.startswith(":") for cell in cells)


def _is_number(cell: str) -> bool:
    """A count, not a heading: neither a year over months nor an age group."""
    return bool(_NUMBER.fullmatch(cell)) and not is_year(cell) and find_not_counted(cell) is None


def _is_heading(rows: Sequence[SheetRow], below: Sequence[SheetRow]) -> bool:
    """Two known headings, one of them of persons, or one beside two values of one kind; and half of the words known.
    Lines such as `Kabupaten | Kudus | Bulan | Maret 2024` have headings of places and periods only.
    """
    cells = {(row.cells[column] or "") for row in rows for column in row.filled}
    matches = [match.column for cell in cells if (match := resolve_heading(cell))]
    headings = set(matches) - {"ignored"}
    if not headings - {"person_count", "row_label"}:
        return False
    values = [value for cell in cells if not resolve_heading(cell) for value in split_value(cell)[:1]]
    alike = max(Counter(possible_columns(value)[:1] for value in values).values(), default=0)
    uncounted = [cell for cell in cells if not resolve_heading(cell) and find_not_counted(cell)]
    known = len(matches) + len(values) + len(uncounted)
    is_table = bool(headings & _OF_PERSONS) and len(headings) >= 2 or alike >= 2
    is_table = is_table or "category" not in headings and _heads_a_count(rows[-1], below)
    return is_table and (2 * known >= len(cells) or known >= 4)


def _heads_a_count(row: SheetRow, below: Sequence[SheetRow]) -> bool:
    """`KECAMATAN | WNA` over `Bae | 4`: the category is the heading of the count. One wrong word under it makes it none
    the less one: that cell is refused, not the table overlooked."""
    return any(
        find_category([text]) and split_value(text) and _MAY_BE_COUNT.match(one[column] or "-")
        for column in row.filled
        for one in below
        if (text := row.cells[column] or "")
    )


def _continues(grid: SheetCells, start: int, position: int) -> bool:
    """Whether a row goes on with the heading above it: its cells stand under spans, or complete a heading."""
    above, row = grid.rows[position - 1], grid.rows[position]
    if row.number != above.number + 1 and not _spans_rows(grid, above.number, row.number):
        return False
    if any(_is_number(row.cells[column] or "") or is_year(row[column]) for column in row.filled):
        return False
    tops = grid.rows[start:position]
    return bool(row.filled) and all(_fits_below(tops, row, column, grid) for column in row.filled)


def _spans_rows(grid: SheetCells, first: int, last: int) -> bool:
    return any(merge.last_row >= last - 1 for merge in grid.merges_by_row.get(first, ()))


def _fits_below(tops: Sequence[SheetRow], row: SheetRow, column: int, grid: SheetCells) -> bool:
    above = tops[-1][column]
    text = row[column] or ""
    if not any(letter.isalnum() or letter == "%" for letter in text):
        return False
    if above is None:
        covered = any(top[column] for top in tops)
        in_span = any(top[left] for top in tops for left in range(column))
        return in_span and (not covered or _is_known(text))
    if is_year(above) and is_month(text):
        return True
    if _width_of_span(tops[-1], row, column, grid) > 1:
        return True
    return resolve_heading(f"{above} {text}") is not None and resolve_heading(text) is None


def _width_of_span(top: SheetRow, below: SheetRow, column: int, grid: SheetCells) -> int:
    for merge in grid.merges_by_row.get(top.number, ()):
        if merge.first_column == column:
            return merge.last_column - merge.first_column + 1
    width = 1
    while top[column + width] is None and below[column + width] is not None:
        width += 1
    return width


def _is_known(text: str) -> bool:
    return resolve_heading(text) is not None or bool(split_value(text)) or bool(possible_columns(text))


def is_column_numbers(row: SheetRow) -> bool:
    """1, 2, 3 … or (1), (2), (3) … under the heading."""
    found = [_COLUMN_NUMBER.fullmatch(row.cells[column] or "") for column in row.filled]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(found) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _paths(rows: Sequence[SheetRow], grid: SheetCells) -> dict[int, Path]:
    """Column -> headings from top to bottom, spans filled in, repeated words once."""
    width = max(len(row.cells) for row in rows)
    paths: dict[int, Path] = {column: () for column in range(width)}
    for depth, row in enumerate(rows):
        below = rows[depth + 1] if depth + 1 < len(rows) else None
        texts = _fill_row(row, below, width, grid, paths)
        for column, text in texts.items():
            if not paths[column] or normalise_heading(paths[column][-1]) != normalise_heading(text):
                paths[column] = (*paths[column], without_footnote_marks(" ".join(join_broken(text).split())))
    return {column: path for column, path in paths.items() if path}


def _fill_row(
    row: SheetRow, below: SheetRow | None, width: int, grid: SheetCells, paths: dict[int, Path]
) -> dict[int, str]:
    texts: dict[int, str] = {column: row.cells[column] or "" for column in row.filled}
    merges = grid.merges_by_row.get(row.number, ())
    for merge in merges:
        text = row[merge.first_column]
        if merge.first_row == row.number and text:
            texts |= {column: text for column in range(merge.first_column, min(width, merge.last_column + 1))}
    merged = {column for merge in merges for column in range(merge.first_column, merge.last_column + 1)}
    for column in range(1, width):
        is_open = column not in texts and column not in merged and column - 1 in texts
        if is_open and below is not None and below[column] and paths[column] == paths[column - 1]:
            if column - 1 not in merged or not grid.merges:
                texts[column] = texts[column - 1]
    return texts
