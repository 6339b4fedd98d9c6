"""Counts as offices write them to whole numbers, decided per column; what is not exact is refused, never rounded.

The trap: `1.234` is 1234 in an Indonesian column and a fraction in an English one. A value that shows its own
marks (`1.963.824`, `2,138.51`) is read by itself; only values like `1.234` wait for the column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from etl.readers.texts.cell_marks import explain_mark
from pora.locale import _, format_number
from pora.reference.spelling import has_raised, shorten

LARGEST_COUNT = 999_999_999
ZERO_WORDS = frozenset({"nihil", "nol"})
NOT_REPORTED_WORDS = frozenset(
    {"belum lapor", "belum melapor", "belum ada laporan", "[x]", "...", "na", "n/a", "n.a.", "n.a"}
)

_DASHES = re.compile(r"[-‐‑‒–—−_]+")
_UNIT = re.compile(r"\s*(orang|org|jiwa)\.?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SPACED = re.compile(r"\d{1,3}( \d{3})+")
_ONE_MARK = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:,\d{3}){2,}")
_GROUPS_AND_FRACTION = re.compile(r"\d{1,3}(?:\.\d{3})+,(?P<comma>\d+)|\d{1,3}(?:,\d{3})+\.(?P<dot>\d+)")
_FRACTION = re.compile(r"\d+[.,](\d+)")
_NUMBER_CELL = re.compile(r"(-?[\d.]+(?:e[+-]?\d+)?)e0")
_NOISE, _NOISY_DIGITS = 1e-9, 10  # what sums of fractions leave behind: 5.000000000000001
_NEGATIVE = re.compile(r"[-−‐–]\s*\d[\d.,]*|\(\s*\d[\d.,]*\s*\)")
_MARK = r"(?:\*+\)?|[†‡]+|\(?(?:\d{1,2}|[a-z]|\*+)\)|\[(?:\d{1,2}|[a-z])\])"
_FOOTNOTE = re.compile(rf"\d[\d.,]*(?:e0)?\s*{_MARK}|{_MARK}\s*\d[\d.,]*", re.IGNORECASE)
_HIDDEN = re.compile(r"\*+")  # what UNHCR and others print instead of a small count
_TIME = r"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:[t ]{_TIME})?|(?:\d+ days?, )?{_TIME}"
    r"|\d{1,2}[-/ ](?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)[a-z]*",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"sekitar|kurang|lebih|hampir|kira|antara|ratus|puluh|ribu|±|~|≈|[<>≤≥+]|s\s?[./]\s?d|sampai|\bs\.d"
    r"|\d\s*-?\s*an\b|\d\s*[-–—]\s*\d|\d\s+atau\s+\d|\d\s*/\s*\d",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CountFormat:
    """What the mark in a value like `1.234` means in this column: `thousands` holds the mark that groups.

    None with `undecidable`: the column says both, so such values are refused. `reason` is for the report.
    """

    thousands: str | None
    reason: str
    undecidable: bool = False


@dataclass(frozen=True)
class Count:
    """A count; value None without an error is "belum lapor"."""

    value: int | None = None
    error_code: str | None = None
    message: str | None = None


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _evidence(text: str) -> tuple[str | None, bool]:
    """(mark that groups thousands if this value shows it, whether the value could be read either way)."""
    if one := _ONE_MARK.fullmatch(text):
        return one[1], True
    if _GROUPS.fullmatch(text):
        return "." if "." in text else ",", False
    if both := _GROUPS_AND_FRACTION.fullmatch(text):
        return "." if both["comma"] else ",", False
    if _FRACTION.fullmatch(text):
        return "," if "." in text else ".", False
    return None, False


def decide_counts(values: Sequence[str]) -> CountFormat:
    """How one column writes thousands, from all its distinct values together."""
    sure: set[str] = set()
    unsure: dict[str, list[str]] = {}
    for value in values:
        text = _UNIT.sub("", _clean(value))
        mark, either = _evidence(text)
        if mark and either:
            unsure.setdefault(mark, []).append(text)
        elif mark:
            sure.add(mark)
    if len(sure) == 1:
        mark = next(iter(sure))
        return CountFormat(
            mark,
            _("Tanda '{mark}' memisahkan ribuan, terlihat dari angka lain di kolom ini.").format(mark=mark),
        )
    if len(sure) > 1 or len(unsure) > 1:
        return CountFormat(None, _("Kolom ini memakai titik dan koma untuk maksud yang berbeda."), True)
    if not unsure:
        return CountFormat(None, _("Tidak ada tanda ribuan di kolom ini."))
    mark, texts = next(iter(unsure.items()))
    if mark == "," and all(text.endswith(",000") for text in texts):
        return CountFormat(None, _("Semua koma diikuti 000: ribuan atau pecahan nol tidak dapat dibedakan."), True)
    return CountFormat(
        mark,
        _("Tanda '{mark}' selalu diikuti tiga angka, dan jumlah orang tidak berupa pecahan.").format(mark=mark),
    )


def parse_count(text: str | None, count_format: CountFormat) -> Count:
    """The count in a cell. `error_code`: inexact-count, undecidable-number, constraint-error or type-error."""
    cleaned = _clean(text or "")
    if not cleaned or cleaned.lower() in NOT_REPORTED_WORDS:
        return Count()
    if marked := _refuse_mark(text or "", cleaned):
        return marked
    if _DASHES.fullmatch(cleaned) or cleaned.lower().strip(".") in ZERO_WORDS:
        return Count(0)
    if message := explain_mark(cleaned):
        return Count(None, "type-error", message)
    if _DATE.fullmatch(cleaned):
        message = _("Sel berformat tanggal ('{text}'). Ubah format selnya menjadi Angka, periksa isinya, lalu simpan.")
        return _refuse("type-error", message, cleaned)
    if cell := _NUMBER_CELL.fullmatch(cleaned):
        return _refuse_number_cell(cell[1])
    bare = _UNIT.sub("", cleaned)
    if _NEGATIVE.fullmatch(bare):
        return _refuse("constraint-error", _("Jumlah '{text}' negatif. Isi dengan 0 atau lebih."), cleaned)
    if digits := _whole_digits(bare, count_format):
        return _bounded(digits)
    return _refuse_text(bare, cleaned, count_format)


def _refuse_mark(text: str, cleaned: str) -> Count | None:
    """`48¹` is not 481. The trap: a mark becomes a digit as soon as its text is made plain."""
    if _HIDDEN.fullmatch(cleaned):
        message = _("Jumlah '{text}' disamarkan oleh sumbernya: kosongkan selnya, jangan isi dengan 0 atau taksiran.")
        return _refuse("inexact-count", message, text)
    if has_raised(text) or _FOOTNOTE.fullmatch(cleaned):
        message = _("Jumlah '{text}' memuat tanda catatan kaki. Hapus tandanya dan tulis angkanya saja.")
        return _refuse("inexact-count", message, text)
    return None


def _whole_digits(text: str, count_format: CountFormat) -> str | None:
    """The digits of an exact whole number, or None. `48,00` is whole: its fraction is nothing but zeros."""
    if _DIGITS.fullmatch(text) or _SPACED.fullmatch(text) or _GROUPS.fullmatch(text):
        return re.sub(r"\D", "", text)
    if one := _ONE_MARK.fullmatch(text):
        return re.sub(r"\D", "", text) if one[1] == count_format.thousands else None
    if _GROUPS_AND_FRACTION.fullmatch(text) or _FRACTION.fullmatch(text):
        whole, fraction = re.split(r"[.,](?=\d+$)", text)
        if len(fraction) >= _NOISY_DIGITS:
            return _nearly_whole(float(f"{re.sub(r'[^0-9]', '', whole)}.{fraction}"))
        return re.sub(r"\D", "", whole) if set(fraction) == {"0"} and len(fraction) < 3 else None
    return None


def _nearly_whole(value: float) -> str | None:
    """The digits of the whole number that a sum of fractions missed by its last bits: 5.000000000000001 is 5."""
    return str(round(value)) if abs(value - round(value)) <= _NOISE * max(1.0, abs(value)) else None


def _bounded(digits: str) -> Count:
    if len(digits.lstrip("0")) > len(str(LARGEST_COUNT)):
        message = _("Jumlah '{text}' terlalu besar untuk jumlah orang. Periksa angkanya.")
        return _refuse("constraint-error", message, digits)
    return Count(int(digits))


def _refuse_text(bare: str, shown: str, count_format: CountFormat) -> Count:
    if _ONE_MARK.fullmatch(bare) and count_format.undecidable:
        message = _("Jumlah '{text}' dapat berarti dua hal. {reason} Tulis tanpa tanda ribuan.")
        text = message.format(text=shorten(shown), reason=count_format.reason)
        return Count(None, "undecidable-number", text)
    if _ONE_MARK.fullmatch(bare) or _FRACTION.fullmatch(bare) or _GROUPS_AND_FRACTION.fullmatch(bare):
        return _refuse("inexact-count", _("Jumlah '{text}' berupa pecahan. Isi dengan bilangan bulat."), shown)
    if _ABOUT.search(bare) and re.search(r"\d|ratus|puluh|ribu", bare, re.IGNORECASE):
        message = _("Jumlah '{text}' tidak pasti. Isi jumlah yang sebenarnya, atau kosongkan bila belum diketahui.")
        return _refuse("inexact-count", message, shown)
    return _refuse("type-error", _("Jumlah '{text}' bukan angka. Isi dengan bilangan bulat, misalnya 48."), shown)


def _refuse_number_cell(number: str) -> Count:
    """A cell that holds a fraction as a number: perhaps `1.234` typed into a spreadsheet set to English."""
    value = float(number)
    if value < 0:
        return _refuse("constraint-error", _("Jumlah '{text}' negatif. Isi dengan 0 atau lebih."), number)
    if (near := _nearly_whole(value)) is not None:
        return _bounded(near)
    decimals = len(number.partition(".")[2]) if "e" not in number else 3
    message = _("Sel berisi angka pecahan {text}. Isi dengan bilangan bulat; bila maksudnya ribuan, tulis tanpa titik.")
    return Count(None, "inexact-count", message.format(text=format_number(value, min(decimals, 15))))


def _refuse(code: str, message: str, text: str) -> Count:
    return Count(None, code, message.format(text=shorten(text)))
