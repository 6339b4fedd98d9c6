"""An empty form for who has no table yet: of which place, month and category, then the same file as `etl template`
writes. It holds names of areas and no number of persons."""

from __future__ import annotations

import streamlit as st

from pora import schema
from pora.access.uploads import kabupaten_for, offices_of
from pora.export.report_form import ReportForm, make_report_form
from pora.export.xlsx import XLSX
from pora.locale import _, format_period
from pora.reference.areas import area_index
from pora.reference.terms import term_labels
from pora.ui.parts.data import Reader
from pora.ui.sign_in.session import check_on_click, require_page
from pora.ui.upload.choices import list_offered_months


def show_forms(reader: Reader) -> None:
    """Folded: whoever has a table does not need it."""
    box = st.expander(_("Formulir isian"), key="form_box", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(
            _("Belum ada tabel? Unduh formulirnya, isi sel kuning, simpan, lalu pilih kantor dan berkasnya di atas.")
        )
        form = _choose_form(reader)
        st.download_button(
            _("Unduh formulir (XLSX)"),
            check_on_click(lambda _user: make_report_form(form), lambda account: account.may_upload) if form else b"",
            form.file_name if form else None,
            XLSX.mime,
            key="form_file",
            on_click="ignore",
            icon=":material/download:",
            disabled=form is None,
        )


def _choose_form(reader: Reader) -> ReportForm | None:
    """None while the kabupaten/kota is open. Of actions there is one row per kind, so no question of rows."""
    account, index, province = require_page("unggah"), area_index(), reader.facts.province_code
    offices = [one.office_code for one in offices_of(account, province)]
    month, place, within, kind = st.columns(4)
    months = list_offered_months(reader.choices.periods)
    period = month.selectbox(_("Bulan formulir"), months, 1, format_period, "form_period")
    kabupaten = place.selectbox(
        _("Kabupaten/kota formulir"),
        kabupaten_for(account, offices, province, period),
        None,
        index.area_name,
        "form_kabupaten",
        placeholder=_("Pilih kabupaten/kota"),
    )
    kinds = term_labels("category")
    category = kind.selectbox(_("Kategori formulir"), list(kinds), 0, kinds.__getitem__, "form_category")
    is_of_actions = category == schema.TINDAKAN
    kecamatan = within.selectbox(
        _("Kecamatan formulir"),
        index.kecamatan_of(kabupaten) if kabupaten and not is_of_actions else [],
        None,
        index.area_name,
        f"form_kecamatan {kabupaten}",
        placeholder=_("Semua kecamatan"),
        disabled=not kabupaten or is_of_actions,
    )
    is_by_desa = st.checkbox(
        _("Satu baris per desa/kelurahan"),
        kecamatan is not None,
        key=f"form_desa {kecamatan}",
        disabled=kecamatan is not None or is_of_actions,
        help=_("Formulir satu kecamatan selalu per desa/kelurahan; yang digantinya hanya laporan kecamatan itu."),
    )
    if not kabupaten or not period or not category:
        return None
    return ReportForm(kecamatan or kabupaten, period, category, bool(is_by_desa) and not is_of_actions)
