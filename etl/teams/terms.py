"""Words of lists to our codes: agencies, kinds of activity, whether it was done. Spellings are data
(`data/reference/list_term.csv`).

Of an agency only the code is stored, so that no name of a person can hide beside it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from etl.readers.texts.headings import normalise_heading
from pora import paths, schema

AGENCY = "agency"
_ALLOWED = {
    AGENCY: schema.AGENCIES,
    "activity_kind": schema.ACTIVITY_KINDS,
    "activity_status": (schema.ANNOUNCED, schema.DONE),
    "follow_up_state": schema.FOLLOW_UP_STATES,
}
_SEPARATORS = re.compile(r"[;,/|\n]+")
_AND = re.compile(r"\b(?:dan|serta)\b")


@cache
def _values(column: str) -> Mapping[str, str]:
    """Normalised spelling -> code, the codes themselves included."""
    with (paths.REFERENCE / "list_term.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["alias"], row["value"]) for row in csv.DictReader(file) if row["column_name"] == column]
    return {normalise_heading(value): value for value in _ALLOWED[column]} | {
        normalise_heading(alias): value for alias, value in rows
    }


def resolve_list_term(column: str, text: str) -> str | None:
    """The code of a whole text; None where it is not known."""
    return _values(column).get(normalise_heading(text))


def allowed_words(column: str) -> str:
    """What may be written, for a message."""
    return ", ".join(code.replace("_", " ") for code in _ALLOWED[column])


def resolve_agencies(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(codes in the order of the text, parts that name no known agency). An agency may stand anywhere in its part:
    `Badan Kesbangpol Kab. Brebes`."""
    pieces = [piece for part in _SEPARATORS.split(text) for piece in _split_at_and(part)]
    found = {piece: _find_agency(piece) for piece in pieces}
    codes = dict.fromkeys(agency for agency in found.values() if agency)
    return tuple(codes), tuple(piece for piece, agency in found.items() if agency is None)


@cache
def _agencies_within(with_and: bool) -> re.Pattern[str]:
    """Spellings that have `dan` inside, or those that have not; the longest first. Three letters may be part of a
    name (bin): those must stand alone."""
    chosen = [alias for alias in _values(AGENCY) if bool(_AND.search(alias)) == with_and and alias != "bin"]
    return re.compile(rf"\b({'|'.join(sorted(chosen, key=len, reverse=True))})\b")


def _split_at_and(part: str) -> list[str]:
    """`Polres dan Kodim` is two, `Badan Kesatuan Bangsa dan Politik` one."""
    plain = _agencies_within(with_and=True).sub(
        lambda found: normalise_heading(_values(AGENCY)[found[1]]), normalise_heading(part)
    )
    return [piece.strip() for piece in _AND.split(plain) if piece.strip()]


def _find_agency(plain: str) -> str | None:
    found = _agencies_within(with_and=False).search(plain)
    return _values(AGENCY).get(plain) or (_values(AGENCY)[found[1]] if found else None)
