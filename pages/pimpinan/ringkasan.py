"""Ringkasan: how many, where, changing how, how sure; for one area and month, on one screen."""

from pathlib import Path

import streamlit as st

from pora.ui.map.figure import show_map
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import (
    choose_place_and_month,
    open_page,
    read_provenance,
    show_footer,
    show_provenance,
    write_fold,
)
from pora.ui.sections import summary
from pora.ui.sections.reconciliation import make_ribbon
from pora.ui.sections.summary_html import write_headline
from pora.ui.sections.summary_tables import show_summary_tables
from pora.ui.view.view import View

STYLE = Path(summary.__file__).with_suffix(".css")


def show_small_map(reader: Reader, view: View) -> None:
    drawn = reader.make(summary.make_small_map, view)
    st.html(drawn.heading)
    show_map(drawn.drawing, "summary_figure", drawn.words, view, summary.SMALL_MAP_HEIGHT, has_legend=False)


def show_summary(reader: Reader, view: View) -> None:
    """Headline and numbers, then map, largest areas and news on one screen; the published figure below."""
    parameters = summary.read_parameters(reader, view)
    st.html(write_headline(view, reader.list_months(view.cut)[-1]) + write_fold(view))
    with st.container(key="summary_filters", horizontal=True):
        choose_place_and_month(reader, view)
        show_summary_tables(reader, view)
    st.html(reader.make(summary.make_numbers, view, parameters))
    with st.container(key="summary_body"):
        show_small_map(reader, view)
        st.html(reader.make(summary.make_side, view, parameters))
    st.html(reader.make(make_ribbon, view))


def show_page() -> None:
    """The place and month on one screen; only the footer where the place has no month."""
    reader, view = open_page()
    if not view.periode:
        show_footer(reader, view, with_boundaries=True)
        return
    with st.container(key="summary"):
        show_summary(reader, view)
        show_provenance(reader, read_provenance(reader, view).page_lines, with_boundaries=True)


st.html(STYLE)
run_page(show_page)
