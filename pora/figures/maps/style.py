"""What a map stands on: a style without tiles, glyphs or sprites, so that the browser asks no other host.

A style always has the same layers, and traces go under the lines and the labels by naming the lines. Labels
live in the style because a label of a Plotly trace can have no halo, and can't be read on a dark area.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pora import theme
from pora.warehouse.boundaries import Bounds

OUTLINE_LAYER, GROUP_LAYER, LABEL_LAYER = "outline", "groups", "labels"
_TILE = 512  # pixels of the whole world at zoom 0
_AIR = 0.97  # share of the map's box that the bounds may fill


@dataclass(frozen=True)
class Group:
    """Kabupaten/kota that belong together, to be outlined on a map, and a place inside them for their name."""

    name: str
    kabupaten_codes: Sequence[str]
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Ground:
    """A layer of areas: GeoJSON by URL, features with `id` (area code), `properties.name` and `.parent`.

    `bounds` hold what is to be seen, in degrees. `outline_url` draws lines above the areas.
    `captions` are names of groups of areas (longitude, latitude, text), for the tile map. `groups` are outlined by
    those lines of `border_url` that have another group, or none, on their other side: features with
    `properties.a` and `.b`, the codes of the kabupaten/kota on both sides, `b` empty along a coast. `line_width` of
    the areas' own lines is in pixels.
    """

    layer_url: str
    bounds: Bounds
    outline_url: str | None = None
    captions: Sequence[tuple[float, float, str]] = ()
    border_url: str | None = None
    groups: Sequence[Group] = ()
    line_width: float = 0.7


@dataclass(frozen=True)
class MapLabel:
    """A name and a number on the map. The lower the rank, the later it gives way to another label.
    `radius` is the pixels to keep free below the point, for the circle that is there."""

    longitude: float
    latitude: float
    name: str
    number: str
    rank: int
    radius: float = 0


def fit_view(bounds: Bounds, width: int, height: int) -> dict[str, Any]:
    """Centre and zoom that show the bounds in a box of that size. Plotly's own `fitbounds` can't: it knows no
    geometry that comes by URL."""
    west, south, east, north = bounds
    bottom, top = _mercator(south), _mercator(north)
    across, up = (east - west) / 360, (top - bottom) / (2 * math.pi)
    fill = min(width / max(across, 1e-9), height / max(up, 1e-9)) * _AIR / _TILE
    middle = math.degrees(2 * math.atan(math.exp((bottom + top) / 2)) - math.pi / 2)
    return {
        "center": {"lon": round((west + east) / 2, 5), "lat": round(middle, 5)},
        "zoom": round(math.log2(fill), 3),
    }


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def make_style(ground: Ground, labels: Sequence[MapLabel]) -> dict[str, Any]:
    """The map style: plain ground, lines, groups, captions and labels; a label that would hit another moves aside."""
    names = [_feature(one.longitude, one.latitude, {"n": one.name}) for one in ground.groups]
    return {
        "version": 8,
        "sources": {
            OUTLINE_LAYER: {"type": "geojson", "data": ground.outline_url or _collection([])},
            GROUP_LAYER: {"type": "geojson", "data": (ground.groups and ground.border_url) or _collection([])},
            "group_names": {"type": "geojson", "data": _collection(names)},
            LABEL_LAYER: {"type": "geojson", "data": _collection([_label_feature(one) for one in labels])},
            "captions": {"type": "geojson", "data": _collection([_caption(*one) for one in ground.captions])},
        },
        "layers": [
            {"id": "ground", "type": "background", "paint": {"background-color": theme.palette().ground}},
            {
                "id": OUTLINE_LAYER,
                "type": "line",
                "source": OUTLINE_LAYER,
                "paint": {"line-color": theme.palette().outline, "line-width": 1.1},
            },
            *_group_lines(ground.groups),
            _text_layer("captions", "captions", ["get", "n"], _CAPTION_LAYOUT, theme.palette().ink_muted),
            *_label_layers(has_circles=any(label.radius for label in labels)),
            _text_layer("group_names", "group_names", ["upcase", ["get", "n"]], _GROUP_LAYOUT, theme.palette().ink),
        ],
    }


def _group_lines(groups: Sequence[Group]) -> list[dict[str, Any]]:
    """Lines between groups, on a band in the colour of the ground, so that they are seen on any fill; a coast, which
    is seen anyway, is thinner and has none."""
    colors = theme.palette()
    is_coast = ["==", ["get", "b"], ""]
    inside = ["!=", _number_of_group("a", groups), _number_of_group("b", groups)] if groups else False
    return [
        {
            "id": name,
            "type": "line",
            "source": GROUP_LAYER,
            "filter": inside,
            "layout": {"line-join": "round", "line-cap": "round"},
            "paint": {"line-color": color, "line-width": ["case", is_coast, *widths]},
        }
        for name, color, widths in (("group_bands", colors.ground, (0, 5)), (GROUP_LAYER, colors.ink, (1.4, 2.2)))
    ]


def _number_of_group(side: str, groups: Sequence[Group]) -> list[Any]:
    """An expression: which group lies on that side of a line, 0 for none."""
    cases = [part for number, one in enumerate(groups, start=1) for part in (list(one.kabupaten_codes), number)]
    return ["match", ["get", side], *cases, 0]


def _label_layers(has_circles: bool) -> list[dict[str, Any]]:
    """Names with numbers, beside a circle if there is one. The upper layer is placed first: on a map without
    circles, where a name finds no room, the number alone may."""
    beside = ["top", "bottom", "right", "left"]
    anchors = beside if has_circles else ["center", *beside]
    layout = _LABEL_LAYOUT | {"text-variable-anchor": anchors, "text-radial-offset": ["get", "o"]}
    both = _text_layer(LABEL_LAYER, LABEL_LAYER, _NAME_AND_NUMBER, layout, theme.palette().ink)
    if has_circles:
        return [both]
    return [_text_layer("numbers", LABEL_LAYER, _NUMBER, _LABEL_LAYOUT, theme.palette().ink), both]


_BOLD = {"text-font": ["literal", theme.LABEL_FONT_BOLD], "font-scale": 1.1}
_NUMBER: list[Any] = ["format", ["get", "v"], _BOLD]
_NAME_AND_NUMBER: list[Any] = ["format", ["concat", ["get", "n"], "\n"], {}, ["get", "v"], _BOLD]
_CAPTION_LAYOUT: dict[str, Any] = {"text-size": 13, "text-allow-overlap": True}
_GROUP_LAYOUT: dict[str, Any] = {
    "text-size": 12,
    "text-letter-spacing": 0.12,
    "text-max-width": 8,
    "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
    "text-radial-offset": 0.6,
}
_LABEL_LAYOUT: dict[str, Any] = {
    "text-size": theme.LABEL_SIZE,
    "symbol-sort-key": ["get", "r"],
    "text-line-height": 1.1,
    "text-padding": 2,
    "text-max-width": 9,
}


def _text_layer(name: str, source: str, text: list[Any], layout: dict[str, Any], color: str) -> dict[str, Any]:
    return {
        "id": name,
        "type": "symbol",
        "source": source,
        "layout": {"text-field": text, "text-font": theme.LABEL_FONT, **layout},
        "paint": {"text-color": color, "text-halo-color": theme.palette().ground, "text-halo-width": 2},
    }


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _feature(longitude: float, latitude: float, properties: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [round(longitude, 3), round(latitude, 3)]}
    return {"type": "Feature", "properties": properties, "geometry": point}


def _caption(longitude: float, latitude: float, text: str) -> dict[str, Any]:
    return _feature(longitude, latitude, {"n": text})


def _label_feature(label: MapLabel) -> dict[str, Any]:
    offset = round(label.radius / theme.LABEL_SIZE + 0.2, 1)
    return _feature(label.longitude, label.latitude, {"n": label.name, "v": label.number, "r": label.rank, "o": offset})
