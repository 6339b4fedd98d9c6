"""No two tables of one file may count the same persons: refused, since nothing tells which of them is meant.

The trap: they seldom look alike. One sheet says `Kec. Bae` and another `Bae`; one has the kecamatan, another only the
countries of the whole kabupaten, whose sum is the same people once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from etl.readers.rows.table_rows import RawRow
from etl.readers.tables.fill_context import Complete
from etl.readers.texts.periods import parse_period
from pora.errors import RefusedError
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.countries import resolve_country
from pora.reference.terms import is_not_stated, resolve_term

_AREA = ("kecamatan_code", "kecamatan", "kabupaten_code", "kabupaten")
_PLACE = ("period", "category", *_AREA)  # a desa is a detail: another table of the same persons
_Part = tuple[str, str, str]  # period, category, kabupaten


def require_once(file_name: str, complete: Sequence[Complete]) -> None:
    """Raises RefusedError for two tables of one place, period and category with other details, or with the same ones
    twice; and for a table of kecamatan beside one of their whole kabupaten.
    """
    if len(complete) > 1:
        _require_one_detail(file_name, complete)
        _require_one_level(file_name, complete)


def _require_one_detail(file_name: str, complete: Sequence[Complete]) -> None:
    details_of: dict[tuple[str, ...], tuple[frozenset[str], Complete]] = {}
    seen: dict[tuple[tuple[str, ...], ...], Complete] = {}
    for one in complete:
        counted = _counted(one)
        details = frozenset(name for row in counted for name in row.dimensions) - {*_PLACE, "sheet"}
        for row in counted:
            place = (*_part(row), _kecamatan(row))
            values = ((name, _value(name, row.dimensions[name])) for name in sorted(details & set(row.dimensions)))
            first_details, first = details_of.setdefault(place, (details, one))
            first = first if first_details != details else seen.setdefault((place, *values), one)
            if first is not one:
                raise _counted_twice(file_name, first, one)


def _require_one_level(file_name: str, complete: Sequence[Complete]) -> None:
    """A table that says it is of persons without a kecamatan is no second count."""
    with_kecamatan: dict[_Part, Complete] = {}
    without: dict[_Part, Complete] = {}
    for one in complete:
        rows = _counted(one)
        placed = {_part(row) for row in rows if _kecamatan(row)}
        with_kecamatan |= {part: one for part in placed if part not in with_kecamatan}
        if not (one.found.sheet and is_not_stated(one.found.sheet)):
            without |= {part: one for row in rows if (part := _part(row)) not in placed and part not in without}
    for part, one in without.items():
        if part in with_kecamatan:
            raise _counted_twice(file_name, with_kecamatan[part], one)


def _counted(one: Complete) -> list[RawRow]:
    return [row for row in one.rows if row.person_count]


def _part(row: RawRow) -> _Part:
    period, category = row.dimensions.get("period", ""), row.dimensions.get("category", "")
    return _value("period", period), _value("category", category), _area(row)[0]


def _kecamatan(row: RawRow) -> str:
    return _area(row)[1]


def _area(row: RawRow) -> tuple[str, str]:
    return _find_area(*(row.dimensions.get(name) for name in _AREA))


@lru_cache(maxsize=20_000)
def _find_area(
    kecamatan_code: str | None, kecamatan: str | None, kabupaten_code: str | None, kabupaten: str | None
) -> tuple[str, str]:
    """(kabupaten, kecamatan) as codes; as written where they are not known."""
    found = area_index().resolve(kecamatan_code, kecamatan, kabupaten_code, kabupaten)
    if found.error:
        return (kabupaten_code or kabupaten or "").casefold(), (kecamatan_code or kecamatan or "").casefold()
    return found.kabupaten_code or "", found.kecamatan_code or ""


@lru_cache(maxsize=20_000)
def _value(name: str, text: str) -> str:
    """What a text means, so that two spellings are one."""
    if name == "period":
        return parse_period(text) or text.casefold()
    match = resolve_country(text) if name == "nationality" else resolve_term(name, text)
    return match.value or text.casefold()


def _counted_twice(file_name: str, first: Complete, second: Complete) -> RefusedError:
    message = _(
        "Berkas {name} memuat dua tabel tentang orang yang sama: {first} dan {second}. Sisakan satu rincian, atau "
        "tulis bulan atau wilayah masing-masing di nama lembarnya."
    )
    return RefusedError(
        message.format(name=file_name, first=first.table.place, second=second.table.place), "duplicate-table"
    )
