"""Maps and pages of another province and of the whole country."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import streamlit as st
from builders import point_to
from shapely import box
from streamlit.testing.v1 import AppTest

from etl import pipeline
from etl.boundaries import BoundaryReport, build_boundaries, tiles
from etl.boundaries.source import find_source
from pora.config import ROOT
from pora.errors import BoundaryError
from pora.ui.map.ground import make_ground
from pora.ui.map.spec import list_levels, make_spec
from pora.ui.parts.data import Reader
from pora.ui.view.parse import parse_view
from pora.warehouse.boundaries import LayerSet, load_layers
from pora.warehouse.map_layers import read_map_layer
from tests.promises.other_areas import NATION


def make_squares(*codes: str) -> gpd.GeoDataFrame:
    """Kecamatan as squares, side by side."""
    squares = [box(110 + i / 10, -7, 110.1 + i / 10, -6.9) for i in range(len(codes))]
    return gpd.GeoDataFrame({"kode": codes}, geometry=squares, crs=4326)


# --- boundaries and maps -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[BoundaryReport, LayerSet]:
    """Lines of the country, from a file with some of its kecamatan and one that there is not."""
    folder = tmp_path_factory.mktemp("drawn")
    make_squares("33.19.01", "33.20.01", "34.04.01", "99.01.01").to_parquet(folder / "indonesia.parquet")
    with pytest.MonkeyPatch.context() as patch:
        point_to(folder / "data", patch)
        patch.setattr(tiles, "lay_out_desa", lambda _code: {})  # what is looked at is lines
        report = build_boundaries(NATION, folder / "indonesia.parquet")
        layers = load_layers("batas")
    assert layers is not None
    return report, layers


def test_a_file_of_the_country_gives_layers_of_the_country_its_provinces_and_kabupaten(
    drawn: tuple[BoundaryReport, LayerSet],
) -> None:
    report, layers = drawn
    assert (report.kecamatan_count, report.kabupaten_count, report.unknown) == (3, 3, ("99.01.01",))
    assert "dan 7.269 lagi" in report.summary
    assert layers.province_code == NATION
    assert {layer: sorted(files) for layer, files in layers.files.items()} == {
        "kecamatan": ["33", "33.19", "33.20", "34", "34.04", "ID"],
        "kabupaten": ["33", "33.19", "33.20", "34", "34.04", "ID"],
        "provinsi": ["ID"],
    }
    assert list(layers.find_labels("provinsi")["area_code"]) == ["33", "34"]
    provinces = read_map_layer(layers, "provinsi", NATION)
    assert provinces is not None and provinces.names == ("Jawa Tengah", "Daerah Istimewa Yogyakarta")


def test_a_file_of_another_province_is_refused_and_tiles_are_drawn(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_squares("33.19.01").to_parquet(tmp_path / "jateng.parquet")
    monkeypatch.setenv("PORA_BOUNDARIES", str(tmp_path / "jateng.parquet"))
    assert pipeline.make_boundaries("34") == (
        "Berkas batas jateng.parquet tidak memuat kecamatan di Daerah Istimewa Yogyakarta. Dasbor memakai peta petak."
    )
    assert load_layers("batas") is None
    tiles = load_layers("petak")
    assert tiles is not None and tiles.province_code == "34"


@pytest.mark.parametrize("area", ["34", NATION])
def test_the_pinned_download_is_of_jawa_tengah_only(area: str) -> None:
    with pytest.raises(BoundaryError, match="Belum ada unduhan batas wilayah untuk (Daerah|Indonesia)"):
        find_source(area, None)


def test_the_country_opens_on_its_provinces_and_goes_down_level_by_level(nation: Path) -> None:
    choices = Reader().choices
    view, notes = parse_view({}, choices)
    assert (view.wilayah, view.tingkat, view.first_level, notes) == (NATION, "provinsi", "provinsi", [])
    assert list_levels(view) == ("kecamatan", "kabupaten_kota", "provinsi")
    assert len(choices.places) == len(set(choices.places)) >= 1 + 38 + 514
    levels = {}
    for code in ("34", "34.04", "34.04.01"):
        below, notes = parse_view({"wilayah": code, "periode": "2024-03"}, choices)
        levels[code] = make_spec(below, "batas", choices.periods).level
        assert notes == []
    assert levels == {"34": "kecamatan", "34.04": "kecamatan", "34.04.01": "kecamatan"}


def test_a_map_stands_on_the_finest_lines_that_hold_all_its_areas(drawn: tuple[BoundaryReport, LayerSet]) -> None:
    layers = drawn[1]
    grounds = {
        "country": make_ground(layers, "kabupaten_kota", NATION, ["33.19", "34.04"]),
        "office": make_ground(layers, "kecamatan", "kanim-semarang", ["33.19.01", "33.20.01"]),
        "town": make_ground(layers, "kecamatan", "33.19", ["33.19.01"]),
    }
    names = {name: ground.layer.file_name.rsplit("-", 1)[0] for name, ground in grounds.items()}
    assert names == {"country": "kabupaten-ID", "office": "kecamatan-33", "town": "kecamatan-33.19"}
    assert {name: ground.outline_length for name, ground in grounds.items()} == {"country": 2, "office": 5, "town": 5}


# --- pages ---------------------------------------------------------------------------------------------------

PAGES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "pages").glob("*/*.py"))


@pytest.fixture
def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that runs alone knows no other page to link to."""
    monkeypatch.setattr(st, "page_link", lambda *_args, **_options: None)


def run_page(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / page), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.usefixtures("without_links")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_country(nation: Path, page: str) -> None:
    app = run_page(page)
    assert (list(app.exception), list(app.error)) == ([], [])


@pytest.mark.usefixtures("without_links")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_another_province(yogya: Path, page: str) -> None:
    app = run_page(page)
    assert (list(app.exception), list(app.error)) == ([], [])


def test_a_province_without_published_figures_says_so(yogya: Path) -> None:
    app = run_page("pages/pimpinan/peta.py", sumber="terbit")
    assert (list(app.exception), list(app.error)) == ([], [])
    heading = "<h1>Belum ada angka terbit untuk Provinsi Daerah Istimewa Yogyakarta</h1>"
    assert heading in [block.proto.body for block in app.get("html")]
