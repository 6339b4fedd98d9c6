"""How the map looks, behind a button: shape, level, lines, scale, classes."""

from __future__ import annotations

import streamlit as st

from pora import schema
from pora.classification.typed_limits import read_limits, write_limits
from pora.errors import UsageError
from pora.locale import _
from pora.ui.map.spec import MapSpec, check_limits, list_levels, spec_measure
from pora.ui.parts.data import Reader
from pora.ui.parts.desa import list_desa_months
from pora.ui.view.url import change_view, choose
from pora.ui.view.view import View, list_values
from pora.ui.view.widgets import follow, widget_key
from pora.wording.counts import level_words


def method_words() -> dict[str, str]:
    return {
        "alami": _("Batas alami"),
        "kuantil": _("Kuantil"),
        "sama": _("Selang sama"),
        "manual": _("Batas sendiri"),
    }


def show_settings_button(reader: Reader, view: View, spec: MapSpec) -> None:
    """How the map looks: shape, level, lines, scale, classes."""
    box = st.popover(_("Pengaturan"), key="map_settings", on_change="rerun", width="stretch")
    if not box.open:
        return
    with box:
        choose("row", _("Bentuk"), "lapis", view, list_values("lapis"), {"batas": _("Peta"), "petak": _("Petak")})
        levels = list_offered_levels(reader, view)
        if len(levels) > 1:
            choose("row", _("Tingkat"), "tingkat", view, levels, level_words())
        lines = {"kabupaten": _("Tidak ada"), "kantor": _("Wilayah kerja kantor imigrasi")}
        choose("row", _("Garis tebal"), "garis", view, list_values("garis"), lines)
        scales = {"tetap": _("Sama untuk semua bulan"), "sendiri": _("Bulan ini saja")}
        choose("row", _("Skala"), "skala", view, list_values("skala"), scales)
        if spec.is_filled:
            show_class_choices(reader, view, spec)
        else:
            st.caption(_("Jumlah digambar sebagai lingkaran seluas angkanya, tanpa kelas."))


def list_offered_levels(reader: Reader, view: View) -> tuple[str, ...]:
    """The levels to choose from: of a kabupaten/kota also its desa, for who sees them and where any reported. A
    kecamatan is shown by desa where it reports so."""
    levels = list_levels(view)
    return (*levels, schema.DESA) if not view.kecamatan_code and list_desa_months(reader, view) else levels


def show_class_choices(reader: Reader, view: View, spec: MapSpec) -> None:
    """Method, then how many classes, or limits of one's own; what can't be read stays typed, with the reason."""
    choose("row", _("Kelas menurut"), "metode", view, list_values("metode"), method_words())
    if view.metode != "manual":
        choose("row", _("Jumlah kelas"), "kelas", view, list_values("kelas"), {n: n for n in list_values("kelas")})
        return
    measure = spec_measure(spec, reader.choices.periods)
    decimals = measure.decimals
    asked = write_limits(view.limits, decimals) if view.limits else ""
    typed, error = st.session_state.pop("limits_refused", None) or (asked, check_limits(view.limits, measure))
    key = widget_key("choose_tepi", typed)
    st.text_input(
        _("Batas kelas, naik, dipisah titik koma"),
        typed,
        key=key,
        placeholder=write_limits((5, 10, 50), decimals),
        on_change=follow(key, lambda text: take_limits(text, decimals)),
    )
    if error:
        st.error(error)


def take_limits(typed: str, decimals: int) -> None:
    """What was typed into the view, or why it can't be."""
    try:
        limits = read_limits(typed, decimals) if typed.strip() else ()
    except UsageError as error:
        st.session_state["limits_refused"] = (typed, str(error))
        return
    change_view(tepi=",".join(f"{limit:.1f}".removesuffix(".0") for limit in limits))
