"""Tables for reading, as HTML: light, reachable by screen readers and by keyboard, with figures in columns that line
up."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pora.locale import _

_LONGEST_FIGURE = 20  # letters


def show_table(frame: pd.DataFrame, figures: Collection[str] = (), height: int | None = None) -> None:
    """A frame of words and formatted numbers. Columns in `figures` stand to the right. What has no room, or is taller
    than `height` pixels, scrolls in a box of its own, which the Tab key reaches."""
    st.html(write_table(frame, figures, height))


def _mark_column(column: pd.Series) -> Markup:
    """Figures stay on one line; where words stand beside one, they may break, so that they push no name out."""
    is_long = any(len(str(value)) > _LONGEST_FIGURE for value in column)
    return Markup(' class="figure words"') if is_long else Markup(' class="figure"')


def write_table(frame: pd.DataFrame, figures: Collection[str] = (), height: int | None = None) -> Markup:
    """The HTML of `show_table`; every name and value is escaped."""
    marks = [_mark_column(frame[name]) if name in figures else "" for name in frame.columns]
    heads = (Markup('<th scope="col"{}>{}</th>').format(mark, name) for mark, name in zip(marks, frame, strict=True))
    # One template a row: one a cell would take four times as long.
    row = Markup("<tr>{}</tr>").format(Markup().join(Markup("<td{}>{{}}</td>").format(mark) for mark in marks))
    return Markup(
        '<div class="pora-table" tabindex="0" role="region" aria-label="{name}"{style}>'
        '<table class="pora"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    ).format(
        name=_("Tabel: {columns}").format(columns=", ".join(map(str, frame.columns))),
        style=Markup(' style="max-height: {}px"').format(height) if height else "",
        head=Markup().join(heads),
        body=Markup().join(row.format(*values) for values in frame.itertuples(index=False, name=None)),
    )
