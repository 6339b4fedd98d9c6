"""Sections of Tim Pora: what meetings agreed, and the villages of Desa Binaan Imigrasi."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pora.locale import _, _n, format_number, format_period
from pora.schema.period import last_day
from pora.statistics.follow_ups import count_follow_ups, describe_follow_ups, keep_agreed, keep_new
from pora.ui.components.tables import show_table
from pora.ui.parts.data import Reader
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.wording.follow_ups import describe_villages, make_follow_up_table, make_village_table

_SHORT_TABLE = 10  # more rows scroll
_TABLE_HEIGHT = 430  # pixels


def show_follow_ups(reader: Reader, view: View) -> None:
    """What meetings on the place agreed, the overdue first; as of the month in view. The newest month also has what was
    agreed since: no later one could show it."""
    st.header(_("Tindak lanjut rapat"))
    known = reader.ask(queries.select_follow_ups, view.wilayah, last_day(view.periode))
    rows = keep_agreed(known, view.periode)
    if view.periode >= max(reader.choices.periods_of(view.wilayah), default=""):
        rows = pd.concat([rows, keep_new(known, view.periode)], ignore_index=True)
    if rows.empty:
        st.info(_("Belum ada tindak lanjut yang tercatat untuk wilayah ini."))
    else:
        st.markdown(describe_follow_ups(count_follow_ups(rows)))
        rows = rows.sort_values("is_overdue", ascending=False, kind="stable")
        show_table(make_follow_up_table(rows), height=_TABLE_HEIGHT if len(rows) > _SHORT_TABLE else None)
    if later := len(known) - len(rows):
        words = _n("{n} tindak lanjut dari rapat sesudah {period} tampil di bulan sesudahnya.", later)
        st.caption(words.format(n=format_number(later), period=format_period(view.periode)))


def show_villages(reader: Reader, view: View) -> None:
    """The villages that are known in the place."""
    st.header(_("Desa Binaan Imigrasi"))
    rows = reader.ask(queries.select_villages, view.wilayah, last_day(view.periode))
    if rows.empty:
        st.info(_("Belum ada keterangan tentang Desa Binaan Imigrasi di wilayah ini."))
        return
    st.markdown(describe_villages(rows))
    show_table(
        make_village_table(rows), [_("Petugas Pimpasa")], height=_TABLE_HEIGHT if len(rows) > _SHORT_TABLE else None
    )
