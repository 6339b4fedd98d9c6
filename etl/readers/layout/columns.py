"""What each column of a table is: a dimension, a count with the values that its headings name, or nothing for us.

The trap: the same word can be several things (`PENGUNGSI`, `LAIN-LAIN`, `PR`), so a heading is read beside its
neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.readers.layout.heading_block import Path
from etl.readers.texts.headings import PERSONAL, RAW_DIMENSIONS, HeadingMatch, normalise_heading, resolve_heading
from etl.readers.texts.not_counted import NotCounted, find_uncounted_columns
from etl.readers.texts.periods import is_year
from etl.readers.texts.titles import find_category
from etl.readers.texts.value_headings import HEADING_COLUMNS, is_count_word, possible_columns, split_value
from pora.reference.spelling import is_blank
from pora.reference.terms import is_not_stated, resolve_term
from pora.schema import ACTION_KIND

ELSE = "_else"  # ends the name of a column of names that BPS uses
Meaning = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CountColumn:
    """A column of counts; `meaning` is what its headings say of the persons, empty for a total."""

    position: int
    path: Path
    meaning: Meaning
    alias: str

    @property
    def heading(self) -> str:
        return " / ".join(self.path)

    @property
    def dimensions(self) -> frozenset[str]:
        return frozenset(name for name, _value in self.meaning)


@dataclass(frozen=True)
class Columns:
    """Columns of one table by position. `dimensions` maps to a raw column, or to month, year, row_label."""

    dimensions: Mapping[int, HeadingMatch]
    counts: tuple[CountColumn, ...]
    personal: tuple[int, ...]
    ignored: tuple[int, ...]
    unknown: tuple[int, ...]
    uncounted: Mapping[int, NotCounted] = field(default_factory=dict)
    checked: Mapping[int, int] = field(default_factory=dict)  # names by another list -> the names that are read

    def position(self, column: str) -> int | None:
        return next((at for at, match in self.dimensions.items() if match.column == column), None)

    def has(self, *columns: str) -> bool:
        return any(self.position(column) is not None for column in columns)


def read_columns(paths: Mapping[int, Path]) -> Columns:
    """Sorts the columns of a table by their headings. A table that counts nothing but actions is one of actions; beside
    any other count they are not counted."""
    uncounted = find_uncounted_columns(paths)
    columns = _sort_columns(paths, uncounted)
    actions = {at for at, reason in uncounted.items() if reason == "flow" and _names_action(paths[at])}
    others = [column for column in columns.counts if not column.dimensions & {ACTION_KIND.name}]
    named = len(actions) + len(columns.counts) - len(others)
    if actions and not any(column.meaning for column in others) and (not others or named > 1):
        return _sort_columns(paths, {at: reason for at, reason in uncounted.items() if at not in actions})
    return columns


def _names_action(path: Path) -> bool:
    return any(possible_columns(value) == (ACTION_KIND.name,) for part in path for value in split_value(part))


def _sort_columns(paths: Mapping[int, Path], given: Mapping[int, NotCounted]) -> Columns:
    """`given`: columns that are not counted by their headings alone."""
    uncounted = {**given}
    dimensions: dict[int, HeadingMatch] = {}
    counts: list[CountColumn] = []
    personal, ignored, unknown = [], [], []
    uncounted |= {position: "population" for position in _of_both_nationals(paths, uncounted)}
    votes = _count_votes({position: path for position, path in paths.items() if position not in uncounted})
    for position, path in paths.items():
        if position in uncounted:
            continue
        match = _match_path(path)
        if match is None or match.column == "person_count":
            if column := _read_count(position, path, votes):
                counts.append(column)
            else:
                unknown.append(position)
        elif match.column == PERSONAL:
            personal.append(position)
        elif match.column == "ignored" or any(other.column == match.column for other in dimensions.values()):
            ignored.append(position)
        else:
            dimensions[position] = match
    placed = _place_areas(dimensions)
    ignored += [position for position in dimensions if position not in placed]
    checked = _names_beside(dimensions, placed)
    return Columns(placed, tuple(counts), tuple(personal), tuple(ignored), tuple(unknown), uncounted, checked)


def _of_both_nationals(paths: Mapping[int, Path], uncounted: Mapping[int, NotCounted]) -> list[int]:
    """`JUMLAH` beside `WNI` and `WNA` is the sum of both."""
    if "own_nationals" not in uncounted.values():
        return []
    open_paths = {position: path for position, path in paths.items() if position not in uncounted}
    if not any(find_category(path) for path in open_paths.values()):
        return []
    return [
        position
        for position, path in open_paths.items()
        if is_count_word(path[0]) and all(_is_silent_or_sex(part) for part in path) and not find_category(path)
    ]


def _is_silent_or_sex(part: str) -> bool:
    return is_count_word(part) or possible_columns(part)[:1] == ("sex",)


def _match_path(path: Path) -> HeadingMatch | None:
    """The heading that a path is, if it is one: its last part, all of it joined, or its only part."""
    if len(path) > 1 and (joined := resolve_heading(" ".join(path))):
        return joined
    last = resolve_heading(path[-1])
    if last is None or last.column != "person_count" or len(path) == 1:
        return last
    return last if all(_is_silent(part) for part in path) else None


def _is_silent(part: str) -> bool:
    """A heading that adds no meaning to a count: a count word, or the name of a dimension."""
    return is_count_word(part) and not split_value(part) or context_of(part) is not None


def context_of(part: str) -> str | None:
    """The dimension that a heading names for the columns under it: `MENURUT KEWARGANEGARAAN`."""
    if (match := resolve_heading(part)) and match.column in HEADING_COLUMNS:
        return match.column
    words = normalise_heading(part).split()
    for length in range(min(3, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            match = resolve_heading(phrase)
            if match and match.column in HEADING_COLUMNS and len(phrase) > 6 and not possible_columns(part):
                return match.column
    return None


def _count_votes(paths: Mapping[int, Path]) -> Counter[str]:
    """How many headings can only be values of one dimension."""
    votes: Counter[str] = Counter()
    for part in dict.fromkeys(part for path in paths.values() for part in path if not resolve_heading(part)):
        for value in split_value(part):
            if len(possible_columns(value)) == 1:
                votes[possible_columns(value)[0]] += 1
            elif resolve_term("unhcr_status", value).value == "pencari_suaka":
                votes["unhcr_status"] += 1
    return votes


def _read_count(position: int, path: Path, votes: Counter[str]) -> CountColumn | None:
    """The count column that a path stands for; None where nothing in it is a count word or a value."""
    meaning: dict[str, str] = {}
    context: str | None = None
    year = ""
    for part in path:
        if is_year(part):
            year = part
        elif values := split_value(part):
            for value in values:
                meaning.setdefault(_choose(value, context, votes, meaning), value)
        elif named := context_of(part):
            context = named
        elif context and part == path[-1] and not is_count_word(part):
            meaning[context] = part
        elif is_not_stated(part) and not is_blank(part) and votes:
            meaning[votes.most_common(1)[0][0]] = part
    if not meaning and not any(is_count_word(part) for part in path):
        return None
    if year and "period" in meaning:
        meaning["period"] += f" {year}"
    if not {"category", "unhcr_status", ACTION_KIND.name} & set(meaning) and (category := find_category(path)):
        meaning["category"] = category
    alias = ", ".join(meaning.values()) or normalise_heading(path[-1])
    return CountColumn(position, path, tuple(sorted(meaning.items())), alias)


def _choose(value: str, context: str | None, votes: Counter[str], taken: Mapping[str, str]) -> str:
    """The dimension of a value: as its heading says, else as its neighbours, else the likeliest."""
    possible = [name for name in possible_columns(value) if name not in taken] or list(possible_columns(value))
    if context in possible:
        return str(context)
    return max(possible, key=lambda name: (votes[name], -possible.index(name)))


def _place_areas(dimensions: dict[int, HeadingMatch]) -> dict[int, HeadingMatch]:
    """`WILAYAH` is the kecamatan where no other column is; else the kabupaten/kota."""
    named = {match.column for match in dimensions.values()}
    placed: dict[int, HeadingMatch] = {}
    for position, match in dimensions.items():
        if match.column in ("area", "area_code"):
            suffix = "_code" if match.column == "area_code" else ""
            column = next((c for c in (f"kecamatan{suffix}", f"kabupaten{suffix}") if c not in named), None)
            if column is None:
                continue
            named.add(column)
            match = HeadingMatch(column, match.alias)
        elif match.column.endswith(ELSE):
            column = match.column.removesuffix(ELSE)
            if column in named:
                continue
            named.add(column)
            match = HeadingMatch(column, match.alias)
        placed[position] = match
    return placed


def _names_beside(dimensions: Mapping[int, HeadingMatch], placed: Mapping[int, HeadingMatch]) -> dict[int, int]:
    """Columns of names by BPS beside those that are read."""
    read = {match.column: position for position, match in placed.items()}
    names = ((at, match.column.removesuffix(ELSE)) for at, match in dimensions.items() if match.column.endswith(ELSE))
    return {at: read[name] for at, name in names if at not in placed and name in read}


def raw_positions(columns: Columns) -> dict[str, int]:
    """Raw dimension -> column that holds it."""
    return {match.column: at for at, match in columns.dimensions.items() if match.column in RAW_DIMENSIONS}
