"""The place of one row, from the four cells that may name its kecamatan. Codes, names and kabupaten must agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pora.locale import _
from pora.reference.areas.answer import AMBIGUOUS, CONFLICT, ERROR_CODES, AreaMatch
from pora.reference.areas.codes import read_code
from pora.reference.spelling import is_blank, shorten

if TYPE_CHECKING:
    from pora.reference.areas import AreaIndex


@dataclass(frozen=True)
class PlaceError:
    """What is wrong with the place of a row: the column and text to mend, the kind, what to do."""

    column: str
    value: str
    code: str
    message: str


class RowArea(NamedTuple):
    """All codes; or without the desa, the kabupaten only, or none: not placed, at that level. With an error none."""

    kecamatan_code: str | None = None
    kabupaten_code: str | None = None
    error: PlaceError | None = None
    desa_code: str | None = None


@dataclass(frozen=True)
class _Cell:
    """One filled cell, what it means, and the areas that it allows (several where it is ambiguous)."""

    column: str
    match: AreaMatch

    @property
    def codes(self) -> tuple[str, ...]:
        if self.match.code:
            return (self.match.code,)
        return tuple(c.code for c in self.match.candidates) if self.match.reason == AMBIGUOUS else ()


class _RefusedCell(Exception):
    def __init__(self, cell: _Cell, reason: str, message: str | None) -> None:
        super().__init__(message)
        self.error = PlaceError(cell.column, cell.match.text, ERROR_CODES[reason], message or "")


def resolve_row(
    index: AreaIndex,
    kecamatan_code: str | None,
    kecamatan: str | None,
    kabupaten_code: str | None,
    kabupaten: str | None,
    province_code: str | None = None,
) -> RowArea:
    """The codes of a row, or its first error. Trap: cells that disagree are an error, even where one alone
    would do. A bare Semarang beside a kecamatan's code is settled by it; beside a name it stays a tie."""
    kabupaten_code = _unless_settled(index, kabupaten_code, kabupaten, province_code)
    if kecamatan and (kabupaten or kabupaten_code) and _kind_of_code(kecamatan_code) == "bps":
        kecamatan_code = None  # the numbers of BPS are others; the names decide
    try:
        regencies = [
            cell
            for column, text in (("kabupaten_code", kabupaten_code), ("kabupaten", kabupaten))
            if (cell := _read(column, text, lambda text: index.match_kabupaten(text, province_code)))
        ]
        allowed = _agree_on_kabupaten(index, regencies)
        scope_code = allowed[0] if len(allowed) == 1 else None
        by_code = _read(
            "kecamatan_code",
            kecamatan_code,
            lambda text: index.match_kecamatan(text, scope_code, province_code),
        )
        # A name beside a code is looked for in the kabupaten of that code.
        inner_code = index.parent(by_code.match.code) if by_code and by_code.match.code else scope_code
        by_name = _read("kecamatan", kecamatan, lambda text: index.match_kecamatan(text, inner_code, province_code))
        return _place(index, regencies, allowed, [cell for cell in (by_code, by_name) if cell])
    except _RefusedCell as refusal:
        return RowArea(error=refusal.error)


def _kind_of_code(text: str | None) -> str | None:
    read = read_code(text) if text else None
    return read.kind if read else None


def _unless_settled(index: AreaIndex, code: str | None, name: str | None, province_code: str | None) -> str | None:
    """None where a code without its dot, `3319`, only repeats what the name beside it says."""
    if name and _kind_of_code(code) == "undotted":
        found = index.match_kabupaten(name, province_code).code
        if found and code is not None and found.replace(".", "") == code.strip():
            return None
    return code


def _read(column: str, text: str | None, match: Callable[[str], AreaMatch]) -> _Cell | None:
    """The cell if it is filled. Anything that is wrong by itself, other than a tie, is refused."""
    if text is None or is_blank(text):
        return None
    cell = _Cell(column, match(text))
    if cell.match.error_code and cell.match.reason != AMBIGUOUS:
        raise _RefusedCell(cell, cell.match.reason, cell.match.message)
    return cell


def _place(index: AreaIndex, regencies: Sequence[_Cell], allowed: Sequence[str], districts: Sequence[_Cell]) -> RowArea:
    kecamatan_code = _agree_on_kecamatan(index, districts, allowed)
    parent_code = index.parent(kecamatan_code) if kecamatan_code else None
    if kecamatan_code and allowed and parent_code not in allowed:
        raise _conflict(index, kecamatan_code, regencies[-1])
    is_by_code = any(cell.column == "kecamatan_code" and cell.match.code for cell in districts)
    if len(allowed) > 1 and not is_by_code:
        raise _tie_of_kabupaten(index, regencies, allowed, districts)
    return RowArea(kecamatan_code, parent_code or (allowed[0] if allowed else None))


def _agree_on_kabupaten(index: AreaIndex, cells: Sequence[_Cell]) -> tuple[str, ...]:
    """Kabupaten/kota that all filled cells allow; none if no cell names one."""
    if len(cells) < 2:
        return cells[0].codes if cells else ()
    shared = tuple(code for code in cells[0].codes if code in cells[1].codes)
    stated = cells[0].codes or cells[1].codes
    if stated and not shared:
        raise _conflict(index, stated[0], cells[1] if cells[0].codes else cells[0])
    return shared


def _agree_on_kecamatan(index: AreaIndex, cells: Sequence[_Cell], allowed: Sequence[str]) -> str | None:
    """The kecamatan that all filled cells name; None where they say that it is not known, or where the tie is
    one of the kabupaten."""
    codes = [cell.match.code for cell in cells]
    if len(cells) == 2 and codes[0] != codes[1]:
        stated, other = (codes[0], cells[1]) if codes[0] else (codes[1], cells[0])
        if stated and stated not in other.codes:
            raise _conflict(index, stated, other)
    tie = next((cell for cell in cells if cell.match.reason == AMBIGUOUS), None)
    if tie and not any(codes) and len(allowed) < 2:
        raise _RefusedCell(tie, AMBIGUOUS, tie.match.message)
    return next((code for code in codes if code), None)


def _tie_of_kabupaten(
    index: AreaIndex, regencies: Sequence[_Cell], allowed: Sequence[str], districts: Sequence[_Cell]
) -> _RefusedCell:
    """Kabupaten or kota? Says where the kecamatan lies if only one of them has it."""
    tie = next(cell for cell in regencies if cell.match.reason == AMBIGUOUS)
    matches = [index.match_kecamatan(cell.match.text, code) for cell in districts for code in allowed]
    places = {match.code for match in matches if match.code}
    if len(places) != 1:
        return _RefusedCell(tie, AMBIGUOUS, tie.match.message)
    place = index.area(places.pop())
    hint = _("Kecamatan {kecamatan} ada di {kabupaten}.").format(
        kecamatan=place.name, kabupaten=index.area_name(place.parent_code or "")
    )
    return _RefusedCell(tie, AMBIGUOUS, f"{tie.match.message} {hint}")


def _conflict(index: AreaIndex, code: str, cell: _Cell) -> _RefusedCell:
    message = _("'{text}' tidak cocok dengan {area} ({code}) di kolom lain. Samakan keduanya.").format(
        text=shorten(cell.match.text), area=index.display_name(code), code=code
    )
    return _RefusedCell(cell, CONFLICT, message)
