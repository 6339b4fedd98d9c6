"""Figures on a page: the same settings for all, and the area that a reader clicks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

# Without Streamlit's colours (theme=None): a figure brings its own, and looks the same on a slide.
_CHART_CONFIG = {"displayModeBar": False, "scrollZoom": False, "staticPlot": False, "responsive": True}
_MAP_CONFIG = _CHART_CONFIG | {"scrollZoom": True}


def show_chart(figure: go.Figure, alt: str) -> None:
    """A chart with its description for screen readers."""
    st.plotly_chart(figure, theme=None, config=_CHART_CONFIG, alt=alt)


def show_map(figure: go.Figure, alt: str, key: str, on_area: Callable[[str], Any]) -> None:
    """A map; `on_area` gets the code of a clicked area, in a callback, before the page runs again.

    `key` names the view (area, period, layer): a new view must not inherit the last selection. A second
    click on the same area takes the selection back and calls nothing.
    """

    def follow_click() -> None:
        points = st.session_state[key].selection.points
        if points and "location" in points[0]:
            on_area(points[0]["location"])

    st.plotly_chart(
        figure,
        theme=None,
        config=_MAP_CONFIG,
        alt=alt,
        key=key,
        on_select=follow_click,
        selection_mode="points",
    )
