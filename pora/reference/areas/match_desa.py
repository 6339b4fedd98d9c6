"""From the text of a cell to a desa or kelurahan of one kecamatan: code first, then the name, then the alias.

Promise: as `pora.reference.areas.match`: an exact code, spelling or recorded alias, never what is only near. A name is
answered within its kecamatan alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pora.reference.areas import messages
from pora.reference.areas.answer import (
    ALIAS,
    AMBIGUOUS,
    CODE,
    CONFLICT,
    DAMAGED_CODE,
    LEVEL,
    NAME,
    UNKNOWN,
    UNPLACED,
    AreaMatch,
    Candidate,
)
from pora.reference.areas.codes import ReadCode, read_code, split_code
from pora.reference.areas.desa import find_by_name, find_desa, read_desa_of, read_spellings
from pora.reference.areas.tables import AreaTables, split_kind
from pora.reference.spelling import MAX_LENGTH, normalise, suggest
from pora.reference.terms import is_not_stated
from pora.schema import DESA, KECAMATAN


class DesaMatcher:
    def __init__(self, tables: AreaTables) -> None:
        self._tables = tables

    def match(self, text: str, kecamatan_code: str | None) -> AreaMatch:
        """One desa of that kecamatan or a reason why not; without a kecamatan only a code says which."""
        if is_not_stated(text):
            return AreaMatch(text, UNPLACED)
        if len(text) > MAX_LENGTH:
            return self._refuse_unknown(text, kecamatan_code)
        if read := read_code(text):
            return self._match_code(text, read, kecamatan_code)
        if (with_name := split_code(text)) and (read := read_code(with_name[0])):
            return self._match_code_with_name(text, read, with_name[1], kecamatan_code)
        if kecamatan_code is None:
            return AreaMatch(text, AMBIGUOUS, None, (), messages.desa_without_kecamatan(text))
        return self._match_name(text, kecamatan_code)

    # --- codes ---------------------------------------------------------------------------------------------

    def _match_code(self, text: str, read: ReadCode, kecamatan_code: str | None) -> AreaMatch:
        if read.kind == "desa" and read.desa_code:
            return self._match_whole_code(text, read.desa_code, kecamatan_code)
        if read.code is not None:
            if (area := self._tables.areas.get(read.code)) is None:
                return AreaMatch(text, UNKNOWN, None, (), messages.unknown_code(read.code))
            found = self._areas([read.code])
            return AreaMatch(text, LEVEL, None, found, messages.wrong_level(text, DESA, found, area.level, ()))
        codes = [read.desa_code] if read.desa_code and find_desa(read.desa_code) else []
        meant = _candidates(self._tables, codes, 0)
        return AreaMatch(text, DAMAGED_CODE, None, meant, messages.damaged_desa_code(text, read, meant))

    def _match_whole_code(self, text: str, code: str, kecamatan_code: str | None) -> AreaMatch:
        if find_desa(code) is None:
            return AreaMatch(text, UNKNOWN, None, (), messages.unknown_code(code))
        if kecamatan_code and not code.startswith(f"{kecamatan_code}."):
            found = _candidates(self._tables, [code])
            message = messages.code_elsewhere(found[0], self._tables.areas[kecamatan_code].name)
            return AreaMatch(text, CONFLICT, None, found, message)
        return AreaMatch(text, CODE, code)

    def _match_code_with_name(self, text: str, read: ReadCode, name: str, kecamatan_code: str | None) -> AreaMatch:
        """`33.19.03.2007 Jati Kulon`: the code counts, and the name must be that desa's."""
        match = replace(self._match_code(text, read, kecamatan_code), text=text)
        if match.code is None or match.code in self._find(name, match.code[: len("33.19.01")])[1]:
            return match
        found = _candidates(self._tables, [match.code])
        return AreaMatch(text, CONFLICT, None, found, messages.code_against_name(found[0], name))

    # --- names ---------------------------------------------------------------------------------------------

    def _match_name(self, text: str, kecamatan_code: str) -> AreaMatch:
        if is_not_stated(split_kind(text)[1]):
            return AreaMatch(text, UNPLACED)
        reason, codes = self._find(text, kecamatan_code)
        if len(codes) == 1:
            return AreaMatch(text, reason, codes[0])
        if codes:
            found = _candidates(self._tables, codes)
            return AreaMatch(text, AMBIGUOUS, None, found, messages.ambiguous_desa(text, found))
        siblings = self._tables.children.get(kecamatan_code[:5], ())
        elsewhere = [code for sibling in siblings for code in self._find(text, sibling)[1]]
        if elsewhere:
            found = _candidates(self._tables, elsewhere)
            scope_name = self._tables.areas[kecamatan_code].name
            return AreaMatch(text, CONFLICT, None, found, messages.elsewhere(text, DESA, scope_name, found))
        return self._refuse_unknown(text, kecamatan_code)

    def _find(self, text: str, kecamatan_code: str) -> tuple[str, tuple[str, ...]]:
        """Desa of exactly that name; aliases only where no name has it."""
        if codes := find_by_name(kecamatan_code, text):
            return NAME, codes
        aliases = self._tables.aliases[DESA].get(normalise(split_kind(text)[1]), ())
        known = dict.fromkeys(a.area_code for a in aliases if a.scope_code == kecamatan_code and find_desa(a.area_code))
        return ALIAS, tuple(known)

    def _refuse_unknown(self, text: str, kecamatan_code: str | None) -> AreaMatch:
        if kecamatan_code is None:
            return AreaMatch(text, UNKNOWN, None, (), messages.desa_without_kecamatan(text))
        near: dict[str, Candidate] = {}
        for codes, score in suggest(split_kind(text)[1], read_spellings(kecamatan_code), limit=3):
            for candidate in _candidates(self._tables, codes, min(score, 99)):
                near.setdefault(candidate.code, candidate)
        found = tuple(near.values())
        scope_name = f"{messages.level_name(KECAMATAN)} {self._tables.areas[kecamatan_code].name}"
        return AreaMatch(text, UNKNOWN, None, found, messages.unknown_name(text, DESA, scope_name, found))

    def _areas(self, codes: Iterable[str]) -> tuple[Candidate, ...]:
        areas = [self._tables.areas[code] for code in codes]
        names = {area.code: self._tables.areas[area.parent_code].name if area.parent_code else "" for area in areas}
        return tuple(Candidate(area.code, area.name, names[area.code], 100) for area in areas)


def _candidates(tables: AreaTables, codes: Iterable[str], score: int = 100) -> tuple[Candidate, ...]:
    areas = [read_desa_of(code[: len("33.19.01")])[code] for code in codes]
    return tuple(Candidate(a.code, a.name, tables.areas[a.parent_code or ""].name, score) for a in areas)
