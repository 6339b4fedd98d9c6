"""Writes a set of map layers whole or not at all.

Everything gets its place under a name that nothing uses yet; then the manifest is replaced in one step. Killed
before that, the old set stays in force. Files of the set before the last are deleted: those of the last one may still
be asked for by a browser that is open.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import geopandas as gpd
from filelock import FileLock, Timeout

from etl.boundaries.layer_frames import make_labels
from etl.boundaries.neighbours import make_neighbours
from pora import paths
from pora.config import settings
from pora.errors import BoundaryError
from pora.locale import _
from pora.schema.levels import Layer
from pora.warehouse.boundaries import LABELS, MANIFEST, MAP_FORMAT, NEIGHBOURS, WEB, LayerKind, is_whole, read_manifest
from pora.whole_files import write_whole

_LOCK_SECONDS = 300
_TEMPORARY = ".tmp-"


@dataclass(frozen=True)
class LayerContent:
    """A set to write: `frames` of etl.boundaries.layer_frames by layer, and maps for the browser (map_files) by layer
    and area code. `fingerprint` stands for all that it was made of. `missing` are kecamatan that the source does
    not draw; `credit` says whose data it is."""

    kind: LayerKind
    province_code: str
    source: str
    vintage: str
    credit: str
    fingerprint: str
    missing: tuple[str, ...]
    frames: Mapping[Layer, gpd.GeoDataFrame]
    web: Mapping[tuple[Layer, str], bytes]


@contextmanager
def lock_layers() -> Iterator[None]:
    """One writer at a time; what a killed one left is removed."""
    folder = paths.boundaries()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "layers.lock", timeout=_LOCK_SECONDS):
            for leftover in folder.glob(f"{_TEMPORARY}*"):
                shutil.rmtree(leftover)
            yield
    except Timeout as error:
        message = _("Batas wilayah sedang ditulis oleh proses lain. Tunggu sampai selesai, lalu ulangi.")
        raise BoundaryError(message) from error


def find_entry(kind: LayerKind, province_code: str) -> dict[str, Any] | None:
    """What the manifest says of the set in force, if it is of that province and whole."""
    entry: dict[str, Any] | None = read_manifest(paths.boundaries())["sets"].get(kind)
    if entry is None or entry["province_code"] != province_code or not is_whole(paths.boundaries(), entry):
        return None
    return entry


def list_old_entries() -> dict[LayerKind, dict[str, Any]]:
    """Sets in force that another version of the product wrote, which this one can't read."""
    sets = read_manifest(paths.boundaries())["sets"]
    return {kind: sets[kind] for kind in get_args(LayerKind) if kind in sets and sets[kind].get("format") != MAP_FORMAT}


def write_layers(content: LayerContent) -> None:
    """Puts the set in force; call under `lock_layers`. The same content gives the same bytes, save `built_on`."""
    folder = paths.boundaries()
    with tempfile.TemporaryDirectory(prefix=_TEMPORARY, dir=folder) as name:
        temporary = Path(name)
        entry = _write_files(temporary, content)
        _move_into_place(temporary, folder)
        _switch(folder, content.kind, entry)
    _remove_unused(folder)


def _write_files(temporary: Path, content: LayerContent) -> dict[str, Any]:
    own = temporary / f"{content.kind}-{content.province_code}-{content.fingerprint[:12]}"
    web = temporary / WEB
    own.mkdir()
    web.mkdir()
    for layer, frame in content.frames.items():
        frame.to_parquet(own / f"{layer}.parquet", index=False)
    make_labels(content.frames).to_parquet(own / LABELS, index=False)
    # That tiles touch says nothing, and nobody compares a desa with its neighbours.
    own_layers: list[Layer] = [layer for layer in content.frames if content.kind == "batas" and layer != "desa"]
    touching = {layer: content.frames[layer] for layer in own_layers}
    make_neighbours(touching).to_parquet(own / NEIGHBOURS, index=False)
    files: dict[str, dict[str, str]] = {}
    for (web_layer, area_code), data in content.web.items():
        name = f"{web_layer}-{area_code}-{hashlib.sha256(data).hexdigest()[:12]}.json"
        (web / name).write_bytes(data)
        files.setdefault(web_layer, {})[area_code] = name
    return {
        "format": MAP_FORMAT,
        "province_code": content.province_code,
        "source": content.source,
        "vintage": content.vintage,
        "credit": content.credit,
        "built_on": f"{datetime.now(settings().time_zone):%Y-%m-%d}",
        "fingerprint": content.fingerprint,
        "kecamatan_count": len(content.frames["kecamatan"]),
        "kabupaten_count": len(content.frames["kabupaten"]),
        "missing": list(content.missing),
        "folder": own.name,
        "files": files,
    }


def _move_into_place(temporary: Path, folder: Path) -> None:
    """Names follow from the content, so a file that is there already has the same bytes."""
    for path in sorted(temporary.glob("*/*")):
        place = folder / path.parent.name / path.name
        place.parent.mkdir(exist_ok=True)
        path.replace(place)


def _switch(folder: Path, kind: LayerKind, entry: Mapping[str, Any]) -> None:
    manifest = read_manifest(folder)
    last = manifest["sets"].get(kind)
    if last is not None and last["fingerprint"] != entry["fingerprint"]:
        manifest["previous"][kind] = last
    manifest["sets"][kind] = entry
    write_whole(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def _remove_unused(folder: Path) -> None:
    manifest = read_manifest(folder)
    entries = [*manifest["sets"].values(), *manifest["previous"].values()]
    used = {name for entry in entries for names in entry["files"].values() for name in names.values()}
    for path in (folder / WEB).glob("*.json"):
        if path.name not in used:
            path.unlink()
    own = [path for kind in get_args(LayerKind) for path in folder.glob(f"{kind}-*")]
    for path in own:
        if path.name not in {entry["folder"] for entry in entries}:
            shutil.rmtree(path)
