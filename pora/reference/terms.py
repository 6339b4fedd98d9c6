"""Words of the coded columns (category, izin tinggal, sex, purpose, UNHCR, action) to their values, and to labels.

Spellings are data: data/reference/term_alias.csv; rows of column `*` say "tidak dirinci" in any column.
Trap: a visa is not a permit. VoA and BVK fall under ITK, but VITAS and affidavit are none of the five kinds
and stay unknown. The index of a visa tells the permit that it leads to where data/reference/visa_index.csv says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache

from pora import schema
from pora.locale import _
from pora.paths import REFERENCE
from pora.reference.spelling import is_blank, is_of_all, normalise, shorten, suggest
from pora.reference.value_match import ValueMatch, find_values
from pora.schema import LAIN_LAIN, Column

TERM_COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        schema.CATEGORY,
        schema.IZIN_TINGGAL,
        schema.SEX,
        schema.PURPOSE,
        schema.UNHCR_STATUS,
        schema.UNHCR_CARD,
        schema.ACTION_KIND,
    )
}
_ANY_COLUMN = "*"
# By the letter: their normalised spelling, `na`, is Namibia.
_NOT_STATED_LITERALS = frozenset({"n/a", "n.a.", "n.a", "n/a."})


@cache
def _aliases() -> dict[str, dict[str, str]]:
    """column_name -> normalised spelling -> value, the values themselves included."""
    found: dict[str, dict[str, str]] = {name: {normalise(v): v for v in c.allowed} for name, c in TERM_COLUMNS.items()}
    found[_ANY_COLUMN] = {}
    with (REFERENCE / "term_alias.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["column_name"]][normalise(row["alias"])] = row["value"]
    return found


# C312, B211A, 317 before 2023; E23, D12, E28A since.
_VISA_INDEX = re.compile(r"[A-Z]?\d{3}[A-Z]?|[A-F]\d{1,2}[A-Z]?", re.IGNORECASE)
_WITH_INDEX = re.compile(r"[^\s,;/()-]+")


@cache
def _permits_of_indices() -> tuple[tuple[re.Pattern[str], str], ...]:
    with (REFERENCE / "visa_index.csv").open(encoding="utf-8", newline="") as file:
        return tuple((re.compile(row["index_pattern"]), row["izin_tinggal"]) for row in csv.DictReader(file))


def is_visa_index(text: str) -> bool:
    """Whether a text has the form of a visa index and is nothing else."""
    return _VISA_INDEX.fullmatch(text.strip()) is not None


def _permit_of_index(text: str) -> str | None:
    """The permit that a visa index leads to: E23 is of an ITAS."""
    index = text.strip().upper()
    return next((permit for pattern, permit in _permits_of_indices() if pattern.fullmatch(index)), None)


def _without_index(text: str) -> str | None:
    """`ITAS` of `ITAS E23` and `KITAS (indeks C312)`; None where no index stands beside the permit."""
    words = _WITH_INDEX.findall(text)
    kept = [word for word in words if not is_visa_index(word) and word.casefold() not in ("indeks", "index")]
    return " ".join(kept) if 0 < len(kept) < len(words) else None


def is_not_stated(text: str | None) -> bool:
    """Blank, a dash, or words for "tidak dirinci", in any column of names, codes or terms."""
    if text is None or is_blank(text):
        return True
    return text.strip().casefold() in _NOT_STATED_LITERALS or normalise(text) in _aliases()[_ANY_COLUMN]


def resolve_term(column_name: str, text: str | None) -> ValueMatch:
    """The value of a text in one coded column. Nothing near is ever taken for a match, only suggested."""
    if text is None or is_not_stated(text):
        return ValueMatch()
    aliases = _aliases()[column_name]
    found = find_values(text, lambda key: (aliases[key],) if key in aliases else ())
    if found:
        return ValueMatch(found[0])
    if column_name == schema.IZIN_TINGGAL.name:
        if is_visa_index(text):
            permit = _permit_of_index(text)
            return ValueMatch(permit) if permit else _refuse_index(text)
        if (permit_alone := _without_index(text)) and normalise(permit_alone) in aliases:
            return ValueMatch(aliases[normalise(permit_alone)])
    return _refuse(column_name, text, tuple(value for value, _score in suggest(text, aliases, limit=3)))


def resolve_terms(column_name: str, texts: Iterable[str | None]) -> dict[str | None, ValueMatch]:
    """All distinct texts of one column of one file.

    Trap: where a column of sex holds W, its P means pria, not perempuan; such a P is refused, not guessed."""
    matches = {text: resolve_term(column_name, text) for text in texts}
    if column_name == schema.SEX.name and any(normalise(text or "") == "w" for text in matches):
        for text in matches:
            if normalise(text or "") == "p":
                message = _("P bersama W tidak jelas: pria atau perempuan? Tulis L (laki-laki) atau P (perempuan).")
                matches[text] = ValueMatch(None, "constraint-error", message, TERM_COLUMNS[column_name].allowed)
    return matches


def _refuse_index(text: str) -> ValueMatch:
    message = _(
        "'{text}' adalah indeks visa, bukan izin tinggal, dan izinnya tidak pasti. Isi dengan ITK, ITAS atau ITAP."
    )
    return ValueMatch(None, "constraint-error", message.format(text=shorten(text)))


def _refuse(column_name: str, text: str, candidates: tuple[str, ...]) -> ValueMatch:
    column = TERM_COLUMNS[column_name]
    if is_of_all(text) and column is not schema.CATEGORY:
        message = _(
            "Kolom {column}: '{text}' adalah jumlah, bukan rincian. Hapus barisnya bila rinciannya ada; kosongkan bila "
            "tidak dirinci."
        )
        return ValueMatch(None, "constraint-error", message.format(column=_(column.label), text=shorten(text)))
    sentences = [_("Kolom {column}: '{text}' tidak dikenal.").format(column=_(column.label), text=shorten(text))]
    if candidates:
        sentences.append(_("Mungkin maksudnya {candidates}?").format(candidates=_join_or(candidates)))
    allowed = ", ".join(column.allowed)
    if column is schema.CATEGORY:
        sentences.append(_("Isi dengan salah satu dari: {allowed}.").format(allowed=allowed))
    else:
        sentences.append(
            _("Isi dengan salah satu dari: {allowed}; kosongkan bila tidak dirinci.").format(allowed=allowed)
        )
    return ValueMatch(None, "constraint-error", " ".join(sentences), candidates)


def _join_or(values: tuple[str, ...]) -> str:
    return _(" atau ").join(values)


def term_labels(column_name: str) -> dict[str, str]:
    """Every value of a coded column with its words for display, in the order of the schema."""
    labels = {
        schema.CATEGORY.name: {
            schema.ORANG_ASING: _("Orang asing"),
            schema.PENGUNGSI: _("Pengungsi"),
            schema.TINDAKAN: _("Tindakan keimigrasian"),
        },
        schema.IZIN_TINGGAL.name: {
            "diplomatik": _("Izin tinggal diplomatik"),
            "dinas": _("Izin tinggal dinas"),
            "ITK": _("Izin tinggal kunjungan (ITK)"),
            "ITAS": _("Izin tinggal terbatas (ITAS)"),
            "ITAP": _("Izin tinggal tetap (ITAP)"),
        },
        schema.SEX.name: {"L": _("Laki-laki"), "P": _("Perempuan")},
        schema.PURPOSE.name: {
            "wisata": _("Wisata"),
            "bekerja": _("Bekerja"),
            "penyatuan_keluarga": _("Penyatuan keluarga"),
            "sosial_budaya": _("Sosial budaya"),
            "pelajar": _("Pelajar/santri"),
            "investasi": _("Investasi"),
            LAIN_LAIN: _("Lain-lain"),
        },
        schema.UNHCR_STATUS.name: {"pengungsi": _("Pengungsi"), "pencari_suaka": _("Pencari suaka")},
        schema.UNHCR_CARD.name: {"ya": _("Memegang kartu UNHCR"), "tidak": _("Tidak memegang kartu UNHCR")},
        schema.ACTION_KIND.name: {
            "cekal": _("Pencegahan atau penangkalan"),
            "perubahan_izin": _("Pembatasan, perubahan atau pembatalan izin tinggal"),
            "larangan_tempat": _("Larangan berada di tempat tertentu"),
            "keharusan_tempat": _("Keharusan bertempat tinggal di tempat tertentu"),
            "biaya_beban": _("Biaya beban"),
            "deportasi": _("Deportasi"),
            "tak": _("TAK, jenisnya tidak disebut"),
            "pendetensian": _("Pendetensian"),
            "pro_justitia": _("Pro justitia"),
            "penolakan_masuk": _("Penolakan masuk"),
            "itk_terbit": _("ITK diterbitkan"),
            "itas_terbit": _("ITAS diterbitkan"),
            "itap_terbit": _("ITAP diterbitkan"),
            "izin_terbit": _("Izin tinggal diterbitkan, jenisnya tidak disebut"),
        },
    }
    return labels[column_name]


def term_label(column_name: str, value: str | None) -> str:
    """Words for one value; None is "Tidak dirinci"."""
    return _("Tidak dirinci") if value is None else term_labels(column_name)[value]
