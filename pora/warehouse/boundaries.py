"""Reads the map layers that `etl` wrote: the set `batas` (boundaries) and the set `petak` (one equal tile a
kecamatan or desa).

`manifest.json` names everything that belongs together; it is replaced in one step, so a reader sees one set whole.
Files for the browser lie in `web/`, their content's hash in their name; the rest lies in a folder of each set.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from pora import paths
from pora.locale import _
from pora.looks import looked_at_once
from pora.schema.levels import Layer

if TYPE_CHECKING:
    import pandas as pd

LayerKind = Literal["batas", "petak"]
Bounds = tuple[float, float, float, float]  # west, south, east, north, in degrees of WGS 84

MANIFEST, WEB, LABELS, NEIGHBOURS = "manifest.json", "web", "labels.parquet", "neighbours.parquet"
MAP_FORMAT = 4  # of the files of a set; sets with others count as not written


@dataclass(frozen=True)
class LayerSet:
    """One set of layers of one province, or of the country (`province_code` is then schema.NATION). Boundaries of desa
    are there where the source drew desa.

    `labels`: one row per province, kabupaten/kota, kecamatan and desa: area_code, area_name, level, parent_code,
    area_km2 (computed from the lines, not official; null in `petak`), label_lon, label_lat (inside the area; in `petak`
    above the block of a kabupaten or province), west, south, east, north. Coordinates of `petak` are near (0, 0): they
    are no places. `neighbours`: the areas of one level that an area has a border with, in order of code; `petak` knows
    of none, and of desa none are known.
    """

    kind: LayerKind
    province_code: str
    source: str
    vintage: str
    credit: str
    built_on: str
    folder: Path
    files: Mapping[str, Mapping[str, str]]
    missing: tuple[str, ...]
    labels: pd.DataFrame
    neighbours: Mapping[str, tuple[str, ...]]

    @property
    def attribution(self) -> str:
        """What must stand under every map, in the reader's language."""
        if self.kind == "petak":
            return _(
                "Peta petak: satu petak per kecamatan atau desa, sama besar; letaknya kira-kira, bukan batas wilayah."
            )
        return _attribute_boundaries(self.credit)

    def file_name(self, layer: Layer, area_code: str) -> str | None:
        """The file in `web/` with a map of the areas of a layer in one area: in the country (kecamatan, kabupaten,
        provinsi), a province or a kabupaten (kecamatan, kabupaten; of a kabupaten desa, too). The smaller the area,
        the finer its lines. None for other areas."""
        return self.files.get(layer, {}).get(area_code)

    def web_path(self, file_name: str) -> Path:
        """Where a file of `file_name` lies."""
        return self.folder.parent / WEB / file_name

    def find_labels(self, level: str, within: str = "") -> pd.DataFrame:
        """Rows of `labels` of one level (`pora.schema`), of those areas whose code begins with `within`, under their
        codes. They must not be changed."""
        labels = self._labels_of.get(level, self.labels.iloc[:0])
        return labels[labels["area_code"].str.startswith(within)] if within else labels

    @cached_property
    def _labels_of(self) -> dict[str, pd.DataFrame]:
        """By level, and found by their codes: asked for with every map."""
        return {str(level): rows.set_index("area_code", drop=False) for level, rows in self.labels.groupby("level")}

    def find_bounds(self, *area_codes: str) -> Bounds | None:
        """West, south, east, north of all these areas together; None where none of them is drawn."""
        rows = self.labels[self.labels["area_code"].isin(area_codes)]
        if rows.empty:
            return None
        return (
            float(rows["west"].min()),
            float(rows["south"].min()),
            float(rows["east"].max()),
            float(rows["north"].max()),
        )

    def geometry_path(self, layer: Layer) -> Path:
        """GeoParquet, EPSG:4326, full detail: kecamatan_code, kecamatan_name, parent_code, area_km2, label_lon,
        label_lat, geometry; the same for the other layers."""
        return self.folder / f"{layer}.parquet"


def find_attribution() -> str | None:
    """What must stand under a map of the boundaries that are installed; None where none are. Reads none of them."""
    entry = read_manifest(paths.boundaries())["sets"].get("batas")
    return _attribute_boundaries(entry["credit"]) if entry and is_whole(paths.boundaries(), entry) else None


def _attribute_boundaries(credit: str) -> str:
    return _("Batas wilayah: {credit}, disederhanakan. Bukan acuan batas resmi.").format(credit=credit)


def load_layers(kind: LayerKind) -> LayerSet | None:
    """The set in force; None where it was not written, or is not whole. Cheap: read again only when it changed."""
    version = layers_version()
    return _read_layers(kind, paths.boundaries(), version) if version else None


def find_layers(desa_of: str = "", kind: LayerKind = "batas") -> LayerSet | None:
    """The set of a kind; tiles where it was not written, or draws no desa in that kabupaten/kota. None where there are
    none either."""
    layers = load_layers(kind)
    if layers is None or (desa_of and layers.file_name("desa", desa_of) is None):
        layers = load_layers("petak")
    return layers


@looked_at_once
def layers_version() -> tuple[int, ...]:
    """Another one whenever other layers come into force; empty where there are none. For keys of what is drawn."""
    try:
        stamp = (paths.boundaries() / MANIFEST).stat()
    except FileNotFoundError:
        return ()
    return stamp.st_mtime_ns, stamp.st_size, stamp.st_ino


def read_manifest(folder: Path) -> dict[str, Any]:
    """`{"sets": {kind: entry}, "previous": {kind: entry}}`; an unreadable manifest counts as none."""
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
        return {"sets": dict(content["sets"]), "previous": dict(content["previous"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"sets": {}, "previous": {}}


def is_whole(folder: Path, entry: Mapping[str, Any]) -> bool:
    """Every file that the entry names is there, as this version reads it."""
    if entry.get("format") != MAP_FORMAT:
        return False
    web = [folder / WEB / name for names in entry["files"].values() for name in names.values()]
    layers = [layer for layer in get_args(Layer) if layer != "desa" or layer in entry["files"]]
    own = [folder / entry["folder"] / name for name in (LABELS, NEIGHBOURS, *(f"{layer}.parquet" for layer in layers))]
    return all(path.is_file() for path in (*web, *own))


@lru_cache(maxsize=8)
def _read_layers(kind: LayerKind, folder: Path, _version: tuple[int, ...]) -> LayerSet | None:
    entry = read_manifest(folder)["sets"].get(kind)
    if entry is None or not is_whole(folder, entry):
        return None
    import pandas as pd

    return LayerSet(
        kind=kind,
        province_code=entry["province_code"],
        source=entry["source"],
        vintage=entry["vintage"],
        credit=entry["credit"],
        built_on=entry["built_on"],
        folder=folder / entry["folder"],
        files=entry["files"],
        missing=tuple(entry["missing"]),
        labels=pd.read_parquet(folder / entry["folder"] / LABELS),
        neighbours=_read_neighbours(folder / entry["folder"] / NEIGHBOURS),
    )


def _read_neighbours(path: Path) -> dict[str, tuple[str, ...]]:
    import pandas as pd

    pairs = pd.read_parquet(path)
    return {str(code): tuple(group) for code, group in pairs.groupby("area_code")["neighbour_code"]}
