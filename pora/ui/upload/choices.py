"""What Unggah asks beside the files: who sent them, of which month and place, what is in them."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pora.access.uploads import kabupaten_for, offices_of
from pora.config import office_today
from pora.locale import _, format_period
from pora.reference.agencies import agency_words
from pora.reference.areas import area_index
from pora.reference.measures import list_stock_measures, read_measures
from pora.reference.offices import explain_no_office, offices_in
from pora.reference.terms import term_labels
from pora.schema import AGENCY_FIGURE, COUNTING_AGENCIES
from pora.schema.load_report import LoadOptions
from pora.schema.period import month_of, months_before
from pora.ui.components.uploader import translate_uploader
from pora.ui.parts.data import Reader
from pora.ui.sign_in.session import require_page
from pora.ui.upload.load_process import Upload

FILE_TYPES = ["csv", "xlsx", "xls", "ods", "txt", "zip"]
LARGEST_MB = 20
MONTHS_BEFORE = 35  # this one that are offered, beside all that are loaded


def list_offered_months(periods: Iterable[str]) -> list[str]:
    """This month and those before it, and every month that is loaded; newest first."""
    now = month_of(office_today())
    return sorted({*periods, now, *months_before(now, MONTHS_BEFORE)}, reverse=True)


def choose_files(reader: Reader) -> tuple[list[Upload], LoadOptions | None]:
    """The files by name, and who sent them; None where still open."""
    account = require_page("unggah")
    offices = {one.office_code: one.office_name for one in offices_of(account, reader.facts.province_code)}
    if not offices_in(reader.facts.province_code):
        st.warning(explain_no_office(reader.facts.province_code), icon=":material/apartment:")
    in_file = _("Tertulis di berkas")
    sender, month, place, kind = st.columns(4)
    office = sender.selectbox(
        _("Kantor pengirim"),
        list(offices),
        index=0 if len(offices) == 1 else None,
        format_func=offices.__getitem__,
        placeholder=_("Pilih kantor"),
        key="upload_office",
    )
    months = list_offered_months(reader.choices.periods)
    period = month.selectbox(_("Periode"), months, None, format_period, "upload_period", placeholder=in_file)
    kabupaten = place.selectbox(
        _("Kabupaten/kota"),
        kabupaten_for(account, [office] if office else offices, reader.facts.province_code, period),
        None,
        area_index().area_name,
        "upload_kabupaten",
        placeholder=in_file,
    )
    kinds = term_labels("category") | {AGENCY_FIGURE: _("Angka instansi lain")}
    category = kind.selectbox(
        _("Kategori"), list(kinds), None, kinds.__getitem__, "upload_category", placeholder=in_file
    )
    counted = choose_agency() if category == AGENCY_FIGURE else None
    translate_uploader()
    sent = st.file_uploader(
        _("Berkas CSV, XLSX, XLS, ODS atau ZIP, boleh beberapa, masing-masing paling besar {n} MB").format(
            n=LARGEST_MB
        ),
        FILE_TYPES,
        accept_multiple_files=True,
        max_upload_size=LARGEST_MB,
        key="upload_file",
    )
    uploads = {
        one.sha256: one for one in (Upload(file.name, file.getvalue()) for file in sent)
    }  # the same twice is one
    in_order = sorted(uploads.values(), key=lambda one: one.name)
    if not office or (counted and None in counted):
        return in_order, None
    if counted:
        return in_order, LoadOptions(office, period, kabupaten, agency=counted[0], measure=counted[1])
    return in_order, LoadOptions(office, period, kabupaten, category=category)


def choose_agency() -> tuple[str | None, str | None]:
    """Whose table it is and what it counts, each None while open; what the measure means stands below."""
    agencies, choose = agency_words(), _("Pilih")
    who, what = st.columns(2)
    agency = who.selectbox(
        _("Instansi"), COUNTING_AGENCIES, None, agencies.__getitem__, "upload_agency", placeholder=choose
    )
    measure = what.selectbox(_("Yang dihitung"), list_stock_measures(), None, key="upload_measure", placeholder=choose)
    if measure:
        st.caption(read_measures()[measure].definition)
    st.caption(
        _(
            "Angka instansi lain tampil di Banding instansi (halaman Mutu dan paparan), tidak pernah dijumlahkan "
            "dengan tabel kasus, dan tidak ada dalam versi publik."
        )
    )
    return agency, measure
