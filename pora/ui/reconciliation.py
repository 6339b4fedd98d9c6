"""Published figures beside the case tables, for the pages that show how far the two agree."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pora import queries
from pora.locale import _, format_change, format_number
from pora.publications import describe_as_of
from pora.ui.data import Reader
from pora.ui.frame import describe_cell, person_words
from pora.ui.tables import show_table


def show_reconciliation(reader: Reader) -> None:
    """One row per published figure that can be compared. The two are never added up."""
    st.subheader(_("Angka terbit di samping tabel kasus"))
    st.caption(
        _(
            "Angka terbit yang definisinya sama dengan tabel kasus, untuk wilayah dan bulan yang sama. Keduanya tidak "
            "dijumlahkan."
        )
    )
    show_table(reader.make(_make_table), [_("Angka terbit"), _("Tabel kasus"), _("Selisih"), _("Tidak dirinci")])


def _make_table(reader: Reader) -> pd.DataFrame:
    rows = reader.ask(queries.select_reconciliation)
    return pd.DataFrame(
        {
            _("Keadaan"): [describe_as_of(a, p) for a, p in zip(rows["as_of"], rows["as_of_precision"], strict=True)],
            _("Wilayah"): rows["area_name"],
            _("Kategori"): rows["category"].map(person_words),
            _("Angka terbit"): [format_number(n) for n in rows["published_count"]],
            _("Tabel kasus"): [
                describe_cell({"status": s, "person_count": n})
                for s, n in zip(rows["status"], rows["loaded_count"], strict=True)
            ],
            _("Selisih"): ["–" if pd.isna(n) else format_change(int(n)) for n in rows["gap"]],
            _("Tidak dirinci"): ["–" if pd.isna(n) else format_number(n) for n in rows["unplaced_count"]],
            _("Sumber"): rows["agency"] + ", " + rows["source"],
        }
    )
