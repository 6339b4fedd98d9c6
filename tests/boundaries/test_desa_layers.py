"""Maps of desa: of a source that draws desa, for each kabupaten/kota."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.boundaries import build_boundaries, renew_maps
from pora.reference.areas import area_index
from pora.warehouse.boundaries import MAP_FORMAT, load_layers
from pora.warehouse.map_layers import read_map_layer
from tests.boundaries.strips import make_file, make_strip

pytestmark = pytest.mark.usefixtures("offline")


def test_desa_of_a_source_get_a_map_for_each_kabupaten_that_is_kept_for_later_versions(
    tmp_path: Path, data_dir: Path
) -> None:
    codes = (*area_index().desa_of("33.19.01")[:3], *area_index().desa_of("33.19.02")[:3])
    build_boundaries("33", make_file(tmp_path / "desa.gpkg", make_strip((*codes, "33.19.02.2999"))))
    layers = load_layers("batas")
    assert layers is not None and set(layers.files["desa"]) == {"33.19"}
    drawn_desa = read_map_layer(layers, "desa", "33.19")
    assert drawn_desa is not None and drawn_desa.codes == codes  # the last one is no desa that is known
    assert [(a, b) for a, b, _path in drawn_desa.borders] == [
        ("33.19.01", ""),
        ("33.19.01", "33.19.02"),
        ("33.19.02", ""),
    ]
    assert list(layers.find_labels("desa", "33.19.02")["area_code"]) == list(codes[3:])
    manifest = data_dir / "boundaries" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {MAP_FORMAT}', '"format": 1'))
    assert renew_maps()
    again = load_layers("batas")
    assert again is not None and again.files == layers.files


def test_a_source_of_kecamatan_has_no_desa(tmp_path: Path) -> None:
    build_boundaries("33", make_file(tmp_path / "kudus.geojson"))
    layers = load_layers("batas")
    assert layers is not None and "desa" not in layers.files and layers.find_labels("desa").empty
