"""Polygons that fit together: no overlap, no sliver between neighbours, shared edges the same on both sides.

Distances are in degrees: in Indonesia, within 11 degrees of the equator, one is 109 to 111 km in every direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from tqdm import tqdm

from pora.errors import BoundaryError
from pora.locale import _
from pora.reference.areas.desa import DESA_LENGTH, find_desa

# 22 m. In the pinned download no sliver is wider than 11 m (0.0001 degrees) and no lake is left out of the desa, so
# a hole wider than this is a real one and stays.
SLIVER_WIDTH = 0.0002
# 11 m: of lines of two neighbours that are so near to each other, each takes the points of the other. Without that each
# of many thousand slivers is compared with all lines of its neighbours, which took 10 s of CPU instead of 2.5. Areas of
# desa differ as much from those of the source either way: half of them by less than 0.03 %.
LINES_APART = 0.0001
_A_FEW = 16  # where these do not fit together, all do not: a tenth of the work for a source whose lines are drawn twice


def clean_pieces(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Pieces that fit together within their kabupaten/kota, in order of code; `pieces`, indexed by desa or kecamatan
    code, may be in any order. Points move by LINES_APART at most, and none where all edges match already. Trap: beyond
    its kabupaten/kota a piece may overlap others."""
    pieces = pieces.sort_index(kind="stable")
    groups = list(split_by_code(pieces, 5))
    with _cleaning():
        found = [
            _clean(group) if len(group) > 1 else group
            for _code, group in tqdm(groups, desc=_("Rapikan batas"), leave=False, disable=None)
        ]
    return gpd.GeoSeries(np.concatenate(found), index=pieces.index, crs=pieces.crs)


def dissolve_to_kecamatan(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Clean kecamatan polygons, indexed by code, from `clean_pieces`: they fit together as a whole."""
    with _cleaning():
        kecamatan = _drop_crumbs(dissolve(pieces, 8))
        whole = gpd.GeoSeries(_clean(kecamatan.to_numpy()), index=kecamatan.index, crs=kecamatan.crs)
    whole = whole[~whole.is_empty]
    if not shapely.coverage_is_valid(whole.to_numpy()):
        raise BoundaryError(_("Batas wilayah masih bertumpang tindih setelah dirapikan."))
    return whole


def fit_desa(pieces: gpd.GeoSeries) -> gpd.GeoSeries:
    """Of `clean_pieces` those of desa and kelurahan that are known, indexed by code. Empty for a source of
    kecamatan."""
    desa = pieces[[find_desa(code) is not None for code in pieces.index]]
    if desa.empty:
        return desa
    with _cleaning():
        fitted = dissolve(desa, DESA_LENGTH)
    return fitted[~fitted.is_empty]


@contextmanager
def _cleaning() -> Iterator[None]:
    """Now and then GEOS 3.14 compares a number of memory that it gave back, and NumPy reports an invalid value: the
    areas are the same ones to the byte, and whether they fit is asked afterwards."""
    try:
        with np.errstate(invalid="ignore"):
            yield
    except shapely.errors.GEOSException as error:
        raise BoundaryError(_("Batas wilayah tidak dapat dirapikan: {reason}").format(reason=error)) from error


def dissolve(polygons: gpd.GeoSeries, code_length: int) -> gpd.GeoSeries:
    """Areas one level up, indexed by the first characters of the code; the polygons must fit together."""
    found = {
        code: shapely.coverage_union_all(group) if len(group) > 1 else group[0]
        for code, group in split_by_code(polygons, code_length)
    }
    return gpd.GeoSeries(
        list(found.values()), index=pd.Index(list(found), dtype=polygons.index.dtype), crs=polygons.crs
    )


def split_by_code(polygons: gpd.GeoSeries, code_length: int) -> Iterator[tuple[str, Any]]:
    """The first characters of the code, and the polygons whose codes have them, in order. As arrays: a series for each
    of the 8,563 desa of a province costs four seconds."""
    codes, shapes = polygons.index.str[:code_length].to_numpy(dtype=str), polygons.to_numpy()
    order = np.argsort(codes, kind="stable")
    names, starts = np.unique(codes[order], return_index=True)
    yield from zip(names.tolist(), np.split(shapes[order], starts[1:]), strict=True)


def simplify(polygons: gpd.GeoSeries, tolerance: float, decimals: int) -> gpd.GeoSeries:
    """Fewer vertices, rounded. A vertex of two areas stays one vertex of both, so shared edges stay shared.

    Rounding can make lines cross; then the coverage is cleaned and rounded again."""
    with _cleaning():
        simple = shapely.coverage_simplify(polygons.to_numpy(), tolerance)
        for _attempt in range(3):
            rounded = shapely.transform(simple, lambda xy: np.round(xy, decimals))
            if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
                break
            valid = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
            simple = shapely.coverage_clean(valid, gap_width=2 * 10**-decimals)
    return gpd.GeoSeries(rounded, index=polygons.index, crs=polygons.crs)


def _clean(polygons: Any) -> Any:
    """An overlap goes to the neighbour that has least beside it: one that lies in another as a whole would be gone. A
    gap narrower than a sliver goes to the one with the longest common border. Where all edges match already, no point
    moves."""
    fit = all(shapely.coverage_is_valid(some) for some in (polygons[:_A_FEW], polygons))
    apart = -1 if fit else LINES_APART  # -1: as far as numbers are rounded
    return shapely.coverage_clean(polygons, gap_width=SLIVER_WIDTH, snapping_distance=apart, merge_strategy="min_area")


def _drop_crumbs(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """Without detached parts narrower than a sliver, which overlaps leave; cleaning gives their place to a neighbour.
    The largest part always stays."""
    parts, owner = shapely.get_parts(polygons.to_numpy(), return_index=True)
    area = shapely.area(parts)
    largest = np.zeros(len(polygons))
    np.maximum.at(largest, owner, area)
    keep = area == largest[owner]
    radius = shapely.length(shapely.maximum_inscribed_circle(parts[~keep], SLIVER_WIDTH / 4))
    keep[~keep] = 2 * radius > SLIVER_WIDTH
    kept: list[Any] = [shapely.union_all(parts[keep & (owner == i)]) for i in range(len(polygons))]
    return gpd.GeoSeries(kept, index=polygons.index, crs=polygons.crs)
