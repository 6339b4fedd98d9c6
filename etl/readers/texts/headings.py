"""Headings of office tables to columns, by `data/reference/heading_alias.csv`: synonyms are data, not code.

Beside the columns of `raw` the file knows: `area` and `area_code` (kecamatan or kabupaten/kota, decided by the
table), `kecamatan_else` and `kabupaten_else` (names that BPS uses, read where no other column names the area),
`province_number`, `kabupaten_number` and `kecamatan_number` (parts of one code, as SIAK has them), `month` and `year`
(two halves of a period), `row_label` (running numbers), `office_code` (of an export of ours), `ignored`, `personal`,
and `personal_word`: a word that makes any heading personal that is not known otherwise.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from pora import paths
from pora.reference.spelling import without_footnote_marks
from pora.schema import DIMENSION_NAMES

# How a file may say where a row lies: by code or by name, at both levels.
AREA_COLUMNS = ("kecamatan_code", "kecamatan", "kabupaten_code", "kabupaten")
DESA_COLUMNS = ("desa_code", "desa")
PLACE_COLUMNS = (*AREA_COLUMNS, *DESA_COLUMNS)
OFFICE = "office_code"  # tells an export of ours, whose rows without a desa are of persons of no known desa

PERSONAL, PERSONAL_WORD = "personal", "personal_word"
MAX_HEADING_LENGTH = 120
_FEWEST_SPACED = 4
_BROKEN = re.compile(r"(?<=\w)-[ \t]*[\r\n]+\s*(?=\w)")
RAW_DIMENSIONS = ("period", *PLACE_COLUMNS, "category", *DIMENSION_NAMES)
RAW_COLUMNS = ("sheet", "row_number", "count_heading", *RAW_DIMENSIONS, "person_count")


@dataclass(frozen=True)
class HeadingMatch:
    column: str
    alias: str


def normalise_heading(text: str) -> str:
    """Lower case, accents off, anything but letters and digits one space: `KODE_KEC.` -> `kode kec`."""
    return _normalise(join_broken(text))


def _normalise(text: str) -> str:
    marked_off = unicodedata.normalize("NFKD", without_footnote_marks(join_spaced(text)))
    plain = marked_off.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^0-9a-z]+", " ", plain).strip()


def join_broken(text: str) -> str:
    """`JUM-` over `LAH` in one cell -> `JUMLAH`, where that is a heading; `Laki-` over `laki` keeps its hyphen."""
    joined = _BROKEN.sub("", text)
    return joined if joined != text and _normalise(joined) in _column_by_alias() else text


def join_spaced(text: str) -> str:
    """`J U M L A H` -> `JUMLAH`; any other text as it is."""
    letters = text.split()
    return "".join(letters) if len(letters) >= _FEWEST_SPACED and all(len(one) == 1 for one in letters) else text


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    with (paths.REFERENCE / "heading_alias.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple((_normalise(row["alias"]), row["column_name"]) for row in rows)


@cache
def _column_by_alias() -> dict[str, str]:
    return {alias: column for alias, column in _rows() if column != PERSONAL_WORD}


@cache
def personal_words() -> frozenset[str]:
    """Words that make any heading personal that is not known otherwise."""
    return frozenset(alias for alias, column in _rows() if column == PERSONAL_WORD)


@lru_cache(maxsize=20_000)
def resolve_heading(text: str) -> HeadingMatch | None:
    """The column that a heading stands for, or None. Words in brackets are tried with and without."""
    if len(text) > MAX_HEADING_LENGTH:
        return None
    if _BOTH_SEXES.fullmatch(text.strip()):
        return HeadingMatch("person_count", normalise_heading(text))
    candidates = [normalise_heading(text), normalise_heading(re.sub(r"\([^)]*\)", " ", text))]
    for alias in candidates:
        if column := _column_by_alias().get(alias):
            return HeadingMatch(column, alias)
    if found := _resolve_parts(text) or _resolve_grouped(text):
        return found
    for word in candidates[0].split():
        if word in personal_words():
            return HeadingMatch(PERSONAL, word)
    return None


def resolve_exactly(normalised: str) -> HeadingMatch | None:
    """The column of a heading that is a known one from end to end; no word in it is looked for."""
    column = _column_by_alias().get(normalised)
    return HeadingMatch(column, normalised) if column else None


_BOTH_SEXES = re.compile(r"(?:(?:jumlah|jml) )?\(?(?:l|lk|laki-laki) *\+ *(?:p|pr|perempuan)\)?", re.IGNORECASE)
_GROUPED = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)+")


def _resolve_grouped(text: str) -> HeadingMatch | None:
    """`identitas/kecamatan`: a form's heading with the names of its groups before it."""
    if not _GROUPED.fullmatch(text.strip()):
        return None
    groups, _slash, name = text.strip().rpartition("/")
    is_group = not any(resolve_exactly(normalise_heading(group)) for group in groups.split("/"))
    return resolve_exactly(normalise_heading(name)) if is_group else None


def _resolve_parts(text: str) -> HeadingMatch | None:
    """`Kecamatan / District`: all parts are headings of one column."""
    parts = [normalise_heading(part) for part in re.split(r"[/|\n]", text)]
    columns = {_column_by_alias().get(part) for part in parts}
    column = next(iter(columns)) if len(columns) == 1 and len(parts) > 1 else None
    return HeadingMatch(column, parts[0]) if column else _resolve_halves(text)


def _resolve_halves(text: str) -> HeadingMatch | None:
    """`Kecamatan Subdistrict`: two languages with only a space, or a line end, between them."""
    words = normalise_heading(text).split()
    for middle in range(1, len(words)):
        first, second = (resolve_exactly(" ".join(half)) for half in (words[:middle], words[middle:]))
        if first and second and first.column == second.column:
            return first
    return None
