"""Small multiples on pages: the parts of the place in view, each a link to its own view."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pora import schema
from pora.figures.charts.small_multiples import Multiple, draw_small_multiples
from pora.locale import _, format_period
from pora.reference.offices import office_of, read_offices
from pora.reference.places import is_desa
from pora.schema.levels import PART_LEVEL
from pora.statistics.trends import Line
from pora.ui.components.figure_table import show_figure_table
from pora.ui.parts.data import Reader
from pora.ui.parts.desa import describe_no_desa, find_part_level
from pora.ui.sections.lines import describe_hidden_months, list_months, read_parts, write_values
from pora.ui.view.parse import default_view
from pora.ui.view.url import choose
from pora.ui.view.view import FRAME_PARAMETERS, View, list_values, view_parameters

_TABLE_MONTHS = 12


def _has_offices(view: View) -> bool:
    """Whether the parts can be grouped by office."""
    return PART_LEVEL.get(view.level) == schema.KABUPATEN_KOTA and view.level != schema.KANIM


def _make_panels(reader: Reader, view: View, of_frame: tuple[tuple[str, str], ...]) -> Markup:
    """HTML of all panels; `of_frame`: parameters that a link keeps."""
    default = default_view(reader.choices)
    panels = []
    for line in read_parts(reader, view):
        parameters = view_parameters(replace(view, wilayah=line.code), default) | dict(of_frame)
        page = "peta" if is_desa(line.code) else ""  # a desa is seen in the map of its kecamatan
        panels.append(Multiple(line, f"{page}?{urlencode(parameters)}"))
    if view.urut == "kantor" and _has_offices(view):
        panels = _group_by_office(panels, view.periode)
    return draw_small_multiples(panels, list_months(reader, view), has_one_scale=view.sumbu == "sama")


def _group_by_office(panels: list[Multiple], period: str) -> list[Multiple]:
    """The panels under the names of their offices in a month, offices in the order of their list, none last."""
    offices = read_offices()
    groups: dict[str | None, list[Multiple]] = {code: [] for code in (*offices, None)}
    for panel in panels:
        groups[office_of(panel.line.code, period)].append(panel)
    return [
        replace(panel, group=offices[code].office_name if code else _("Kantor belum diketahui"))
        for code, members in groups.items()
        for panel in members
    ]


def show_small_multiples(reader: Reader, view: View) -> None:
    """The parts of the place in view with their table; of a kecamatan that has no desa for this reader, a line that
    says so."""
    level = find_part_level(reader, view)
    if level is None:
        st.caption(describe_no_desa(reader, view))
        return
    words = {
        schema.PROVINSI: _("Menurut provinsi"),
        schema.KABUPATEN_KOTA: _("Menurut kabupaten/kota"),
        schema.KECAMATAN: _("Menurut kecamatan"),
        schema.DESA: _("Menurut desa/kelurahan"),
    }
    st.header(words[level])
    _choose_look(view)
    of_frame = {name: st.query_params[name] for name in FRAME_PARAMETERS if name in st.query_params}
    st.html(reader.make(_make_panels, view, tuple(of_frame.items())))
    periods = list_months(reader, view)
    scale = {
        "sama": _("Semua panel dari nol sampai angka yang sama."),
        "sendiri": _("Tiap panel dari angka terkecil sampai terbesarnya sendiri, yang tertulis di bawahnya."),
    }
    span = _("{first} sampai {last}; bulan tanpa laporan diarsir, bukan nol. Pilih panel untuk membuka wilayahnya.")
    st.caption(f"{scale[view.sumbu]} {span.format(first=format_period(periods[0]), last=format_period(periods[-1]))}")
    if any(line.hidden for line in read_parts(reader, view)):
        st.caption(_("Pita berwarna: disamarkan. {words}").format(words=describe_hidden_months()))
    show_figure_table("panels_table", lambda: _make_table(read_parts(reader, view), periods))


def _choose_look(view: View) -> None:
    axis, order, _rest = st.columns([2, 2, 4])
    with axis:
        choose(
            "row", _("Sumbu"), "sumbu", view, list_values("sumbu"), {"sama": _("Sama"), "sendiri": _("Sendiri-sendiri")}
        )
    if _has_offices(view):
        with order:
            choose(
                "row",
                _("Urutan"),
                "urut",
                view,
                list_values("urut"),
                {"jumlah": _("Terbesar"), "kantor": _("Kantor imigrasi")},
            )


def _make_table(lines: list[Line], periods: list[str]) -> pd.DataFrame:
    """One row per area, the last months."""
    months = range(max(0, len(periods) - _TABLE_MONTHS), len(periods))
    columns = {format_period(periods[month]): [write_values(line)[month] for line in lines] for month in months}
    return pd.DataFrame({_("Wilayah"): [line.name for line in lines], **columns})
