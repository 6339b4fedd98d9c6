"""Personal columns, found by heading and by content. A file that has any is refused before anything is written.

The trap: an error message or a log must not carry what it warns of. Only headings that are known words are ever
named; a column found by its content alone is named by its letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.readers.texts.headings import PERSONAL, normalise_heading, resolve_heading
from pora.errors import RefusedError
from pora.locale import _

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_NIK = re.compile(r"(?<!\d)(?<!\d[.,])(?:\d{16}|\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4})(?!\d)")
_FRACTION = re.compile(r"-?\d+[.,]\d+(?:e[+-]?\d+)?(?:e0)?")  # a share of 16 digits is no NIK
_PHONE = re.compile(r"(?:\+?62|0)[ -]?8\d{1,3}[ -]?\d{3,4}[ -]?\d{3,5}")
_PASSPORT = re.compile(r"[A-Z]{1,3}[ -]?\d{6,9}[A-Z]?", re.IGNORECASE)
_UNHCR = re.compile(r"\d{3}-?\d{2}[A-Z]\d{5}", re.IGNORECASE)
_CHANGES = re.compile(r"[A-Z]+|\d+", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9][A-Z0-9 /-]{8,24}", re.IGNORECASE)
_SHORTEST = 7
_FEWEST_CHANGES = 5


def is_personal_value(text: str) -> bool:
    """Whether a cell looks like an e-mail address, NIK, telephone, passport, permit or UNHCR number."""
    value = text.strip()
    if len(value) < _SHORTEST or not any(c.isdigit() or c == "@" for c in value):
        return False
    if _FRACTION.fullmatch(value):
        return False
    if _EMAIL.search(value) or _NIK.search(value):
        return True
    if _PHONE.fullmatch(value) or _PASSPORT.fullmatch(value) or _UNHCR.fullmatch(value):
        return True
    return bool(_CODE.fullmatch(value)) and len(_CHANGES.findall(re.sub(r"[ /-]", "", value))) >= _FEWEST_CHANGES


def find_document_number(text: str) -> str | None:
    """The number of a passport or UNHCR card, which belongs to one person; telephones and numbers of sponsors are
    shared."""
    value = text.strip()
    is_one = _PASSPORT.fullmatch(value) or _UNHCR.fullmatch(value)
    return re.sub(r"[ -]", "", value).upper() if is_one else None


def has_personal_value(values: Iterable[str | None]) -> bool:
    return any(is_personal_value(value) for value in values if value)


def column_letter(position: int) -> str:
    """0 -> A, 26 -> AA: how a spreadsheet program names a column."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def name_column(heading: str, position: int) -> str:
    """What may be said of a personal column: its heading if all of it is known, else its letter, and the known word."""
    match = resolve_heading(heading)
    if match and match.alias == normalise_heading(heading):
        return " ".join(heading.split())
    letter = column_letter(position)
    if match and match.column == PERSONAL:
        return _("kolom {letter} ({word})").format(letter=letter, word=match.alias)
    return _("kolom {letter}").format(letter=letter)


def refuse_personal(file_name: str, columns: Iterable[str]) -> RefusedError:
    """The error for a file with personal columns; `columns` as given by name_column."""
    return RefusedError(
        _(
            "Berkas {name} memuat data pribadi pada: {columns}. Hapus kolom itu, atau muat dengan --drop-personal "
            "agar hanya jumlahnya yang dibaca."
        ).format(name=file_name, columns=", ".join(dict.fromkeys(columns))),
        code="personal-data",
    )
