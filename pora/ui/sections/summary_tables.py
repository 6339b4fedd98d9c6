"""The numbers of the summary as tables, by month and by area; sent once they are asked for."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from pora import schema
from pora.locale import _, format_number, format_period
from pora.reference.areas import area_index
from pora.statistics.measures import count_measure
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.sections.reconciliation import find_figure, make_parts_table
from pora.ui.sections.summary import format_unplaced, list_unplaced
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording.counts import describe_cell


def show_summary_tables(reader: Reader, view: View) -> None:
    """The figures of the page as tables, made and sent once they are asked for."""
    box = st.popover(_("Tabel"), icon=":material/table_rows:", on_change="rerun", key="twins", width="stretch")
    if not box.open:
        return
    with box:
        st.header(_("Per bulan"))
        months = reader.make(make_summary_months, view)
        show_table(months, months.columns[1:], height=280)
        st.header(_("Per wilayah"))
        areas = reader.make(make_summary_areas, view)
        show_table(areas, areas.columns[1:], height=280)
        figure = find_figure(reader, view)
        if figure is not None:
            st.header(_("Angka terbit dan tabel kasus, {period}").format(period=format_period(figure["period"])))
            parts = make_parts_table(figure)
            show_table(parts, parts.columns[1:])


def make_summary_months(reader: Reader, view: View) -> pd.DataFrame:
    """One row per month, the newest first: the numbers that the page opens with."""
    cuts = {category: replace(view.cut, category=category) for category in schema.STOCKS}
    both = {category: reader.list_months(cut)[::-1] for category, cut in cuts.items()}
    series = both[view.kategori]
    return pd.DataFrame(
        {
            _("Periode"): [format_period(month["period"]) for month in series],
            **{
                count_measure(category).title: [describe_cell(month) for month in months]
                for category, months in both.items()
            },
            _("Kecamatan melapor"): [
                _("{n} dari {m}").format(
                    n=format_number(month["reporting_count"]), m=format_number(month["kecamatan_count"])
                )
                for month in series
            ],
            _("Tidak dirinci"): [format_unplaced(month) for month in list_unplaced(reader, view.cut)[::-1]],
        }
    )


def make_summary_areas(reader: Reader, view: View) -> pd.DataFrame:
    """One row per kecamatan or province, the largest first: the numbers of the map and of the bars."""
    cut = replace(view.cut, area_code=reader.choices.around(view.wilayah, view.periode))
    cells = reader.ask(queries.select_cells, cut, view.first_level)
    cells = cells.sort_values("person_count", ascending=False, kind="stable", na_position="last")
    cells = cells.assign(is_held=bool(reader.list_waiting(view.periode)))
    index = area_index()
    return pd.DataFrame(
        {
            _("Wilayah"): [index.display_name(code) for code in cells["area_code"]],
            count_measure(view.kategori).title: [describe_cell(row) for _i, row in cells.iterrows()],
        }
    )
