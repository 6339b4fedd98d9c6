"""Unggah: check files of an office, see what they would change, load them. Nothing is written before the last click."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pora.access.roles import Account
from pora.access.uploads import require_areas, require_own_office
from pora.errors import PoraError
from pora.locale import _, _n, format_number
from pora.schema.load_report import LoadOptions, LoadReport, refuse_file
from pora.ui.parts.page import run_page
from pora.ui.parts.page_frame import open_page, show_provenance
from pora.ui.sign_in.session import check_on_click, require_page
from pora.ui.upload import load_process
from pora.ui.upload.choices import choose_files
from pora.ui.upload.forms import show_forms
from pora.ui.upload.kept import KEPT, Kept, find_kept, renew_kept
from pora.ui.upload.load_process import Upload
from pora.ui.upload.many import show_uploads
from pora.ui.upload.report import show_changes, show_errors, show_loaded, show_outcome, show_read_report
from pora.ui.upload.turns import describe_wait


def check_as_account(account: Account, upload: Upload, used: LoadOptions) -> tuple[LoadReport, ...]:
    """What the check of a file finds, for whoever may load it. Raises AccessError before anything of it is shown."""
    require_own_office(account, used.office)
    reports = load_process.check_upload(upload, used)
    changes = [part for report in reports for part in report.changes]
    require_areas(account, used.office, [(part.period, part.kabupaten_code, part.kabupaten_name) for part in changes])
    return reports


def keep(kept: Sequence[Kept]) -> None:
    st.session_state[KEPT] = renew_kept(st.session_state.get(KEPT, []), kept)


def run_checks(uploads: Sequence[Upload], asked: LoadOptions) -> None:
    """Checks the files one by one; one that fails stops no other."""
    account, kept = require_page("unggah"), []
    for number, upload in enumerate(uploads, start=1):
        words = _("Memeriksa berkas {n} dari {m}; belum ada yang ditulis.").format(n=number, m=len(uploads))
        with st.spinner(describe_wait(words if len(uploads) > 1 else _("Memeriksa berkas; belum ada yang ditulis."))):
            try:
                reports = check_as_account(account, upload, asked)
            except PoraError as error:
                if len(uploads) == 1:
                    raise
                reports = (refuse_file(upload.safe_name, "source-error", str(error)),)
        kept += [Kept(upload.meant_by(report), asked, asked, report) for report in reports]
    st.session_state[KEPT] = kept
    st.rerun()


def run_check(kept: Kept, used: LoadOptions) -> None:
    """The check of one file once more, with what its sender said since."""
    with st.spinner(describe_wait(_("Memeriksa berkas; belum ada yang ditulis."))):
        [report] = check_as_account(require_page("unggah"), kept.upload, used)
    keep([replace(kept, used=used, report=report)])
    st.rerun()


def run_load(chosen: Sequence[Kept]) -> None:
    """Loads files, those of the same choices at once."""
    with st.spinner(describe_wait(_("Memuat berkas dan menerbitkan angka baru."))):
        for used in dict.fromkeys(one.used for one in chosen):
            keep(load_as_account([one for one in chosen if one.used == used], used))
    st.rerun()


def load_as_account(chosen: Sequence[Kept], used: LoadOptions) -> list[Kept]:
    """What became of them. Asks for the account anew: its rights may have ended since the check."""
    account = require_page("unggah")
    require_own_office(account, used.office)
    if account.areas is not None:  # what was checked before could have been another file by now
        for one in chosen:
            check_as_account(account, one.upload, used)
    reports = load_process.load_uploads([one.upload for one in chosen], used)
    return [replace(one, report=new, is_loaded=True) for one, new in zip(chosen, reports, strict=True)]


def offer_without_personal(kept: Kept) -> None:
    """The check once more, without those columns."""
    st.markdown(
        _(
            "Kolom itu dapat dibuang saat dibaca: isinya dan berkas aslinya tidak disimpan di mana pun, dan hanya "
            "jumlah orang yang dimuat."
        )
    )
    if st.button(_("Buang kolom data pribadi"), type="primary", icon=":material/person_off:"):
        run_check(kept, replace(kept.used, drop_personal=True))


def offer_meant(kept: Kept) -> None:
    """Boxes for what is likely a mistake, each for this file alone; with them ticked the file is checked again."""
    used, file = kept.used, "/".join(kept.file)
    lost, far = kept.report.takes_reports_away, kept.report.has_far_period
    if lost and st.checkbox(_("Ganti laporan yang lebih lengkap"), key=f"upload_replace {file}"):
        used = replace(used, replace=True)
    if far and st.checkbox(_("Terima periode yang jauh"), key=f"upload_any_period {file}"):
        used = replace(used, any_period=True)
    if st.button(_("Periksa lagi"), icon=":material/fact_check:", disabled=used == kept.used):
        run_check(kept, used)


def offer_partial(kept: Kept) -> None:
    """Mending comes first; loading in part is the second choice, and says what it costs."""
    st.markdown(
        _(
            "Sebaiknya perbaiki barisnya lalu unggah lagi. Bila dimuat sebagian, {n} baris yang ditolak **tidak ikut "
            "dihitung**: jumlah wilayahnya menjadi terlalu kecil, dan wilayah itu ditandai tidak lengkap sampai berkas "
            "yang benar dimuat."
        ).format(n=format_number(kept.report.rejected))
    )
    mend, partial = st.columns([1, 1])
    with mend:
        offer_rejects(kept)
    if partial.button(_("Muat baris yang benar saja"), icon=":material/rule:", width="stretch"):
        run_load([replace(kept, used=replace(kept.used, accept_partial=True))])


def offer_rejects(kept: Kept) -> None:
    """The rejected rows as a file, made on the click."""
    upload = kept.upload
    st.download_button(
        _("Unduh baris yang ditolak (XLSX)"),
        data=check_on_click(
            lambda _user: load_process.make_rejects(upload, kept.used), lambda account: account.may_upload
        ),
        file_name=f"ditolak-{upload.stem}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def offer_load(kept: Kept) -> None:
    """What can be done with the file as it was found."""
    report = kept.report
    if report.holds_personal_data:
        offer_without_personal(kept)
    elif report.takes_reports_away or report.has_far_period:
        offer_meant(kept)
    elif report.concerns_whole_file or report.unchanged:
        return
    elif report.rejected == 0:
        if st.button(_("Muat"), type="primary", icon=":material/publish:"):
            run_load([kept])
    elif report.accepted:
        offer_partial(kept)
    else:
        offer_rejects(kept)


def show_check(kept: Kept) -> None:
    """The outcome, what would change, what can be done, what was found; errors of rows below."""
    report = kept.report
    show_outcome(report)
    if not report.changes:
        offer_load(kept)
        if report.found:
            show_read_report(report)
    else:
        change, found = st.columns([3, 2], gap="large")
        with change:
            show_changes(report)
            offer_load(kept)
        with found:
            show_read_report(report)
    show_errors(report)


def show_file(kept: Kept) -> None:
    if kept.is_loaded:
        show_loaded(kept.report)
    else:
        show_check(kept)


def show_several(kept: Sequence[Kept]) -> None:
    """All files in one table, one click for those that are right, and each of them on demand."""
    show_uploads(kept)
    ready = [one for one in kept if one.is_loadable]
    if ready:
        words = _n("Muat {n} berkas yang benar", len(ready)).format(n=format_number(len(ready)))
        if st.button(words, type="primary", icon=":material/publish:"):
            run_load(ready)
    chosen = st.selectbox(
        _("Lihat satu berkas"),
        range(len(kept)),
        None,
        lambda number: kept[number].report.file,
        "upload_seen",
        placeholder=_("Pilih berkas"),
    )
    if chosen is not None:
        show_file(kept[chosen])


def show_page() -> None:
    """A file, what checking it found, and the report of its load; nothing is loaded before its check was seen."""
    reader, _view = open_page(
        first_step=_("Belum ada tabel kasus. Pilih kantor pengirim dan berkas pertamanya, lalu tekan Periksa.")
    )
    st.title(_("Unggah tabel kasus"))
    st.caption(
        _(
            "Berkas diperiksa dulu; tidak ada yang berubah sampai Anda menekan Muat. Berkas dengan nama orang, nomor "
            "paspor, nomor izin, atau nomor UNHCR ditolak."
        )
    )
    uploads, asked = choose_files(reader)
    kept = find_kept(st.session_state.get(KEPT, []), uploads, asked)
    st.session_state[KEPT] = kept  # nothing stays of a file that was taken away
    is_asked = st.button(
        _("Periksa"),
        type="secondary" if kept else "primary",
        icon=":material/fact_check:",
        disabled=not (uploads and asked),
    )
    if is_asked and asked:
        run_checks(uploads, asked)
    if len(kept) > 1:
        show_several(kept)
    elif kept:
        show_file(kept[0])
    show_forms(reader)
    show_provenance(reader, [])


run_page(show_page)
