"""What can be chosen on the map page: the everyday choices in one row; filters and looks behind two buttons."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pora import schema
from pora.locale import _, format_period, raise_first
from pora.ui.map.settings import method_words, show_settings_button
from pora.ui.map.spec import MapSpec, list_fitting_measures
from pora.ui.parts.change import list_months_before
from pora.ui.parts.data import Reader
from pora.ui.parts.filter_button import show_filter_button
from pora.ui.parts.page_frame import choose_area, choose_category, choose_period
from pora.ui.view.url import choose
from pora.ui.view.view import View, filter_words, list_values
from pora.wording.counts import level_words


def measure_words() -> dict[str, str]:
    return {
        "jumlah": _("Jumlah"),
        "kepadatan": _("Per 100 km²"),
        "bagian": _("Persen dari kab/kota"),
        "perubahan": _("Perubahan"),
    }


def show_main_controls(reader: Reader, view: View, spec: MapSpec) -> None:
    """Area, kecamatan, month, category, measure; then filters and settings."""
    choose_area(reader, view)
    choose_period(reader, view)
    choose_category(view)
    fitting = list_fitting_measures(spec.kind, reader.choices.periods, view, spec.level == schema.DESA)
    measures = [name for name in fitting if name != "bagian" or reader.choices.has_shares(view.wilayah, view.periode)]
    choose("select", _("Ukuran"), "ukuran", view, measures, measure_words())
    show_filter_button(
        reader, view, _("Yang tidak dirinci menurut pilihan ini tidak ikut dihitung; jumlahnya disebut di judul.")
    )
    show_settings_button(reader, view, spec)


def show_comparison(reader: Reader, view: View, spec: MapSpec) -> None:
    """One map, two months or all in turn; the month to compare with; what is chosen behind the buttons, in words; and
    the other source of numbers."""
    choose("row", _("Tampilan"), "cara", view, list_ways(spec), way_words())
    if spec.ukuran == "perubahan" or (view.cara == "berdampingan" and list_months_before(reader, view)):
        choose_month_before(reader, view, spec)
    if words := describe_choices(view, spec):
        st.caption(words, width="content")
    choose_source(view)


def choose_month_before(reader: Reader, view: View, spec: MapSpec) -> None:
    """The month before, whichever it is, or one that stays."""
    words = _("sejak {period}") if spec.ukuran == "perubahan" else _("dan {period}")
    months = list_months_before(reader, view)
    names = {"": words.format(period=_("bulan sebelumnya"))}
    names |= {period: words.format(period=format_period(period)) for period in months}
    choose("select", _("Dibandingkan dengan"), "banding", view, list(names), names)


def list_ways(spec: MapSpec) -> list[str]:
    """A change already compares two months."""
    return ["tunggal", "waktu"] if spec.ukuran == "perubahan" else ["tunggal", "berdampingan", "enam", "waktu"]


def way_words() -> dict[str, str]:
    return {
        "tunggal": _("Satu peta"),
        "berdampingan": _("Dua bulan"),
        "enam": _("Enam bulan"),
        "waktu": _("Putar waktu"),
    }


def choose_source(view: View) -> None:
    words = {"tabel": _("Tabel kasus"), "terbit": _("Angka terbit")}
    choose("row", _("Sumber angka"), "sumber", view, list_values("sumber"), words)


def describe_choices(view: View, spec: MapSpec) -> str:
    """Filters and settings that differ from the usual, in words."""
    parts = []
    if spec.chosen:
        parts.append(_("Saringan: {values}").format(values=", ".join(filter_words(spec.chosen))))
    if spec.kind == "petak":
        parts.append(_("petak"))
    if spec.level != schema.KECAMATAN:
        parts.append(_("per {level}").format(level=level_words()[spec.level].lower()))
    if spec.garis == "kantor":
        parts.append(_("garis kantor imigrasi"))
    if not spec.has_one_scale:
        parts.append(_("skala bulan ini"))
    if spec.is_filled:
        parts += _describe_classes(spec)
    text = "; ".join(parts)
    return raise_first(text)


def _describe_classes(spec: MapSpec) -> list[str]:
    words: Mapping[str, str] = method_words()
    if spec.limits:
        return [words["manual"].lower()]
    method = spec.metode if spec.metode in ("kuantil", "sama") else "alami"
    if (method, spec.class_count) == ("alami", 5):
        return []
    return [_("{method}, {n} kelas").format(method=words[method].lower(), n=spec.class_count)]
