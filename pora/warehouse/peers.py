"""What stands beside the number of an area: neighbours by the boundaries that are installed, and the whole level."""

from __future__ import annotations

from pora import schema
from pora.reference.areas import area_index
from pora.reference.places import place_level
from pora.schema import Cut
from pora.statistics.peers import Peers, find_peers
from pora.warehouse import queries
from pora.warehouse.boundaries import load_layers
from pora.warehouse.change import Ask


def read_peers(ask: Ask, cut: Cut) -> Peers | None:
    """None for an office, a group and the country, for the one province of a snapshot, and where the month has no row
    of the area. Without boundaries there are no neighbours."""
    is_alone = cut.area_code == ask(queries.select_facts).province_code
    level_codes = () if is_alone else _list_level(cut.area_code)
    if not level_codes:
        return None
    layers = load_layers("batas")
    neighbours = layers.neighbours.get(cut.area_code, ()) if layers else ()
    return find_peers(ask(queries.list_peers, cut), cut.area_code, neighbours, level_codes)


def _list_level(area_code: str) -> tuple[str, ...]:
    """All areas of the level in the province, or the provinces."""
    index, level = area_index(), place_level(area_code)
    if level == schema.PROVINSI:
        return index.provinces()
    if level == schema.KABUPATEN_KOTA:
        return index.kabupaten_of(area_code[:2])
    return index.kecamatan_of(area_code[:2]) if level == schema.KECAMATAN else ()
