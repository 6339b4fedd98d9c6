"""From the text of a cell to an area: code first, then the name in its kabupaten/kota, then the alias table.

Promise: a code comes out only for a whole code, an exact spelling or a recorded alias that means one area in
the scope. Whatever is only near is a candidate, never a match; a tie gives all its areas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pora.locale import _
from pora.reference.areas import messages
from pora.reference.areas.answer import (
    ALIAS,
    AMBIGUOUS,
    CODE,
    CONFLICT,
    DAMAGED_CODE,
    GROUP,
    LEVEL,
    NAME,
    UNKNOWN,
    UNPLACED,
    AreaMatch,
    Candidate,
)
from pora.reference.areas.codes import ReadCode, read_code, split_code
from pora.reference.areas.tables import AreaGroup, AreaTables, group_spelling, kecamatan_spelling, strip_numbering
from pora.reference.spelling import MAX_LENGTH, normalise, suggest
from pora.reference.terms import is_not_stated
from pora.schema import KABUPATEN_KOTA, KECAMATAN, PROVINSI

_EDGES = " \t.,;:|/()[]-–—"
_SEPARATOR = re.compile(r"[,;:|/(]|\s[-–—]\s")
_KABUPATEN_WORD = re.compile(r"\b(?:kab|kabupaten|kota|kotamadya|kodya)\b", re.IGNORECASE)
_KECAMATAN_WORD = re.compile(r"\b(?:kec|kecamatan)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """A text that should be an area of `level` inside `scope_code` ("" is the country)."""

    text: str
    level: str
    scope_code: str

    @property
    def in_kabupaten(self) -> bool:
        return self.level == KECAMATAN and len(self.scope_code) == len("33.19")

    @property
    def province_code(self) -> str:
        return self.scope_code[:2]


def is_within(code: str, scope_code: str) -> bool:
    """Whether the area is the scope or lies in it; "" is the country."""
    return not scope_code or code == scope_code or code.startswith(f"{scope_code}.")


class AreaMatcher:
    def __init__(self, tables: AreaTables) -> None:
        self._tables = tables
        self._pools: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}

    def match(self, question: Question) -> AreaMatch:
        """One area or a reason why not, never a guess: "not stated" is unplaced; a code is read before a name; ties and
        near misses are refused, with what was perhaps meant."""
        text = question.text
        if is_not_stated(text):
            return AreaMatch(text, UNPLACED)
        if len(text) > MAX_LENGTH:
            return self._refuse_unknown(question, ())
        if read := read_code(text):
            return self._match_code(question, read)
        if with_name := split_code(text):
            return self._match_code_with_name(question, *with_name)
        return self._match_name(question)

    # --- codes ---------------------------------------------------------------------------------------------

    def _match_code(self, question: Question, read: ReadCode) -> AreaMatch:
        text = question.text
        if read.code is None:
            meant = self._candidates((code for code in read.meant if code in self._tables.areas), 0)
            reason = LEVEL if read.desa_code else DAMAGED_CODE
            return AreaMatch(text, reason, None, meant, messages.damaged_code(text, read, meant))
        area = self._tables.areas.get(read.code)
        if area is None:
            return AreaMatch(text, UNKNOWN, None, (), messages.unknown_code(read.code))
        found = self._candidates([read.code])
        if area.level != question.level:
            return self._refuse_level(question, area.level, found, ())
        if not is_within(read.code, question.scope_code):
            message = messages.code_elsewhere(found[0], self._scope_name(question.scope_code))
            return AreaMatch(text, CONFLICT, None, found, message)
        return AreaMatch(text, CODE, read.code)

    def _match_code_with_name(self, question: Question, code: str, name: str) -> AreaMatch:
        """`33.19.01 Kaliwungu`: the code counts, and the name must be that area's."""
        read = read_code(code) or ReadCode(code, "whole")
        match = replace(self._match_code(question, read), text=question.text)
        if match.code is None:
            return match
        scope_code = self._tables.areas[code].parent_code or ""
        if self._match_name(Question(name, question.level, scope_code)).code == code:
            return match
        found = self._candidates([code])
        return AreaMatch(question.text, CONFLICT, None, found, messages.code_against_name(found[0], name))

    # --- names ---------------------------------------------------------------------------------------------

    def _match_name(self, question: Question) -> AreaMatch:
        label = strip_numbering(question.text)
        key = self._key(question.level, label)
        if key and is_not_stated(key):
            return AreaMatch(question.text, UNPLACED)
        group = self._tables.groups.get(group_spelling(label))
        # Kedu is a kecamatan and a group of kabupaten: only Kec. or the kabupaten tells which.
        if group and not question.in_kabupaten and key == normalise(label):
            return self._refuse_group(question, group)
        reason, codes = self._find(question.level, key, question.scope_code)
        if codes:
            return self._settle(question, reason, codes)
        if question.level == KECAMATAN and (match := self._match_parts(question, label)):
            return match
        return self._refuse_group(question, group) if group else self._refuse_name(question, key)

    def _key(self, level: str, label: str) -> str:
        return kecamatan_spelling(label) if level == KECAMATAN else normalise(strip_numbering(label))

    def _find(self, level: str, key: str, scope_code: str) -> tuple[str, tuple[str, ...]]:
        """Areas of exactly that spelling in the scope; aliases only where no name has it."""
        names = tuple(code for code in self._tables.spellings[level].get(key, ()) if is_within(code, scope_code))
        if names:
            return NAME, names
        aliases = [a for a in self._tables.aliases[level].get(key, ()) if is_within(a.area_code, scope_code)]
        is_loose = any(a.scope_code and a.scope_code != scope_code for a in aliases)
        return AMBIGUOUS if is_loose else ALIAS, tuple(dict.fromkeys(a.area_code for a in aliases))

    def _settle(self, question: Question, reason: str, codes: tuple[str, ...]) -> AreaMatch:
        if len(codes) == 1 and reason != AMBIGUOUS:
            return AreaMatch(question.text, reason, codes[0])
        found = self._candidates(codes)
        explain = messages.ambiguous_kecamatan if question.level == KECAMATAN else messages.ambiguous_kabupaten
        return AreaMatch(question.text, AMBIGUOUS, None, found, explain(question.text, found))

    def _match_parts(self, question: Question, label: str) -> AreaMatch | None:
        """`Kec. Kaliwungu, Kab. Kudus` and the like; None if no part of the text is a kabupaten/kota."""
        hits: dict[str, str] = {}
        refusal: AreaMatch | None = None
        for kecamatan, kabupaten in _split_places(label):
            kabupaten_codes = self._find(KABUPATEN_KOTA, normalise(kabupaten), question.province_code)[1]
            if question.scope_code in kabupaten_codes:
                kabupaten_codes = (question.scope_code,)
            if len(kabupaten_codes) > 1:
                tie = Question(kabupaten, KABUPATEN_KOTA, question.province_code)
                refusal = refusal or self._settle(tie, NAME, kabupaten_codes)
            elif kabupaten_codes:
                inner = Question(kecamatan, KECAMATAN, kabupaten_codes[0])
                reason, codes = self._find(KECAMATAN, self._key(KECAMATAN, kecamatan), inner.scope_code)
                if len(codes) == 1:
                    hits[codes[0]] = reason
                else:
                    refusal = refusal or self._refuse_name(inner, self._key(KECAMATAN, kecamatan))
        outside = [code for code in hits if not is_within(code, question.scope_code)]
        if outside:
            return self._refuse_elsewhere(question, tuple(outside))
        if hits:
            return self._settle(question, next(iter(hits.values())), tuple(hits))
        return refusal and replace(refusal, text=question.text)

    # --- refusals ------------------------------------------------------------------------------------------

    def _refuse_group(self, question: Question, group: AreaGroup) -> AreaMatch:
        key = self._key(question.level, question.text)
        same_name = (
            self._candidates(self._find(KECAMATAN, key, question.scope_code)[1]) if question.level == KECAMATAN else ()
        )
        members = [self._tables.areas[code] for code in group.codes]
        message = messages.group_of_areas(question.text, group, members, same_name)
        return AreaMatch(question.text, GROUP, None, same_name or self._candidates(group.codes, 0), message)

    def _refuse_name(self, question: Question, key: str) -> AreaMatch:
        province_code = question.province_code
        if question.in_kabupaten and (codes := self._find(question.level, key, province_code)[1]):
            return self._refuse_elsewhere(question, codes)
        near = self._suggest(question, key)
        other = KABUPATEN_KOTA if question.level == KECAMATAN else KECAMATAN
        if codes := self._find(other, self._key(other, question.text), province_code)[1]:
            return self._refuse_level(question, other, self._candidates(codes), near)
        if codes := self._provinces(key):
            return self._refuse_level(question, PROVINSI, self._candidates(codes), ())
        anywhere = self._tables.spellings[question.level].get(key, ())
        if anywhere and not near:
            return replace(self._refuse_elsewhere(question, anywhere), reason=UNKNOWN)
        return self._refuse_unknown(question, near)

    def _refuse_level(
        self, question: Question, level: str, found: tuple[Candidate, ...], near: tuple[Candidate, ...]
    ) -> AreaMatch:
        """Kudus is no kecamatan; of what is near, only Kota Kudus has to do with it."""
        related = tuple(c for c in near if any(is_within(c.code, f.code) or is_within(f.code, c.code) for f in found))
        message = messages.wrong_level(question.text, question.level, found, level, related)
        return AreaMatch(question.text, LEVEL, None, related or found, message)

    def _refuse_elsewhere(self, question: Question, codes: tuple[str, ...]) -> AreaMatch:
        found = self._candidates(codes)
        message = messages.elsewhere(question.text, question.level, self._scope_name(question.scope_code), found)
        return AreaMatch(question.text, CONFLICT, None, found, message)

    def _refuse_unknown(self, question: Question, near: tuple[Candidate, ...]) -> AreaMatch:
        scope_name = self._scope_name(question.scope_code)
        message = messages.unknown_name(question.text, question.level, scope_name, near)
        return AreaMatch(question.text, UNKNOWN, None, near, message)

    # --- candidates ----------------------------------------------------------------------------------------

    def _provinces(self, key: str) -> tuple[str, ...]:
        for word in ("provinsi", "propinsi", "prov"):
            key = key.removeprefix(word)
        return self._tables.spellings[PROVINSI].get(key, ())

    def _scope_name(self, scope_code: str) -> str:
        return self._tables.areas[scope_code].name if scope_code else _("Indonesia")

    def _candidates(self, codes: Iterable[str], score: int = 100) -> tuple[Candidate, ...]:
        areas = (self._tables.areas[code] for code in codes)
        return tuple(
            Candidate(a.code, a.name, self._tables.areas[a.parent_code].name if a.parent_code else "", score)
            for a in areas
        )

    def _suggest(self, question: Question, key: str) -> tuple[Candidate, ...]:
        found: dict[str, Candidate] = {}
        for codes, score in suggest(key, self._pool(question), limit=3):
            for candidate in self._candidates(codes, min(score, 99)):
                found.setdefault(candidate.code, candidate)
        return tuple(found.values())

    def _pool(self, question: Question) -> dict[str, tuple[str, ...]]:
        """Spellings of the level in the scope, aliases included; made once for each scope."""
        pool = self._pools.get((question.level, question.scope_code))
        if pool is None:
            spellings = {**self._tables.aliases[question.level], **self._tables.spellings[question.level]}
            found = {key: self._find(question.level, key, question.scope_code)[1] for key in spellings}
            pool = {key: codes for key, codes in found.items() if codes}
            self._pools[question.level, question.scope_code] = pool
        return pool


def _split_places(label: str) -> Iterator[tuple[str, str]]:
    """Every way to read the text as (kecamatan, kabupaten): at a separator in both orders, before a word."""
    for mark in _SEPARATOR.finditer(label):
        left, right = label[: mark.start()].strip(_EDGES), label[mark.end() :].strip(_EDGES)
        if left and right:
            yield left, right
            yield right, left
    for word in _KABUPATEN_WORD.finditer(label):
        if before := label[: word.start()].strip(_EDGES):
            yield before, label[word.start() :].strip(_EDGES)
    for word in _KECAMATAN_WORD.finditer(label):
        if before := label[: word.start()].strip(_EDGES):
            yield label[word.start() :].strip(_EDGES), before
