"""Files made for printing: the tables of all sheets, read into rows of `raw`.

Traps: a register may stand in a hidden sheet, and the same persons in two tables of one file. The first is refused
before anything is read, the second before anyone is counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.readers.formats.cells import SheetCells, SheetRow
from etl.readers.layout.side_by_side import split_side_by_side
from etl.readers.read_report import ReadDefaults, ReadReport, SheetSkipped, SheetSkipReason, TotalCheck
from etl.readers.rows.row_kinds import looks_like_count
from etl.readers.rows.table_rows import RawRow
from etl.readers.tables.fill_context import Complete, complete_table
from etl.readers.tables.once import require_once
from etl.readers.tables.own_export import describes_export, require_no_hidden_counts
from etl.readers.tables.sheet_tables import SheetTable, find_tables, has_loose_persons
from etl.readers.texts.headings import AREA_COLUMNS, PERSONAL, normalise_heading, resolve_exactly
from etl.readers.texts.numbers import decide_counts, parse_count
from etl.readers.texts.periods import is_year
from etl.readers.texts.personal import column_letter, refuse_personal
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.wording.counts import join_words

_RECAP = re.compile(r"^\W*(rekap|rekapitulasi|ringkasan|resume|summary|total|jumlah)\b", re.IGNORECASE)
_SHOWN_COLUMNS = 9


def read_formatted_tables(
    file_name: str, grids: Sequence[SheetCells], defaults: ReadDefaults, found: ReadReport
) -> tuple[ReadReport, list[RawRow]]:
    """The rows of all tables, and `found` (kind, encoding, delimiter) completed. Raises RefusedError.

    Each row carries its sheet in the dimension `sheet`.
    """
    own = [grid for grid in grids if describes_export(grid)]
    grids = [part for grid in grids if grid not in own for part in split_side_by_side(grid)]
    tables = {id(grid): find_tables(grid) for grid in grids}
    dropped = _judge_personal(file_name, grids, tables, defaults)
    skipped = [SheetSkipped(grid.sheet or "", "description") for grid in own]
    complete: list[Complete] = []
    for grid in grids:
        if reason := _reason_to_skip(grid, tables[id(grid)]):
            skipped.append(SheetSkipped(grid.sheet or "", reason))
            continue
        for table in tables[id(grid)]:
            require_no_hidden_counts(file_name, table)
        complete += [complete_table(file_name, table, defaults) for table in tables[id(grid)] if _is_readable(table)]
    if not complete:
        raise _nothing_found(file_name, grids, tables)
    complete, recaps = _set_recaps_apart(complete)
    skipped += [SheetSkipped(recap.found.sheet or "", "recap") for recap in recaps]
    require_once(file_name, complete)
    rows = [row for one in complete for row in one.rows]
    done = replace(
        found,
        tables=tuple(one.found for one in complete),
        sheets_skipped=tuple(skipped),
        dropped=tuple(dropped),
        recaps=tuple(check for recap in recaps for check in _compare_recap(recap, complete)),
    )
    return done, rows


def _judge_personal(
    file_name: str, grids: Sequence[SheetCells], tables: dict[int, list[SheetTable]], defaults: ReadDefaults
) -> list[str]:
    """Names of the personal columns of all sheets, hidden ones too. Raises RefusedError unless they are dropped."""
    columns: list[str] = []
    for grid in grids:
        of_grid = [name for table in tables[id(grid)] for name in table.personal_names()]
        if not tables[id(grid)] and has_loose_persons(grid):
            of_grid = [_("lembar {sheet}").format(sheet=grid.sheet) if grid.sheet else _("baris tanpa judul kolom")]
        columns += of_grid
    columns = list(dict.fromkeys(columns))
    if columns and not defaults.drop_personal:
        raise refuse_personal(file_name, columns)
    return columns


def _reason_to_skip(grid: SheetCells, tables: Sequence[SheetTable]) -> SheetSkipReason | None:
    if grid.is_hidden:
        return "hidden"
    if not grid.rows:
        return "empty"
    if not tables:
        return "no_table"
    return None if any(_is_readable(table) for table in tables) else "no_counts"


def _is_readable(table: SheetTable) -> bool:
    return bool(table.shape.columns.counts) or table.is_register


def _nothing_found(file_name: str, grids: Sequence[SheetCells], tables: dict[int, list[SheetTable]]) -> RefusedError:
    without = [table.place for found in tables.values() for table in found if not table.grid.is_hidden]
    if without:
        message = _("Tabel di berkas {name}, {place}, tidak memiliki kolom jumlah. Beri judul 'Jumlah' pada kolomnya.")
        return RefusedError(message.format(name=file_name, place=without[0]), "missing-label")
    sentences = [_("Tidak ada tabel yang dikenali di berkas {name}.").format(name=file_name)]
    shown = [grid for grid in grids if not grid.is_hidden]
    row, known = max(
        ((row, known_headings(row)) for grid in shown for row in grid.rows if not _counts(row)),
        key=_most,
        default=(None, []),
    )
    if row is not None and known:
        sentences += _describe_headings(row, known)
    sentences.append(_("Beri judul kolom seperti Kecamatan, Kewarganegaraan, Jumlah."))
    return RefusedError(" ".join(sentences), "missing-label")


def _describe_headings(row: SheetRow, known: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What of the likeliest heading is known, where the rest stands, and what is missing."""
    headings = ", ".join(heading for heading, _column in known)
    yield _("Judul yang dikenali di baris {row}: {headings}.").format(row=format_number(row.number), headings=headings)
    names = {heading for heading, _column in known}
    others = [column_letter(at) for at in row.filled if " ".join((row.cells[at] or "").split()) not in names]
    if others:
        yield _("Yang tidak dikenali: kolom {letters}.").format(letters=join_words(others[:_SHOWN_COLUMNS]))
    columns = {column for _heading, column in known}
    lacking = _("kolom wilayah") if not columns & {*AREA_COLUMNS, "area", "area_code"} else _("kolom jumlah")
    yield _("Yang kurang: {lacking}.").format(lacking=lacking)


def _counts(row: SheetRow) -> bool:
    """A row with a count is no heading: `Grand Total | 9`. Years are, over columns: `Kecamatan | 2023 | 2024`."""
    return any(looks_like_count(cell) and not is_year(cell) for cell in row.cells)


def known_headings(row: SheetRow) -> list[tuple[str, str]]:
    """(heading, column) of the cells that are known headings from end to end: nothing else of a row may be named."""
    found = [(cell, resolve_exactly(normalise_heading(cell))) for cell in row.cells if cell]
    return [(" ".join(cell.split()), match.column) for cell, match in found if match and match.column != PERSONAL]


def _most(found: tuple[SheetRow, list[tuple[str, str]]]) -> int:
    return len(found[1])


def _set_recaps_apart(complete: list[Complete]) -> tuple[list[Complete], list[Complete]]:
    """A sheet called REKAP repeats the others where these have counts of their own."""
    recaps = [one for one in complete if _RECAP.match(one.found.sheet or "")]
    others = [one for one in complete if one not in recaps]
    if any(row.person_count for one in others for row in one.rows):
        return others, recaps
    return complete, []


def _compare_recap(recap: Complete, others: Sequence[Complete]) -> Iterator[tuple[str, TotalCheck]]:
    """The sum of a recapitulation beside the sum of the sheets that are read."""
    printed, computed = _sum([recap]), _sum(others)
    if printed != computed:
        sheet = recap.found.sheet or ""
        yield sheet, TotalCheck(recap.found.heading_rows[0], _("seluruh lembar"), printed, computed)


def _sum(tables: Sequence[Complete]) -> int:
    cells = [row.person_count for one in tables for row in one.rows if row.person_count]
    count_format = decide_counts(cells)
    return sum(parse_count(cell, count_format).value or 0 for cell in cells)
