"""The map page of case tables: finding, choices, map beside panel, notes, table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st
from markupsafe import Markup

from pora.locale import _, format_period
from pora.reference.places import is_desa
from pora.ui.components.area_map import write_legend_items
from pora.ui.components.figure_table import show_figure_table
from pora.ui.map.controls import list_ways, show_comparison, show_main_controls
from pora.ui.map.detail import detailed_area, show_detail
from pora.ui.map.figure import DrawnMap, draw_case_map, show_map
from pora.ui.map.player import show_player
from pora.ui.map.tables import make_months_table
from pora.ui.map.words import describe_map_more, describe_map_title
from pora.ui.parts.change import compared_month
from pora.ui.parts.data import Reader
from pora.ui.parts.desa import describe_no_desa
from pora.ui.parts.page_frame import write_fold
from pora.ui.view.url import change_view
from pora.ui.view.view import View
from pora.wording.counts import describe_cell

MAP_HEIGHT = 500  # pixels that are kept for a map; the page gives it what the screen has
LABELS, HALF_LABELS, SIXTH_LABELS = 24, 10, 3  # areas named on a map
SIXTH_CIRCLES = 0.55  # how large, beside those of a large map
LONG_TITLE, WIDE_TITLE = 105, 118  # letters: more do not fit on a line of a laptop, and not even if they are smaller


def show_cases(reader: Reader, view: View) -> None:
    """Title, controls, then one map with the details of an area beside it, or two months side by side with them
    below."""
    drawn = draw_case_map(reader, view, LABELS)
    spec = drawn.spec
    st.html(write_finding(*reader.make(find_in_words, view)) + write_fold(view))
    with st.container(key="map_controls", horizontal=True):
        show_main_controls(reader, view, spec)
        show_comparison(reader, view, spec)
        if view.cara == "waktu":
            show_player(reader, view)
    before = compared_month(reader, view)
    if view.cara == "enam" and view.cara in list_ways(spec):
        maps = show_six_maps(reader, view)
        show_detail(reader, view)
    elif view.cara == "berdampingan" and view.cara in list_ways(spec) and before:
        drawn_before = draw_case_map(reader, replace(view, periode=before), HALF_LABELS)
        drawn = draw_case_map(reader, view, HALF_LABELS)
        show_two_maps(reader, view, before, drawn_before, drawn)
        show_detail(reader, view)
        maps = {before: drawn_before, view.periode: drawn}
    else:
        show_one_map("map", view, drawn)
        show_detail(reader, view)
        maps = {view.periode: drawn}
    show_map_notes(maps, describe_no_desa(reader, view))
    show_figure_table("map_table", lambda: make_months_table(maps))


def find_in_words(reader: Reader, view: View) -> tuple[str, str]:
    """What the map finds, in two sentences: the title and the line under it."""
    drawn = draw_case_map(reader, view, LABELS)
    return describe_map_title(reader, view, drawn), describe_map_more(reader, view, drawn)


def write_finding(title: str, more: str) -> Markup:
    """A long title is set smaller, so that it takes no second line from the map; with one the map is less high."""
    size = "wide" if len(title) > WIDE_TITLE else "long" if len(title) > LONG_TITLE else "short"
    line = Markup('<h1 class="{}">{}</h1><p class="finding">{}</p>')
    return line.format(size, title, more or Markup("&nbsp;"))


def show_one_map(key: str, view: View, drawn: DrawnMap, **options: Any) -> None:
    """Moved together with the other maps of the page; the panel's area is marked."""
    show_map(
        drawn.drawing,
        key,
        drawn.words,
        view,
        MAP_HEIGHT,
        follow_selection,
        zooms=True,
        together="peta",
        selected=detailed_area(view),
        **options,
    )


def show_two_maps(reader: Reader, view: View, before: str, drawn_before: DrawnMap, drawn: DrawnMap) -> None:
    """Two months beside each other, the later one with the legend, which is of both."""
    left, right = st.columns([460, 710], gap="small")
    with left:
        st.html(Markup("<h2>{}</h2>").format(_head(reader, view, before)))
        show_one_map("map_before", view, drawn_before, has_legend=False)
    with right:
        st.html(Markup("<h2>{}</h2>").format(_head(reader, view, view.periode)))
        show_one_map("map", view, drawn)


def show_six_maps(reader: Reader, view: View) -> dict[str, DrawnMap]:
    """The month in view and the five before it, small, on one scale, under one legend."""
    periods = [period for period in reader.choices.periods_of(view.wilayah) if period <= view.periode][-6:]
    views = {period: replace(view, periode=period, skala="tetap") for period in periods}
    maps = {period: reader.make(_draw_sixth, one) for period, one in views.items()}
    st.html(Markup('<ul class="map-legend line">{}</ul>').format(write_legend_items(maps[periods[-1]].drawing)))
    for row in (periods[:3], periods[3:]):
        for period, place in zip(row, st.columns(3, gap="small"), strict=False):
            with place:
                st.html(Markup("<h2>{}</h2>").format(_head(reader, view, period)))
                show_one_map(f"month_{periods.index(period)}", view, maps[period], has_legend=False)
    return maps


def _draw_sixth(reader: Reader, view: View) -> DrawnMap:
    """As small as it is drawn: its circles, too."""
    drawn = draw_case_map(reader, view, SIXTH_LABELS)
    circles = drawn.drawing.circles
    if circles is None:
        return drawn
    smaller = replace(circles, largest=circles.largest * SIXTH_CIRCLES)
    return replace(drawn, drawing=replace(drawn.drawing, circles=smaller))


def _head(reader: Reader, view: View, period: str) -> str:
    """Maret 2024: 48."""
    cell = reader.list_months(replace(view.cut, period=period), view.case_filter)[-1]
    return _("{period}: {count}").format(period=format_period(period), count=describe_cell(cell))


def follow_selection(view: View, code: str) -> None:
    """The panel tells of an area that was clicked, of a desa also on the map of its kabupaten/kota. In a kabupaten/kota
    a kecamatan is one that the select box has, too, and opens its desa."""
    if view.kabupaten_code and not is_desa(code):
        change_view(wilayah=code, pilih="")
    else:
        change_view(pilih=code)


def show_map_notes(maps: Mapping[str, DrawnMap], of_place: str = "") -> None:
    """What to know of the place, then of the maps, by month (YYYY-MM); the legend is that of the last one."""
    last = max(maps)
    counted = _("Banyaknya wilayah di legenda: {period}.").format(period=format_period(last)) if len(maps) > 1 else ""
    st.caption(" ".join(part for part in (of_place, *maps[last].notes, counted, maps[last].sureness) if part))
