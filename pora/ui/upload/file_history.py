"""Riwayat berkas: every file that was loaded, whether it counts, and what one of them changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pora.config import office_time
from pora.locale import _, format_change, format_day, format_number, format_period
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.upload.report import SHORT_TABLE, TALLEST_REPORT
from pora.warehouse import queries
from pora.wording.counts import person_words


def format_time(at: pd.Timestamp) -> str:
    """The moment on the office's clock: 19 Maret 2024, 09.30."""
    local = office_time(at.to_pydatetime())
    return f"{format_day(local)}, {local:%H.%M}"


def format_span(first: str, last: str) -> str:
    return format_period(first) if first == last else f"{format_period(first)} – {format_period(last)}"


def describe_batch_state(batch: pd.Series) -> str:
    """Whether a batch counts today; who took it back, and when, where it was."""
    if batch["state"] == "withdrawn":
        return _("ditarik {at} oleh {who}").format(at=format_time(batch["withdrawn_at"]), who=batch["withdrawn_by"])
    words = {"in_force": _("berlaku"), "partly_in_force": _("berlaku sebagian"), "replaced": _("digantikan")}
    return words[batch["state"]]


def describe_marks(batch: pd.Series) -> str:
    """What a reader of the history should know beside the state."""
    marks = [_("contoh sintetis")] if batch["is_sample"] else []
    if batch["wrong_totals"]:
        marks.append(_("{n} jumlah tercetak tidak cocok").format(n=format_number(batch["wrong_totals"])))
    return "; ".join(marks)


def describe_rows(accepted: int | None, given: int | None) -> str:
    """Rows of a file; a public reader is not told them."""
    if pd.isna(accepted) or pd.isna(given):
        return "–"
    return _("{n} dari {m}").format(n=format_number(accepted), m=format_number(given))


def show_batches(reader: Reader) -> None:
    """Every file, the newest first, and whether it counts; then what one of them changed."""
    st.header(_("Riwayat berkas"))
    rows = reader.ask(queries.select_history)
    show_table(
        pd.DataFrame(
            {
                _("Dimuat"): [format_time(at) for at in rows["received_at"]],
                _("Oleh"): rows["received_by"],
                _("Kantor"): rows["office_name"],
                _("Berkas"): rows["file_name"],
                _("Periode"): list(map(format_span, rows["period_first"], rows["period_last"])),
                _("Baris diterima"): list(map(describe_rows, rows["rows_accepted"], rows["rows_in"])),
                _("Keadaan"): [describe_batch_state(row) for _i, row in rows.iterrows()],
                _("Catatan"): [describe_marks(row) for _i, row in rows.iterrows()],
            }
        ),
        [_("Baris diterima")],
        height=TALLEST_REPORT if len(rows) > SHORT_TABLE else None,
    )
    real = rows.loc[~rows["is_sample"].astype(bool)]
    if reader.choices.is_public:
        st.caption(_("Jumlah baris dan perubahan per berkas tidak ada dalam versi publik."))
    elif len(real):
        show_batch_changes(reader, dict(zip(real["batch_id"], real["file_name"], strict=True)))


def show_batch_changes(reader: Reader, files: dict[str, str]) -> None:
    """What one file changed: each of its parts beside what it replaced."""
    words = _("Yang berubah karena berkas")
    chosen = st.selectbox(words, list(files), format_func=lambda batch: f"{files[batch]} ({batch})", key="batch")
    rows = reader.ask(queries.select_batch_changes, chosen)
    counts = {_("Sebelumnya"): "replaced_count", _("Berkas ini"): "person_count"}
    show_table(
        pd.DataFrame(
            {
                _("Periode"): [format_period(period) for period in rows["period"]],
                _("Kategori"): rows["category"].map(person_words),
                _("Kabupaten/kota"): rows["kabupaten_name"].fillna(_("tidak dirinci")),
                **{
                    heading: ["–" if pd.isna(n) else format_number(int(n)) for n in rows[name]]
                    for heading, name in counts.items()
                },
                _("Perubahan"): ["–" if pd.isna(n) else format_change(int(n)) for n in rows["change"]],
                _("Keadaan"): [_("berlaku") if here else _("tidak berlaku lagi") for here in rows["is_in_force"]],
            }
        ),
        [*counts, _("Perubahan")],
        height=TALLEST_REPORT if len(rows) > SHORT_TABLE else None,
    )
