"""Layers are written whole or not at all, the same bytes of the same source, and seen at once."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from etl.boundaries import build_boundaries, layer_files, renew_maps
from pora.errors import BoundaryError
from pora.reference.areas import area_index
from pora.warehouse.boundaries import load_layers
from tests.boundaries.strips import KUDUS, drawn, make_file, make_strip

pytestmark = pytest.mark.usefixtures("offline")

DEMAK = area_index().kecamatan_of("33.21")


def written(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, the manifest without the day on which it was built."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    manifest = json.loads(files.pop("manifest.json"))
    for entry in manifest["sets"].values():
        entry.pop("built_on")
    return files | {"manifest.json": json.dumps(manifest).encode()}


def test_the_browser_gets_one_path_per_area(tmp_path: Path, data_dir: Path) -> None:
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    layers = load_layers("batas")
    assert layers is not None
    name = layers.file_name("kecamatan", "33.19")
    data = (data_dir / "boundaries" / "web" / str(name)).read_bytes()
    assert name == f"kecamatan-33.19-{hashlib.sha256(data).hexdigest()[:12]}.json"
    content = json.loads(data)
    code, own, parent, x, y, *bounds, path = content["areas"][0]
    assert (code, own, parent, bounds) == ("33.19.01", "Kaliwungu", "Kab. Kudus", [0, 0, 9931, 10000])
    assert path == "M9931 10000l-9931 0 0-10000 9931 0z"
    assert (x, y) == (pytest.approx(4965, abs=60), pytest.approx(5000, abs=60))
    assert (content["far"], content["captions"]) == ([], [])
    assert [border[:2] for border in content["borders"]] == [["33.19", ""]]
    assert {layer: sorted(names) for layer, names in layers.files.items()} == {
        "kecamatan": ["33", "33.19"],
        "kabupaten": ["33", "33.19"],
    }
    assert layers.file_name("kecamatan", "33.20") is None


def test_the_same_source_gives_the_same_bytes(tmp_path: Path, data_dir: Path) -> None:
    source = make_file(tmp_path / "kudus.geojson")
    build_boundaries("33", source)
    first = written(data_dir / "boundaries")
    shutil.rmtree(data_dir)
    build_boundaries("33", source)
    assert written(data_dir / "boundaries") == first


def test_a_new_set_is_seen_at_once_and_files_of_the_last_one_stay(tmp_path: Path, data_dir: Path) -> None:
    folder, names = data_dir / "boundaries", []
    for latitude in (-6.8, -6.9, -7.0):
        build_boundaries("33", make_file(tmp_path / f"{-latitude}.geojson", make_strip(KUDUS, latitude)))
        layers = load_layers("batas")
        assert layers is not None and layers.find_bounds("33.19") == pytest.approx(
            (110, latitude, 110.9, latitude + 0.1)
        )
        names.append(layers.file_name("kecamatan", "33.19"))
    assert [(folder / "web" / str(name)).is_file() for name in names] == [False, True, True]
    assert len(list(folder.glob("batas-*"))) == 2


def test_killed_at_any_step_the_old_set_stays_whole(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_file(tmp_path / "old.geojson")
    new = make_file(tmp_path / "new.geojson", make_strip(DEMAK))
    build_boundaries("33", old)
    before = load_layers("batas")
    assert before is not None
    replace, kills = Path.replace, 0
    while drawn() == list(KUDUS):
        left = iter(range(kills))

        def replace_or_die(path: Path, target: Path, left: Any = left) -> Path:
            if next(left, None) is None:
                raise KeyboardInterrupt
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", replace_or_die)
        try:
            build_boundaries("33", new)
        except KeyboardInterrupt:
            after = load_layers("batas")
            assert after is not None and after.files == before.files and after.labels.equals(before.labels)
        kills += 1
    assert kills > 5  # web layers, frames, and the manifest last
    assert drawn() == list(DEMAK)
    assert not list((data_dir / "boundaries").glob(".tmp-*"))


def test_leftovers_of_a_killed_writer_are_removed(tmp_path: Path, data_dir: Path) -> None:
    (data_dir / "boundaries" / ".tmp-killed" / "web").mkdir(parents=True)
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    assert not (data_dir / "boundaries" / ".tmp-killed").exists()


def test_a_second_writer_is_told_to_wait(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layer_files, "_LOCK_SECONDS", 0)
    with layer_files.lock_layers(), pytest.raises(BoundaryError, match="proses lain"):
        build_boundaries("33")


def test_without_boundaries_there_are_no_layers(tmp_path: Path, data_dir: Path) -> None:
    assert load_layers("batas") is None and load_layers("petak") is None
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    next((data_dir / "boundaries").glob("batas-*/labels.parquet")).unlink()
    (data_dir / "boundaries" / "manifest.json").touch()
    assert load_layers("batas") is None
    assert build_boundaries("33", tmp_path / "kudus.geojson").status == "built"
    assert drawn() == list(KUDUS)
    (data_dir / "boundaries" / "manifest.json").write_text("{", "utf-8")
    assert load_layers("batas") is None


def test_maps_of_an_earlier_version_count_as_none_until_they_are_cut_anew(tmp_path: Path, data_dir: Path) -> None:
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    new = written(data_dir / "boundaries")
    manifest = data_dir / "boundaries" / "manifest.json"
    content = json.loads(manifest.read_text())
    for entry in content["sets"].values():
        del entry["format"]
        for names in entry["files"].values():
            for area, name in names.items():
                names[area] = f"old-{name}"
                (data_dir / "boundaries" / "web" / name).rename(data_dir / "boundaries" / "web" / f"old-{name}")
    manifest.write_text(json.dumps(content))
    assert load_layers("batas") is None and load_layers("petak") is None
    assert renew_maps()
    assert written(data_dir / "boundaries") == new
    assert not renew_maps()
