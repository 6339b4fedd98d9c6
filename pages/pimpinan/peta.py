"""Peta: drill from province to kabupaten/kota to kecamatan, by click or by select box, and back."""

import pandas as pd
import streamlit as st

from pora import queries
from pora.alt_text import describe_trend
from pora.areas import area_index
from pora.case_maps import count_measure
from pora.charts import draw_trend
from pora.locale import _, format_number
from pora.measures import Measure, state_words
from pora.places import name_place
from pora.publications import (
    describe_as_of,
    describe_publication,
    describe_value,
    headline,
    list_publications,
)
from pora.ui.data import Reader
from pora.ui.frame import (
    open_page,
    read_series,
    say_cell,
    show_figure,
    show_filters,
    show_footer,
    show_provenance,
)
from pora.ui.mapping import map_measure, show_case_map, show_publication_map
from pora.ui.page import run_page
from pora.ui.tables import show_table
from pora.ui.view import LAYERS, LEVELS, SOURCES, View, change_view, choose

MAP_SIZE = (900, 560)  # the narrowest width expected, without the legend, and the height; pixels
SHORT_TABLE = 50
SOURCE_WORDS = {"tabel": _("Tabel kasus"), "terbit": _("Angka terbit")}
LAYER_WORDS = {"batas": _("Peta"), "petak": _("Petak")}
MEASURE_WORDS = {"jumlah": _("Jumlah"), "kepadatan": _("Per 100 km²")}
LEVEL_WORDS = {"kecamatan": _("Per kecamatan"), "kabupaten_kota": _("Per kabupaten/kota")}


def show_way_back(reader: Reader, view: View) -> None:
    """The areas above the one in view, each a button."""
    above = [reader.facts.province_code]
    if view.kecamatan_code:
        above.append(view.wilayah[:5])
    if view.wilayah == reader.facts.province_code:
        return
    with st.container(horizontal=True, gap="small"):
        for code in above:
            st.button(
                name_place(code),
                key=f"back_{code}",
                icon=":material/arrow_upward:",
                on_click=change_view,
                kwargs={"wilayah": code},
            )


def show_cases(reader: Reader, view: View) -> None:
    st.title(say_cell(view, read_series(reader, view, view.kategori).iloc[-1]))
    show_filters(reader, view)
    measure, layer, level = st.columns(3, vertical_alignment="top")
    with measure:
        choose("row", _("Ukuran"), "ukuran", view, list(MEASURE_WORDS), MEASURE_WORDS)
    with layer:
        choose("row", _("Bentuk"), "lapis", view, LAYERS, LAYER_WORDS)
    with level:
        if view.kabupaten_code is None:
            choose("row", _("Tingkat"), "tingkat", view, LEVELS, LEVEL_WORDS)
    show_way_back(reader, view)
    frame = show_case_map(reader, view, key="map", size=MAP_SIZE, label_count=14)
    detail, table = st.columns([3, 2], gap="large")
    with detail:
        st.subheader(_("Perkembangan {area}").format(area=name_place(view.wilayah)))
        series = read_series(reader, view, view.kategori).rename(columns={"person_count": "value"})
        measure = count_measure(view.kategori)
        show_figure(draw_trend(series, measure), "trend", describe_trend(series, measure))
    with table:
        show_table_twin(frame, map_measure(view))


def make_table_twin(frame: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """The numbers of the map in words, the largest first."""
    shown = frame.sort_values("value", ascending=False, na_position="last")
    words = state_words(measure)
    parts = shown["part_label"] if "part_label" in shown else [None] * len(shown)
    cells = [
        part if pd.notna(part) else format_number(value, measure.decimals) if pd.notna(value) else words[status]
        for value, status, part in zip(shown["value"], shown["status"], parts, strict=True)
    ]
    names = [area_index().display_name(code) for code in shown["area_code"]]
    return pd.DataFrame({_("Wilayah"): names, measure.title: cells})


def show_table_twin(frame: pd.DataFrame, measure: Measure) -> None:
    """The same numbers as the map, for reading and for those who can't see it. A long table is sent on demand."""
    st.subheader(_("Angka di peta"))
    rows = len(frame)
    if rows > SHORT_TABLE and not st.toggle(_("Semua {n} wilayah").format(n=format_number(rows)), key="all_areas"):
        frame = frame.nlargest(SHORT_TABLE, "value")
        st.caption(_("{n} wilayah dengan angka terbesar").format(n=format_number(len(frame))))
    show_table(make_table_twin(frame, measure), [measure.title], height=360)


def show_published(reader: Reader, view: View) -> None:
    publications = list_publications(reader.ask(queries.select_figures))
    by_id = {one.figure_id: one for one in publications}
    chosen = by_id.get(view.angka) or publications[0]
    st.title(headline(chosen))
    choose(
        "select",
        _("Angka terbit"),
        "angka",
        view,
        list(by_id),
        {n: describe_publication(p) for n, p in by_id.items()},
    )
    frame = show_publication_map(reader, chosen, size=MAP_SIZE)
    detail, table = st.columns([3, 2], gap="large")
    with detail:
        st.subheader(_("Yang diterbitkan"))
        rows = [row for _i, row in chosen.figures.iterrows()]
        table_of_figures = pd.DataFrame(
            {
                _("Wilayah"): chosen.figures["area_name"],
                _("Angka"): [describe_value(row) for row in rows],
                _("Keadaan"): [describe_as_of(row["as_of"], row["as_of_precision"]) for row in rows],
                _("Instansi"): chosen.figures["agency"],
                _("Sumber"): chosen.figures["source"],
                _("Catatan"): chosen.figures["note"].fillna(""),
            }
        )
        show_table(table_of_figures, [_("Angka")])
    with table:
        show_table_twin(frame, chosen.measure)
    widest = chosen.widest
    source = _("Angka terbit {agency}, keadaan {as_of}. Sumber: {source}").format(
        agency=widest["agency"],
        as_of=describe_as_of(widest["as_of"], widest["as_of_precision"]),
        source=widest["source"],
    )
    show_provenance(reader, [source], with_boundaries=True)


def show_page() -> None:
    reader, view = open_page()
    choose("row", _("Sumber angka"), "sumber", view, SOURCES, SOURCE_WORDS)
    if view.sumber == "terbit":
        show_published(reader, view)
    elif view.periode:
        show_cases(reader, view)
        show_footer(reader, view, with_boundaries=True)


run_page(show_page)
