"""The words of Tim Pora: kinds of activity, what is said of one team, where a statement comes from."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pora import schema
from pora.config import office_time
from pora.locale import _, format_day, format_number
from pora.reference.agencies import agency_words
from pora.schema.teams import ABOUT
from pora.statistics.publications import describe_as_of

LEGAL_BASIS = "Permenkumham 50/2016"


def describe_task() -> str:
    """What the law asks of Tim Pora, and how far it is known here; the same as in `data/reference/README.md`."""
    return _(
        'Permenimipas 2/2025 Pasal 53 ayat (2) menugasi Tim Pora mengumpulkan data keberadaan orang asing "secara '
        'berjenjang dari tingkat desa atau kelurahan sampai dengan provinsi" dan "membuat peta pengawasan Orang '
        'Asing". Apa yang digantikannya dari {law} belum diketahui di sini.'
    ).format(law=LEGAL_BASIS)


def activity_words() -> Mapping[str, str]:
    """Code -> name, of every kind of activity; the codes of schema.ACTIVITY_KINDS."""
    return {
        "operasi_gabungan": _("Operasi gabungan"),
        "pendataan": _("Pendataan"),
        "pengawasan": _("Pengawasan"),
        "pemeriksaan": _("Pemeriksaan"),
        "lain_lain": _("Lain-lain"),
    }


def status_words() -> Mapping[str, str]:
    return {schema.DONE: _("Dilaksanakan"), schema.ANNOUNCED: _("Diumumkan")}


def list_words() -> Mapping[str, str]:
    """What a list of an office is about."""
    return {
        schema.TEAM: _("Tim"),
        schema.MEETING: _("Rapat"),
        schema.ACTIVITY: _("Kegiatan"),
        schema.FOLLOW_UP: _("Tindak lanjut"),
        schema.VILLAGE: _("Desa binaan"),
        schema.AGENCY_FIGURE: _("Angka instansi lain"),
    }


def composition_words() -> Mapping[str, str]:
    """Who makes up a team by law, by level."""
    return {
        schema.KABUPATEN_KOTA: _(
            "Ketua: Kepala Kantor Imigrasi; wakil: Kesbangpol; anggota antara lain Polres, Kodim, Disnaker, "
            "Disdukcapil dan Dinas Pariwisata"
        ),
        schema.KECAMATAN: _("Camat, Kapolsek dan Danramil"),
    }


def name_text(text: object) -> str:
    """A text of a source; words where it says nothing."""
    return text if isinstance(text, str) and text else _("tidak disebut")


def name_own_words(text: object, is_kept_back: bool) -> str:
    """What an office's list holds; words where the public version leaves it out."""
    return _("tidak ada dalam versi publik") if is_kept_back else name_text(text)


def name_meeting(meeting: Mapping[str, object] | pd.Series) -> str:
    """The title that was given to a meeting, where it may be shown."""
    return _("Rapat Tim Pora") if meeting["is_kept_back"] else name_text(meeting["title"])


def describe_agencies(codes: object) -> str:
    """Kesbangpol, Polres, Kodim, instansi lain."""
    return name_text(", ".join(agency_words()[code] for code in codes.split(";")) if isinstance(codes, str) else None)


def describe_formation(team: pd.Series) -> str:
    """Whether a team is said to be formed, since when or as of when."""
    if not team["is_reported"]:
        return _("tidak diketahui")
    if isinstance(team["established_on"], str):
        return _("terbentuk {day}").format(day=describe_date(team["established_on"], None))
    if isinstance(team["reported_on"], str):
        day = describe_as_of(team["reported_on"], team["date_precision"])
        return _("disebut, {day}").format(day=day)
    return _("disebut dalam daftar kantor")


def describe_date(text: str | None, precision: str | None) -> str:
    """The date of an event; words where it is not stated. Without a precision the length tells it."""
    if not isinstance(text, str):
        return name_text(None)
    return describe_as_of(text, precision or {10: "day", 7: "month"}.get(len(text), "year"))


def describe_members(team: pd.Series) -> str:
    """9 (Imigrasi 3, Polres 2); sekitar 50 sampai tim kecamatan; tidak diketahui."""
    parts = team["member_parts"].split(";") if isinstance(team["member_parts"], str) else []
    pairs = (part.split(":") for part in parts)
    named = ", ".join(f"{agency_words()[agency]} {format_number(int(count))}" for agency, count in pairs)
    words = [named] if named else []
    if pd.notna(team["member_count"]):
        number = _describe_number(team["member_count"], team["member_precision"])
        words = [f"{number} ({named})" if named else number]
    if pd.notna(team["wide_count"]):
        number = _describe_number(team["wide_count"], team["wide_precision"])
        words.append(_("{number} sampai tim kecamatan").format(number=number))
    return "; ".join(words) or _("tidak diketahui")


def _describe_number(count: float, precision: str) -> str:
    number = format_number(int(count))
    return _("sekitar {number}").format(number=number) if precision == ABOUT else number


def describe_origin(row: pd.Series) -> str:
    """Where a statement comes from: its source, the office's list that holds it, or both; a dash without any."""
    texts = [row["source"], row.get("wide_source")]
    words = list(dict.fromkeys(text for text in texts if isinstance(text, str)))
    if isinstance(row["file_name"], str):
        day = format_day(office_time(row["received_at"]))
        words.insert(0, _("daftar kantor {file}, dimuat {day}").format(file=row["file_name"], day=day))
    return "; ".join(words) or "–"
