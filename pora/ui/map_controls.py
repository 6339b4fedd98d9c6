"""What can be chosen on the map page: the everyday choices in one row; filters and looks behind two buttons."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pora import schema
from pora.details import name_value
from pora.errors import UsageError
from pora.locale import _, format_period
from pora.manual_classes import read_limits, write_limits
from pora.ui.changes import list_months_before
from pora.ui.data import Reader
from pora.ui.frame import choose_area, choose_category, choose_period
from pora.ui.map_spec import MapSpec, check_limits, filter_words, list_levels, list_measures, spec_measure
from pora.ui.view import CLASS_COUNTS, LAYERS, METHODS, OUTLINES, SCALES, SOURCES, View, change_view, choose

# Fields of the view that filter, with the dimension of each; a category has those of schema.DIMENSIONS_OF.
FILTER_FIELDS = {
    "kewarganegaraan": schema.NATIONALITY,
    "izin": schema.IZIN_TINGGAL,
    "status_unhcr": schema.UNHCR_STATUS,
    "kartu_unhcr": schema.UNHCR_CARD,
    "keperluan": schema.PURPOSE,
    "jk": schema.SEX,
}


def measure_words() -> dict[str, str]:
    return {
        "jumlah": _("Jumlah"),
        "kepadatan": _("Per 100 km²"),
        "bagian": _("Persen dari kab/kota"),
        "perubahan": _("Perubahan"),
    }


def method_words() -> dict[str, str]:
    return {
        "alami": _("Batas alami"),
        "kuantil": _("Kuantil"),
        "sama": _("Selang sama"),
        "manual": _("Batas sendiri"),
    }


def level_words() -> dict[str, str]:
    return {
        schema.KECAMATAN: _("Kecamatan"),
        schema.KABUPATEN_KOTA: _("Kabupaten/kota"),
        schema.PROVINSI: _("Provinsi"),
    }


def show_everyday(reader: Reader, view: View, spec: MapSpec) -> None:
    """Area, kecamatan, month, category, measure; then filters and settings."""
    areas, period, category, measure, filters, settings = st.columns(
        [4.1, 1.65, 2.15, 1.95, 1.2, 1.35], vertical_alignment="center"
    )
    with areas:
        choose_area(reader, view)
    with period:
        choose_period(reader, view)
    with category:
        choose_category(view)
    with measure:
        measures = list_measures(spec.kind, reader.choices.periods, view)
        choose("select", _("Ukuran"), "ukuran", view, measures, measure_words())
    with filters:
        show_filter_button(reader, view)
    with settings:
        show_settings_button(reader, view, spec)


def show_comparison(reader: Reader, view: View, spec: MapSpec) -> None:
    """One map, two months or all in turn; the month to compare with; what is chosen behind the buttons, in words; and
    the other source of numbers."""
    ways, month, words, source = st.columns([3.4, 2, 4.6, 2.35], vertical_alignment="center")
    with ways:
        choose("row", _("Tampilan"), "cara", view, list_ways(spec), way_words())
    with month:
        if spec.ukuran == "perubahan" or (view.cara == "berdampingan" and list_months_before(reader, view)):
            choose_month_before(reader, view, spec)
    with words:
        st.caption(describe_choices(view, spec))
    with source:
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
    return ["tunggal", "waktu"] if spec.ukuran == "perubahan" else ["tunggal", "berdampingan", "waktu"]


def way_words() -> dict[str, str]:
    return {"tunggal": _("Satu peta"), "berdampingan": _("Dua bulan"), "waktu": _("Putar waktu")}


def choose_source(view: View) -> None:
    words = {"tabel": _("Tabel kasus"), "terbit": _("Angka terbit")}
    choose("row", _("Sumber angka"), "sumber", view, SOURCES, words)


def show_filter_button(reader: Reader, view: View) -> None:
    """Filters by dimension. What they offer is sent when they are opened."""
    count = len(filter_words(view.case_filter))
    label = _("Saring ({n})").format(n=count) if count else _("Saring")
    box = st.popover(label, key="map_filters", on_change="rerun", width="stretch")
    if not box.open:
        return
    used = schema.DIMENSIONS_OF[view.kategori]
    with box:
        for field, column in FILTER_FIELDS.items():
            if column in used:
                values = reader.choices.nationalities if column is schema.NATIONALITY else column.allowed
                words = {"": _("Semua")} | {value: name_value(column.name, value) for value in values}
                choose("select", _(column.label), field, view, list(words), words)
        st.caption(_("Yang tidak dirinci menurut pilihan ini tidak ikut dihitung; jumlahnya disebut di judul."))
        st.button(
            _("Hapus saringan"), key="map_filters_clear", on_click=clear_filters, disabled=not count, width="stretch"
        )


def clear_filters() -> None:
    change_view(**dict.fromkeys(FILTER_FIELDS, ""))


def show_settings_button(reader: Reader, view: View, spec: MapSpec) -> None:
    """How the map looks: shape, level, lines, scale, classes."""
    box = st.popover(_("Pengaturan"), key="map_settings", on_change="rerun", width="stretch")
    if not box.open:
        return
    with box:
        choose("row", _("Bentuk"), "lapis", view, LAYERS, {"batas": _("Peta"), "petak": _("Petak")})
        levels = list_levels(view)
        if len(levels) > 1:
            choose("row", _("Tingkat"), "tingkat", view, levels, level_words())
        lines = {"kabupaten": _("Tidak ada"), "kantor": _("Wilayah kerja kantor imigrasi")}
        choose("row", _("Garis tebal"), "garis", view, OUTLINES, lines)
        scales = {"tetap": _("Sama untuk semua bulan"), "sendiri": _("Bulan ini saja")}
        choose("row", _("Skala"), "skala", view, SCALES, scales)
        if spec.is_filled:
            show_class_choices(reader, view, spec)
        else:
            st.caption(_("Jumlah digambar sebagai lingkaran seluas angkanya, tanpa kelas."))


def show_class_choices(reader: Reader, view: View, spec: MapSpec) -> None:
    choose("row", _("Kelas menurut"), "metode", view, METHODS, method_words())
    if view.metode != "manual":
        choose("row", _("Jumlah kelas"), "kelas", view, CLASS_COUNTS, {n: n for n in CLASS_COUNTS})
        return
    decimals = spec_measure(spec, reader.choices.periods).decimals
    error = st.session_state.pop("limits_error", None) or check_limits(
        view.limits, spec_measure(spec, reader.choices.periods)
    )
    if not error:
        st.session_state["choose_tepi"] = write_limits(view.limits, decimals) if view.limits else ""
    st.text_input(
        _("Batas kelas, naik, dipisah titik koma"),
        key="choose_tepi",
        placeholder=write_limits((5, 10, 50), decimals),
        on_change=follow_limits,
        args=(decimals,),
    )
    if error:
        st.error(error)


def follow_limits(decimals: int) -> None:
    """What was typed into the view, or why it can't be."""
    typed = st.session_state["choose_tepi"]
    try:
        limits = read_limits(typed, decimals) if typed.strip() else ()
    except UsageError as error:
        st.session_state["limits_error"] = str(error)
        return
    change_view(tepi=",".join(f"{limit:.1f}".removesuffix(".0") for limit in limits))


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
    return text[:1].upper() + text[1:]


def _describe_classes(spec: MapSpec) -> list[str]:
    words: Mapping[str, str] = method_words()
    if spec.limits:
        return [words["manual"].lower()]
    method = spec.metode if spec.metode in ("kuantil", "sama") else "alami"
    if (method, spec.class_count) == ("alami", 5):
        return []
    return [_("{method}, {n} kelas").format(method=words[method].lower(), n=spec.class_count)]
