"""What a map on a page stands on: the layer of its place, insets, and lines around what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from pora import schema
from pora.errors import BoundaryError
from pora.figures.maps.ground import Ground
from pora.figures.maps.groups import Group, make_group, outline_offices
from pora.figures.maps.insets import place_insets
from pora.locale import _
from pora.reference.areas import area_index
from pora.reference.offices import office_by_kabupaten
from pora.reference.places import name_place, place_level
from pora.schema.levels import LAYER_OF
from pora.ui.view.view import Garis
from pora.warehouse.boundaries import LayerSet
from pora.warehouse.map_layers import find_home, read_map_layer

_LINE, _THIN_LINE = 0.7, 0.2  # pixels; the kecamatan of the country are hardly wider than the usual line


def make_ground(layers: LayerSet, level: str, area_code: str, shown: list[str], groups: Sequence[Group] = ()) -> Ground:
    """The layer of the place, of its province or of all that is installed, with a view on the areas shown."""
    home = find_home(layers, area_code, shown)
    layer = read_map_layer(layers, LAYER_OF[level], home)
    if layer is None or not set(shown) & set(layer.codes):
        raise BoundaryError(
            _("Batas wilayah yang terpasang bukan untuk {area}. Jalankan: python -m etl boundaries").format(
                area=name_place(area_code)
            )
        )
    return Ground(
        layer=layer,
        placement=place_insets(layer, frozenset(shown)),
        outline_length=2 if home == schema.NATION else 8 if level == schema.DESA else 5,
        groups=groups,
        line_width=_THIN_LINE if home == schema.NATION and level == schema.KECAMATAN else _LINE,
    )


def find_groups(garis: Garis, area_code: str, period: str, shown: list[str]) -> tuple[Group, ...]:
    """What heavy lines go around: the working areas of offices, if they are asked for; else the office's area or the
    group that is in view, without its name, which stands in the title."""
    drawn = {code[:5] for code in shown}
    if garis == "kantor":
        return outline_offices(period, drawn)
    members = _members(area_code, period)
    group = make_group("", members, drawn) if members else None
    return (group,) if group else ()


def _members(area_code: str, period: str) -> list[str]:
    level = place_level(area_code)
    if level == schema.KELOMPOK:
        return list(area_index().groups()[area_code].codes)
    if level == schema.KANIM:
        return [code for code, office in office_by_kabupaten(period).items() if office == area_code]
    return []
