"""The place of one row that may name a desa: a code brings its kecamatan, a name is looked for in the row's alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pora.locale import _
from pora.reference.areas.answer import CONFLICT, ERROR_CODES, AreaMatch
from pora.reference.areas.codes import read_code
from pora.reference.areas.desa import KECAMATAN_LENGTH, find_desa
from pora.reference.areas.rows import PlaceError, RowArea, resolve_row
from pora.reference.spelling import is_blank, shorten

if TYPE_CHECKING:
    from pora.reference.areas import AreaIndex


@dataclass(frozen=True)
class PlaceCells:
    """The cells of one row that name its place, as written; None where the file has no such column."""

    kecamatan_code: str | None = None
    kecamatan: str | None = None
    kabupaten_code: str | None = None
    kabupaten: str | None = None
    desa_code: str | None = None
    desa: str | None = None


def resolve_place(index: AreaIndex, cells: PlaceCells, province_code: str | None) -> RowArea:
    """The codes of a row, or its first error. A desa is None where none is named: such a row stays in its kecamatan."""
    code_column = "desa_code"
    if _desa_of(cells.kecamatan_code) and _is_empty(cells.desa_code):
        code_column = "kecamatan_code"
        cells = replace(cells, kecamatan_code=None, desa_code=cells.kecamatan_code)
    by_code = None if _is_empty(cells.desa_code) else index.match_desa(cells.desa_code or "", None)
    if by_code and _is_settled_by_name(by_code.text, cells.desa):
        by_code = None
    if by_code and by_code.error_code:
        return RowArea(error=_refuse(code_column, by_code))
    row = _resolve_kecamatan(index, cells, by_code, code_column, province_code)
    if row.error or _is_empty(cells.desa):
        return row if row.error else row._replace(desa_code=by_code.code if by_code else None)
    by_name = index.match_desa(cells.desa or "", row.kecamatan_code)
    code = by_code.code if by_code else None
    if code and code in {candidate.code for candidate in by_name.candidates}:
        return row._replace(desa_code=code)  # a desa and a kelurahan of one name
    if by_name.error_code:
        return RowArea(error=_refuse("desa", by_name))
    if code and by_name.code and code != by_name.code:
        return RowArea(error=_conflict(index, code, by_name.text))
    return row._replace(desa_code=code or by_name.code)


def _resolve_kecamatan(
    index: AreaIndex, cells: PlaceCells, by_code: AreaMatch | None, code_column: str, province_code: str | None
) -> RowArea:
    kecamatan_code = cells.kecamatan_code
    is_brought = by_code is not None and by_code.code is not None and _is_empty(kecamatan_code)
    if by_code and by_code.code and is_brought:
        kecamatan_code = by_code.code[:KECAMATAN_LENGTH]
    row = resolve_row(index, kecamatan_code, cells.kecamatan, cells.kabupaten_code, cells.kabupaten, province_code)
    if row.error and row.error.column == "kecamatan_code" and is_brought and by_code:
        return RowArea(error=replace(row.error, column=code_column, value=by_code.text))
    if by_code and by_code.code and not row.error and row.kecamatan_code != by_code.code[:KECAMATAN_LENGTH]:
        return RowArea(error=_conflict(index, by_code.code, cells.kecamatan_code or ""))
    return row


def _desa_of(text: str | None) -> str | None:
    """The code of a desa that stands in a column of codes of kecamatan."""
    read = read_code(text) if text else None
    return read.desa_code if read and read.kind == "desa" else None


def _is_settled_by_name(code: str, name: str | None) -> bool:
    """Ten digits without dots beside a name: of BPS, whose numbers are others, unless Kemendagri has such a desa."""
    read = None if _is_empty(name) else read_code(code)
    return bool(read and read.kind == "undotted_desa" and not (read.desa_code and find_desa(read.desa_code)))


def _is_empty(text: str | None) -> bool:
    return text is None or is_blank(text)


def _refuse(column: str, match: AreaMatch) -> PlaceError:
    return PlaceError(column, match.text, ERROR_CODES[match.reason], match.message or "")


def _conflict(index: AreaIndex, code: str, text: str) -> PlaceError:
    message = _("'{text}' tidak cocok dengan {area} ({code}) di kolom lain. Samakan keduanya.").format(
        text=shorten(text), area=index.display_name(code), code=code
    )
    return PlaceError("desa", text, ERROR_CODES[CONFLICT], message)
