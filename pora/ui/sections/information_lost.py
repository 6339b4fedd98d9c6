"""How much the public version of the figures hides, for whoever sees the exact ones."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pora import schema
from pora.access.disclosure import guards_against_insiders, read_thresholds
from pora.locale import _, _n, format_number, format_period
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.warehouse import queries
from pora.wording.counts import category_words, format_percent, level_words


def show_information_lost(reader: Reader, period: str) -> None:
    """Nothing for a public reader, from whom it is hidden."""
    if reader.scope.version != "exact":
        return
    st.header(_("Yang disamarkan dalam versi publik, {period}").format(period=format_period(period)))
    few, refugees = (format_number(read_thresholds()[one]) for one in (schema.ORANG_ASING, schema.PENGUNGSI))
    st.caption(
        _(
            "Angka di bawah {few} (pengungsi: di bawah {refugees}) dapat menunjuk orang tertentu. Dalam versi publik "
            "angka itu disamarkan, beserta angka lain yang dapat membukanya. Nol dan belum lapor tetap ditampilkan apa "
            "adanya. Tabel ini hanya bagi yang melihat angka lengkap."
        ).format(few=few, refugees=refugees)
    )
    table = reader.make(make_loss_table, period)
    if table.empty:
        st.info(_("Belum ada laporan untuk bulan ini."))
        return
    show_table(table, list(table.columns[2:]))
    for words in reader.make(describe_insider_cost, period):
        st.caption(words)


def describe_insider_cost(reader: Reader, period: str) -> list[str]:
    """A sentence for each category: what is hidden because someone knows their own exact counts."""
    found = []
    for row in reader.ask(queries.select_insider_cost, period).itertuples():
        category = category_words()[str(row.category)]
        if guards_against_insiders(str(row.category)):
            count = int(str(row.insider_count))
            words = _n(
                "{category}: {n} angka, termasuk rincian, disamarkan hanya karena satu kantor atau kabupaten/kota tahu "
                "angkanya sendiri.",
                count,
            )
            found.append(words.format(category=category, n=format_number(count)))
        else:
            words = _("{category}: tidak dijaga terhadap kantor yang tahu angkanya sendiri (PORA_INSIDERS).")
            found.append(words.format(category=category))
    return found


def make_loss_table(reader: Reader, period: str) -> pd.DataFrame:
    """One row per category and level, from the top; areas that did not report are in none."""
    rows = reader.ask(queries.select_information_lost, period)
    words, order = level_words(), list(level_words())
    rows = rows.sort_values(["category", "level"], key=lambda column: column.map(lambda v: _rank(v, order)))
    return pd.DataFrame(
        {
            _("Kategori"): [category_words()[category] for category in rows["category"]],
            _("Tingkat"): [words[level] for level in rows["level"]],
            _("Wilayah yang angkanya ditampilkan"): list(map(format_number, rows["shown_count"])),
            _("Wilayah yang disamarkan"): list(map(format_number, rows["hidden_count"])),
            _("Orang di wilayah yang disamarkan"): list(map(format_loss, rows["hidden_persons"], rows["person_count"])),
        }
    )


def _rank(value: str, order: list[str]) -> int:
    return order.index(value) if value in order else list(schema.CATEGORIES).index(value)


def format_loss(part: int, whole: int) -> str:
    """120 dari 1.600 (7,5%); 0."""
    if not part:
        return format_number(0)
    words = _("{n} dari {m} ({share})")
    return words.format(n=format_number(part), m=format_number(whole), share=format_percent(part, whole, 1))
