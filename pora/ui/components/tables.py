"""Tables for reading, as HTML: light, reachable by screen readers and by keyboard, with figures in columns that line
up."""

from __future__ import annotations

import html
from collections.abc import Collection

import pandas as pd
import streamlit as st

from pora.locale import _


def show_table(frame: pd.DataFrame, figures: Collection[str] = (), height: int | None = None) -> None:
    """A frame of words and formatted numbers. Columns in `figures` stand to the right. What has no room, or is taller
    than `height` pixels, scrolls in a box of its own, which the Tab key reaches."""
    right = [' class="figure"' if name in figures else "" for name in frame.columns]
    head = "".join(
        f'<th scope="col"{mark}>{html.escape(str(name))}</th>' for name, mark in zip(frame.columns, right, strict=True)
    )
    rows = "".join(
        "<tr>" + "".join(f"<td{mark}>{html.escape(str(v))}</td>" for v, mark in zip(row, right, strict=True)) + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    name = html.escape(_("Tabel: {columns}").format(columns=", ".join(map(str, frame.columns))))
    style = f' style="max-height: {height}px"' if height else ""
    box = f'<div class="pora-table" tabindex="0" role="region" aria-label="{name}"{style}>'
    table = f'<table class="pora"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    st.html(f"{box}{table}</div>")
