"""Monthly lines on pages: of the place in view, of its parts, or by one dimension."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pora import schema
from pora.figures.charts.lines import draw_lines
from pora.locale import _, format_number, format_period
from pora.statistics.dimensions import DIMENSION_OF, name_value
from pora.statistics.measures import count_measure
from pora.statistics.trends import TOP_LINES, Line, make_detail_lines, make_part_lines, make_total_line
from pora.ui.components.figure import show_figure
from pora.ui.components.figure_table import show_figure_table
from pora.ui.parts.data import Reader
from pora.ui.parts.desa import find_part_level
from pora.ui.view.view import Rinci, View
from pora.warehouse import queries
from pora.wording.alt_text_lines import describe_lines


def breakdown_words(reader: Reader, view: View) -> dict[str, str]:
    """What lines can be broken down by: what means something for the category and the place, and is there for this
    reader."""
    used = schema.DIMENSIONS_OF[view.kategori]
    words = {
        "jumlah": _("Jumlah"),
        "wilayah": _("Wilayah"),
        "kewarganegaraan": _("Kewarganegaraan"),
        "izin": _("Izin tinggal"),
        "status_unhcr": _("Status UNHCR"),
        "kartu_unhcr": _("Kartu UNHCR"),
    }
    fits = {"jumlah"} | ({"wilayah"} if find_part_level(reader, view) else set())
    fits |= {
        name for name, column in DIMENSION_OF.items() if column in used and reader.has_detail(view.wilayah, column.name)
    }
    return {name: text for name, text in words.items() if name in fits}


def list_months(reader: Reader, view: View) -> list[str]:
    """The months up to the one in view, oldest first."""
    return [month["period"] for month in reader.list_months(view.cut)]


def read_parts(reader: Reader, view: View) -> list[Line]:
    """All parts of the place in view, the largest first."""
    parts = reader.ask(queries.select_level_series, view.cut, str(find_part_level(reader, view)))
    return make_part_lines(parts, list_months(reader, view))


def make_lines(reader: Reader, view: View, breakdown: Rinci) -> list[Line]:
    """The lines of a breakdown: one in all, the TOP largest parts, or the values of a dimension with who is not
    detailed."""
    if breakdown == "jumlah":
        return [make_total_line(reader.read_months(view.cut), "")]
    if breakdown == "wilayah":
        return read_parts(reader, view)[:TOP_LINES]
    dimension = DIMENSION_OF[breakdown].name
    detail = reader.ask(queries.select_detail_series, view.cut, dimension)
    series = reader.read_months(view.cut)
    return make_detail_lines(detail, series, lambda value: name_value(dimension, value))


def _make_figure(reader: Reader, view: View, breakdown: Rinci) -> tuple[go.Figure, str]:
    """Figure and its words."""
    lines = reader.make(make_lines, view, breakdown)
    series = reader.read_months(view.cut)
    figure = draw_lines(lines, series, has_strip=view.level != schema.KECAMATAN)
    return figure, describe_lines(lines, series["period"].tolist(), count_measure(view.kategori))


def show_lines(reader: Reader, view: View, breakdown: Rinci) -> None:
    """The lines and their table; words where this reader has no such lines."""
    column = DIMENSION_OF.get(breakdown)
    if column and not reader.has_detail(view.wilayah, column.name):
        st.info(describe_no_detail(), icon=":material/visibility_off:")
        return
    figure, words = reader.make(_make_figure, view, breakdown)
    show_figure(figure, f"lines_{breakdown}", words)
    if any(line.hidden for line in reader.make(make_lines, view, breakdown)):
        st.caption(describe_hidden_months())
    lines, periods = reader.make(make_lines, view, breakdown), list_months(reader, view)
    show_figure_table("lines_table", lambda: _make_table(lines, periods))


def _make_table(lines: list[Line], periods: list[str]) -> pd.DataFrame:
    """One row per month, the newest first."""
    columns = {line.name or _("Jumlah"): write_values(line)[::-1] for line in lines}
    return pd.DataFrame({_("Periode"): [format_period(period) for period in reversed(periods)], **columns})


def write_values(line: Line) -> list[str]:
    """The numbers of a line, a month each, or why there is none."""
    return [
        format_number(value) if value is not None else _("disamarkan") if month in line.hidden else _("tidak ada angka")
        for month, value in enumerate(line.values)
    ]


def describe_no_detail() -> str:
    return _("Rincian ini tidak ada dalam versi publik.")


def describe_hidden_months() -> str:
    return _("Bulan yang angkanya disamarkan tidak digambar; itu bukan nol dan bukan belum lapor.")
