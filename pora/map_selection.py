"""One area of a map, marked: it is what the page says more about."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from pora import theme
from pora.map_fills import fill_areas
from pora.map_style import Ground

_CLEAR = "rgba(0,0,0,0)"


def mark_area(figure: go.Figure, ground: Ground, area_code: str) -> go.Figure:
    """The figure with a heavy line around an area; "" for none. The figure given stays as it is. The mark is the last
    trace and always there, so that a map that is repainted keeps its traces; tooltip and click pass through it."""
    line = fill_areas(ground, pd.Series([area_code] if area_code else [], dtype=object), _CLEAR, "", "") | {
        "marker": {"line": {"color": theme.palette().ink, "width": 3}},
        "hoverinfo": "skip",
    }
    del line["hovertemplate"], line["below"]
    return go.Figure(data=[*figure.data, line], layout=figure.layout, _validate=False)
