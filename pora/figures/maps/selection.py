"""One area of a map, marked: it is what the page says more about."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from pora import theme
from pora.figures.maps.fills import fill_areas
from pora.figures.maps.style import Ground

CAPTION_LAYER = "captions"  # the lowest of the names on a map
_CLEAR = "rgba(0,0,0,0)"


def mark_area(figure: go.Figure, ground: Ground, area_code: str) -> go.Figure:
    """The figure with a heavy line around an area, "" for none, to fill the room that a page makes for it. The figure
    given stays as it is. The mark is always there, so that a map that is repainted keeps its traces; tooltip and click
    pass through it."""
    line = fill_areas(ground, pd.Series([area_code] if area_code else [], dtype=object), _CLEAR, "", "") | {
        "marker": {"line": {"color": theme.palette().ink, "width": 3}},
        "hoverinfo": "skip",
        "below": CAPTION_LAYER,
    }
    del line["hovertemplate"]
    layout = figure.layout.to_plotly_json()
    layout["meta"] = layout["meta"] | {"fills": True}
    return go.Figure(data=[*figure.data, line], layout=layout, _validate=False)
