"""The map page of published figures: what one source said of one day."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pora.locale import _
from pora.reference.places import name_place
from pora.statistics.publications import (
    Publication,
    describe_as_of,
    describe_headline,
    describe_publication,
    describe_value,
    list_publications,
)
from pora.ui.components.figure_table import show_figure_table
from pora.ui.components.tables import show_table
from pora.ui.map.controls import choose_source
from pora.ui.map.figure import show_publication_map
from pora.ui.map.tables import write_cells
from pora.ui.parts.data import Reader
from pora.ui.parts.page_frame import show_provenance
from pora.ui.view.url import choose
from pora.ui.view.view import View
from pora.warehouse import queries

PUBLISHED_MAP_HEIGHT = 520  # pixels


def show_published_maps(reader: Reader, view: View) -> None:
    """The publication in the URL, else the newest: its map as published, never added to the case tables, and its
    rows."""
    publications = list_publications(reader.ask(queries.select_figures))
    if not publications:
        words = _("Belum ada angka terbit untuk {area}").format(area=name_place(reader.facts.province_code))
        st.html(Markup("<h1>{}</h1>").format(words))
        choose_source(view)
        show_provenance(reader, [])
        return
    by_id = {one.figure_id: one for one in publications}
    chosen = by_id.get(view.angka) or publications[0]
    st.html(Markup("<h1>{}</h1>").format(describe_headline(chosen)))
    with st.container(key="map_controls", horizontal=True):
        names = {figure_id: describe_publication(one) for figure_id, one in by_id.items()}
        choose("select", _("Angka terbit"), "angka", view, list(by_id), names)
        choose_source(view)
    frame = show_publication_map(reader, chosen, PUBLISHED_MAP_HEIGHT)
    st.header(_("Yang diterbitkan"))
    show_table(make_figure_table(chosen), [_("Angka")])
    show_figure_table("published_table", lambda: make_published_table(frame, chosen))
    widest = chosen.widest
    source_words = _("Angka terbit {agency}, keadaan {as_of}. Sumber: {source}").format(
        agency=widest["agency"],
        as_of=describe_as_of(widest["as_of"], widest["as_of_precision"]),
        source=widest["source"],
    )
    show_provenance(reader, [source_words], with_boundaries=True)


def make_figure_table(chosen: Publication) -> pd.DataFrame:
    """One row per figure of the publication."""
    rows = [row for _i, row in chosen.figures.iterrows()]
    return pd.DataFrame(
        {
            _("Wilayah"): chosen.figures["area_name"],
            _("Angka"): [describe_value(row) for row in rows],
            _("Keadaan per"): [describe_as_of(row["as_of"], row["as_of_precision"]) for row in rows],
            _("Instansi"): chosen.figures["agency"],
            _("Sumber"): chosen.figures["source"],
            _("Catatan"): chosen.figures["note"].fillna(""),
        }
    )


def make_published_table(frame: pd.DataFrame, chosen: Publication) -> pd.DataFrame:
    """One row per area of the map."""
    cells = write_cells(frame, chosen.measure)
    parts = frame["part_label"] if "part_label" in frame else [None] * len(frame)
    words = [part if pd.notna(part) else cells[code] for code, part in zip(frame["area_code"], parts, strict=True)]
    return pd.DataFrame({_("Wilayah"): frame["area_name"], chosen.measure.title: words})
