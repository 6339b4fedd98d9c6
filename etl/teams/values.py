"""What one cell of a list means: a value, nothing, or a problem in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.readers.texts.periods import FIRST_YEAR, LAST_YEAR, parse_day, parse_period
from etl.readers.texts.personal import is_personal_value
from etl.teams.terms import AGENCY, allowed_words, resolve_agencies, resolve_list_term
from pora.config import office_today
from pora.locale import _
from pora.reference.spelling import shorten
from pora.schema.teams import DAY, MONTH, YEAR

LONGEST_TEXT = 600
FREE_TEXT = (
    *("title", "venue", "stated", "subject", "outcome", "operation_name", "nationalities", "permits", "source", "note"),
)
_YEAR = re.compile(r"(?:tahun\s+)?(\d{4})", re.IGNORECASE)
_NIP = re.compile(r"(?<!\d)\d{8} ?\d{6} ?\d ?\d{3}(?!\d)")
# A rank, a salutation or a degree beside a name. `Bapak Camat` is a position and no name.
_PERSON = re.compile(
    r"\b(?:Bapak|Bpk|Sdri?|AKBP|AKP|Kompol|Kombes|Iptu|Ipda|Letkol|Letda|Lettu|Serma|Serka)\b\.?\s+"
    r"(?!Bupati|Camat|Kepala|Kapol|Dan(?:dim|ramil)|Wali|Gubernur|Sek(?:da|retaris)|Wakil)[A-Z][a-z]+"
    r"|,\s*(?:S\.?\s?(?:H|E|IP|Sos|Pd|Kom|STP)|M\.?\s?(?:Si|H|M|Hum|AP))\b"
    r"|\b(?:Drs|Dra|Ir)\.\s+[A-Z][a-z]+"
)


@dataclass(frozen=True)
class Problem:
    """`code` after Frictionless where it has a name."""

    code: str
    message: str


@dataclass(frozen=True)
class ListDate:
    """`text` is YYYY-MM-DD, YYYY-MM or YYYY, as `precision` says."""

    text: str
    precision: str

    @property
    def is_future(self) -> bool:
        return self.text > office_today().isoformat()[: len(self.text)]


def holds_person(column: str, text: str) -> bool:
    """Whether a cell shows a number or address of a person, or a name beside a rank or degree. A decree has a number
    like a passport: there only a NIP is looked for."""
    if column in FREE_TEXT and _PERSON.search(text):
        return True
    return bool(_NIP.search(text)) or (column != "legal_basis" and is_personal_value(text))


def read_date(text: str) -> ListDate | Problem:
    """A day, month or year as precisely as it is written, with that precision; a Problem where it is none of them."""
    if day := parse_day(text):
        return ListDate(day.isoformat(), DAY)
    if month := parse_period(text):
        return ListDate(month, MONTH)
    year = _YEAR.fullmatch(text.strip())
    if year and FIRST_YEAR <= int(year[1]) <= LAST_YEAR:
        return ListDate(year[1], YEAR)
    message = _("Tanggal '{text}' tidak dikenali. Tulis seperti 19/3/2024, atau Maret 2024 tanpa hari.")
    return Problem("type-error", message.format(text=shorten(text)))


def read_past_date(text: str) -> ListDate | Problem:
    """The date of what has happened."""
    date = read_date(text)
    if isinstance(date, ListDate) and date.is_future:
        message = _("Tanggal '{text}' belum tiba. Periksa tanggal dan tahunnya.")
        return Problem("constraint-error", message.format(text=shorten(text)))
    return date


def read_due_month(text: str) -> str | Problem:
    """YYYY-MM, of a month or a day in it."""
    month = parse_period(text)
    day = None if month else parse_day(text)
    if month or day:
        return month or f"{day:%Y-%m}"
    message = _("Bulan '{text}' tidak dikenali. Tulis seperti 2024-07 atau Juli 2024.")
    return Problem("type-error", message.format(text=shorten(text)))


def read_agencies(text: str) -> str | Problem:
    """Codes, joined by semicolons."""
    codes, unknown = resolve_agencies(text)
    if unknown:
        message = _("Instansi '{text}' tidak dikenal. Yang dikenal: {known}.")
        return Problem("constraint-error", message.format(text=shorten(unknown[0]), known=allowed_words(AGENCY)))
    return ";".join(codes)


def read_term(column: str, text: str) -> str | Problem:
    value = resolve_list_term(column, text)
    if value is None:
        message = _("'{text}' tidak dikenal. Isi dengan salah satu dari: {known}.")
        return Problem("constraint-error", message.format(text=shorten(text), known=allowed_words(column)))
    return value


def read_text(text: str) -> str | Problem:
    """The text on one line."""
    line = " ".join(text.split())
    if len(line) > LONGEST_TEXT:
        return Problem("constraint-error", _("Teks terlalu panjang. Ringkas menjadi beberapa kalimat."))
    return line
