"""Banding instansi: what each agency published of the kabupaten/kota in view, side by side."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pora.config import office_today
from pora.locale import _
from pora.reference.places import name_place
from pora.schema.levels import INNER_LEVELS
from pora.statistics.agencies import choose_agency_figures
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording.agencies import (
    describe_agencies_beside,
    describe_other_times,
    list_agency_differences,
    make_agency_table,
)


def show_agencies(reader: Reader, view: View) -> None:
    """A kecamatan is shown by its kabupaten/kota; wider places are asked for one."""
    st.header(_("Banding instansi"))
    if view.level not in INNER_LEVELS:
        st.caption(_("Pilih kabupaten/kota untuk melihat angka tiap instansi berdampingan."))
        return
    area_code = view.wilayah[:5]
    rows = reader.ask(queries.select_agency_figures, area_code)
    found = choose_agency_figures(rows, view.periode or f"{office_today():%Y-%m}")
    st.html(Markup("<p>{}.</p>").format(describe_agencies_beside(found, name_place(area_code))))
    if len(found.agencies) < 2:
        return
    st.caption(
        _("Tiap instansi menghitung menurut daftarnya sendiri. Angkanya tidak dijumlahkan dan tidak dirata-rata.")
    )
    show_table(make_agency_table(found), [_("Angka terbit")])
    lines = [*list_agency_differences(found), describe_other_times(found)]
    items = Markup().join(Markup("<li>{}</li>").format(line) for line in lines if line)
    st.html(Markup("<ul>{}</ul>").format(items))
