"""Two tables beside each other on one sheet, to save paper: each becomes a grid of its own, columns where they were."""

from __future__ import annotations

from dataclasses import replace

from etl.readers.formats.cells import SheetCells, SheetRow, clean_cells
from etl.readers.layout.heading_block import HeadingBlock, find_heading
from etl.readers.texts.headings import normalise_heading, resolve_heading

_PLACES = ("kecamatan", "kecamatan_code", "kabupaten", "kabupaten_code", "area", "area_code")


def split_side_by_side(grid: SheetCells) -> list[SheetCells]:
    """The grid itself, or one for each of the tables beside each other. Lines above them stay with each."""
    block = find_heading(grid, 0)
    if block is None or find_heading(grid, block.end) is not None:
        return [grid]
    starts = _repeated_starts(grid.rows[block.start])
    if len(starts) < 2:
        return [grid]
    ends = [*starts[1:], max(starts[-1] + starts[1] - starts[0], grid.width)]
    return [_cut(grid, block, start, end) for start, end in zip(starts, ends, strict=True)]


def _repeated_starts(row: SheetRow) -> list[int]:
    """First columns of equal runs of headings: `NO | KECAMATAN | L | P | NO | KECAMATAN | L | P`."""
    texts = [normalise_heading(cell or "") for cell in row.cells]
    places = [at for at, cell in enumerate(row.cells) if cell and _is_place(cell)]
    first = next((at for at in places if texts.count(texts[at]) > 1), None)
    if first is None:
        return []
    alike = [at for at in places if texts[at] == texts[first]]
    width = alike[1] - alike[0]
    back = 0
    while first - back > 0 and texts[first - back - 1] and texts[first - back - 1] == texts[first - back - 1 + width]:
        back += 1
    starts = [at - back for at in alike]
    runs = {tuple(text for text in texts[start : start + width] if text) for start in starts}
    is_even = all(other - one == width for one, other in zip(alike, alike[1:], strict=False))
    return starts if is_even and len(runs) == 1 and len(next(iter(runs))) >= 2 else []


def _is_place(cell: str) -> bool:
    match = resolve_heading(cell)
    return match is not None and match.column in _PLACES


def _cut(grid: SheetCells, block: HeadingBlock, start: int, end: int) -> SheetCells:
    """The lines above the heading, and of the rest the columns of one table."""
    rows = list(grid.rows[: block.start])
    for row in grid.rows[block.start :]:
        cells = clean_cells([cell if start <= at < end else None for at, cell in enumerate(row.cells)])
        if cells:
            rows.append(replace(row, cells=cells))
    return replace(grid, rows=tuple(rows))
