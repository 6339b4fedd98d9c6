"""Mutu: how many desa reported, by kecamatan or rolled up by what the place in view is divided into."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from pora import schema
from pora.figures.charts.status_heatmap import describe_status_heatmap, draw_status_heatmap, kecamatan_states
from pora.locale import _, format_period
from pora.reference.areas import area_index
from pora.reference.areas.desa import count_desa
from pora.reference.places import name_place, place_level
from pora.statistics.completeness import make_cells
from pora.statistics.desa import find_desa_reports, roll_up_desa_reports
from pora.ui.components.figure import show_figure
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.parts.desa import list_desa_months
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording.counts import level_words
from pora.wording.desa import describe_desa_rollup, describe_reports_of

_SHORT, _TALLEST = 12, 460  # rows; pixels: what is longer scrolls


def show_desa_reports(reader: Reader, view: View) -> None:
    """A sentence, then a table of the parts of the place; of a kecamatan in view also its desa by months."""
    st.header(_("Kelengkapan per desa/kelurahan, {period}").format(period=format_period(view.periode)))
    if reader.choices.is_public:
        st.caption(_("Angka per desa/kelurahan hanya ada dalam versi lengkap."))
        return
    cut = replace(view.cut, area_code=reader.choices.around(view.wilayah, view.periode))
    kecamatan = reader.make(_read_reports, cut)
    st.write(f"{name_place(cut.area_code)}: {describe_desa_rollup(kecamatan)}")
    if not kecamatan["reporting_count"].sum():
        return
    shown, level = kecamatan, schema.KECAMATAN
    if place_level(cut.area_code) not in (schema.KABUPATEN_KOTA, schema.KECAMATAN):
        is_nation = cut.area_code == schema.NATION
        shown = roll_up_desa_reports(kecamatan, 2 if is_nation else 5)
        level = schema.PROVINSI if is_nation else schema.KABUPATEN_KOTA
    words = [describe_reports_of(row, level) for row in shown.to_dict("records")]
    names = [area_index().area_name(code) for code in shown["area_code"]]
    table = pd.DataFrame({level_words()[level]: names, _("Desa/kelurahan melapor"): words})
    show_table(table, height=_TALLEST if len(table) > _SHORT else None)
    if view.kecamatan_code and view.periode in list_desa_months(reader, view):
        _show_months(reader, view)


def _read_reports(reader: Reader, cut: schema.Cut) -> pd.DataFrame:
    cells = reader.ask(queries.select_cells, cut, schema.KECAMATAN)
    totals = [count_desa(code) for code in cells["area_code"]]
    return find_desa_reports(cells.assign(desa_count=totals), reader.ask(queries.select_desa_reports, cut))


def _show_months(reader: Reader, view: View) -> None:
    """The desa of the kecamatan in view, zero, not reported and not detailed apart."""
    months = list_desa_months(reader, view)
    rows = reader.ask(queries.select_level_series, view.cut, schema.DESA)
    cells = make_cells(rows.loc[rows["period"].isin(months)], by_kecamatan=True)
    states = kecamatan_states()
    words = describe_status_heatmap(cells, states)
    show_figure(draw_status_heatmap(cells, states), f"desa_{view.wilayah}_{view.kategori}", words)
