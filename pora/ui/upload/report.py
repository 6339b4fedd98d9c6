"""What the check of a file found, and what the loading of it changed, beside the rows that are meant."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from pora import schema
from pora.locale import _, _n, format_change, format_number, format_period, lower_first
from pora.reference.terms import term_label
from pora.schema.load_report import LoadReport, PartChange
from pora.ui.components.plain_text import show_plainly
from pora.ui.components.tables import show_table
from pora.ui.sign_in.session import may_open
from pora.ui.upload.load_process import translate_for_page
from pora.wording.counts import category_words

SHOWN_LINKS = 6
SHOWN_ROWS = 100
SHORT_TABLE = 12  # more rows than that scroll
TALLEST_REPORT = 460  # pixels


def show_outcome(check: LoadReport) -> None:
    """The result in a sentence, what deserves a look, then the rows: in = accepted + rejected, or that all are right
    where the file waits as a whole."""
    counts = {
        "rows": format_number(check.rows_in),
        "accepted": format_number(check.accepted),
        "rejected": format_number(check.rejected),
    }
    if check.concerns_whole_file:
        for error in check.errors:
            if error.row is None:
                st.error(show_plainly(translate_for_page(error.message)), icon=":material/block:")
    elif check.unchanged:
        st.info(_("Berkas ini sudah dimuat dan masih berlaku; memuatnya lagi tidak mengubah apa pun."))
    elif check.rejected:
        st.warning(_("{rejected} dari {rows} baris ditolak, sehingga berkas tidak dapat dimuat utuh.").format(**counts))
    elif check.warnings:
        st.info(_("Semua baris dapat dimuat. Baca dulu perhatian di bawah ini."), icon=":material/info:")
    else:
        st.success(_("Semua baris dapat dimuat."), icon=":material/check_circle:")
    for warning in check.warnings:
        st.warning(show_plainly(translate_for_page(warning)), icon=":material/warning:")
    if check.is_held_back:
        words = _n("**{rows}** baris masuk, tidak ada yang salah; berkasnya belum dimuat.", check.rows_in)
        st.markdown(words.format(**counts))
    elif check.rows_in:
        words = _n("**{rows}** baris masuk = **{accepted}** diterima + **{rejected}** ditolak", check.rows_in)
        st.markdown(words.format(**counts))


def show_read_report(check: LoadReport) -> None:
    st.header(_("Yang ditemukan di berkas"))
    st.markdown("\n".join(f"- {show_plainly(translate_for_page(line))}" for line in check.found))


def show_changes(check: LoadReport) -> None:
    """Every part of the file against what is in force, without kinds of action that neither reports."""
    st.header(_("Yang akan berubah"))
    named = [one for one in check.changes if not one.action_kind or (one.before, one.after) != (None, None)]
    shown = named or check.changes

    def words(count: int | None) -> str:
        return _("belum lapor") if count is None else format_number(count)

    show_table(
        pd.DataFrame(
            {
                _("Periode"): [format_period(one.period) for one in shown],
                _("Kategori"): [_name_counted(one) for one in shown],
                _("Wilayah"): [one.kabupaten_name or _("tanpa kabupaten/kota") for one in shown],
                _("Sekarang"): [words(one.before) for one in shown],
                _("Setelah dimuat"): [words(one.after) for one in shown],
                _("Selisih"): [
                    "–" if one.before is None or one.after is None else format_change(one.after - one.before)
                    for one in shown
                ],
            }
        ),
        [_("Sekarang"), _("Setelah dimuat"), _("Selisih")],
        height=TALLEST_REPORT if len(shown) > SHORT_TABLE else None,
    )
    st.caption(
        _(
            "Setiap bagian menggantikan bagian yang sama dari berkas sebelumnya. Bagian yang tidak ada di berkas ini "
            "tetap seperti semula."
        )
    )


def show_errors(check: LoadReport) -> None:
    """Errors of rows, with sheet, row and column as the office sees them; those of the whole file stand above."""
    rows = [error for error in check.errors if error.row is not None]
    if rows:
        st.header(_("Baris yang ditolak"))
        show_messages(
            {
                _("Lembar"): [error.sheet or "–" for error in rows],
                _("Baris"): [str(error.row) for error in rows],
                _("Kolom"): [error.column or "–" for error in rows],
                _("Isi"): [error.value or _("(kosong)") for error in rows],
                _("Yang salah dan yang harus dilakukan"): [error.message for error in rows],
            },
            check.error_count,
        )


def show_messages(columns: dict[str, list[str]], count: int) -> None:
    """The first rows of a table whose sentences must be read whole; `count` is how many rows there are in all."""
    frame = pd.DataFrame(columns).head(SHOWN_ROWS)
    show_table(frame.map(translate_for_page), height=TALLEST_REPORT if len(frame) > SHORT_TABLE else None)
    if count > len(frame):
        st.caption(_("Ditampilkan {n} dari {m} kesalahan.").format(n=format_number(len(frame)), m=format_number(count)))


def show_loaded(loaded: LoadReport) -> None:
    """What was loaded, with links to the parts on the map or on Penindakan, the newest first; what was not, as the
    check says it."""
    if not loaded.loaded:
        show_outcome(loaded)
        show_errors(loaded)
        return
    st.success(
        _("{file} dimuat: {accepted} baris diterima, {rejected} ditolak. Angka baru sudah berlaku.").format(
            file=show_plainly(loaded.file),
            accepted=format_number(loaded.accepted),
            rejected=format_number(loaded.rejected),
        ),
        icon=":material/check_circle:",
    )
    named = [replace(one, before=None, after=None, action_kind=None) for one in loaded.changes if one.kabupaten_code]
    parts = [one for one in dict.fromkeys(named) if may_open(_name_page(one).rpartition("/")[2])]
    for part in sorted(parts, key=lambda one: one.period, reverse=True)[:SHOWN_LINKS]:
        is_map = part.category in schema.STOCKS
        words = _("Lihat di peta: {area}, {period}, {category}") if is_map else _("Lihat: {area}, {period}, {category}")
        st.page_link(
            f"{_name_page(part)}.py",
            label=words.format(
                area=part.kabupaten_name,
                period=format_period(part.period),
                category=lower_first(_name_counted(part)),
            ),
            icon=":material/map:" if is_map else ":material/gavel:" if part.category else ":material/balance:",
            query_params=link_parameters(part),
        )


def _name_counted(part: PartChange) -> str:
    if part.action_kind:
        return term_label("action_kind", part.action_kind)
    return category_words()[part.category] if part.category else str(part.measure)


def _name_page(part: PartChange) -> str:
    """Below pages/: what other agencies count stands on Mutu."""
    if part.category is None:
        return "analis/mutu"
    return "pimpinan/peta" if part.category in schema.STOCKS else "pimpinan/penindakan"


def link_parameters(part: PartChange) -> dict[str, str]:
    parameters = {"wilayah": str(part.kabupaten_code), "periode": part.period}
    return parameters | ({"kategori": part.category} if part.category == schema.PENGUNGSI else {})
