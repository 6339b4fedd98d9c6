"""Ringkasan: how many, where, changing how, how sure; for one area and month."""

import pandas as pd
import streamlit as st

from pora import queries, schema
from pora.alt_text import describe_bars, describe_trend
from pora.case_maps import count_measure
from pora.charts import draw_bars, draw_trend
from pora.locale import _, format_change, format_number, format_period
from pora.places import name_place
from pora.ui.data import Reader
from pora.ui.frame import (
    describe_cell,
    open_page,
    person_words,
    read_series,
    show_figure,
    show_filters,
    show_footer,
    show_number,
)
from pora.ui.mapping import show_case_map
from pora.ui.page import run_page
from pora.ui.reconciliation import show_reconciliation
from pora.ui.tables import show_table
from pora.ui.view import View

TOP_ROWS = 10


def describe_change(series: pd.DataFrame) -> str:
    """The change since the month before, and whether as many kecamatan reported: else it is no change of people."""
    if len(series) < 2 or series["person_count"].tail(2).isna().any():
        return ""
    before, now = series.iloc[-2], series.iloc[-1]
    words = _("{change} dari {period}").format(
        change=format_change(int(now["person_count"] - before["person_count"])),
        period=format_period(before["period"]),
    )
    if now["reporting_count"] == before["reporting_count"]:
        return words
    reports = _("; melapor {before} → {now} kecamatan").format(
        before=format_number(before["reporting_count"]), now=format_number(now["reporting_count"])
    )
    return words + reports


def show_headline_numbers(reader: Reader, view: View) -> None:
    columns = st.columns(4)
    for column, category, label in (
        (columns[0], schema.ORANG_ASING, _("Orang asing")),
        (columns[1], schema.PENGUNGSI, _("Pengungsi, dihitung terpisah")),
    ):
        series = read_series(reader, view, category)
        with column:
            show_number(label, describe_cell(series.iloc[-1]), describe_change(series))
    cell = read_series(reader, view, view.kategori).iloc[-1]
    with columns[2]:
        show_number(
            _("Kecamatan melapor"),
            _("{n} dari {m}").format(
                n=format_number(cell["reporting_count"]), m=format_number(cell["kecamatan_count"])
            ),
            _("laporan {persons}").format(persons=person_words(view.kategori)),
        )
    with columns[3]:
        unplaced = 0 if pd.isna(cell["unplaced_count"]) else int(cell["unplaced_count"])
        show_number(
            _("Tidak dirinci per kecamatan"),
            "–" if pd.isna(cell["person_count"]) else format_number(unplaced),
            _("termasuk dalam jumlah, tidak ada di peta") if unplaced else "",
        )


def show_top(reader: Reader, view: View) -> None:
    cells = reader.ask(queries.select_cells, schema.KECAMATAN, view.periode, view.kategori, view.wilayah)
    st.subheader(_("Kecamatan terbanyak"))
    top = cells.loc[cells["status"] == schema.ANGKA].nlargest(TOP_ROWS, "person_count", keep="first")
    if top.empty:
        st.info(_("Tidak ada kecamatan dengan angka pada periode ini."))
        return
    names = top["area_name"] + ", " + top["parent_name"] if view.kabupaten_code is None else top["area_name"]
    frame = pd.DataFrame({"area_name": names, "value": top["person_count"], "status": top["status"]})
    measure = count_measure(view.kategori)
    show_figure(draw_bars(frame, measure), "top", describe_bars(frame, measure))


def show_trend(reader: Reader, view: View) -> None:
    st.subheader(_("Perkembangan"))
    series = read_series(reader, view, view.kategori).rename(columns={"person_count": "value"})
    measure = count_measure(view.kategori)
    show_figure(draw_trend(series, measure), "trend", describe_trend(series, measure))


def show_offices(reader: Reader, view: View) -> None:
    """Offices side by side: the level where a part without kabupaten/kota still counts."""
    st.subheader(_("Menurut kantor imigrasi"))
    offices = reader.ask(queries.select_cells, schema.KANIM, view.periode, view.kategori, reader.facts.province_code)
    table = pd.DataFrame(
        {
            _("Kantor"): offices["area_name"],
            _("Jumlah"): [describe_cell(row) for row in offices.to_dict("records")],
            _("Tidak dirinci"): ["–" if pd.isna(n) else format_number(n) for n in offices["unplaced_count"]],
            _("Melapor"): [
                _("{n} dari {m}").format(n=n, m=m)
                for n, m in zip(offices["reporting_count"], offices["kecamatan_count"], strict=True)
            ],
        }
    )
    show_table(table, [_("Jumlah"), _("Tidak dirinci"), _("Melapor")])


def show_summary(reader: Reader, view: View) -> None:
    st.title(_("{area}, {period}").format(area=name_place(view.wilayah), period=format_period(view.periode)))
    show_filters(reader, view)
    show_headline_numbers(reader, view)
    place, top = st.columns([3, 2], gap="large")
    with place:
        st.subheader(_("Sebaran per kecamatan"))
        show_case_map(reader, view, key="map", size=(420, 400), label_count=5, zooms=False)
    with top:
        show_top(reader, view)
    trend, offices = st.columns([3, 2], gap="large")
    with trend:
        show_trend(reader, view)
    with offices:
        show_offices(reader, view)
    show_reconciliation(reader)


def show_page() -> None:
    reader, view = open_page()
    if view.periode:
        show_summary(reader, view)
    show_footer(reader, view, with_boundaries=True)


run_page(show_page)
