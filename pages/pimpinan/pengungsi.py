"""Pengungsi: refugees and asylum seekers apart, their UNHCR cards and origin, where they are and what is not placed.

Trap: they are never added to those who hold a stay permit.
"""

from dataclasses import replace

import streamlit as st

from pora import schema
from pora.locale import _, format_period
from pora.ui.parts.change import choose_compared_month, compared_month, show_change
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import choose_area, choose_period, describe_view, open_page, show_footer, write_fold
from pora.ui.sections.lines import show_lines
from pora.ui.sections.refugees import show_details, show_places, show_published_refugees, show_refugee_notes
from pora.ui.view.view import View


def show_comparison(reader: Reader, view: View) -> None:
    before = compared_month(reader, view)
    if before is not None:
        st.header(_("Yang berubah sejak {period}").format(period=format_period(before)))
        choose_compared_month(reader, view, before)
        show_change(reader, view, before)


def show_refugees(reader: Reader, view: View) -> None:
    """Where they are and who; how many by month and what changed; what was published of them."""
    cell = reader.list_months(view.cut)[-1]
    st.title(describe_view(view, cell))
    st.html(write_fold(view))
    with st.container(key="filters", horizontal=True):
        choose_area(reader, view)
        choose_period(reader, view)
    show_refugee_notes(reader, view)
    places, details = st.columns([3, 2], gap="large")
    with places:
        show_places(reader, view, cell)
    with details:
        show_details(reader, view, cell)
    months, comparison = st.columns([3, 2], gap="large")
    with months:
        st.header(_("Per bulan menurut status UNHCR"))
        show_lines(reader, view, "status_unhcr")
    with comparison:
        show_comparison(reader, view)
    show_published_refugees(reader)


def show_page() -> None:
    reader, asked = open_page()
    view = replace(asked.plain, kategori=schema.PENGUNGSI, banding=asked.banding)
    if view.periode:
        show_refugees(reader, view)
    show_footer(reader, view, with_boundaries=True)


run_page(show_page)
