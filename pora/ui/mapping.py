"""Maps on pages: the right layer for the view, a click that drills, words for those who can't see it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pora import queries, schema
from pora.alt_text import describe_map
from pora.areas import area_index
from pora.boundaries import Layer, LayerSet, load_layers
from pora.case_maps import count_measure, per_100_km2, place_cells, rate_measure
from pora.errors import BoundaryError
from pora.locale import _
from pora.map_style import Ground
from pora.maps import draw_choropleth, draw_circles, find_clicked
from pora.measures import Measure
from pora.offices import office_of
from pora.publications import Publication, make_publication_frame
from pora.ui.data import Reader
from pora.ui.frame import show_figure
from pora.ui.view import View, change_view

BOUNDARY_URL = "boundaries/"
LAYER_OF: dict[str, Layer] = {schema.KECAMATAN: "kecamatan", schema.KABUPATEN_KOTA: "kabupaten"}


def _layers(lapis: str) -> LayerSet:
    layers = load_layers("petak" if lapis == "petak" else "batas") or load_layers("petak")
    if layers is None:
        raise BoundaryError(_("Peta belum dibuat. Jalankan: python -m etl boundaries"))
    return layers


def _ground(layers: LayerSet, level: str, area_code: str, shown: list[str]) -> Ground:
    """The layer of `area_code`, a province or a kabupaten/kota, and a view on the areas shown."""
    name = layers.file_name(LAYER_OF[level], area_code) or layers.file_name(LAYER_OF[level], layers.province_code)
    outline = layers.file_name("kabupaten", area_code) or layers.file_name("kabupaten", layers.province_code)
    bounds = layers.find_bounds(*shown)
    if name is None or outline is None or bounds is None:
        raise BoundaryError(
            _("Batas wilayah yang terpasang bukan untuk {area}. Jalankan: python -m etl boundaries").format(
                area=area_index().area_name(area_code)
            )
        )
    return Ground(
        layer_url=BOUNDARY_URL + name,
        bounds=bounds,
        outline_url=BOUNDARY_URL + outline,
        captions=_captions(layers, shown) if layers.kind == "petak" and level == schema.KECAMATAN else (),
    )


def _captions(layers: LayerSet, shown: list[str]) -> list[tuple[float, float, str]]:
    """Names of kabupaten/kota above their blocks of tiles."""
    kabupaten = layers.find_labels(schema.KABUPATEN_KOTA)
    kabupaten = kabupaten.loc[kabupaten["area_code"].isin({code[:5] for code in shown})]
    names = kabupaten["area_name"].str.removeprefix("Kab. ")
    return list(zip(kabupaten["label_lon"], kabupaten["label_lat"], names, strict=True))


def _read_cells(reader: Reader, view: View) -> tuple[pd.DataFrame, str]:
    """The cells of the view (area_code, area_name, value, status) and their level."""
    level = view.tingkat if view.kabupaten_code is None else schema.KECAMATAN
    area_code = view.kabupaten_code or view.wilayah
    cells = reader.ask(queries.select_cells, level, view.periode, view.kategori, area_code)
    return cells.rename(columns={"person_count": "value"}), level


def map_measure(view: View) -> Measure:
    """What the map of the view shows: fill is for rates, circles and tiles for counts."""
    is_rate = view.ukuran == "kepadatan" and _layers(view.lapis).kind == "batas"
    return rate_measure(view.kategori) if is_rate else count_measure(view.kategori)


@dataclass(frozen=True)
class DrawnMap:
    """A finished map: the figure, the frame that it draws, the words for those who can't see it."""

    figure: go.Figure
    frame: pd.DataFrame
    words: str


def _draw_case_map(
    reader: Reader, view: View, size: tuple[int, int], label_count: int, _layers_version: str
) -> DrawnMap:
    layers = _layers(view.lapis)
    cells, level = _read_cells(reader, view)
    area_code = view.kabupaten_code or reader.facts.province_code
    frame = place_cells(cells, layers.find_labels(level))
    ground = _ground(layers, level, area_code, cells["area_code"].tolist())
    labels = None if view.kabupaten_code else 0 if layers.kind == "petak" else label_count
    measure = map_measure(view)
    if view.ukuran == "kepadatan" and layers.kind == "batas":
        frame = per_100_km2(frame)
    if view.ukuran == "jumlah" and layers.kind == "batas":
        figure = draw_circles(frame, ground, measure, labels, size)
    else:
        figure = draw_choropleth(frame, ground, measure, labels, size=size)
    return DrawnMap(figure, frame, describe_map(frame, measure))


def show_case_map(
    reader: Reader, view: View, key: str, size: tuple[int, int], label_count: int, zooms: bool = True
) -> pd.DataFrame:
    """The map of the view, drilled by a click. Returns the frame that it draws, for the table beside it."""
    layers = _layers(view.lapis)
    drawn: DrawnMap = reader.make(_draw_case_map, view, size, label_count, str(layers.folder))
    if layers.kind == "petak" and view.lapis != "petak":
        st.caption(_("Batas wilayah belum terpasang; peta petak dipakai. Pasang dengan: `python -m etl boundaries`"))
    # The key names the view, so that an old click is not heard again.
    key = f"{key}_{view.wilayah}_{view.tingkat}_{view.lapis}_{view.ukuran}"
    show_figure(drawn.figure, key, drawn.words, lambda: _follow_click(key, view), zooms)
    return drawn.frame


def _follow_click(key: str, view: View) -> None:
    code = find_clicked(st.session_state[key]["selection"]["points"])
    if code is None or code not in area_index():
        return
    change_view(wilayah=code if view.kabupaten_code else code[:5])


def show_publication_map(reader: Reader, chosen: Publication, size: tuple[int, int]) -> pd.DataFrame:
    """What a source published, on the areas that it is about."""
    layers = _layers("batas")
    province_code = reader.facts.province_code
    area_code = chosen.area_code(province_code)
    month = chosen.month

    def office(code: str) -> str | None:
        return office_of(code, month)

    codes = [
        code
        for kabupaten in area_index().kabupaten_of(province_code)
        if area_code in (province_code, kabupaten, office(kabupaten))
        for code in ([kabupaten] if chosen.level == schema.KABUPATEN_KOTA else area_index().children(kabupaten))
    ]
    cells = make_publication_frame(chosen, codes, office)
    frame = place_cells(cells, layers.find_labels(chosen.level))
    layer_area = area_code if len(area_code) == 5 and area_code[:2].isdigit() else province_code
    ground = _ground(layers, chosen.level, layer_area, codes)
    labels = None if len(codes) <= 30 else 14
    figure = draw_choropleth(frame, ground, chosen.measure, labels, size=size)
    show_figure(figure, f"published_{chosen.figure_id}", describe_map(frame, chosen.measure))
    return frame
