"""Maps on pages: the figure of a view, a click on it, words for those who can't see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pora import schema
from pora.figures.maps.circles import CircleScale
from pora.figures.maps.draw import ALL, MapDrawing, draw_choropleth, draw_circles
from pora.figures.maps.ground import Ground
from pora.figures.maps.groups import Group, describe_groups
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.offices import office_by_kabupaten
from pora.reference.places import is_place
from pora.statistics.area_values import describe_share, describe_unknown, place_cells
from pora.statistics.measures import Measure
from pora.statistics.publications import Publication, make_publication_frame
from pora.ui.components.area_map import show_area_map
from pora.ui.map.cells import make_map_frame, read_cells, read_parents
from pora.ui.map.ground import find_groups, make_ground
from pora.ui.map.scales import describe_scale, describe_sureness, make_scale, read_basis
from pora.ui.map.spec import MapSpec, make_spec, require_layers, spec_measure
from pora.ui.map.villages import mark_villages
from pora.ui.parts.data import Reader
from pora.ui.parts.desa import has_desa
from pora.ui.view.url import change_view
from pora.ui.view.view import View
from pora.warehouse.boundaries import load_layers
from pora.wording.alt_text import describe_map


@dataclass(frozen=True)
class DrawnMap:
    """A finished map: the drawing and what it draws; the words for those who can't see it; sentences to stand under it;
    and how far it depends on the way its classes were found."""

    spec: MapSpec
    drawing: MapDrawing
    frame: pd.DataFrame
    measure: Measure
    words: str
    notes: tuple[str, ...]
    sureness: str


def draw_case_map(reader: Reader, view: View, label_count: int) -> DrawnMap:
    """The map of a view, made once (see `Reader.make`)."""
    by_desa = has_desa(reader, view)
    kind = require_layers(view.lapis, view.wilayah[:5] if by_desa else "").kind
    return reader.make(_draw, make_spec(view, kind, reader.choices.periods, by_desa), label_count)


def _draw(reader: Reader, spec: MapSpec, label_count: int) -> DrawnMap:
    layers, periods = require_layers(spec.kind), reader.choices.periods
    measure = replace(spec_measure(spec, periods), is_held=bool(reader.list_waiting(spec.period)))
    frame = make_map_frame(reader, spec)
    basis = read_basis(reader, spec, frame)
    scale = make_scale(spec, measure, basis)
    shown = frame["area_code"].tolist()
    ground = make_ground(
        layers, spec.level, spec.area_code, shown, find_groups(spec.garis, spec.area_code, spec.period, shown)
    )
    is_narrow = spec.area_code in area_index() and len(spec.area_code) >= 5 + 3 * (spec.level == schema.DESA)
    labels = ALL if is_narrow else label_count
    if isinstance(scale, CircleScale):
        drawing = draw_circles(frame, ground, measure, labels, scale)
    else:
        tiles = 0 if spec.kind == "petak" and labels != ALL else labels
        drawing = draw_choropleth(frame, ground, measure, tiles, scale)
    drawing = mark_villages(reader, spec.cut, spec.level, drawing)
    marked = f"{drawing.mark_words}." if drawing.marks else ""
    words = " ".join(part for part in (describe_map(frame, measure), describe_groups(_named(ground)), marked) if part)
    sureness = describe_sureness(spec, frame, scale, basis)
    return DrawnMap(spec, drawing, frame, measure, words, _describe(reader, spec, frame), sureness)


def _named(ground: Ground) -> list[Group]:
    return [group for group in ground.groups if group.name]


def _describe(reader: Reader, spec: MapSpec, frame: pd.DataFrame) -> tuple[str, ...]:
    """What to know before reading the map."""
    notes = [describe_scale(spec, reader.choices.periods)]
    boundaries = load_layers("batas") if spec.kind == "petak" else None
    if spec.kind == "petak" and boundaries is None:
        notes.append(_("Batas wilayah belum terpasang; peta petak dipakai. Pasang: python -m etl boundaries"))
    elif boundaries and spec.level == schema.DESA and not boundaries.file_name("desa", spec.area_code[:5]):
        notes.append(
            _("Batas desa belum terpasang; peta petak dipakai. Pasang: python -m etl boundaries --from SUMBER")
        )
    if spec.ukuran == "bagian":
        notes.append(describe_share(read_parents(reader, spec)))
    if spec.chosen:
        notes.append(describe_unknown(read_cells(reader, spec, spec.period)))
    return tuple(note for note in notes if note)


def show_map(
    drawing: MapDrawing,
    key: str,
    words: str,
    view: View,
    height: int,
    on_click: Callable[[View, str], None] | None = None,
    **options: Any,
) -> None:
    """A map under a key that stays, so that it is repainted and not mounted anew; further options are those of
    `show_area_map`."""
    show_area_map(drawing, key, words, height, partial(follow_click, key, view, on_click), **options)


def follow_click(key: str, view: View, on_click: Callable[[View, str], None] | None = None) -> None:
    """Goes to the area that was chosen on the map of that key; for its callback."""
    code = st.session_state[key]["area"]
    if is_place(code):
        (on_click or open_area)(view, code)


def open_area(view: View, code: str) -> None:
    """One step towards an area: its kabupaten/kota, then the kecamatan itself."""
    change_view(wilayah=code if view.kabupaten_code else code[:5], pilih="")


def show_publication_map(reader: Reader, chosen: Publication, height: int) -> pd.DataFrame:
    """What a source published, on the areas that it is about."""
    layers = require_layers("batas")
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
    drawing = draw_choropleth(frame, ground, chosen.measure, ALL if len(codes) <= 30 else 14)
    show_area_map(drawing, "published_map", describe_map(frame, chosen.measure), height)
    return frame
