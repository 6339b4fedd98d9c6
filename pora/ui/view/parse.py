"""The view that a URL names. A value from outside that is none, or not the reader's, falls back to the default, with
a note for the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pora.locale import _, format_period
from pora.reference.areas.desa import find_desa
from pora.reference.places import is_desa, is_place, name_place, place_level
from pora.schema.levels import first_level
from pora.statistics.dimensions import DIMENSION_OF
from pora.ui.view.choices import Choices
from pora.ui.view.view import View, find_rule
from pora.warehouse.queries.request import EXACT_TABLES


def default_view(choices: Choices) -> View:
    """The whole, in the newest month."""
    root = choices.root
    return View(root, next(reversed(choices.periods_of(root)), ""), tingkat=first_level(place_level(root)))


def allows(choices: Choices, name: str, value: str) -> bool:
    """Whether a parameter of a view may have a value."""
    rule = find_rule(name)
    return rule is not None and rule(choices, value)


def parse_view(parameters: Mapping[str, str], choices: Choices) -> tuple[View, list[str]]:
    """The view that the parameters name, as far as the reader may see it, and a note for each that can't be
    followed."""
    view, refused = default_view(choices), {}
    desa = find_desa(parameters.get("wilayah", ""))
    if desa and not choices.is_own_desa(desa.code):  # is seen in its kecamatan
        parameters = {**parameters, "wilayah": str(desa.parent_code), "pilih": desa.code}
    if (desa := find_desa(parameters.get("pilih", ""))) and not (choices.is_public or choices.sees(desa.code)):
        parameters = {**parameters, "pilih": str(desa.parent_code)}  # which tells that it has no desa
    for name, value in parameters.items():
        if allows(choices, name, value):
            change: dict[str, Any] = {name: value}
            view = replace(view, **change)
        else:
            refused[name] = value
    notes = [_explain_refusal(name, value, view, choices) for name, value in refused.items()]
    months = choices.periods_of(view.wilayah)
    if view.periode not in months and months:
        words = _("{area} di luar wewenang Anda pada {period}; yang ditampilkan {shown}.")
        shown = format_period(months[-1])
        notes.append(words.format(area=name_place(view.wilayah), period=format_period(view.periode), shown=shown))
        view = replace(view, periode=months[-1])
    if view.pilih and not choices.sees(view.pilih, view.periode):
        notes.append(_explain_refusal("pilih", view.pilih, view, choices))
        view = replace(view, pilih="")
    if view.ukuran == "bagian" and not choices.has_shares(view.wilayah, view.periode):
        words = _("Persen dari {area} di luar wewenang Anda; yang ditampilkan jumlah.")
        notes.append(words.format(area=name_place(view.wilayah[:5])))
        view = replace(view, ukuran="jumlah")
    return view, list(dict.fromkeys(notes))


def _explain_refusal(name: str, value: str, view: View, choices: Choices) -> str:
    if name in ("wilayah", "pilih") and is_desa(value) and choices.is_public:
        return _("Angka per desa/kelurahan hanya ada dalam versi lengkap.")
    if name in ("wilayah", "pilih") and choices.reach is not None and is_place(value):
        words = _("Wilayah {area} di luar wewenang Anda; yang ditampilkan {shown}.")
        return words.format(area=name_place(value), shown=name_place(view.wilayah))
    if name == "tabel" and value in EXACT_TABLES:
        return _("Tabel rincian tidak ada dalam versi publik; yang ditampilkan tabel lain.")
    if name in DIMENSION_OF and choices.is_public:
        return _("Saringan tidak ada dalam versi publik; yang ditampilkan semua orang.")
    return _("Tautan memuat '{name}={value}' yang tidak dikenal; bagian itu diabaikan.").format(
        name=name[:20], value=value[:40]
    )
