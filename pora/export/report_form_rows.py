"""The places that a form names: a row each, what is not placed among them, and the words to choose from below."""

from __future__ import annotations

from collections.abc import Sequence

from pora.errors import UsageError
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.areas.desa import KECAMATAN_LENGTH
from pora.reference.terms import term_labels
from pora.schema import ACTION_KIND, IZIN_TERBIT, KABUPATEN_KOTA, KECAMATAN, TAK


def require_form_area(code: str, is_by_desa: bool) -> None:
    """UsageError for what no form can be about: a kabupaten/kota, and by desa a kecamatan, too."""
    if not is_by_desa:
        require_level(code, KABUPATEN_KOTA)
    elif _find_level(code) not in (KABUPATEN_KOTA, KECAMATAN):
        message = _("'{code}' bukan kode kecamatan atau kabupaten/kota. Tulis seperti 33.19.03 atau 33.19.")
        raise UsageError(message.format(code=code))


def require_level(code: str, level: str) -> None:
    """UsageError unless the code is one of a kabupaten/kota, or of a kecamatan, as the level says."""
    if _find_level(code) != level:
        messages = {
            KABUPATEN_KOTA: _("'{code}' bukan kode kabupaten/kota. Tulis seperti 33.19."),
            KECAMATAN: _("'{code}' bukan kode kecamatan. Tulis seperti 33.19.03."),
        }
        raise UsageError(messages[level].format(code=code))


def _find_level(code: str) -> str | None:
    return area_index().level(code) if code in area_index() else None


def list_form_kecamatan(area_code: str) -> Sequence[str]:
    """Codes, in order."""
    index = area_index()
    return (area_code,) if index.level(area_code) == KECAMATAN else index.kecamatan_of(area_code)


def list_rows(area_code: str, is_by_desa: bool) -> list[tuple[str, ...]]:
    """Code, kecamatan, and by desa the desa. One per kecamatan; by desa one per desa or kelurahan, and one for each
    kecamatan's persons of no known desa. Last of a kabupaten/kota who is in no known kecamatan."""
    index, unplaced = area_index(), _("Tidak dirinci")
    rows: list[tuple[str, ...]] = []
    for kecamatan in list_form_kecamatan(area_code):
        name = index.area_name(kecamatan)
        if not is_by_desa:
            rows.append((kecamatan, name))
            continue
        rows += [(code, name, index.area_name(code)) for code in index.desa_of(kecamatan)]
        rows.append(("", name, unplaced))
    if index.level(area_code) == KABUPATEN_KOTA:
        rows.append(("", *[unplaced] * (2 if is_by_desa else 1)))
    return rows


def list_action_rows() -> list[tuple[str, ...]]:
    """Code, kecamatan and kind: one per kind, in no known kecamatan. What is only for reports that say no kind is left
    to be chosen."""
    kinds = term_labels(ACTION_KIND.name)
    return [("", _("Tidak dirinci"), words) for kind, words in kinds.items() if kind not in (TAK, IZIN_TERBIT)]


def list_desa_words(area_code: str) -> list[str]:
    """The names to choose a desa by, beside its kecamatan, in order of the alphabet. A desa and a kelurahan of one
    kecamatan that share a name have their kind in front."""
    words: set[str] = set()
    for kecamatan in list_form_kecamatan(area_code):
        names = {code: area_index().area_name(code) for code in area_index().desa_of(kecamatan)}
        shared = {name for name in names.values() if [*names.values()].count(name) > 1}
        words |= {_name_kind(code, name) if name in shared else name for code, name in names.items()}
    return sorted(words)


def _name_kind(code: str, name: str) -> str:
    return f"Kelurahan {name}" if code[KECAMATAN_LENGTH + 1] == "1" else f"Desa {name}"
