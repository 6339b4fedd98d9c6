"""What a map on a page stands on: the layer of its place, lines above it, and the view on the areas shown."""

from __future__ import annotations

from collections.abc import Sequence

from pora import schema
from pora.errors import BoundaryError
from pora.figures.maps.groups import make_group, outline_offices
from pora.figures.maps.style import Ground, Group
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.offices import office_by_kabupaten
from pora.reference.places import name_place, place_level
from pora.schema.levels import LAYER_OF
from pora.ui.view.view import Garis
from pora.warehouse.boundaries import LayerSet

BOUNDARY_URL = "boundaries/"
_LINE, _THIN_LINE = 0.7, 0.2  # pixels; the kecamatan of the country are hardly wider than the usual line


def make_ground(layers: LayerSet, level: str, area_code: str, shown: list[str], groups: Sequence[Group] = ()) -> Ground:
    """The layer of the place, of its province or of all that is installed, and a view on the areas shown."""
    home = _find_home(layers, area_code, shown)
    name = layers.file_name(LAYER_OF[level], home)
    outline = layers.file_name("provinsi" if home == schema.NATION else "kabupaten", home)
    borders = layers.file_name("garis", home) or layers.file_name("garis", layers.province_code)
    bounds = layers.find_bounds(*shown)
    if name is None or outline is None or bounds is None:
        raise BoundaryError(
            _("Batas wilayah yang terpasang bukan untuk {area}. Jalankan: python -m etl boundaries").format(
                area=name_place(area_code)
            )
        )
    return Ground(
        layer_url=BOUNDARY_URL + name,
        bounds=bounds,
        outline_url=BOUNDARY_URL + outline,
        captions=_captions(layers, home, shown) if layers.kind == "petak" else (),
        border_url=BOUNDARY_URL + borders if borders else None,
        groups=groups,
        line_width=_THIN_LINE if home == schema.NATION and level == schema.KECAMATAN else _LINE,
    )


def _find_home(layers: LayerSet, area_code: str, shown: list[str]) -> str:
    """The smallest area with layers of its own that holds what is shown: the finest lines."""
    provinces = {code[:2] for code in shown}
    homes = [area_code, *(provinces if len(provinces) == 1 else ())]
    return next((code for code in homes if layers.file_name("kabupaten", code)), layers.province_code)


def _captions(layers: LayerSet, home: str, shown: list[str]) -> list[tuple[float, float, str]]:
    """Names above blocks of tiles: of the provinces of the country, else of kabupaten/kota."""
    level, length = (schema.PROVINSI, 2) if home == schema.NATION else (schema.KABUPATEN_KOTA, 5)
    blocks = layers.find_labels(level)
    blocks = blocks.loc[blocks["area_code"].isin({code[:length] for code in shown})]
    names = blocks["area_name"].str.removeprefix("Kab. ")
    if level == schema.PROVINSI:
        names = names.str.replace(" ", "\n")
    return list(zip(blocks["label_lon"], blocks["label_lat"], names, strict=True))


def find_groups(layers: LayerSet, garis: Garis, area_code: str, period: str, shown: list[str]) -> tuple[Group, ...]:
    """What heavy lines go around: the working areas of offices, if they are asked for; else the office's area or the
    group that is in view, without its name, which stands in the title."""
    labels = layers.find_labels(schema.KABUPATEN_KOTA)
    labels = labels.loc[labels["area_code"].isin({code[:5] for code in shown})]
    if garis == "kantor":
        return outline_offices(period, labels)
    members = _members(area_code, period)
    group = make_group("", members, labels) if members else None
    return (group,) if group else ()


def _members(area_code: str, period: str) -> list[str]:
    level = place_level(area_code)
    if level == schema.KELOMPOK:
        return list(area_index().groups()[area_code].codes)
    if level == schema.KANIM:
        return [code for code, office in office_by_kabupaten(period).items() if office == area_code]
    return []
