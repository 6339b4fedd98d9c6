"""The whole view lives in the URL: a link opens exactly what was seen.

One direction only: URL -> View -> widgets; a widget's callback writes the URL. A value from outside is checked
against what exists; a bad one falls back to the default, with a note for the reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from pora import schema
from pora.areas import area_index
from pora.locale import _

LAYERS = ("lingkaran", "isian", "petak")  # circles for counts, fill for rates, tiles for counts
SOURCES = ("tabel", "terbit")
LEVELS = (schema.KECAMATAN, schema.KABUPATEN_KOTA)


@dataclass(frozen=True)
class View:
    """What the reader looks at. `wilayah` is a province, an office, a kabupaten/kota or a kecamatan."""

    wilayah: str
    periode: str
    kategori: str = schema.ORANG_ASING
    sumber: str = "tabel"
    lapis: str = "lingkaran"
    tingkat: str = schema.KECAMATAN
    angka: str = ""

    @property
    def kabupaten_code(self) -> str | None:
        """The kabupaten/kota in view; None for a province or an office."""
        return self.wilayah[:5] if self.wilayah[:2].isdigit() and len(self.wilayah) >= 5 else None

    @property
    def kecamatan_code(self) -> str | None:
        return self.wilayah if self.wilayah[:2].isdigit() and len(self.wilayah) == 8 else None

    @property
    def office_code(self) -> str | None:
        return None if self.wilayah[:2].isdigit() else self.wilayah


@dataclass(frozen=True)
class Choices:
    """What exists in the snapshot, and so may stand in a URL."""

    province_code: str
    offices: tuple[str, ...]
    periods: tuple[str, ...]
    figures: tuple[str, ...]

    def allows(self, name: str, value: str) -> bool:
        fixed: Mapping[str, Sequence[str]] = {
            "periode": self.periods,
            "kategori": schema.CATEGORIES,
            "sumber": SOURCES,
            "lapis": LAYERS,
            "tingkat": LEVELS,
            "angka": self.figures,
        }
        if name == "wilayah":
            inside = value in area_index() and value.startswith(self.province_code)
            return inside or value in self.offices
        return value in fixed.get(name, ())

    def default(self) -> View:
        return View(wilayah=self.province_code, periode=self.periods[-1] if self.periods else "")


def parse_view(parameters: Mapping[str, str], choices: Choices) -> tuple[View, list[str]]:
    """The view that the parameters name, and a note for each that can't be followed."""
    view, notes = choices.default(), []
    for name, value in parameters.items():
        if choices.allows(name, value):
            view = replace(view, **{name: value})
        else:
            notes.append(
                _("Tautan memuat '{name}={value}' yang tidak dikenal; bagian itu diabaikan.").format(
                    name=name[:20], value=value[:40]
                )
            )
    return view, notes


def view_parameters(view: View, default: View) -> dict[str, str]:
    """The URL of a view: area and period always, the rest where it differs from the default."""
    always = ("wilayah", "periode")
    return {
        name: value
        for name, value in vars(view).items()
        if value and (name in always or value != getattr(default, name))
    }


def read_view(choices: Choices) -> View:
    """The view of this run; a page opened without parameters goes on with what the reader last saw."""
    given = st.query_params.to_dict() or st.session_state.get("view_parameters", {})
    view, notes = parse_view(given, choices)
    for note in notes:
        st.warning(note, icon=":material/link_off:")
    parameters = view_parameters(view, choices.default())
    st.session_state["view_parameters"] = parameters
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)
    return view


def change_view(**changes: str) -> None:
    """Puts changes into the URL; for widget callbacks. An empty value takes the parameter out."""
    parameters = st.session_state.get("view_parameters", {}) | changes
    st.query_params.from_dict({name: value for name, value in parameters.items() if value})


def _follow_widget(name: str, key: str) -> None:
    value = st.session_state[key]
    if value is not None:
        change_view(**{name: value})


def choose(kind: str, label: str, name: str, view: View, options: Sequence[str], words: Mapping[str, str]) -> None:
    """A select box ("select") or a row of buttons ("row") for one field of the view."""
    key = f"choose_{name}"
    current = getattr(view, name)
    st.session_state[key] = current if current in options else options[0]
    shared: dict[str, Any] = {
        "format_func": lambda value: words.get(value, value),
        "key": key,
        "on_change": _follow_widget,
        "args": (name, key),
    }
    if kind == "select":
        st.selectbox(label, options, **shared)
    else:
        st.segmented_control(label, options, required=True, **shared)
