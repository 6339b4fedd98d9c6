"""Several files at once: what became of each, and what to do, in one table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pora.locale import _, _n, format_number
from pora.schema.load_report import LoadReport
from pora.ui.components.plain_text import show_plainly
from pora.ui.components.tables import show_table
from pora.ui.upload.kept import Kept, is_loadable, name_overlaps
from pora.ui.upload.load_process import translate_for_page

SHORT_TABLE, TALLEST_TABLE = 12, 460  # rows, pixels


def show_uploads(kept: Sequence[Kept]) -> None:
    """The table of all files, those that need something first."""
    reports = sorted((one.report for one in kept), key=lambda one: _needs_nothing(one))
    rows = [(report.file, *_describe(report)) for report in reports]
    columns = [_("Berkas"), _("Hasil"), _("Yang harus dilakukan")]
    with st.container(key="upload_outcomes"):  # whose words wrap on a phone, instead of scrolling
        show_table(pd.DataFrame(rows, columns=columns), height=TALLEST_TABLE if len(rows) > SHORT_TABLE else None)
    for sentence in name_overlaps(kept):
        st.warning(show_plainly(sentence), icon=":material/warning:")


def _needs_nothing(report: LoadReport) -> bool:
    return report.loaded or report.unchanged or is_loadable(report)


def _describe(report: LoadReport) -> tuple[str, str]:
    """The outcome, and what to do."""
    rows = {"rows": format_number(report.rows_in), "rejected": format_number(report.rejected)}
    if report.unchanged:
        return _("sudah dimuat"), _("tidak ada")
    if report.loaded:
        return _("dimuat"), _("tidak ada")
    if is_loadable(report):
        act = _n("tekan Muat: {rows} baris", report.rows_in).format(**rows)
        return _("dapat dimuat"), " ".join([act, *report.warnings])
    if whole := [error.message for error in report.errors if error.row is None]:
        act = translate_for_page(whole[0])
        if report.holds_personal_data or report.takes_reports_away or report.has_far_period:
            act = _("{sentence} Untuk itu pilih berkas ini di bawah.").format(sentence=act)
        return _("belum dimuat") if report.is_held_back else _("ditolak"), act
    act = _("{rejected} dari {rows} baris salah: perbaiki lalu kirim lagi, atau pilih berkas ini di bawah")
    return _("ditolak"), act.format(**rows)
