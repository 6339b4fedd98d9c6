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
from pora.ui.sections.summary import format_unplaced, read_unplaced
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
    both = {category: reader.read_months(cut).iloc[::-1] for category, cut in cuts.items()}
    series = both[view.kategori]
    return pd.DataFrame(
        {
            _("Periode"): [format_period(period) for period in series["period"]],
            **{
                count_measure(category).title: [describe_cell(row) for _i, row in rows.iterrows()]
                for category, rows in both.items()
            },
            _("Kecamatan melapor"): [
                _("{n} dari {m}").format(n=format_number(n), m=format_number(m))
                for n, m in zip(series["reporting_count"], series["kecamatan_count"], strict=True)
            ],
            _("Tidak dirinci"): [
                format_unplaced(month) for _i, month in read_unplaced(reader, view.cut).iloc[::-1].iterrows()
            ],
        }
    )


def make_summary_areas(reader: Reader, view: View) -> pd.DataFrame:
    """One row per kecamatan or province, the largest first: the numbers of the map and of the bars."""
    cut = replace(view.cut, area_code=reader.choices.around(view))
    cells = reader.ask(queries.select_cells, cut, view.first_level)
    cells = cells.sort_values("person_count", ascending=False, kind="stable", na_position="last")
    index = area_index()
    return pd.DataFrame(
        {
            _("Wilayah"): [index.display_name(code) for code in cells["area_code"]],
            count_measure(view.kategori).title: [describe_cell(row) for _i, row in cells.iterrows()],
        }
    )
