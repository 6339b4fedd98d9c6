"""Tables for reading, as HTML: light, reachable by screen readers, with figures in columns that line up."""

from __future__ import annotations

import html
from collections.abc import Collection

import pandas as pd
import streamlit as st


def show_table(frame: pd.DataFrame, figures: Collection[str] = (), height: int | None = None) -> None:
    """A frame of words and formatted numbers. Columns in `figures` stand to the right. With `height` it scrolls."""
    right = [' class="figure"' if name in figures else "" for name in frame.columns]
    head = "".join(f"<th{mark}>{html.escape(str(name))}</th>" for name, mark in zip(frame.columns, right, strict=True))
    rows = "".join(
        "<tr>" + "".join(f"<td{mark}>{html.escape(str(v))}</td>" for v, mark in zip(row, right, strict=True)) + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    with st.container(height=height or "content", border=False):
        st.html(f'<table class="pora"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')
