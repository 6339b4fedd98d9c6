"""Maps on pages: the figure of a view, a click on it, words for those who can't see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pora import schema
from pora.figures.maps.circles import CircleScale
from pora.figures.maps.draw import draw_choropleth, draw_circles, find_clicked
from pora.figures.maps.groups import describe_groups
from pora.figures.maps.selection import mark_area
from pora.figures.maps.style import Ground, Group
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.offices import office_by_kabupaten
from pora.statistics.area_values import describe_share, describe_unknown, place_cells
from pora.statistics.measures import Measure
from pora.statistics.publications import Publication, make_publication_frame
from pora.ui.components.figure import show_figure
from pora.ui.map.cells import make_map_frame, read_cells, read_parents
from pora.ui.map.ground import find_groups, make_ground
from pora.ui.map.scales import describe_scale, describe_sureness, make_scale, read_basis
from pora.ui.map.spec import MapSpec, find_layers, make_spec, spec_measure
from pora.ui.parts.data import Reader
from pora.ui.view.url import change_view
from pora.ui.view.view import View
from pora.warehouse.boundaries import LayerSet, load_layers
from pora.wording.alt_text import describe_map

Size = tuple[int, int]


@dataclass(frozen=True)
class DrawnMap:
    """A finished map: the figure and what it draws; the words for those who can't see it; sentences to stand under it;
    and how far it depends on the way its classes were found."""

    made_by: tuple[MapSpec, Size, int]  # arguments of `_draw`
    figure: go.Figure
    frame: pd.DataFrame
    measure: Measure
    ground: Ground
    words: str
    notes: tuple[str, ...]
    sureness: str

    @property
    def spec(self) -> MapSpec:
        return self.made_by[0]


def draw_case_map(reader: Reader, view: View, size: Size, label_count: int) -> DrawnMap:
    """The map of a view, made once (see `Reader.make`). Size in pixels: the narrowest width expected, without the
    legend, and the height."""
    spec = make_spec(view, find_layers(view.lapis).kind, reader.choices.periods)
    return reader.make(_draw, spec, size, label_count)


def _draw(reader: Reader, spec: MapSpec, size: Size, label_count: int) -> DrawnMap:
    layers, periods = find_layers(spec.kind), reader.choices.periods
    frame, measure = make_map_frame(reader, spec), spec_measure(spec, periods)
    basis = read_basis(reader, spec, frame)
    scale = make_scale(spec, measure, basis)
    ground = _make_ground(layers, spec, frame["area_code"].tolist())
    labels = None if spec.area_code in area_index() and len(spec.area_code) == 5 else label_count
    if isinstance(scale, CircleScale):
        figure = draw_circles(frame, ground, measure, labels, size, scale)
    else:
        tiles = 0 if spec.kind == "petak" and labels else labels
        figure = draw_choropleth(frame, ground, measure, tiles, size, scale)
    words = " ".join(part for part in (describe_map(frame, measure), describe_groups(_named(ground))) if part)
    notes = _describe(reader, spec, frame)
    made_by = (spec, size, label_count)
    return DrawnMap(made_by, figure, frame, measure, ground, words, notes, describe_sureness(spec, frame, scale, basis))


def _make_ground(layers: LayerSet, spec: MapSpec, shown: list[str]) -> Ground:
    groups = find_groups(layers, spec.garis, spec.area_code, spec.period, shown)
    return make_ground(layers, spec.level, spec.area_code, shown, groups)


def _named(ground: Ground) -> list[Group]:
    return [group for group in ground.groups if group.name]


def _describe(reader: Reader, spec: MapSpec, frame: pd.DataFrame) -> tuple[str, ...]:
    """What to know before reading the map."""
    notes = [describe_scale(spec, reader.choices.periods)]
    if spec.kind == "petak" and load_layers("batas") is None:
        notes.append(_("Batas wilayah belum terpasang; peta petak dipakai. Pasang: python -m etl boundaries"))
    if spec.ukuran == "bagian":
        notes.append(describe_share(read_parents(reader, spec)))
    if spec.chosen:
        notes.append(describe_unknown(read_cells(reader, spec, spec.period)))
    return tuple(note for note in notes if note)


def show_map(
    figure: go.Figure,
    key: str,
    words: str,
    view: View,
    zooms: bool = True,
    on_click: Callable[[View, str], None] | None = None,
) -> None:
    """A map under a key that stays, so that it is repainted and not mounted anew."""
    show_figure(figure, key, words, partial(follow_click, key, view, on_click), zooms)


def follow_click(key: str, view: View, on_click: Callable[[View, str], None] | None = None) -> None:
    """Goes to the area that was clicked on the figure of that key; for its callback."""
    code = find_clicked(st.session_state[key]["selection"]["points"])
    if code is not None and code in area_index():
        (on_click or open_area)(view, code)


def open_area(view: View, code: str) -> None:
    """One step towards an area: its kabupaten/kota, then the kecamatan itself."""
    change_view(wilayah=code if view.kabupaten_code else code[:5], pilih="")


def mark_selected(reader: Reader, drawn: DrawnMap, area_code: str) -> go.Figure:
    """The figure with one of its areas marked, or none where the area is not on it."""
    is_shown = area_code in set(drawn.frame["area_code"])
    return reader.make(_mark, drawn.made_by, area_code if is_shown else "")


def _mark(reader: Reader, made_by: tuple[MapSpec, Size, int], area_code: str) -> go.Figure:
    drawn = reader.make(_draw, *made_by)
    return mark_area(drawn.figure, drawn.ground, area_code)


def show_publication_map(reader: Reader, chosen: Publication, size: Size) -> pd.DataFrame:
    """What a source published, on the areas that it is about."""
    layers = find_layers("batas")
    province_code = chosen.province_code or reader.facts.province_code
    area_code = chosen.area_code(province_code)
    office = office_by_kabupaten(chosen.month).get
    codes = [
        code
        for kabupaten in area_index().kabupaten_of(province_code)
        if area_code in (province_code, kabupaten, office(kabupaten))
        for code in ([kabupaten] if chosen.level == schema.KABUPATEN_KOTA else area_index().children(kabupaten))
    ]
    cells = make_publication_frame(chosen, codes, office)
    frame = place_cells(cells, layers.find_labels(chosen.level))
    layer_area = area_code if len(area_code) == 5 and area_code[:2].isdigit() else province_code
    ground = make_ground(layers, chosen.level, layer_area, codes)
    labels = None if len(codes) <= 30 else 14
    figure = draw_choropleth(frame, ground, chosen.measure, labels, size=size)
    show_figure(figure, "published_map", describe_map(frame, chosen.measure))
    return frame
