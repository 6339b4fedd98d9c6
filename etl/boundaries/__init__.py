"""Boundaries of desa, kecamatan and above: from a source to the layers that maps draw, and the tile map beside them.

Order of sources: the one given (`--from`, else PORA_BOUNDARIES); what an earlier run kept; the pinned download.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import geopandas as gpd
import pandas as pd
import shapely
from tqdm import tqdm

from etl.boundaries.borders import find_borders
from etl.boundaries.coverage import clean_pieces, dissolve, dissolve_to_kecamatan, fit_desa, simplify
from etl.boundaries.layer_files import LayerContent, find_entry, list_old_entries, lock_layers, write_layers
from etl.boundaries.layer_frames import make_layer_frame
from etl.boundaries.map_files import Border, make_map_file
from etl.boundaries.source import BoundarySource, find_source
from etl.boundaries.tiles import write_tiles
from pora import paths
from pora.config import settings
from pora.locale import _, format_number
from pora.reference.areas import area_index
from pora.schema import NATION
from pora.schema.levels import Layer

# Tolerance in degrees (the side of the smallest triangle that is kept, see shapely.coverage_simplify) and decimals.
# A screen shows the country at about 0.04 degrees a pixel, a province at 0.002, a kabupaten at 0.0005.
NATION_DETAIL = (0.01, 3)
PROVINCE_DETAIL = (0.003, 4)
KABUPATEN_DETAIL = (0.0004, 5)
DESA_DETAIL = (0.0001, 5)
MapFiles = dict[tuple[Layer, str], bytes]


@dataclass(frozen=True)
class BoundaryReport:
    """What a run did. `missing`: kecamatan of the province or country that the source does not draw; `unknown`: codes
    in the source that are no kecamatan of it, left out."""

    status: Literal["built", "kept"]
    source: str
    kecamatan_count: int
    kabupaten_count: int
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line for the command line."""
        line = _("Batas wilayah: {kecamatan} kecamatan di {kabupaten} kabupaten/kota dari {source}.")
        if self.status == "kept":
            line = _("Batas wilayah tetap: {kecamatan} kecamatan di {kabupaten} kabupaten/kota dari {source}.")
        notes = [
            line.format(
                kecamatan=format_number(self.kecamatan_count),
                kabupaten=format_number(self.kabupaten_count),
                source=self.source,
            )
        ]
        if self.missing:
            notes.append(_("Tanpa batas: {codes}.").format(codes=_shorten(self.missing)))
        if self.unknown:
            notes.append(_("Kode tidak dikenal, dilewati: {codes}.").format(codes=_shorten(self.unknown)))
        return " ".join(notes)


def build_boundaries(province_code: str, source: str | Path | None = None) -> BoundaryReport:
    """Writes the tile map, then the boundaries, of a province or the country, unless what is in force is made of the
    same.

    BoundaryError where no source can be had or the source is not what it should be: the tile map is then written, the
    boundaries are as they were. UsageError for a code that is no province and not the country."""
    area_index().require_data_area(province_code)
    with lock_layers():
        _renew_maps()
        write_tiles(province_code)
        given = source or settings().boundaries
        entry = find_entry("batas", province_code)
        if entry is not None and given is None:
            return _report_kept(entry)
        found = find_source(province_code, given)
        fingerprint = _fingerprint(province_code, found)
        if entry is not None and entry["fingerprint"] == fingerprint:
            return _report_kept(entry)
        return _build(province_code, found, fingerprint)


def renew_maps() -> bool:
    """Cuts the maps of sets that an earlier version wrote anew, from the polygons that were kept; false where there is
    nothing to do."""
    if not list_old_entries():
        return False
    with lock_layers():
        return _renew_maps()


def _renew_maps() -> bool:
    old = list_old_entries()
    if "petak" in old:
        write_tiles(old["petak"]["province_code"])
    if "batas" in old:
        entry = old["batas"]
        folder = paths.boundaries() / entry["folder"]
        kecamatan, desa = (_read_kept(folder, layer) for layer in ("kecamatan", "desa"))
        facts = {name: entry[name] for name in ("province_code", "source", "vintage", "credit", "fingerprint")}
        _write(kecamatan, desa, facts, tuple(entry["missing"]))
    return bool(old)


def _read_kept(folder: Path, layer: Layer) -> gpd.GeoSeries:
    """The polygons of a layer by code; empty where an earlier run kept none."""
    if not (path := folder / f"{layer}.parquet").exists():
        return gpd.GeoSeries([], index=pd.Index([], dtype=str), crs=4326)
    return gpd.read_parquet(path).set_index(f"{layer}_code").geometry


def _build(province_code: str, source: BoundarySource, fingerprint: str) -> BoundaryReport:
    expected = set(area_index().kecamatan_of(province_code))
    pieces = source.read()
    is_known = pieces.index.str[:8].isin(expected)
    unknown = tuple(sorted(set(pieces.index[~is_known].str[:8])))
    pieces = clean_pieces(pieces[is_known])
    kecamatan = dissolve_to_kecamatan(pieces)
    missing = tuple(sorted(expected - set(kecamatan.index)))
    facts = {"source": source.description, "vintage": source.vintage, "credit": source.credit}
    facts |= {"province_code": province_code, "fingerprint": fingerprint}
    kabupaten_count = _write(kecamatan, fit_desa(pieces), facts, missing)
    return BoundaryReport("built", source.description, len(kecamatan), kabupaten_count, missing, unknown)


def _write(kecamatan: gpd.GeoSeries, desa: gpd.GeoSeries, facts: Mapping[str, str], missing: tuple[str, ...]) -> int:
    """Puts clean kecamatan and desa in force; returns how many kabupaten/kota they are in."""
    frames = _make_frames(kecamatan)
    web = _make_web_layers(kecamatan, with_nation=facts["province_code"] == NATION)
    if len(desa):
        frames["desa"] = make_layer_frame(desa, "desa")
        web |= _make_desa_maps(desa)
    write_layers(LayerContent(kind="batas", missing=missing, frames=frames, web=web, **facts))
    return len(frames["kabupaten"])


def _make_frames(kecamatan: gpd.GeoSeries) -> dict[Layer, gpd.GeoDataFrame]:
    kabupaten = dissolve(kecamatan, 5)
    polygons: dict[Layer, gpd.GeoSeries] = {
        "kecamatan": kecamatan,
        "kabupaten": kabupaten,
        "provinsi": dissolve(kabupaten, 2),
    }
    return {layer: make_layer_frame(areas, layer) for layer, areas in polygons.items()}


def _make_web_layers(kecamatan: gpd.GeoSeries, with_nation: bool) -> MapFiles:
    """Maps of the country if wanted, of each province and of each kabupaten/kota, the smaller the finer."""
    steps = [(PROVINCE_DETAIL, 2), (KABUPATEN_DETAIL, 5)]
    maps: MapFiles = {}
    if with_nation:
        steps.insert(0, (NATION_DETAIL, 0))
    for detail, code_length in tqdm(steps, desc=_("Sederhanakan batas"), leave=False, disable=None):
        simple = simplify(kecamatan, *detail)
        for _code, group in simple.groupby(simple.index.str[: min(code_length, 2)]):
            maps |= _make_maps(group, code_length, detail[1])
    return maps


def _make_desa_maps(desa: gpd.GeoSeries) -> MapFiles:
    """The desa of each kabupaten/kota, with lines between their kecamatan."""
    maps: MapFiles = {}
    groups = desa.groupby(desa.index.str[:5])
    for code, group in tqdm(groups, desc=_("Sederhanakan batas desa"), leave=False, disable=None):
        simple = simplify(group, *DESA_DETAIL)
        maps["desa", code] = make_map_file(simple, DESA_DETAIL[1], find_borders(dissolve(simple, 8)), {})
    return maps


def _make_maps(kecamatan: gpd.GeoSeries, code_length: int, decimals: int) -> MapFiles:
    """All of the same simple lines, so that outlines run exactly along the edges of the kecamatan. A map of a
    kabupaten/kota knows what lies beyond its borders within the province."""
    borders = find_borders(dissolve(kecamatan, 5))
    maps: MapFiles = {}
    for code, group in kecamatan.groupby(kecamatan.index.str[:code_length]):
        own = [border for border in borders if code in (border[0][:code_length], border[1][:code_length])]
        maps |= _make_maps_of(code or NATION, group, own, decimals)
    return maps


def _make_maps_of(area_code: str, kecamatan: gpd.GeoSeries, borders: list[Border], decimals: int) -> MapFiles:
    kabupaten = dissolve(kecamatan, 5)
    levels: dict[Layer, gpd.GeoSeries] = {"kecamatan": kecamatan, "kabupaten": kabupaten}
    if area_code == NATION:
        levels["provinsi"] = dissolve(kabupaten, 2)
    return {(layer, area_code): make_map_file(polygons, decimals, borders, {}) for layer, polygons in levels.items()}


def _fingerprint(province_code: str, source: BoundarySource) -> str:
    """Changes with the province, the source, the recipe (this code and its geometry engine) and the area names."""
    here = Path(__file__).parent
    recipe = [*sorted(here.glob("*.py")), paths.REFERENCE / "area.csv", paths.REFERENCE / "desa.csv"]
    digest = hashlib.sha256(f"{province_code} {source.fingerprint} {shapely.geos_version_string}".encode())
    for path in recipe:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _report_kept(entry: dict[str, object]) -> BoundaryReport:
    missing = entry["missing"]
    return BoundaryReport(
        "kept",
        str(entry["source"]),
        int(str(entry["kecamatan_count"])),
        int(str(entry["kabupaten_count"])),
        tuple(missing) if isinstance(missing, list) else (),
    )


def _shorten(codes: tuple[str, ...]) -> str:
    shown = ", ".join(codes[:5])
    return shown if len(codes) <= 5 else _("{codes} dan {n} lagi").format(codes=shown, n=format_number(len(codes) - 5))
