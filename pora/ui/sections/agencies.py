"""Banding instansi: what each agency counts of the kabupaten/kota in view, side by side."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pora import schema
from pora.config import office_today
from pora.locale import _, format_number
from pora.reference.places import name_place
from pora.schema.levels import INNER_LEVELS
from pora.statistics.agencies import AgencyFigures
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.warehouse.agencies import read_agency_figures, read_own_cell
from pora.wording.agencies import (
    describe_agencies_beside,
    describe_other_times,
    describe_own_count,
    list_agency_differences,
    make_agency_file_table,
    make_agency_table,
)

_SHORT_TABLE = 10  # more rows scroll
_TABLE_HEIGHT = 430  # pixels


def show_agencies(reader: Reader, view: View) -> None:
    """A kecamatan is shown by its kabupaten/kota; wider places are asked for one."""
    st.header(_("Banding instansi"))
    if view.level not in INNER_LEVELS:
        st.caption(_("Pilih kabupaten/kota untuk melihat angka tiap instansi berdampingan."))
        return
    area_code = view.wilayah[:5]
    found = read_agency_figures(reader.ask, area_code, view.periode or f"{office_today():%Y-%m}")
    st.html(Markup("<p>{}.</p>").format(describe_agencies_beside(found, name_place(area_code))))
    if reader.choices.is_public:
        st.caption(_("Tabel dari instansi lain tidak ada dalam versi publik; yang ada di sini angka terbit saja."))
    if len(found.rows):
        show_figures(reader, found, area_code)
    show_agency_files(reader)


def show_figures(reader: Reader, found: AgencyFigures, area_code: str) -> None:
    """All of them with definition, date and source; why they differ; what Imigrasi counts, apart."""
    st.caption(
        _("Tiap instansi menghitung menurut daftarnya sendiri. Angkanya tidak dijumlahkan dan tidak dirata-rata.")
    )
    show_table(make_agency_table(found), [_("Angka")])
    lines = [*list_agency_differences(found), describe_other_times(found)]
    if found.month and (cell := read_own_cell(reader.ask, area_code, found.month)):
        lines.append(describe_own_count(cell, found.month))
    items = Markup().join(Markup("<li>{}</li>").format(line) for line in lines if line)
    st.html(Markup("<ul>{}</ul>").format(items))


def show_agency_files(reader: Reader) -> None:
    """Which tables of agencies were loaded, for the whole database."""
    lists = reader.ask(queries.select_lists)
    files = lists.loc[lists["list_kind"] == schema.AGENCY_FIGURE]
    if len(files):
        with st.expander(_("Tabel instansi yang dimuat: {n}").format(n=format_number(len(files)))):
            show_table(make_agency_file_table(files), height=_TABLE_HEIGHT if len(files) > _SHORT_TABLE else None)
