"""The table of a figure, for reading and for those who can't see it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pora.locale import _
from pora.ui.components.tables import show_table

TALLEST_TABLE = 420  # pixels; a longer table scrolls
_LONG = 10  # rows


def show_figure_table(key: str, make: Callable[[], pd.DataFrame]) -> None:
    """A table of words and formatted numbers, made and sent only once it is opened. All but the first column are
    figures."""
    box = st.expander(_("Sebagai tabel"), key=key, on_change="rerun")
    if box.open:
        with box:
            table = make()
            show_table(table, list(table.columns[1:]), height=TALLEST_TABLE if len(table) > _LONG else None)
