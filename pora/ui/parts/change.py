"""What a place's change is made of: for a sentence on any page, and as a figure."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pora import schema
from pora.figures.charts.change import draw_change
from pora.locale import _, format_period
from pora.schema import Cut
from pora.statistics.change_split import ChangeSplit, NoSplit, describe_split
from pora.statistics.change_steps import Step, list_steps
from pora.ui.components.figure import show_figure
from pora.ui.components.figure_table import show_figure_table
from pora.ui.parts.data import Reader
from pora.ui.view.url import choose
from pora.ui.view.view import View
from pora.warehouse.change import read_both_months, read_change
from pora.warehouse.sources import are_comparable
from pora.wording.alt_text_lines import describe_steps


def list_months_before(reader: Reader, view: View) -> list[str]:
    """The months that the month in view can be compared with, newest first; empty for the first one."""
    return [period for period in reversed(reader.choices.periods_of(view.wilayah)) if period < view.periode]


def compared_month(reader: Reader, view: View) -> str | None:
    """The month that changes are counted from: the reader's choice, or the month before; None for the first one."""
    months = list_months_before(reader, view)
    return view.banding if view.banding in months else next(iter(months), None)


def read_split(reader: Reader, cut: Cut, before: str) -> ChangeSplit | NoSplit:
    """The change since an earlier month; made once (see `Reader.make`)."""
    return reader.make(_make_split, cut, before)


def _make_split(reader: Reader, cut: Cut, before: str) -> ChangeSplit | NoSplit:
    if not can_compare(reader, cut, before):
        return NoSplit("sample")
    both = read_both_months(reader.ask, cut, before, schema.KECAMATAN)
    return read_change(both, reader.list_months(cut), before, cut.period)


def can_compare(reader: Reader, cut: Cut, before: str) -> bool:
    """Whether a change since an earlier month is one of people, and not of synthetic data beside real ones."""
    return are_comparable(reader.read_files(replace(cut, period=before)), reader.read_files(cut))


def choose_compared_month(reader: Reader, view: View, before: str) -> None:
    months = list_months_before(reader, view)
    words = {period: format_period(period) for period in months}
    choose("select", _("Dibandingkan dengan"), "banding", replace(view, banding=before), months, words)


def show_change(reader: Reader, view: View, before: str) -> None:
    """The split in a sentence, as a figure and as a table."""
    split = read_split(reader, view.cut, before)
    st.markdown(describe_split(split, before))
    if isinstance(split, NoSplit):
        return
    steps = list_steps(split, before, view.periode)
    show_figure(reader.make(_make_figure, split, before, view.periode), "change", describe_steps(steps))
    st.caption(
        _(
            "Perubahan nyata: di kecamatan yang melapor pada kedua bulan. Sebagiannya bisa karena pencatatan yang "
            "lebih baik; laporan tidak menyebutnya. Batang lain hanya perubahan laporan."
        )
    )
    whole = list_steps(split, before, view.periode, is_whole=True)
    show_figure_table("change_table", lambda: _make_table(whole))


def _make_figure(_reader: Reader, split: ChangeSplit, before: str, after: str) -> go.Figure:
    return draw_change(split, before, after)


def _make_table(steps: list[Step]) -> pd.DataFrame:
    """All steps, also those of zero."""
    return pd.DataFrame({_("Langkah"): [one.words for one in steps], _("Orang"): [one.number for one in steps]})
