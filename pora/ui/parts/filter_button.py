"""Filters by dimension, behind a button: on the map and on the page Data."""

from __future__ import annotations

import streamlit as st

from pora import schema
from pora.locale import _
from pora.statistics.dimensions import DIMENSION_OF, name_value
from pora.ui.parts.data import Reader
from pora.ui.view.url import change_view, choose
from pora.ui.view.view import View, filter_words


def show_filter_button(reader: Reader, view: View, caption: str) -> None:
    """Filters by dimension. What they offer is sent when they are opened."""
    if reader.choices.is_public:
        why = _("Saringan tidak ada dalam versi publik.")
        st.button(_("Saring"), key="map_no_filters", disabled=True, help=why, width="stretch")
        return
    count = len(filter_words(view.case_filter))
    label = _("Saring ({n})").format(n=count) if count else _("Saring")
    box = st.popover(label, key="map_filters", on_change="rerun", width="stretch")
    if not box.open:
        return
    used = schema.DIMENSIONS_OF[view.kategori]
    with box:
        for field, column in DIMENSION_OF.items():
            if column in used:
                values = reader.choices.nationalities if column is schema.NATIONALITY else column.allowed
                words = {"": _("Semua")} | {value: name_value(column.name, value) for value in values}
                choose("select", _(column.label), field, view, list(words), words)
        st.caption(caption)
        st.button(
            _("Hapus saringan"), key="map_filters_clear", on_click=clear_filters, disabled=not count, width="stretch"
        )


def clear_filters() -> None:
    change_view(**dict.fromkeys(DIMENSION_OF, ""))
