"""Files made for printing: the tables of all sheets, read into rows of `raw`.

Traps: a register may stand in a hidden sheet, and the same persons in two tables of one file. The first is refused
before anything is read, the second before anyone is counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.numbers import decide_counts, parse_count
from etl.personal import refuse_personal
from etl.readers.complete import Complete, complete_table
from etl.readers.found import Found, ReadDefaults, SheetSkipped, TotalCheck
from etl.readers.grid import Grid
from etl.readers.sheet import SheetTable, find_loose_persons, find_tables
from etl.readers.table import RawRow
from pora.errors import RefusedError
from pora.locale import _

_RECAP = re.compile(r"^\W*(rekap|rekapitulasi|ringkasan|resume|summary|total|jumlah)\b", re.IGNORECASE)
_AREA = ("period", "category", "kabupaten_code", "kabupaten", "kecamatan_code", "kecamatan")


def read_printed(file_name: str, grids: Sequence[Grid], defaults: ReadDefaults, found: Found) -> tuple[Found, list[RawRow]]:
    """The rows of all tables, and `found` (kind, encoding, delimiter) completed. Raises RefusedError.

    Each row carries its sheet in the dimension `sheet`.
    """
    tables = {id(grid): find_tables(grid) for grid in grids}
    dropped = _judge_personal(file_name, grids, tables, defaults)
    skipped: list[SheetSkipped] = []
    complete: list[Complete] = []
    for grid in grids:
        if reason := _reason_to_skip(grid, tables[id(grid)]):
            skipped.append(SheetSkipped(grid.sheet or "", reason))
            continue
        complete += [complete_table(file_name, table, defaults) for table in tables[id(grid)] if _is_readable(table)]
    if not complete:
        raise _nothing_found(file_name, tables)
    complete, recaps = _set_recaps_apart(complete)
    skipped += [SheetSkipped(recap.found.sheet or "", "recap") for recap in recaps]
    _require_once(file_name, complete)
    rows = [row for one in complete for row in one.rows]
    return replace(
        found,
        tables=tuple(one.found for one in complete),
        sheets_skipped=tuple(skipped),
        dropped=tuple(dropped),
        recap_checks=tuple(_compare_recap(recap, complete) for recap in recaps),
    ), rows
