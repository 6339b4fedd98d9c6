"""Words that every page, slide and message says of counts in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any

from pora import schema
from pora.locale import MANY, _, format_number
from pora.statistics.measures import Measure, count_measure, short_state_words, state_words

if TYPE_CHECKING:
    import pandas as pd


def category_words() -> dict[str, str]:
    """Categories as a choice or a heading says them."""
    return {
        schema.ORANG_ASING: _("Orang asing"),
        schema.PENGUNGSI: _("Pengungsi"),
        schema.TINDAKAN: _("Tindakan keimigrasian"),
    }


def level_words() -> dict[str, str]:
    """Levels of areas, from the top."""
    return {
        schema.NASIONAL: _("Nasional"),
        schema.PROVINSI: _("Provinsi"),
        schema.KANIM: _("Kantor imigrasi"),
        schema.KELOMPOK: _("Kelompok wilayah"),
        schema.KABUPATEN_KOTA: _("Kabupaten/kota"),
        schema.KECAMATAN: _("Kecamatan"),
        schema.DESA: _("Desa/kelurahan"),
    }


def person_words(category: str, count: float = MANY) -> str:
    """Those counted, as a sentence says them: 48 orang asing. Give the count where it stands beside them; a missing one
    is like many."""
    return count_measure(category).unit_of(count if isinstance(count, Real) and count == count else MANY)


def describe_cell(cell: Mapping[str, Any] | pd.Series) -> str:
    """The number of a cell as it is read out, or its state in words: 48, 0, belum lapor; belum disahkan where all of
    its month is held back for that (`is_held`)."""
    if cell["status"] in (schema.ANGKA, schema.NOL):
        return format_number(int(cell["person_count"]))
    return state_words(Measure("", "", is_held=bool(cell.get("is_held"))))[cell["status"]]


def shorten_cell(cell: Mapping[str, Any] | pd.Series) -> str:
    """The same where there is little room: 48, 0, disamarkan."""
    return describe_cell(cell) if cell["status"] == schema.ANGKA else short_state_words()[cell["status"]]


def format_percent(part: int, whole: int, decimals: int = 0) -> str:
    """63%; 62,5%."""
    return f"{format_number(Decimal(100 * part) / Decimal(whole), decimals)}%"


def explain_suppressed() -> str:
    """What the state means, as a sentence beside numbers."""
    return _("Disamarkan berarti ada, tetapi jumlahnya kecil atau membuka angka kecil; itu bukan nol.")


def join_words(words: Sequence[str]) -> str:
    """A; A dan B; A, B dan C. Names that hold a comma are kept apart by semicolons."""
    if len(words) < 2:
        return "".join(words)
    mark = "; " if any("," in word for word in words[:-1]) else ", "
    return _("{all} dan {last}").format(all=mark.join(words[:-1]), last=words[-1])
