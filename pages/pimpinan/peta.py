"""Peta: how many, where, changing how, how sure; for one area and month, by any measure, compared and detailed."""

from pathlib import Path

import streamlit as st

from pora.ui.map import figure, page
from pora.ui.map.published import show_published_maps
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import open_page, show_footer

STYLE = Path(figure.__file__).with_name("page.css")


def show_page() -> None:
    reader, view = open_page()
    if view.sumber == "terbit":
        show_published_maps(reader, view)
    elif view.periode:
        page.show_cases(reader, view)
        show_footer(reader, view, with_boundaries=True)


st.html(STYLE)
with st.container(key="map_page"):  # around what runs again, so that it is sent once
    run_page(show_page)
