"""The map page of case tables: finding, choices, map beside panel, notes, table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from pora.figures.maps.thumbnail import take_off_legend
from pora.locale import _, format_period
from pora.ui.components.figure_table import show_figure_table
from pora.ui.map.controls import list_ways, show_comparison, show_main_controls
from pora.ui.map.detail import detailed_area, show_detail
from pora.ui.map.figure import DrawnMap, draw_case_map, mark_selected, show_map
from pora.ui.map.player import show_player
from pora.ui.map.tables import make_months_table
from pora.ui.map.words import describe_map_more, describe_map_title, read_months
from pora.ui.parts.change import compared_month
from pora.ui.parts.data import Reader
from pora.ui.view.url import change_view
from pora.ui.view.view import View
from pora.wording.counts import describe_cell

PAGE_MAP_SIZE = (640, 500)  # the narrowest width expected, without the legend, and the height; pixels
HALF_SIZE = (460, 440)
LABELS, HALF_LABELS = 14, 6  # areas named on a map
LONG_TITLE, WIDE_TITLE = 105, 118  # letters: more do not fit on a line of a laptop, and not even if they are smaller


def show_cases(reader: Reader, view: View) -> None:
    """Title, controls, then one map with the details of an area beside it, or two months side by side with them
    below."""
    drawn = draw_case_map(reader, view, PAGE_MAP_SIZE, LABELS)
    spec = drawn.spec
    show_finding(describe_map_title(reader, view, drawn), describe_map_more(reader, view, drawn))
    with st.container(key="map_controls"):
        show_main_controls(reader, view, spec)
        show_comparison(reader, view, spec)
        if view.cara == "waktu":
            show_player(reader, view)
    before = compared_month(reader, view)
    if view.cara == "berdampingan" and view.cara in list_ways(spec) and before:
        drawn_before = draw_case_map(reader, replace(view, periode=before), HALF_SIZE, HALF_LABELS)
        drawn = draw_case_map(reader, view, HALF_SIZE, HALF_LABELS)
        show_two_maps(reader, view, before, drawn_before, drawn)
        show_detail(reader, view)
        maps = {before: drawn_before, view.periode: drawn}
    else:
        place, panel = st.columns([2.75, 1], gap="medium")
        with place:
            show_one_map(reader, view, drawn)
        with panel:
            show_detail(reader, view)
        maps = {view.periode: drawn}
    show_map_notes(maps)
    show_figure_table("map_table", lambda: make_months_table(maps))


def show_finding(title: str, more: str) -> None:
    """A long title is set smaller, so that it takes no second line from the map; with one the map is less high."""
    size = "wide" if len(title) > WIDE_TITLE else "long" if len(title) > LONG_TITLE else "short"
    line = Markup('<h1 class="{}">{}</h1><p class="finding">{}</p>')
    st.html(line.format(size, title, more or Markup("&nbsp;")))


def show_one_map(reader: Reader, view: View, drawn: DrawnMap) -> None:
    figure = mark_selected(reader, drawn, detailed_area(view))
    show_map(figure, "map", drawn.words, view, on_click=follow_selection)


def show_two_maps(reader: Reader, view: View, before: str, drawn_before: DrawnMap, drawn: DrawnMap) -> None:
    """Two months beside each other, the later one with the legend, which is of both."""
    left, right = st.columns([460, 710], gap="small")
    area = detailed_area(view)
    with left:
        st.html(Markup("<h2>{}</h2>").format(_head(reader, view, before)))
        figure, _entries = take_off_legend(mark_selected(reader, drawn_before, area))
        show_map(figure, "map_before", drawn_before.words, view, on_click=follow_selection)
    with right:
        st.html(Markup("<h2>{}</h2>").format(_head(reader, view, view.periode)))
        show_map(mark_selected(reader, drawn, area), "map", drawn.words, view, on_click=follow_selection)


def _head(reader: Reader, view: View, period: str) -> str:
    """Maret 2024: 48."""
    cell = read_months(reader, replace(view.cut, period=period), view.case_filter).iloc[-1]
    return _("{period}: {count}").format(period=format_period(period), count=describe_cell(cell))


def follow_selection(view: View, code: str) -> None:
    """The panel tells of an area that was clicked. In a kabupaten/kota it is one that the select box has, too."""
    if view.kabupaten_code:
        change_view(wilayah=code, pilih="")
    else:
        change_view(pilih=code)


def show_map_notes(maps: Mapping[str, DrawnMap]) -> None:
    """What to know of the maps, by month (YYYY-MM); the legend is that of the last one."""
    last = max(maps)
    counted = _("Banyaknya wilayah di legenda: {period}.").format(period=format_period(last)) if len(maps) > 1 else ""
    st.caption(" ".join(part for part in (*maps[last].notes, counted, maps[last].sureness) if part))
