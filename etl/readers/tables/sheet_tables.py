"""The tables of one sheet: where each starts and ends, what stands above it, which columns speak of persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.readers.formats.cells import SheetCells, SheetRow
from etl.readers.layout.columns import Columns, CountColumn, read_columns
from etl.readers.layout.heading_block import HeadingBlock, find_heading
from etl.readers.rows.judged_rows import judge_rows
from etl.readers.rows.provisional import find_provisional_marks, without_provisional_marks
from etl.readers.rows.register import is_register, judge_persons
from etl.readers.rows.row_kinds import RowKind, TableShape, has_count, heading_key, looks_like_count
from etl.readers.texts import area_names
from etl.readers.texts.headings import HeadingMatch
from etl.readers.texts.personal import is_personal_value, name_column
from etl.readers.texts.titles import Title, read_title
from pora.errors import RefusedError
from pora.locale import _, format_number
from pora.reference.spelling import shorten
from pora.reference.terms import is_not_stated

MAX_TABLES = 200
_FEWEST_PERSONAL_CELLS = 2  # in a sheet without a table: one such cell may be the office's own address


@dataclass(frozen=True)
class SheetTable:
    """One table before its counts are read. `above` are the lines between it and what stands over it, `top` the
    lines over the first table of the sheet.
    """

    grid: SheetCells
    block: HeadingBlock
    above: tuple[SheetRow, ...]
    top: tuple[SheetRow, ...]
    shape: TableShape
    judged: tuple[tuple[SheetRow, RowKind], ...]
    is_register: bool
    personal: tuple[int, ...]
    provisional: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        row = format_number(self.block.rows[0])
        if self.grid.sheet is None:
            return _("baris {row}").format(row=row)
        return _("lembar {sheet} baris {row}").format(sheet=self.grid.sheet, row=row)

    def personal_names(self) -> list[str]:
        names = [name_column(" ".join(self.block.paths.get(at, ())), at) for at in self.personal]
        if self.grid.is_hidden:
            return [_("{column} di lembar tersembunyi").format(column=name) for name in names]
        return names


def find_tables(grid: SheetCells) -> list[SheetTable]:
    """All tables of a sheet, from top to bottom. A heading printed again on the next page starts no new table."""
    blocks: list[HeadingBlock] = []
    position = 0
    while block := find_heading(grid, position):
        position = block.end
        blocks.append(block)
    ends = [block.start for block in blocks[1:]] + [len(grid.rows)][: len(blocks)]
    marks = find_provisional_marks(grid.rows)
    found: list[_Stretch] = []
    top = above = grid.rows[: blocks[0].start] if blocks else ()
    for block, end in zip(blocks, ends, strict=True):
        rows, provisional = without_provisional_marks(grid.rows[block.end : end], marks)
        if found and _goes_on(found[-1], block, above):
            found[-1].append(grid.rows[block.start : block.end], rows, provisional)
        else:
            found.append(_Stretch(block, tuple(above), list(rows), list(provisional)))
        if len(found) > MAX_TABLES:
            raise RefusedError(_("Lembar {sheet} berisi terlalu banyak tabel.").format(sheet=grid.sheet or 1))
        above = _after_last_count(rows, _shape(grid, block, rows))
    return [
        replace(_read_table(grid, one.block, one.rows, one.above, top), provisional=tuple(one.provisional))
        for one in found
    ]


@dataclass
class _Stretch:
    """Rows under one heading, also where it is printed again on the next page."""

    block: HeadingBlock
    above: tuple[SheetRow, ...]
    rows: list[SheetRow]
    provisional: list[int]

    def append(self, heading: Sequence[SheetRow], rows: Sequence[SheetRow], provisional: Sequence[int]) -> None:
        self.rows += [*heading, *rows]
        self.provisional += provisional


def _goes_on(table: _Stretch, block: HeadingBlock, above: Sequence[SheetRow]) -> bool:
    """The same heading once more, and nothing between that says another month, area or category."""
    if block.paths != table.block.paths:
        return False
    said, before = (read_title(text_lines(rows), None, has_kecamatan_column=False) for rows in (above, table.above))
    return said == Title() or said == before


def text_lines(rows: Sequence[SheetRow]) -> list[str]:
    """Rows as lines of text, cells with a space between."""
    return [" ".join(cell for cell in row.cells if cell) for row in rows]


def _after_last_count(rows: Sequence[SheetRow], shape: TableShape) -> tuple[SheetRow, ...]:
    last = max((at for at, row in enumerate(rows) if has_count(row, shape)), default=-1)
    return tuple(rows[last + 1 :])


def _read_table(
    grid: SheetCells,
    block: HeadingBlock,
    rows: Sequence[SheetRow],
    above: tuple[SheetRow, ...],
    top: tuple[SheetRow, ...],
) -> SheetTable:
    shape = _shape(grid, block, rows)
    columns = shape.columns
    shape = replace(shape, columns=_place_area(columns, _data_rows(rows, shape)))
    data = _data_rows(rows, shape)
    if grid.sheet is None:
        _require_aligned(data, max(block.paths))
    register = is_register(shape)
    if register:
        _require_list_of_persons(columns, block, data)
    personal = set(columns.personal) | _personal_by_content(data) | set(columns.unknown if register else ())
    readable = replace(shape, columns=_without(shape.columns, personal))
    judged = tuple(_judge(rows, shape))
    return SheetTable(grid, block, above, top, readable, judged, register, tuple(sorted(personal)))


def _shape(grid: SheetCells, block: HeadingBlock, rows: Sequence[SheetRow]) -> TableShape:
    headings = [row for row in grid.rows[block.start : block.end] if row.number in block.rows]
    columns = _adopt_unknown(read_columns(block.paths), block, rows)
    return TableShape(columns, frozenset(heading_key(row) for row in headings))


def _require_list_of_persons(columns: Columns, block: HeadingBlock, rows: Sequence[SheetRow]) -> None:
    """Numbers under a heading that is not known may be counts; each row is a person only where something tells persons
    apart. Raises RefusedError for the rest: 41 persons would become one.
    """
    numbers = [at for at in columns.unknown if block.paths.get(at) and _holds_counts(rows, at)]
    if numbers and not any(_tells_apart(rows, at) for at in columns.personal):
        message = _(
            "Kolom '{heading}' berisi angka, tetapi judulnya tidak dikenal. Beri judul 'Jumlah' bila isinya jumlah "
            "orang, atau hapus kolom itu."
        )
        heading = shorten(" / ".join(block.paths[numbers[0]]))
        raise RefusedError(message.format(heading=heading), "missing-label")


def _tells_apart(rows: Sequence[SheetRow], at: int) -> bool:
    """Nearly every row has something else there, as names and numbers of passports are."""
    cells = [cell for row in rows if (cell := row[at])]
    return 2 * len(cells) > len(rows) and 10 * len(set(cells)) > 8 * len(cells)


def _judge(rows: Sequence[SheetRow], shape: TableShape) -> list[tuple[SheetRow, RowKind]]:
    return judge_persons(rows, shape) if is_register(shape) else judge_rows(rows, shape)


def _data_rows(rows: Sequence[SheetRow], shape: TableShape) -> list[SheetRow]:
    return [row for row, kind in _judge(rows, shape) if kind == "data"]


def _require_aligned(rows: Sequence[SheetRow], last_column: int) -> None:
    """In a CSV, a cell beyond the last heading says that a delimiter stands inside a cell of the row."""
    for row in rows:
        if len(row.cells) > last_column + 1:
            raise RefusedError(
                _("Baris {row} berisi {found} kolom, seharusnya paling banyak {expected}. Perbaiki baris itu.").format(
                    row=format_number(row.number), found=len(row.cells), expected=last_column + 1
                ),
                "extra-cell",
            )


def _place_area(columns: Columns, rows: Sequence[SheetRow]) -> Columns:
    """`WILAYAH` over nothing but names of kabupaten/kota is the kabupaten."""
    at = columns.position("kecamatan")
    if at is None or columns.has("kabupaten") or columns.dimensions[at].alias in ("kecamatan", "kec"):
        return columns
    names = {row[at] or "" for row in rows} - {""}
    known = [name for name in names if not is_not_stated(name)]
    is_kabupaten = all(area_names.is_kabupaten(name) or area_names.is_bare_kabupaten(name) for name in known)
    if not known or not is_kabupaten or all(area_names.is_kecamatan(name) for name in known):
        return columns
    match = HeadingMatch("kabupaten", columns.dimensions[at].alias)
    return replace(columns, dimensions={**columns.dimensions, at: match})


def _personal_by_content(rows: Sequence[SheetRow]) -> set[int]:
    """Columns with any cell that looks like a passport, a NIK and the like."""
    found: set[int] = set()
    for row in rows:
        found |= {at for at, cell in enumerate(row.cells) if cell and at not in found and is_personal_value(cell)}
    return found


def _without(columns: Columns, personal: set[int]) -> Columns:
    """The columns that may be read. A personal column of counts leaves a table that can't be read at all."""
    return replace(
        columns,
        dimensions={at: match for at, match in columns.dimensions.items() if at not in personal},
        counts=tuple(column for column in columns.counts if column.position not in personal),
        ignored=tuple(at for at in columns.ignored if at not in personal),
        unknown=tuple(at for at in columns.unknown if at not in personal),
    )


def _adopt_unknown(columns: Columns, block: HeadingBlock, rows: Sequence[SheetRow]) -> Columns:
    """Columns of counts under headings that are no value of ours: areas, and countries that we can't read. The latter
    are then refused with a suggestion, instead of being lost.
    """
    counted = [at for at in columns.unknown if any(map(str.isalpha, block.paths[at][-1])) and _holds_counts(rows, at)]
    dimension_of = _area_columns(columns, block, counted) or _beside_countries(columns, counted)
    adopted = []
    for at, dimension in dimension_of.items():
        path = block.paths[at]
        adopted.append(CountColumn(at, path, ((dimension, path[-1]),), path[-1]))
    counts = sorted((*columns.counts, *adopted), key=lambda column: column.position)
    return replace(columns, counts=tuple(counts), unknown=tuple(at for at in columns.unknown if at not in dimension_of))


def _holds_counts(rows: Sequence[SheetRow], at: int) -> bool:
    cells = [row[at] for row in rows if row[at]]
    return bool(cells) and 2 * sum(looks_like_count(cell) for cell in cells) >= len(cells)


def _area_columns(columns: Columns, block: HeadingBlock, counted: Sequence[int]) -> dict[int, str]:
    """`KEWARGANEGARAAN | BAE | DAWE`: a column for each kecamatan, or each kabupaten."""
    for dimension, is_name in (("kabupaten", area_names.is_kabupaten), ("kecamatan", area_names.is_kecamatan)):
        found = [at for at in counted if is_name(block.paths[at][-1])]
        if len(found) >= 2 and not columns.has(dimension, f"{dimension}_code"):
            return dict.fromkeys(found, dimension)
    return {}


def _beside_countries(columns: Columns, counted: Sequence[int]) -> dict[int, str]:
    beside = {column.position for column in columns.counts if "nationality" in column.dimensions}
    found: dict[int, str] = {}
    for at in counted if len(beside) >= 2 else ():
        if {at - 1, at + 1} & beside:
            beside.add(at)
            found[at] = "nationality"
    return found


def has_loose_persons(grid: SheetCells) -> bool:
    """Whether a sheet without a table holds personal data all the same."""
    found = 0
    for row in grid.rows:
        found += sum(is_personal_value(cell) for cell in row.cells if cell)
        if found >= _FEWEST_PERSONAL_CELLS:
            return True
    return False
