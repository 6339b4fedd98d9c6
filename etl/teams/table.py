"""A list as an office sends it, to rows of text by column. Everything that is not read is named.

Traps: rows below the table (signature, NIP) stand in its columns, and a place is often written once for several rows
in a merged cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.readers.formats.cells import Merge, SheetCells, SheetRow, read_csv_grid
from etl.readers.formats.sniff import decode_head, detect_container, detect_encoding, read_head
from etl.readers.formats.workbook import read_workbook
from etl.readers.layout.heading_block import is_column_numbers
from etl.readers.texts.headings import AREA_COLUMNS, normalise_heading
from etl.teams.headings import ROW_LABEL, ListHeading, find_list_heading
from pora.errors import RefusedError
from pora.locale import _
from pora.reference.spelling import shorten
from pora.schema import ACTIVITY, FOLLOW_UP, MEETING, TEAM, VILLAGE

MOST_LIST_ROWS = 20_000
REQUIRED: Mapping[str, tuple[str, ...]] = {
    TEAM: (),
    MEETING: ("meeting_date", "title"),
    ACTIVITY: ("activity_kind", "activity_status"),
    FOLLOW_UP: ("meeting_date", "subject", "due_period", "follow_up_state"),
    VILLAGE: ("desa_name",),
}
_FEWEST_CELLS = 3  # of a row below the last whole one that is still meant as data
_TOTAL_WORDS = ("jumlah", "jml", "total")


@dataclass(frozen=True)
class ListRow:
    """One row: `number` as the office sees it, filled cells by column, numbers of members by agency."""

    sheet: str | None
    number: int
    cells: Mapping[str, str]
    members: Mapping[str, str]


@dataclass(frozen=True)
class ListTable:
    """`headings` are the words of the file for our columns; `notes` say what was not read."""

    rows: tuple[ListRow, ...]
    headings: Mapping[str, str]
    notes: tuple[str, ...]


def read_list(path: Path, kind: str) -> ListTable:
    """All tables of one kind in a file. Raises RefusedError: unreadable, without such a table, with personal data."""
    found = [(grid, heading) for grid in _read_grids(path) if (heading := find_list_heading(grid, kind))]
    whole = [(grid, heading) for grid, heading in found if not _missing(heading, kind)]
    if not whole:
        raise RefusedError(_missing_message(path, kind, [heading for _grid, heading in found]), "missing-label")
    personal = [words for _grid, heading in whole for words in heading.personal]
    if personal:
        raise refuse_persons(personal)
    rows: list[ListRow] = []
    notes: list[str] = []
    headings: dict[str, str] = {}
    for grid, heading in whole:
        data, below = _split_rows(grid, heading, kind)
        rows += [_as_list_row(grid, row, heading) for row in data]
        notes += list(_describe_unread(grid, heading, below))
        texts = next(row for row in grid.rows if row.number == heading.row_number)
        headings |= {name: " ".join((texts[at] or "").split()) for at, name in heading.columns.items()}
    if not rows:
        raise RefusedError(_("{file} tidak berisi baris data.").format(file=path.name))
    if len(rows) > MOST_LIST_ROWS:
        raise RefusedError(_("{file} terlalu panjang untuk sebuah daftar.").format(file=path.name))
    return ListTable(tuple(rows), headings, tuple(notes))


def refuse_persons(columns: Sequence[str]) -> RefusedError:
    """The error for a list with personal data, a file or a form; `columns` by words that may be shown."""
    return RefusedError(
        _(
            "Ada data pribadi pada: {columns}. Daftar hanya memuat instansi dan jumlah: hapus nama dan nomor orang, "
            "lalu coba lagi."
        ).format(columns=", ".join(dict.fromkeys(columns))),
        "personal-data",
    )


def _read_grids(path: Path) -> list[SheetCells]:
    head = read_head(path)
    if detect_container(path, head) != "text":
        return [grid for grid in read_workbook(path)[0] if not grid.is_hidden]
    _text, encoding = decode_head(head, detect_encoding(head))
    return [read_csv_grid(path, encoding)[0]]


def _missing(heading: ListHeading, kind: str) -> list[str]:
    missing = [name for name in REQUIRED[kind] if name not in heading.known]
    return missing or ([] if kind != TEAM or heading.known & set(AREA_COLUMNS) else ["kabupaten"])


def _missing_message(path: Path, kind: str, found: Sequence[ListHeading]) -> str:
    words = {
        "kabupaten": _("kabupaten/kota atau kecamatan"),
        "meeting_date": _("tanggal"),
        "title": _("acara"),
        "activity_kind": _("jenis kegiatan"),
        "activity_status": _("pelaksanaan"),
        "desa_name": _("desa"),
        "subject": _("tindak lanjut"),
        "due_period": _("tenggat"),
        "follow_up_state": _("keadaan"),
    }
    missing = min((_missing(heading, kind) for heading in found), key=len, default=[*REQUIRED[kind]] or ["kabupaten"])
    return _("Tidak ada kolom {columns} di {file}. Periksa judul kolomnya dan --kind.").format(
        columns=", ".join(words[name] for name in missing), file=path.name
    )


def _split_rows(grid: SheetCells, heading: ListHeading, kind: str) -> tuple[list[SheetRow], list[SheetRow]]:
    """(rows of data, rows with content that are none: totals, column numbers, what stands below the table)."""
    rows = [row for row in grid.rows if row.number > heading.row_number]
    counted = [row for row in rows if not is_column_numbers(row) and not _is_total(row)]
    last_whole = max((at for at, row in enumerate(counted) if _is_whole(row, heading, kind)), default=-1)
    data = [row for at, row in enumerate(counted) if at <= last_whole or _is_meant(row, heading)]
    numbers = {row.number for row in data}
    return data, [row for row in rows if row.number not in numbers]


def _is_total(row: SheetRow) -> bool:
    first = normalise_heading(row.cells[row.filled[0]] or "").split()
    return bool(first) and first[0] in _TOTAL_WORDS


def _filled_columns(row: SheetRow, heading: ListHeading) -> set[str]:
    return {name for at, name in heading.columns.items() if row[at]}


def _is_whole(row: SheetRow, heading: ListHeading, kind: str) -> bool:
    """Whether a row fills what every row must."""
    filled = _filled_columns(row, heading)
    return bool(filled & set(AREA_COLUMNS)) if kind == TEAM else filled >= set(REQUIRED[kind])


def _is_meant(row: SheetRow, heading: ListHeading) -> bool:
    """Whether a row below the last whole one is data that somebody left unfinished, not a signature."""
    filled = _filled_columns(row, heading)
    return ROW_LABEL in filled or len(filled) >= _FEWEST_CELLS


def _as_list_row(grid: SheetCells, row: SheetRow, heading: ListHeading) -> ListRow:
    cells: dict[str, str] = {}
    for at, name in heading.columns.items():
        text = row[at] or (_merged_text(grid, row.number, at) if name in AREA_COLUMNS else None)
        if text:
            cells[name] = f"{cells[name]}; {text}" if name in cells else text
    members = {agency: text for at, agency in heading.agencies.items() if (text := row[at])}
    return ListRow(grid.sheet, row.number, cells, members)


def _merged_text(grid: SheetCells, number: int, column: int) -> str | None:
    """What a merged cell says for the rows that it covers."""

    def covers(merge: Merge) -> bool:
        return merge.first_column <= column <= merge.last_column and merge.first_row <= number <= merge.last_row

    top = next((merge.first_row for merge in grid.merges if covers(merge)), None)
    return next((row[column] for row in grid.rows if row.number == top), None)


def _describe_unread(grid: SheetCells, heading: ListHeading, below: Sequence[SheetRow]) -> Iterator[str]:
    place = _("Lembar {sheet}: ").format(sheet=shorten(grid.sheet)) if grid.sheet else ""
    for text in heading.unread:
        yield place + _("kolom '{heading}' tidak dikenal dan tidak dibaca.").format(heading=shorten(text))
    if below:
        yield place + _("baris {rows} tidak dibaca: bukan baris daftar.").format(
            rows=", ".join(str(row.number) for row in below)
        )
