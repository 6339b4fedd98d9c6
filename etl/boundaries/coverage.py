"""Polygons that fit together: no overlap, no sliver between neighbours, shared edges the same on both sides.

Distances are in degrees: in Indonesia, within 11 degrees of the equator, one is 109 to 111 km in every direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from tqdm import tqdm

from pora.errors import BoundaryError
from pora.locale import _
from pora.reference.areas.desa import DESA_LENGTH, find_desa

# 22 m. In the pinned download no sliver is wider than 11 m (0.0001 degrees) and no lake is left out of the desa, so
# a hole wider than this is a real one and stays.
SLIVER_WIDTH = 0.0002


def clean_pieces(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Pieces that fit together within their kecamatan, in order of code; `pieces`, indexed by desa or kecamatan code,
    may be in any order."""
    with _refusing():
        return _combine(pieces.sort_index(kind="stable"), 8, _clean_several, _("Rapikan desa"))


def dissolve_to_kecamatan(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Clean kecamatan polygons, indexed by code, from `clean_pieces`.

    Cleaned within each kecamatan, then within each kabupaten/kota, then as a whole: GEOS takes time by the square of
    the number of slivers (14 s in steps, 130 s at once, for the 8,563 desa of Jawa Tengah)."""
    with _refusing():
        kecamatan = _combine(pieces, 8, _dissolve, _("Gabung desa"))
        kabupaten = _combine(kecamatan, 5, _clean, _("Rapikan batas"))
        whole = _clean(_drop_crumbs(kabupaten))
    whole = whole[~whole.is_empty]
    if not shapely.coverage_is_valid(whole.to_numpy()):
        raise BoundaryError(_("Batas wilayah masih bertumpang tindih setelah dirapikan."))
    return whole


def fit_desa(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Of `clean_pieces` those of desa and kelurahan that are known, indexed by code, which fit together within their
    kabupaten/kota. Empty for a source of kecamatan. Trap: beyond its kabupaten/kota a desa may overlap others."""
    desa = pieces[[find_desa(code) is not None for code in pieces.index]]
    if desa.empty:
        return desa
    with _refusing():
        fitted = _combine(dissolve(desa, DESA_LENGTH), 5, _clean, _("Rapikan batas desa"))
    return fitted[~fitted.is_empty]


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except shapely.errors.GEOSException as error:
        raise BoundaryError(_("Batas wilayah tidak dapat dirapikan: {reason}").format(reason=error)) from error


def dissolve(polygons: gpd.GeoSeries, code_length: int) -> gpd.GeoSeries:
    """Areas one level up, indexed by the first characters of the code; the polygons must fit together."""
    groups = polygons.groupby(polygons.index.str[:code_length])
    return gpd.GeoSeries(
        {code: shapely.coverage_union_all(group.to_numpy()) for code, group in groups}, crs=polygons.crs
    )


def simplify(polygons: gpd.GeoSeries, tolerance: float, decimals: int) -> gpd.GeoSeries:
    """Fewer vertices, rounded. A vertex of two areas stays one vertex of both, so shared edges stay shared.

    Rounding can make lines cross; then the coverage is cleaned and rounded again."""
    simple = shapely.coverage_simplify(polygons.to_numpy(), tolerance)
    for _attempt in range(3):
        rounded = shapely.transform(simple, lambda xy: np.round(xy, decimals))
        if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
            break
        valid = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
        simple = shapely.coverage_clean(valid, gap_width=2 * 10**-decimals)
    return gpd.GeoSeries(rounded, index=polygons.index, crs=polygons.crs)


def _combine(
    polygons: gpd.GeoSeries, code_length: int, combine: Callable[[gpd.GeoSeries], gpd.GeoSeries], label: str
) -> gpd.GeoSeries:
    groups: Iterable[tuple[str, gpd.GeoSeries]] = polygons.groupby(polygons.index.str[:code_length])
    found = [combine(group) for _code, group in tqdm(groups, desc=label, leave=False, disable=None)]
    return gpd.GeoSeries(np.concatenate([part.to_numpy() for part in found]), crs=polygons.crs).set_axis(
        [code for part in found for code in part.index]
    )


def _dissolve(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    whole = shapely.coverage_union_all(pieces.to_numpy()) if len(pieces) > 1 else pieces.iloc[0]
    return gpd.GeoSeries([whole], index=[pieces.index[0][:8]])


def _clean_several(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """A kecamatan that is one piece stays as it is."""
    return _clean(pieces) if len(pieces) > 1 else pieces


def _clean(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """An overlap, and a gap narrower than a sliver, goes to the neighbour with the longest common border."""
    cleaned = shapely.coverage_clean(polygons.to_numpy(), gap_width=SLIVER_WIDTH)
    return gpd.GeoSeries(cleaned, index=polygons.index, crs=polygons.crs)


def _drop_crumbs(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """Without detached parts narrower than a sliver, which overlaps leave; cleaning gives their place to a neighbour.
    The largest part always stays."""
    parts, owner = shapely.get_parts(polygons.to_numpy(), return_index=True)
    width = 2 * shapely.length(shapely.maximum_inscribed_circle(parts, SLIVER_WIDTH / 4))
    area = shapely.area(parts)
    largest = np.zeros(len(polygons))
    np.maximum.at(largest, owner, area)
    keep = (width > SLIVER_WIDTH) | (area == largest[owner])
    kept: list[Any] = [shapely.union_all(parts[keep & (owner == i)]) for i in range(len(polygons))]
    return gpd.GeoSeries(kept, index=polygons.index, crs=polygons.crs)
