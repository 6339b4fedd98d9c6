"""Period, area and category from the lines above a table and from the sheet's name; None where they don't say.

The trap: a letterhead names places, dates and "pengawasan orang asing" too, but of the sender and the letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etl.readers.texts import area_names
from etl.readers.texts.periods import find_period, parse_period
from etl.readers.texts.value_headings import possible_columns
from pora.reference.spelling import without_footnote_marks
from pora.schema import DIMENSION_NAMES, ORANG_ASING, PENGUNGSI, TINDAKAN

_SENDER = re.compile(
    r"\bkantor\b|\bjalan\b|\bjl\b|\btelp|\btelepon|\bfax|\bfaks|@|www\.|kode pos|kementerian|kanwil|direktorat"
    r"|\bdinas\b|\bbadan\b|\brudenim\b|rumah detensi",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(r"\bpemerintah\b", re.IGNORECASE)
_TEAM = re.compile(r"(tim )?pengawasan orang asing|tim pora|\bpora\b", re.IGNORECASE)
_REFUGEES = re.compile(r"\bpengungsi\b|pencari suaka|\brefugees?\b|\basylum\b|\bunhcr\b", re.IGNORECASE)
_FOREIGNERS = re.compile(
    r"\bforeign (?:nationals?|citizens?|workers?|residents?)\b|\bforeigners?\b|\borang asing\b|\bwna\b"
    r"|warga ?negara asing|\bi[zj]in tinggal\b|tenaga kerja asing|\btka\b|\bk?ita[sp]\b|\bkitk\b|\bitk\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\W*(?:tabel[\s\d.:]*)?(?:laporan|data|rekap\w*|daftar|jumlah|statistik)\b", re.IGNORECASE)
_UNIT = re.compile(r"\b(?:seksi|subseksi|bidang|subbidang|bagian)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:deportasi|pendeportasian|penerbitan|perpanjangan|permohonan|perlintasan|kedatangan|keberangkatan"
    r"|pencegahan|penangkalan|pendetensian|pembatalan|tindakan administratif)\b"
    r"|\b(?:wna|orang asing|pengungsi)\s+(?:yang\s+)?(?:masuk|keluar|datang|tiba|dideportasi|dicegah|ditangkal)\b",
    re.IGNORECASE,
)
_ACTIONS = re.compile(r"\b(?i:tindakan (?:administratif )?keimigrasian)\b|\bTAK\b")
# Whom of the foreign nationals a title is about: `DATA WNA ASAL TIONGKOK DI KAB. KUDUS`, `PEMEGANG ITAS BULAN MARET`.
_NOT_WHO = (
    "di|per|menurut|berdasarkan|bulan|tahun|periode|pada|yang|se|keadaan|kab|kabupaten|kota|kecamatan|provinsi|wilayah"
    "|triwulan|tw"
)
_WHO = re.compile(
    r"\b(?:wna|orang asing|warga ?negara asing|tka|tenaga kerja asing|pengungsi|pemegang)\s+"
    r"(?:(?:asal|dari|pemegang|berkewarganegaraan|kewarganegaraan|warga ?negara)\s+)*"
    rf"(?!(?:{_NOT_WHO})\b)(?P<who>[^\d,;:()/–]+?)\s*(?:$|[\d,;:()/–]|\b(?:{_NOT_WHO})\b)",
    re.IGNORECASE,
)
_KECAMATAN_LINE = re.compile(r"^\W*(?:kecamatan|kec)\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[.)]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    """What stands around a table. Areas are texts for the area matcher."""

    period: str | None = None
    period_from: Literal["sheet", "title"] | None = None
    kabupaten: str | None = None
    kabupaten_from: Literal["sheet", "title"] | None = None
    kecamatan: str | None = None
    kecamatan_from: Literal["sheet", "title"] | None = None
    category: str | None = None


def read_title(lines: Sequence[str], sheet: str | None, has_kecamatan_column: bool) -> Title:
    """Reads the lines above a table, and the name of its sheet, which is nearer to the table and so goes first."""
    name = without_footnote_marks(_NUMBERING.sub("", sheet or "").strip())
    period, period_from = _find_period(lines, name)
    kabupaten, kecamatan = _areas_of_sheet(name, has_kecamatan_column)
    kabupaten_from: Literal["sheet", "title"] | None = "sheet" if kabupaten else None
    kecamatan_from: Literal["sheet", "title"] | None = "sheet" if kecamatan else None
    if kabupaten is None:
        kabupaten = _one_of(_find_kabupaten(lines))
        kabupaten_from = "title" if kabupaten else None
    if kecamatan is None and not has_kecamatan_column:
        kecamatan = _one_of(area_names.find_kecamatan(_of_the_table(lines)))
        kecamatan_from = "title" if kecamatan else None
    category = find_category([name]) or find_category(lines)
    return Title(period, period_from, kabupaten, kabupaten_from, kecamatan, kecamatan_from, category)


def find_titled_kecamatan(lines: Sequence[str]) -> str | None:
    """The kecamatan of a table by the line of its title that starts with it, `KECAMATAN JATI, KABUPATEN KUDUS`; a note
    above a table may name one, too, in the midst of a line."""
    return _one_of(area_names.find_kecamatan(line for line in _of_the_table(lines) if _KECAMATAN_LINE.match(line)))


def inherit_title(title: Title, top: Title) -> Title:
    """What a table's own lines leave open is said by the lines on top of the sheet; a kecamatan only with its area."""
    own_area = bool(title.kabupaten or title.kecamatan)
    return Title(
        title.period or top.period,
        title.period_from or top.period_from,
        title.kabupaten or top.kabupaten,
        title.kabupaten_from or top.kabupaten_from,
        title.kecamatan if own_area else top.kecamatan,
        title.kecamatan_from if own_area else top.kecamatan_from,
        title.category or top.category,
    )


def _find_period(lines: Sequence[str], name: str) -> tuple[str | None, Literal["sheet", "title"] | None]:
    of_the_table = _of_the_table(lines)
    if name and (period := find_period([name]) or parse_period(name)):
        return period, "sheet"
    if name and find_period([name, "2000"]):  # a month without its year
        return find_period([name, *_years_only(of_the_table)]), "sheet"
    period = find_period(of_the_table)
    return period, "title" if period else None


def _years_only(lines: Sequence[str]) -> list[str]:
    return [" ".join(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", line)) for line in lines]


def _areas_of_sheet(name: str, has_kecamatan_column: bool) -> tuple[str | None, str | None]:
    if area_names.is_kabupaten(name):
        return name, None
    if has_kecamatan_column:
        return (name, None) if area_names.is_bare_kabupaten(name) else (None, None)
    return (None, name) if area_names.is_kecamatan(name) else (None, None)


def _of_the_table(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not _SENDER.search(line)]


def _find_kabupaten(lines: Sequence[str]) -> set[str]:
    """From titles; from `PEMERINTAH KABUPATEN ...` only where no title names one."""
    of_the_table = _of_the_table(lines)
    titles = [line for line in of_the_table if not _GOVERNMENT.search(line)]
    return area_names.find_kabupaten(titles) or area_names.find_kabupaten(of_the_table)


def _one_of(names: set[str]) -> str | None:
    return min(names) if len({name.lower() for name in names}) == 1 else None


def find_category(lines: Sequence[str]) -> str | None:
    """The one category that the lines speak of; None where they name both, or none. Actions are taken against foreign
    nationals, so these may be named with them."""
    text = _TEAM.sub(" ", " \n ".join(lines).replace("_", " "))
    if any(_ACTIONS.search(line) and not _UNIT.search(line) for line in _of_the_table(text.splitlines())):
        return TINDAKAN
    found = {PENGUNGSI} if _REFUGEES.search(text) else set()
    if _FOREIGNERS.search(text):
        found.add(ORANG_ASING)
    return next(iter(found)) if len(found) == 1 else None


def find_detail(sheet: str | None) -> tuple[str, str] | None:
    """(dimension, text) where the name of a sheet is one value of a detail and nothing else: `ITAS`, `Laki-laki`."""
    name = without_footnote_marks(_NUMBERING.sub("", sheet or "").strip())
    if not name or area_names.is_kecamatan(name) or area_names.is_kabupaten(name):
        return None
    column = next(iter(possible_columns(name)), None)
    return (column, name) if column in DIMENSION_NAMES else None


def find_detail_of_title(lines: Sequence[str]) -> tuple[str, str] | None:
    """(dimension, text) where the title of a table is about one nationality, permit or sex alone; None where it names
    several, or none: who is not in the table is not counted as if they were."""
    found = {
        (column, who)
        for line in _of_the_table(lines)
        for who in (match["who"].strip(" .-") for match in _WHO.finditer(_TEAM.sub(" ", line)))
        if len(who) > 2 and (column := next(iter(possible_columns(who)), None)) in DIMENSION_NAMES
    }
    return next(iter(found)) if len(found) == 1 else None


def find_event(lines: Sequence[str]) -> str | None:
    """What happens in a month, not who is there at its end, where the title of a table says so: `DATA DEPORTASI`."""
    for line in _of_the_table(lines):
        found = _EVENT.search(line)
        if found and not _UNIT.search(line) and (_SUBJECT.match(line) or not line[: found.start()].strip(" .:-")):
            return found[0].lower()
    return None
