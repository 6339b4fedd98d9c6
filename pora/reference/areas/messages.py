"""What is wrong with the name or code of a place, and what to do: one or two sentences for the office."""

from __future__ import annotations

from collections.abc import Sequence

from pora.locale import _
from pora.reference.areas.answer import Candidate
from pora.reference.areas.codes import ReadCode
from pora.reference.areas.tables import Area, AreaGroup
from pora.reference.spelling import is_of_all, shorten
from pora.schema import DESA, KABUPATEN_KOTA, KECAMATAN, PROVINSI

_MOST_NAMED = 8


def level_name(level: str) -> str:
    return {
        PROVINSI: _("provinsi"),
        KABUPATEN_KOTA: _("kabupaten/kota"),
        KECAMATAN: _("kecamatan"),
        DESA: _("desa/kelurahan"),
    }[level]


def ambiguous_kecamatan(text: str, candidates: Sequence[Candidate]) -> str:
    if len({candidate.name for candidate in candidates}) == 1 and len(candidates) > 1:
        places = _list_all([f"{c.parent_name} ({c.code})" for c in candidates])
        return _("'{text}' ada di {places}; isi kolom kabupaten.").format(text=shorten(text), places=places)
    return _("'{text}' bisa berarti {places}; isi kolom kabupaten.").format(
        text=shorten(text), places=_list_or(candidates)
    )


def ambiguous_kabupaten(text: str, candidates: Sequence[Candidate]) -> str:
    return _("'{text}' bisa berarti {places}; tulis lengkap dengan Kab. atau Kota.").format(
        text=shorten(text), places=_list_or(candidates)
    )


def ambiguous_desa(text: str, candidates: Sequence[Candidate]) -> str:
    return _("'{text}' bisa berarti {places}; isi kode desa/kelurahannya.").format(
        text=shorten(text), places=_list_or(candidates)
    )


def desa_without_kecamatan(text: str) -> str:
    return _("'{text}' adalah nama desa/kelurahan tanpa kecamatan; isi kolom kecamatan.").format(text=shorten(text))


def damaged_desa_code(text: str, read: ReadCode, meant: Sequence[Candidate]) -> str:
    """For a code of a desa that is not whole; ten digits without dots may as well be of BPS."""
    if read.kind != "undotted_desa":
        return damaged_code(text, ReadCode(None, "marked" if read.kind == "marked" else "number"), meant)
    first = _("'{text}' ditulis tanpa titik, sehingga bisa juga kode BPS.").format(text=shorten(text))
    return f"{first}{_meant(meant)} {_('Tulis kodenya dengan titik, sebagai teks.')}"


def unknown_name(text: str, level: str, scope_name: str, near: Sequence[Candidate]) -> str:
    """For a text that names no area of that level there, with what is near; a word like "jumlah" is a total."""
    first = _("'{text}' tidak dikenal sebagai {level} di {scope}.").format(
        text=shorten(text), level=level_name(level), scope=scope_name
    )
    if is_of_all(text):
        advice = _(
            "Itu jumlah: hapus barisnya bila rinciannya ada; tulis 'Tidak dirinci' bila {level} tidak diketahui."
        )
        return f"{first} {advice.format(level=level_name(level))}"
    return f"{first} {_what_to_do(level, near)}"


def unknown_code(code: str) -> str:
    return _("Kode {code} tidak ada dalam daftar kode wilayah. Periksa kodenya, atau isi namanya saja.").format(
        code=code
    )


def elsewhere(text: str, level: str, scope_name: str, found: Sequence[Candidate]) -> str:
    """The name exists, but not where the row says."""
    if level == KECAMATAN:
        message = _("'{text}' tidak ada di {scope}; ada di {places}. Periksa nama dan kabupatennya.")
        places = [f"{c.parent_name} ({c.code})" for c in found]
    elif level == DESA:
        message = _("'{text}' tidak ada di kecamatan {scope}; ada di {places}. Periksa nama dan kecamatannya.")
        places = [f"{c.parent_name} ({c.code})" for c in found]
    else:
        message = _("'{text}' tidak ada di {scope}; yang ada {places}. Periksa namanya.")
        places = [f"{c.name}, {c.parent_name} ({c.code})" for c in found]
    return message.format(text=shorten(text), scope=scope_name, places=_list_all(places))


def code_elsewhere(area: Candidate, scope_name: str) -> str:
    return _("{area} bukan bagian dari {scope}. Samakan kode dan wilayahnya.").format(
        area=area.full_name, scope=scope_name
    )


def code_against_name(area: Candidate, text: str) -> str:
    return _("Kode {code} adalah {area}, tetapi tertulis '{text}'. Samakan kode dan namanya.").format(
        code=area.code, area=area.full_name.removesuffix(f" ({area.code})"), text=shorten(text)
    )


def wrong_level(text: str, level: str, found: Sequence[Candidate], found_level: str, near: Sequence[Candidate]) -> str:
    """The name is of another level; `near` are areas of the right level that may be meant."""
    first = _("'{text}' bukan {level}, melainkan {found_level}: {places}.").format(
        text=shorten(text),
        level=level_name(level),
        found_level=level_name(found_level),
        places=_list_all([candidate.full_name for candidate in found]),
    )
    if near:
        return first + _meant(near)
    if level == KECAMATAN:
        return first + " " + _("Isi kecamatannya, atau 'Tidak dirinci' bila tidak diketahui.")
    if level == DESA:
        return first + " " + _("Isi desa/kelurahannya, atau 'Tidak dirinci' bila tidak diketahui.")
    return first + " " + _("Isi kabupaten/kotanya.")


def group_of_areas(text: str, group: AreaGroup, members: Sequence[Area], same_name: Sequence[Candidate]) -> str:
    """The name is of a group, whose members the row should name; `same_name` are kecamatan that are called the same."""
    names = f" ({', '.join(area.name for area in members)})" if members else ""
    sentences = [
        _("'{text}' adalah kelompok wilayah{names}, bukan satu wilayah. Isi kabupaten/kotanya satu per satu.").format(
            text=shorten(text), names=names
        )
    ]
    for candidate in same_name:
        sentences.append(_("Bila maksudnya kecamatan {place}, isi kolom kabupaten.").format(place=candidate.full_name))
    return " ".join(sentences)


def damaged_code(text: str, read: ReadCode, meant: Sequence[Candidate]) -> str:
    """For a code that is not whole: BPS, without dots, of a desa, or turned into a number."""
    shown = shorten(text)
    if read.kind == "bps":
        return _(
            "'{text}' berisi tujuh angka seperti kode BPS. Isi kode Kemendagri bertitik, seperti 33.19.01."
        ).format(text=shown)
    if read.kind == "marked":
        return _("'{text}' memuat tanda catatan kaki. Hapus tandanya dan tulis kodenya saja.").format(text=shown)
    if read.desa_code:
        first = _("'{text}' adalah kode desa/kelurahan.").format(text=shown)
        return f"{first} {_('Isi kode kecamatannya.')}{_meant(meant)}"
    if read.kind == "undotted":
        first = _("'{text}' ditulis tanpa titik, sehingga bisa juga kode BPS.").format(text=shown)
        return f"{first}{_meant(meant)} {_('Tulis kodenya dengan titik, sebagai teks.')}"
    first = _("'{text}' bukan kode yang utuh: nol atau titiknya berubah, biasanya oleh lembar kerja.").format(
        text=shown
    )
    advice = _("Ubah format kolom menjadi Teks, lalu tulis kodenya lengkap, seperti 33.10.")
    return f"{first}{_meant(meant)} {advice}"


def _meant(candidates: Sequence[Candidate]) -> str:
    if not candidates:
        return ""
    return " " + _("Mungkin maksudnya {places}?").format(places=_list_or(candidates))


def _what_to_do(level: str, near: Sequence[Candidate]) -> str:
    if near:
        return _meant(near).strip() + " " + _("Perbaiki namanya, atau isi kodenya.")
    if level == KECAMATAN:
        return _("Periksa ejaannya atau isi kodenya; tulis 'Tidak dirinci' bila kecamatannya tidak diketahui.")
    if level == DESA:
        return _("Periksa ejaannya atau isi kodenya; tulis 'Tidak dirinci' bila desanya tidak diketahui.")
    return _("Periksa ejaannya atau isi kodenya.")


def _list_or(candidates: Sequence[Candidate]) -> str:
    names = [candidate.full_name for candidate in candidates]
    return _(" atau ").join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _list_all(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return ", ".join(names)
    more = _("dan {n} lainnya").format(n=len(names) - _MOST_NAMED)
    return f"{', '.join(names[:_MOST_NAMED])} {more}"
