"""Unggah: check a file of an office, see what it would change, load it. Nothing is written before the last click.

Trap: what is shown of a check belongs to one file and one set of choices; both are in the key of the kept result.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st
from markupsafe import Markup

from pora.access.roles import Account
from pora.access.uploads import kabupaten_for, offices_of, require_areas, require_own_office
from pora.locale import _, format_number, format_period
from pora.reference.areas import area_index
from pora.reference.offices import explain_no_office, offices_in
from pora.reference.terms import term_labels
from pora.schema.load_report import LoadOptions, LoadReport
from pora.schema.period import month_of, months_before
from pora.ui.parts.data import Reader
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import open_page, show_provenance
from pora.ui.sign_in.session import check_on_click, require_page
from pora.ui.upload import load_process
from pora.ui.upload.load_process import Upload
from pora.ui.upload.report import show_changes, show_errors, show_loaded, show_outcome, show_read_report
from pora.ui.upload.turns import describe_wait

FILE_TYPES = ["csv", "xlsx", "xls", "ods", "txt"]
LARGEST_MB = 20
UPLOADER_WORDS = Markup("""<style>
[data-testid="stFileUploaderDropzone"] button p { font-size: 0 }
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0 }
[data-testid="stFileUploaderDropzone"] button p::after { content: "%s"; font-size: 0.875rem }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "%s"; font-size: 0.875rem }
</style>""")  # Streamlit has these two in English only
MONTHS_BEFORE = 35  # this one that are offered, beside all that are loaded


@dataclass(frozen=True)
class Kept:
    """What was found for one file and one set of choices; `loaded` after the confirmation."""

    sha256: str
    asked: LoadOptions
    used: LoadOptions
    check: LoadReport
    loaded: LoadReport | None = None


def list_months(periods: Iterable[str]) -> list[str]:
    """This month and those before it, and every month that is loaded; newest first."""
    now = month_of(dt.date.today())
    return sorted({*periods, now, *months_before(now, MONTHS_BEFORE)}, reverse=True)


def choose_file(reader: Reader) -> tuple[Upload | None, LoadOptions | None]:
    """The file and who sent it; None where still open."""
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
    period = month.selectbox(
        _("Periode"), list_months(reader.choices.periods), None, format_period, "upload_period", placeholder=in_file
    )
    kabupaten = place.selectbox(
        _("Kabupaten/kota"),
        kabupaten_for(account, [office] if office else offices, reader.facts.province_code, period),
        None,
        area_index().area_name,
        "upload_kabupaten",
        placeholder=in_file,
    )
    categories = term_labels("category")
    category = kind.selectbox(
        _("Kategori"), list(categories), None, categories.__getitem__, "upload_category", placeholder=in_file
    )
    st.html(UPLOADER_WORDS % (_("Pilih berkas"), _("atau seret ke sini")))
    sent = st.file_uploader(
        _("Berkas CSV, XLSX, XLS atau ODS, paling besar {n} MB").format(n=LARGEST_MB),
        FILE_TYPES,
        max_upload_size=LARGEST_MB,
        key="upload_file",
    )
    upload = Upload(sent.name, sent.getvalue()) if sent else None
    return upload, LoadOptions(office, period, kabupaten, category=category) if office else None


def check_as_account(account: Account, upload: Upload, used: LoadOptions) -> LoadReport:
    """What the check of a file finds, for whoever may load it. Raises AccessError before anything of it is shown."""
    require_own_office(account, used.office)
    check = load_process.check_upload(upload, used)
    parts = [(part.period, part.kabupaten_code, part.kabupaten_name) for part in check.changes]
    require_areas(account, used.office, parts)
    return check


def run_check(upload: Upload, asked: LoadOptions, used: LoadOptions) -> None:
    with st.spinner(describe_wait(_("Memeriksa berkas; belum ada yang ditulis."))):
        check = check_as_account(require_page("unggah"), upload, used)
    st.session_state["upload_kept"] = Kept(upload.sha256, asked, used, check)
    st.rerun()


def run_load(upload: Upload, kept: Kept, used: LoadOptions) -> None:
    """Asks for the account anew: its rights may have ended since the check."""
    with st.spinner(describe_wait(_("Memuat berkas dan menerbitkan angka baru."))):
        account = require_page("unggah")
        require_own_office(account, used.office)
        if account.areas is not None:  # what was checked before could have been another file by now
            check_as_account(account, upload, used)
        loaded = load_process.load_upload(upload, used)
    st.session_state["upload_kept"] = replace(kept, used=used, loaded=loaded)
    st.rerun()


def offer_without_personal(upload: Upload, kept: Kept) -> None:
    """The check once more, without those columns."""
    st.markdown(
        _(
            "Kolom itu dapat dibuang saat dibaca: isinya dan berkas aslinya tidak disimpan di mana pun, dan hanya "
            "jumlah orang yang dimuat."
        )
    )
    if st.button(_("Buang kolom data pribadi"), type="primary", icon=":material/person_off:"):
        run_check(upload, kept.asked, replace(kept.used, drop_personal=True))


def offer_meant(upload: Upload, kept: Kept) -> None:
    """Boxes for what is likely a mistake; with them ticked the file is checked again."""
    used = kept.used
    if kept.check.takes_reports_away and st.checkbox(_("Ganti laporan yang lebih lengkap"), key="upload_replace"):
        used = replace(used, replace=True)
    if kept.check.has_far_period and st.checkbox(_("Terima periode yang jauh"), key="upload_any_period"):
        used = replace(used, any_period=True)
    if st.button(_("Periksa lagi"), icon=":material/fact_check:", disabled=used == kept.used):
        run_check(upload, kept.asked, used)


def offer_partial(upload: Upload, kept: Kept) -> None:
    """Mending comes first; loading in part is the second choice, and says what it costs."""
    st.markdown(
        _(
            "Sebaiknya perbaiki barisnya lalu unggah lagi. Bila dimuat sebagian, {n} baris yang ditolak **tidak ikut "
            "dihitung**: jumlah wilayahnya menjadi terlalu kecil, dan wilayah itu ditandai tidak lengkap sampai berkas "
            "yang benar dimuat."
        ).format(n=format_number(kept.check.rejected))
    )
    mend, partial = st.columns([1, 1])
    with mend:
        offer_rejects(upload, kept)
    if partial.button(_("Muat baris yang benar saja"), icon=":material/rule:", width="stretch"):
        run_load(upload, kept, replace(kept.used, accept_partial=True))


def offer_rejects(upload: Upload, kept: Kept) -> None:
    """The rejected rows as a file, made on the click."""
    st.download_button(
        _("Unduh baris yang ditolak (XLSX)"),
        data=check_on_click(
            lambda _user: load_process.make_rejects(upload, kept.used), lambda account: account.may_upload
        ),
        file_name=f"ditolak-{upload.safe_name.rpartition('.')[0] or upload.safe_name}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def offer_load(upload: Upload, kept: Kept) -> None:
    """What can be done with the file as it was found."""
    if kept.check.holds_personal_data:
        offer_without_personal(upload, kept)
    elif kept.check.takes_reports_away or kept.check.has_far_period:
        offer_meant(upload, kept)
    elif kept.check.concerns_whole_file or kept.check.unchanged:
        return
    elif kept.check.rejected == 0:
        if st.button(_("Muat"), type="primary", icon=":material/publish:"):
            run_load(upload, kept, kept.used)
    elif kept.check.accepted:
        offer_partial(upload, kept)
    else:
        offer_rejects(upload, kept)


def show_check(upload: Upload, kept: Kept) -> None:
    """The outcome, what would change, what can be done, what was found; errors of rows below."""
    show_outcome(kept.check)
    if not kept.check.changes:
        offer_load(upload, kept)
        if kept.check.found:
            show_read_report(kept.check)
    else:
        change, found = st.columns([3, 2], gap="large")
        with change:
            show_changes(kept.check)
            offer_load(upload, kept)
        with found:
            show_read_report(kept.check)
    show_errors(kept.check)


def find_kept(upload: Upload | None, asked: LoadOptions | None) -> Kept | None:
    """The kept result if it is of this file and these choices."""
    kept: Kept | None = st.session_state.get("upload_kept")
    if upload is None or kept is None or (kept.sha256, kept.asked) != (upload.sha256, asked):
        return None
    return kept


def show_page() -> None:
    """A file, what checking it found, and the report of its load; nothing is loaded before its check was seen."""
    reader, _view = open_page()
    st.title(_("Unggah tabel kasus"))
    st.caption(
        _(
            "Berkas diperiksa dulu; tidak ada yang berubah sampai Anda menekan Muat. Berkas dengan nama orang, nomor "
            "paspor, nomor izin, atau nomor UNHCR ditolak."
        )
    )
    upload, asked = choose_file(reader)
    kept = find_kept(upload, asked)
    is_asked = st.button(
        _("Periksa"),
        type="secondary" if kept else "primary",
        icon=":material/fact_check:",
        disabled=not (upload and asked),
    )
    if is_asked and upload and asked:
        run_check(upload, asked, asked)
    if kept and kept.loaded:
        show_loaded(kept.loaded)
    elif kept and upload:
        show_check(upload, kept)
    show_provenance(reader, [])


run_page(show_page)
