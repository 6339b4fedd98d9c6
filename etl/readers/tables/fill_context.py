"""One table of a sheet, complete: its rows, with what title, sheet name and sender say filled in, and the account
of what was found. A column goes before a section, a section before the sheet's name, that before the title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.readers.layout.count_columns import CountColumns, choose_count_columns
from etl.readers.read_report import ColumnFound, Origin, OtherNames, ReadDefaults, Skipped, SkipReason, TableFound
from etl.readers.rows.hidden_rows import require_no_hidden_twin
from etl.readers.rows.left_out import require_nothing_left_out
from etl.readers.rows.levels import require_no_double
from etl.readers.rows.merged_counts import require_own_counts
from etl.readers.rows.register import count_persons, find_repeated_persons
from etl.readers.rows.row_counts import require_whole_rows
from etl.readers.rows.table_rows import RawRow, TableReader
from etl.readers.rows.totals import TotalsBook, require_filled
from etl.readers.tables.cell_looks import require_plain_looks
from etl.readers.tables.sheet_tables import SheetTable, text_lines
from etl.readers.tables.table_category import TableCategory, find_table_category, require_same_category
from etl.readers.texts import area_names
from etl.readers.texts.periods import find_year, is_year
from etl.readers.texts.titles import (
    Title,
    find_detail,
    find_detail_of_title,
    find_event,
    find_titled_kecamatan,
    inherit_title,
    read_title,
)
from pora.errors import RefusedError
from pora.locale import _, format_period
from pora.reference.terms import resolve_term
from pora.schema import ACTION_KIND, TINDAKAN

_KECAMATAN = ("kecamatan_code", "kecamatan")
_KABUPATEN = ("kabupaten_code", "kabupaten")
_ACTION = ACTION_KIND.name


@dataclass(frozen=True)
class Complete:
    table: SheetTable
    rows: tuple[RawRow, ...]
    found: TableFound


def complete_table(file_name: str, table: SheetTable, defaults: ReadDefaults) -> Complete:
    """Reads one table. Raises RefusedError where its columns, or its period, contradict each other."""
    columns = table.shape.columns
    title, top = (
        read_title(text_lines(rows), table.grid.sheet, columns.has(*_KECAMATAN)) for rows in (table.above, table.top)
    )
    title = inherit_title(title, top)
    leaves = choose_count_columns(columns) if columns.counts else CountColumns((), (), (), None)
    action = _find_action(file_name, table, leaves, title, defaults)
    require_own_counts(table.judged, table.shape, leaves, table.grid.merges)
    book = TotalsBook.open(
        {column.position: column.heading for column in columns.counts}, [row for row, _kind in table.judged]
    )
    year = find_year([table.grid.sheet or "", *text_lines(table.above)]) or find_year(text_lines(table.top))
    reader = TableReader(table.shape, leaves, book, table.grid, table.is_register, title.kabupaten, year)
    reader.read(table.judged)
    unseen = require_plain_looks(table, leaves, reader.row_numbers)
    require_no_double(book)
    require_whole_rows(table.grid.sheet, reader.short)
    require_filled(table.grid.sheet, book.open_total)
    data = [row for row, kind in table.judged if kind == "data"]
    require_nothing_left_out(data, columns, leaves, book, table.block.paths)
    if not columns.has("period", "month") and "period" not in reader.sections:
        _require_same_period(file_name, table, title, defaults)
    rows = count_persons(reader.rows) if table.is_register else reader.rows
    category = find_table_category(table, leaves, title, defaults)
    if not _tells_category(table, reader, leaves):
        require_same_category(file_name, table.place, category, defaults)
    detail = _detail_of_table(table)
    details = {**({_ACTION: action} if action else {}), **dict([detail] if detail else [])}
    filled = tuple(_fill(row, table, title, category.value, details, defaults) for row in rows)
    if not table.is_register:
        require_no_hidden_twin(table.grid, filled)
    found = _describe(table, reader, leaves, title, category, defaults, filled)
    found = replace(found, unseen_rows=unseen, detail=detail[1] if detail else None)
    return Complete(table, filled, replace(found, titled=_find_titled(table, title, reader)))


def _find_titled(table: SheetTable, title: Title, reader: TableReader) -> tuple[str, str | None] | None:
    """The one kecamatan that the table is of, and its kabupaten/kota, by what stands above it."""
    own = find_titled_kecamatan(text_lines(table.above)) if table.shape.columns.has(*_KECAMATAN) else title.kecamatan
    return (own, title.kabupaten) if own and "kecamatan" not in reader.sections else None


def _detail_of_table(table: SheetTable) -> tuple[str, str] | None:
    """A sheet or a table a permit, a sex or a nationality: what its name or title says of all its persons, unless a
    column says it. A kind of action is found by `_find_action`."""
    columns = table.shape.columns
    for detail in (find_detail(table.grid.sheet), find_detail_of_title(text_lines(table.above))):
        if detail is None or detail[0] == _ACTION or columns.has(detail[0]):
            continue
        if not any(detail[0] in column.dimensions for column in columns.counts):
            return detail
    return None


def _find_action(
    file_name: str, table: SheetTable, leaves: CountColumns, title: Title, defaults: ReadDefaults
) -> str | None:
    """The kind of action that the title gives to rows which name none, as it is written: `DATA DEPORTASI`. Raises
    RefusedError where nothing says that the file is of actions: who was deported, or got a permit, in a month is not
    who is there at its end."""
    if table.shape.columns.has(_ACTION) or any(_ACTION in column.dimensions for column in leaves.read):
        return None
    event = find_event([table.grid.sheet or "", *text_lines(table.above)])
    if TINDAKAN in (title.category, resolve_term("category", defaults.category).value):
        return event if event and resolve_term(_ACTION, event).value else None
    if event:
        message = _(
            "Berkas {name}, {place}, berjudul tentang {event}: peristiwa selama sebulan, bukan orang yang berada di "
            "wilayah pada akhir bulan. Kirim jumlah pada akhir bulan; bila memang itu isinya, perbaiki judulnya. Bila "
            "isinya tindakan, muat dengan --category tindakan."
        )
        raise RefusedError(message.format(name=file_name, place=table.place, event=event), "not-a-stock")
    return None


def _require_same_period(file_name: str, table: SheetTable, title: Title, defaults: ReadDefaults) -> None:
    if title.period and defaults.period and title.period != defaults.period:
        message = _("Berkas {name}, {place}, menyebut {written}, tetapi dimuat untuk {given}. Betulkan salah satunya.")
        raise RefusedError(
            message.format(
                name=file_name,
                place=table.place,
                written=format_period(title.period),
                given=format_period(defaults.period),
            ),
            "period-conflict",
        )


def _fill(
    row: RawRow,
    table: SheetTable,
    title: Title,
    category: str | None,
    details: Mapping[str, str],
    defaults: ReadDefaults,
) -> RawRow:
    """A row with what its own cells leave open. A blank cell of a column that exists stays blank."""
    columns = table.shape.columns
    filled = dict(row.dimensions)
    given: dict[str, str | None] = {
        "period": None if columns.has("period", "month") else title.period or defaults.period,
        "kabupaten": None if any(name in filled for name in _KABUPATEN) else title.kabupaten,
        "kabupaten_code": defaults.kabupaten,
        "kecamatan": None if columns.has(*_KECAMATAN) else title.kecamatan,
        "category": None if columns.has("category") else category,
        "sheet": table.grid.sheet,
        **details,
    }
    for name, value in given.items():
        if value and name not in filled:
            filled[name] = value
    if is_year(filled.get("period")) and (defaults.period or "").startswith(filled["period"]):
        filled["period"] = defaults.period or ""
    return RawRow(row.row_number, row.count_heading, filled, row.person_count)


def _describe(
    table: SheetTable,
    reader: TableReader,
    leaves: CountColumns,
    title: Title,
    category: TableCategory,
    defaults: ReadDefaults,
    rows: Sequence[RawRow],
) -> TableFound:
    data_rows = reader.row_numbers or [table.block.rows[-1]]
    period, period_from = _period_origin(table, reader, title, defaults)
    area, area_from = _area_origin(table, reader, title, defaults)
    is_wide = any(column.meaning for column in leaves.read)
    return TableFound(
        sheet=table.grid.sheet,
        heading_rows=table.block.rows,
        first_row=min(data_rows),
        last_row=max(data_rows),
        rows=len(rows),
        layout="register" if table.is_register else "wide" if is_wide else "tall",
        columns=tuple(_columns_found(table, leaves)),
        skipped=tuple(_skipped(table, reader, leaves)),
        provisional_rows=table.provisional,
        hidden_rows=tuple(number for number in reader.row_numbers if number in table.grid.hidden_rows),
        hidden_columns=tuple(_hidden_columns(table, leaves)),
        other_names=tuple(_other_names(table)),
        repeated_persons=(
            find_repeated_persons(table.judged, table.shape, table.personal) if table.is_register else ()
        ),
        totals_compared=reader.book.compared,
        mismatches=tuple(reader.book.mismatches),
        period=period,
        period_from=period_from,
        area=area,
        area_from=area_from,
        category=None if _tells_category(table, reader, leaves) else category.value,
        category_from=category.origin,
    )


def _tells_category(table: SheetTable, reader: TableReader, leaves: CountColumns) -> bool:
    in_columns = any("category" in column.dimensions for column in leaves.read)
    return in_columns or table.shape.columns.has("category") or "category" in reader.sections


def _period_origin(
    table: SheetTable, reader: TableReader, title: Title, defaults: ReadDefaults
) -> tuple[str | None, Origin | None]:
    if table.shape.columns.has("period", "month", "year"):
        return None, "column"
    if "period" in reader.sections:
        return None, "section"
    if title.period:
        return title.period, title.period_from
    return defaults.period, "default" if defaults.period else None


def _area_origin(
    table: SheetTable, reader: TableReader, title: Title, defaults: ReadDefaults
) -> tuple[str | None, Origin | None]:
    """The area that holds for the whole table beside its columns."""
    if title.kecamatan and not table.shape.columns.has(*_KECAMATAN):
        names = [title.kecamatan, title.kabupaten] if title.kabupaten else [title.kecamatan]
        return ", ".join(names), title.kecamatan_from
    if {"kabupaten", "kecamatan"} & reader.sections:
        return None, "section"
    if table.shape.columns.has(*_KABUPATEN):
        return None, "column"
    if title.kabupaten:
        return title.kabupaten, title.kabupaten_from
    return defaults.kabupaten, "default" if defaults.kabupaten else None


def _columns_found(table: SheetTable, leaves: CountColumns) -> Iterator[ColumnFound]:
    for position, match in table.shape.columns.dimensions.items():
        if match.column != "row_label":
            yield ColumnFound(" / ".join(table.block.paths[position]), match.column, match.alias)
    for column in leaves.read:
        yield ColumnFound(column.heading, "person_count", column.alias, column.meaning)


def _hidden_columns(table: SheetTable, leaves: CountColumns) -> Iterator[str]:
    """Headings of hidden columns that are read."""
    read = [*table.shape.columns.dimensions, *(column.position for column in leaves.read)]
    return (" / ".join(table.block.paths[at]) for at in read if at in table.grid.hidden_columns)


def _other_names(table: SheetTable) -> Iterator[OtherNames]:
    """Where names by another list contradict those that are read."""
    data = [row for row, kind in table.judged if kind == "data"]
    for at, read in table.shape.columns.checked.items():
        pairs = ((row.number, row[at] or "", row[read] or "") for row in data)
        rows = tuple(n for n, one, other in pairs if one and other and not area_names.is_same_name(one, other))
        if rows:
            yield OtherNames(" / ".join(table.block.paths[at]), " / ".join(table.block.paths[read]), rows)


def _skipped(table: SheetTable, reader: TableReader, leaves: CountColumns) -> Iterator[Skipped]:
    """Rows first, in their order, then columns."""
    if table.above:
        yield Skipped("letterhead", tuple(row.number for row in table.above))
    if table.block.column_numbers:
        yield Skipped("column_numbers", (table.block.column_numbers,))
    for reason, rows in sorted(reader.skipped.items(), key=lambda item: item[1]):
        yield Skipped(reason, tuple(rows))
    columns = table.shape.columns
    groups: tuple[tuple[SkipReason, list[int]], ...] = (
        ("subtotal_column", [subtotal.column.position for subtotal in leaves.subtotals]),
        ("other_breakdown", [column.position for column in leaves.others]),
        ("ignored_column", [position for position in columns.ignored if position not in columns.checked]),
        ("checked_column", [position for position in columns.ignored if position in columns.checked]),
        ("unknown_column", list(columns.unknown)),
        *((reason, [position]) for position, reason in columns.uncounted.items()),
    )
    for reason, positions in groups:
        for position in positions:
            yield Skipped(reason, text=" / ".join(table.block.paths[position]))
