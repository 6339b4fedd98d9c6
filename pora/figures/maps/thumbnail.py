"""A map for a small place: its legend stands beside it as words that wrap, and it fills the room that it is given."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from pora.warehouse.boundaries import Bounds


@dataclass(frozen=True)
class LegendEntry:
    words: str
    color: str


def take_off_legend(figure: go.Figure, air: float = 0) -> tuple[go.Figure, tuple[LegendEntry, ...]]:
    """The map alone, and what its legend said of its areas, in its order. The figure given stays as it is.

    `air` is a share of the bounds to keep free on each side, for labels. Names of groups of areas that have no room
    give way."""
    content: dict[str, Any] = figure.to_dict()
    for layer in content["layout"]["map"]["style"]["layers"]:
        if layer["id"] == "captions":
            layer["layout"] = layer["layout"] | {"text-allow-overlap": False}
    entries = tuple(
        LegendEntry(html.unescape(trace["name"].replace("<br>", " ")), trace["colorscale"][0][1])
        for trace in content["data"]
        if trace.get("showlegend") and "colorscale" in trace
    )
    layout = content["layout"] | {
        "showlegend": False,
        "annotations": [],
        "shapes": [],
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "meta": {"bounds": _widen(content["layout"]["meta"]["bounds"], air), "fills": True},
    }
    return go.Figure(data=content["data"], layout=layout, _validate=False), entries


def _widen(bounds: Bounds, share: float) -> Bounds:
    west, south, east, north = bounds
    across, up = (east - west) * share, (north - south) * share
    return west - across, south - up, east + across, north + up
