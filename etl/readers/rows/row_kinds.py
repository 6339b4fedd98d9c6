"""What kind of row this is: data, total, section, signature, or a note. Decided by content, row by row.

The trap: a signature block stands under the columns of counts, and its NIP is a number. Only what can be a count
makes a row count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from etl.readers.formats.cells import SheetRow, is_tag_row
from etl.readers.layout.columns import Columns, raw_positions
from etl.readers.layout.heading_block import is_column_numbers
from etl.readers.texts import area_names
from etl.readers.texts.cell_marks import is_spoilt
from etl.readers.texts.headings import OFFICE, join_spaced, normalise_heading
from etl.readers.texts.numbers import CountFormat, parse_count
from etl.readers.texts.periods import parse_period
from pora.reference.spelling import without_footnote_marks
from pora.reference.terms import resolve_term
from pora.schema import DIMENSION_NAMES

RowKind = Literal[
    "data",
    "nihil",
    "total",
    "unlabelled",
    "section",
    "heading",
    "column_numbers",
    "hxl",
    "source",
    "signature",
    "note",
    "empty",
]

_TOTAL = re.compile(
    r"^(?:sub\s*-?\s*|grand\s+|rekap(?:itulasi)?\s+)?(?:jumlah|jml|jlh|total|subtotal)\b(?!\s+penduduk)|^dipindahkan|pindahan",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^(?:sumber|source|catatan|keterangan|ket|notes?|nb|cat)\b\s*[.:]?|^\*"
    r"|^\(?(?:\d|[a-z])\)\s*(?:angka|data|termasuk|tidak|belum|sementara|including|preliminary|provisional)\b",
    re.IGNORECASE,
)
_KINDS = {"kabupaten": "Kab.", "regency": "Kab.", "kabupaten regency": "Kab."}
_KINDS |= dict.fromkeys(("kota", "municipality", "city", "kota municipality", "kota city", "kotamadya"), "Kota")
_SIGNATURE = re.compile(
    r"^(?:mengetahui|menyetujui|mengesahkan|kepala\b|camat\b|kapolsek|danramil|bupati|wali ?kota|ketua\b|sekretaris"
    r"|plt\b|plh\b|a\.?\s?n\.\s|an\.\s|ttd|dto\b|tembusan|nip\b|nrp\b|pembuat|yang membuat|petugas|pangkat|penata"
    r"|pembina)"
    r"|^[a-z .]+,\s*(?:tanggal\s*)?[\d.…_ ]*\s*[a-z]+\.?\s+(?:19|20)\d\d\s*$",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\(?(?:\d{1,3}|[ivxlc]{1,6}|[a-z])[.)]?\)?$", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"^(?:\d{1,3}|[ivxlc]{1,6}|[a-z])\s*[.)]\s*(?=\S)", re.IGNORECASE)
_LOOSE = CountFormat(".", "")
_LONGEST_COUNT = 12  # characters of digits: a longer number is a NIP, not a count


@dataclass(frozen=True)
class Section:
    """What a section row says for the rows under it."""

    column: Literal["period", "category", "kabupaten", "kabupaten_kind", "kecamatan"]
    value: str


@dataclass(frozen=True)
class TableShape:
    """What is needed of a table to judge its rows."""

    columns: Columns
    headings: frozenset[tuple[str, ...]]

    @cached_property
    def counted_positions(self) -> tuple[int, ...]:
        return tuple(column.position for column in self.columns.counts)

    @cached_property
    def dimension_positions(self) -> dict[str, int]:
        return raw_positions(self.columns)

    @cached_property
    def naming_positions(self) -> tuple[int, ...]:
        """Columns that tell whom or what a row is about."""
        named = (at for at, match in self.columns.dimensions.items() if match.column not in ("row_label", OFFICE))
        return tuple(named)


def heading_key(row: SheetRow) -> tuple[str, ...]:
    return tuple(normalise_heading(row.cells[column] or "") for column in row.filled)


@lru_cache(maxsize=20_000)
def looks_like_count(text: str | None) -> bool:
    """Whether a cell is meant as a count, exact or not. A blank cell is not; `-` is."""
    if text is None or sum(letter.isdigit() for letter in text) > _LONGEST_COUNT:
        return False
    if is_spoilt(text):
        return True
    count = parse_count(text, _LOOSE)
    return count.error_code != "type-error" and (count.value is not None or count.error_code is not None)


def has_count(row: SheetRow, shape: TableShape) -> bool:
    return any(looks_like_count(row[position]) for position in shape.counted_positions)


def classify_row(row: SheetRow, shape: TableShape) -> RowKind:
    """The kind of a row by itself; what only its neighbours tell (section with a sum, the end) comes later."""
    if heading_key(row) in shape.headings:
        return "heading"
    if is_column_numbers(row):
        return "column_numbers"
    if is_tag_row(row.cells):
        return "hxl"
    if any(_TOTAL.match(text) for text in _labels(row, shape)):
        return "total"
    counted = has_count(row, shape)
    if not counted:
        cells = [row.cells[column] or "" for column in row.filled]
        if _SOURCE.match(cells[0]):
            return "source"
        if any(_SIGNATURE.match(cell) for cell in cells):
            return "signature"
        if [cell.strip(" -.").lower() for cell in cells] == ["nihil"]:
            return "nihil"
        if read_section(row, shape):
            return "section"
    if any(row[position] for position in shape.naming_positions):
        return "data"
    return "unlabelled" if counted else "note"


def is_total_of_details(row: SheetRow, shape: TableShape) -> bool:
    """`Jati | Jumlah | 5`: a total by the word in a column of details alone, beside a place."""
    details = [at for name, at in shape.dimension_positions.items() if name in DIMENSION_NAMES]
    first = next((at for at in row.filled if at not in shape.counted_positions), None)
    others = [join_spaced(row.cells[at] or "") for at in {*row.filled} - {*details, *shape.counted_positions}]
    is_in_details = any(_TOTAL.match(join_spaced(row[at] or "")) for at in details)
    return is_in_details and first not in details and not any(map(_TOTAL.match, others))


def _labels(row: SheetRow, shape: TableShape) -> list[str]:
    """Cells that name what a row is about: the first one, and those of dimensions. Not remarks beside the counts."""
    counts = set(shape.counted_positions)
    named = [column for column in row.filled if column in shape.columns.dimensions]
    first = [column for column in row.filled if column not in counts and not _NUMBERING.match(row.cells[column] or "")]
    return [join_spaced(row.cells[column] or "") for column in dict.fromkeys([*first[:1], *named])]


def read_section(row: SheetRow, shape: TableShape) -> Section | None:
    """`KABUPATEN KUDUS`, `Kec. Bae`, `PENGUNGSI` or `MARET 2024` alone in a row; None for anything else."""
    texts = [cell for column in row.filled if not _NUMBERING.match(cell := row.cells[column] or "")]
    label = shape.columns.position("row_label")
    is_numbered = label is not None and (row[label] or "").strip(" .)").isdigit()
    if len(texts) != 1 or is_numbered:
        return None
    text = without_footnote_marks(_LEADING_NUMBER.sub("", texts[0]))
    if kind := _KINDS.get(normalise_heading(text)):
        return Section("kabupaten_kind", kind)
    in_column = {name for name, position in shape.dimension_positions.items() if row[position]}
    if area_names.is_kabupaten(text) or (not in_column and area_names.is_bare_kabupaten(text)):
        return Section("kabupaten", text) if "kabupaten" not in in_column else None
    if parse_period(text) and "period" not in in_column:
        return Section("period", text)
    if resolve_term("category", text).value and not in_column - {"kecamatan", "kabupaten"}:
        return Section("category", text)
    has_word = re.match(r"kec(?:amatan)?\b", text, re.IGNORECASE)
    if has_word and "kecamatan" not in shape.dimension_positions and area_names.is_kecamatan(text):
        return Section("kecamatan", text)
    return None
