"""What can be chosen on the page Data beside place, month and category: the table, its first month, a filter, how it is
arranged."""

from __future__ import annotations

import streamlit as st

from pora import schema
from pora.config import LANGUAGES
from pora.locale import _, format_period
from pora.schema import Column
from pora.schema.levels import PLACE_LEVELS
from pora.ui.parts.data import Reader
from pora.ui.parts.filter_button import show_filter_button
from pora.ui.parts.saved_views_button import show_saved_views
from pora.ui.view.table_request import chosen_names, has_levels, list_free, table_words
from pora.ui.view.url import change_view, choose
from pora.ui.view.view import View
from pora.ui.view.widgets import follow, widget_key
from pora.warehouse.queries.request import FULL_GRAIN, list_dimension_columns, list_measure_columns
from pora.wording.counts import level_words


def show_controls(reader: Reader, view: View) -> None:
    """Table, first month, filters and arrangement, in one line above the preview."""
    table, since, chosen, arranged, saved = st.columns([4.2, 2.2, 1.5, 1.5, 2], vertical_alignment="bottom")
    with table:
        words = table_words()
        choose("select", _("Tabel"), "tabel", view, [name for name in words if name in reader.choices.tables], words)
    with since:
        _choose_since(reader, view)
    with chosen:
        _show_filter(reader, view)
    with arranged:
        _show_arrangement(view)
    with saved:
        show_saved_views(reader, view)


def _choose_since(reader: Reader, view: View) -> None:
    months = [month for month in reversed(reader.choices.periods_of(view.wilayah)) if month < view.periode]
    words = {"": _("bulan itu saja")} | {
        month: _("sejak {period}").format(period=format_period(month)) for month in months
    }
    choose("select", _("Rentang"), "dari", view, list(words), words)


def _show_filter(reader: Reader, view: View) -> None:
    """A table has the filter that its columns allow."""
    if view.tabel == FULL_GRAIN:
        show_filter_button(
            reader, view, _("Yang tidak dirinci menurut pilihan ini tidak ikut; jumlahnya disebut di bawah.")
        )
    elif has_levels(view.tabel):
        with st.popover(_("Saring ({n})").format(n=1) if view.jenjang else _("Saring"), width="stretch"):
            words = {"": _("Semua")} | {level: level_words()[level] for level in PLACE_LEVELS}
            choose("select", _("Tingkat"), "jenjang", view, list(words), words)
    else:
        st.button(_("Saring"), disabled=True, help=_("Tabel ini tidak punya saringan lain."), width="stretch")


def _show_arrangement(view: View) -> None:
    dimensions, measures = list_dimension_columns(view.tabel), list_measure_columns(view.tabel)
    count = sum(bool(chosen) for chosen in (view.baris, view.nilai, view.melintang, view.judul))
    box = st.popover(_("Susun ({n})").format(n=count) if count else _("Susun"), width="stretch")
    with box:
        if list_free(view.tabel):
            _choose_several(_("Rincian yang tetap"), "baris", view, list_free(view.tabel), schema.PERIOD.name)
        if view.tabel == FULL_GRAIN:
            st.caption(_("Orang dijumlahkan menurut rincian yang tidak dipilih. Bulan dan kategori tidak dijumlahkan."))
        if len(measures) > 1:
            _choose_several(_("Ukuran yang tetap"), "nilai", view, measures, "")
        across = {"": _("Tidak ada")} | {column.name: _(column.label) for column in dimensions}
        choose("select", _("Nilai yang menjadi kolom"), "melintang", view, list(across), across)
        headings = {"": _("Nama kolom")} | {"id": _("Indonesia"), "en": _("Inggris")}
        choose("row", _("Judul kolom (CSV, XLSX)"), "judul", view, ["", *LANGUAGES], headings)
        cleared = dict.fromkeys(("baris", "nilai", "melintang", "judul"), "")
        st.button(_("Hapus susunan"), on_click=change_view, kwargs=cleared, disabled=not count, width="stretch")


def _choose_several(label: str, name: str, view: View, columns: list[Column], none: str) -> None:
    """Everything where the view names nothing; `none` is what it then says where nothing is to stay."""
    text = getattr(view, name)
    every = [column.name for column in columns]
    shown = list(chosen_names(text, columns)) if text else every
    words = {column.name: _(column.label) for column in columns}
    key = widget_key(f"choose_{view.tabel}_{name}", shown)

    def take(names: list[str]) -> None:
        change_view(**{name: "" if set(names) == set(every) else ",".join(names) or none})

    st.multiselect(
        label, every, shown, key=key, format_func=words.__getitem__, on_change=follow(key, take), select_all=False
    )
