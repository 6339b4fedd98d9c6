"""Months as offices write them to `YYYY-MM`: days come before months, a year has four digits, nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from pora.reference.spelling import has_raised, without_footnote_marks

FIRST_YEAR, LAST_YEAR = 1990, 2099
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agust agu agt ags agst aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NAME = "(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = r"(?:[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}[-/](?P<month>\d{{1,2}})",
        rf"{_YEAR}(?P<month>\d\d)",
        rf"{_YEAR}[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}}){_TIME}",
        rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{_YEAR}{_TIME}",
        rf"(?P<month>\d{{1,2}})[-/]{_YEAR}",
        rf"(?:(?P<day>\d{{1,2}})[ \-/.]*)?{_NAME}\.?[ \-/,.]*(?:(?:tahun|thn|th)\.? *)?{_YEAR}",
        rf"{_YEAR}[ \-/]+{_NAME}",
    )
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?(?:e0)?")
_SERIAL_ORIGIN = dt.date(1899, 12, 30)
_LEAD = re.compile(
    r"^(?:(?:periode|bulan|bln|keadaan|posisi|data|per|tanggal|tgl|akhir|sampai dengan|sampai|s\.?/?d\.?|laporan"
    r"|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu)\b[\s:,.]*)+"
)
# Lines of a letterhead that carry another date: of the letter, of a law, of a place and signature.
_OTHER_DATE = re.compile(r"^\s*(nomor|no\b|surat|lampiran|perihal|hal\b)|undang|peraturan|perpres|permen|\bnip\b")
_PLACE_AND_DATE = re.compile(
    r"^\s*(?!bulan|periode|per\b|keadaan|posisi|data)[a-z .]+,\s*\d{1,2}\s+[a-z]+\.?\s+\d{4}\s*$"
)
_IN_LINE = re.compile(rf"(?<![a-z0-9]){_NAME}\b\.?[ \-/,]*(?:(?:tahun|thn|th)\.? *)?{_YEAR}(?!\d)")
_DIGITS_IN_LINE = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)\d\d|{_YEAR}-\d\d(?:-\d\d)?|\d{{1,2}}[-/](?:19|20)\d\d)(?![\d/.-])"
)
_MONTH_ALONE = re.compile(rf"(?<![a-z]){_NAME}(?![a-z])")
_YEAR_ALONE = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).lower()


def parse_period(text: str | None) -> str | None:
    """`YYYY-MM` of a month or of a day in it; None where the text is not exactly one possible month.

    Read: `2024-03`, `2024-03-19`, `202403`, `Maret 2024`, `19/3/2024` (day first), `20 Sept 2023`, `03/2024`,
    day numbers of spreadsheets (2000 to 2099), month names in Indonesian and English.
    """
    found = _find_day(text)
    return f"{found[0]:%Y-%m}" if found else None


def is_year(text: str | None) -> bool:
    """A year and nothing else."""
    return re.fullmatch(_YEAR, _clean(text or "")) is not None


def is_month(text: str | None) -> bool:
    """The name of a month without its year."""
    return re.fullmatch(rf"(?:bulan )?{_NAME}\.?", _clean(text or "")) is not None


def find_year(lines: Iterable[str]) -> str | None:
    """The one year that title lines speak of; None where they name none, or several."""
    cleaned = [line for line in map(_clean, lines) if not _OTHER_DATE.search(line) and not _PLACE_AND_DATE.match(line)]
    years = {match["year"] for line in cleaned for match in _YEAR_ALONE.finditer(line)}
    return next(iter(years)) if len(years) == 1 else None


def parse_day(text: str | None) -> dt.date | None:
    """The day that a text names in any of the forms of `parse_period`; None where it names only a month."""
    found = _find_day(text)
    return found[0] if found and found[1] else None


def _find_day(text: str | None) -> tuple[dt.date, bool] | None:
    """(day, whether the text names it); the first of the month where it does not. `2024-1¹` is not November."""
    if has_raised(text or ""):
        return None
    cleaned = _LEAD.sub("", _clean(text or ""))[:40]
    if serial := _SERIAL.fullmatch(cleaned):
        day = _SERIAL_ORIGIN + dt.timedelta(days=int(serial[1]))
        return (day, True) if 2000 <= day.year <= LAST_YEAR else None
    for form in _FORMS:
        if found := form.fullmatch(cleaned):
            return _from_parts(found.groupdict())
    return None


def _from_parts(parts: dict[str, str | None]) -> tuple[dt.date, bool] | None:
    year = int(parts["year"] or 0)
    month = _MONTHS[str(parts["name"])] if parts.get("name") else int(parts.get("month") or 0)
    try:
        day = dt.date(year, month, int(parts.get("day") or 1))
    except ValueError:
        return None
    return (day, bool(parts.get("day"))) if FIRST_YEAR <= year <= LAST_YEAR else None


def find_period(lines: Iterable[str]) -> str | None:
    """The one month that title lines or a sheet's name speak of; None where they name none, or several.

    A month in one line and a year in another go together (`MARET` on the sheet, `TAHUN 2024` in the title).
    Dates of letters, laws and signatures are passed over.
    """
    plain = map(_clean, map(without_footnote_marks, lines))
    cleaned = [line for line in plain if not _OTHER_DATE.search(line) and not _PLACE_AND_DATE.match(line)]
    full = {period for line in cleaned for period in _periods_in(line)}
    if full:
        return next(iter(full)) if len(full) == 1 else None
    months = {_MONTHS[match["name"]] for line in cleaned for match in _MONTH_ALONE.finditer(line)}
    years = {match["year"] for line in cleaned for match in _YEAR_ALONE.finditer(line)}
    if len(months) == 1 and len(years) == 1:
        return f"{next(iter(years))}-{next(iter(months)):02d}"
    return None


def _periods_in(line: str) -> set[str]:
    """Months in a line; a month without its own year beside one with it (`Januari - Maret 2024`) counts too."""
    found = {f"{named[0]:%Y-%m}" for match in _IN_LINE.finditer(line) if (named := _from_parts(match.groupdict()))}
    found |= {period for match in _DIGITS_IN_LINE.finditer(line) if (period := parse_period(match[0]))}
    if whole := parse_period(line):
        found.add(whole)
    names = {_MONTHS[match["name"]] for match in _MONTH_ALONE.finditer(line)}
    if found and names:
        year = sorted(found)[0][:4]
        found |= {f"{year}-{month:02d}" for month in names}
    return found
