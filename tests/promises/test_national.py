"""Another province, and the whole country: the same product, from the offices to the map."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import streamlit as st
from builders import Row, case, counts, load_all, point_to, query, write_table
from kept import keep
from shapely import box
from streamlit.testing.v1 import AppTest

from etl import pipeline
from etl.__main__ import main
from etl.boundaries import BoundaryReport, build_boundaries
from etl.boundaries.layer_files import lock_layers
from etl.boundaries.source import find_source
from etl.boundaries.tiles import write_tiles
from etl.commands.match import run_match
from etl.commands.status import read_data_area, read_status
from etl.sample.tables import write_sample_tables
from etl.snapshot.publish import open_writer
from pora import schema
from pora.access.roles import local_scope
from pora.config import ROOT
from pora.deck.model import TextTable
from pora.deck.reports import make_completeness_content
from pora.deck.subject import Subject
from pora.errors import BoundaryError, UsageError
from pora.reference.places import name_place, place_level
from pora.schema import Cut
from pora.ui.map.ground import make_ground
from pora.ui.map.spec import list_levels, make_spec
from pora.ui.parts.data import Reader
from pora.ui.view.choices import parse_view
from pora.warehouse import queries
from pora.warehouse.boundaries import LayerSet, load_layers
from pora.warehouse.db import use_snapshot
from pora.warehouse.map_layers import read_map_layer
from pora.warehouse.queries import CaseFilter
from pora.warehouse.queries.request import ExportRequest

NATION = schema.NATION
OFFICE = "office_code,office_name,province_code,valid_from,valid_to,source,note\nkanim-uji,Kanim Uji,34,,,berkas uji,\n"
OFFICE_AREA = "office_code,kabupaten_code,valid_from,valid_to,source,note\nkanim-uji,34.04,,,berkas uji,\n"
OF_SLEMAN: list[Row] = [
    case("34.04.01", 5, nationality="CHN"),
    case("34.04.02", 0),
    case(None, 3, kabupaten_code="34.04"),
    case(None, 2),
]


@pytest.fixture(scope="module")
def nation_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country, with tiles and with files of two offices, one of them added here. For copies only."""

    def make(folder: Path) -> None:
        (folder / "data").mkdir()
        (folder / "data" / "office.csv").write_text(OFFICE, "utf-8")
        (folder / "data" / "office_area.csv").write_text(OFFICE_AREA, "utf-8")
        with lock_layers():
            write_tiles(NATION)
        with open_writer(new_for_province=NATION) as writer:
            writer.publish()
        for office, rows in (("kanim-semarang", [case("33.19.01", 7, nationality="KOR")]), ("kanim-uji", OF_SLEMAN)):
            assert load_all(write_table(folder / f"{office}.csv", rows), office=office).reports[0].loaded

    return keep("nation", make, tmp_path_factory)


@pytest.fixture
def nation(nation_data: Path, data_dir: Path) -> Path:
    """The test's own data folder, with the country in force."""
    shutil.copytree(nation_data, data_dir)
    return data_dir


@pytest.fixture(scope="module")
def yogya_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another province, built with its sample and without boundaries; beside it what was noted. For reading only."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PORA_BOUNDARIES", str(folder / "none"))
            outcome = pipeline.build("34", with_sample=True)
        (folder / "notes.json").write_text(json.dumps(list(outcome.notes)))

    return keep("yogya", make, tmp_path_factory)


@pytest.fixture
def yogya(yogya_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Points the test at the other province."""
    monkeypatch.setenv("PORA_DATA_DIR", str(yogya_data))
    return yogya_data


def make_squares(*codes: str) -> gpd.GeoDataFrame:
    """Kecamatan as squares, side by side."""
    squares = [box(110 + i / 10, -7, 110.1 + i / 10, -6.9) for i in range(len(codes))]
    return gpd.GeoDataFrame({"kode": codes}, geometry=squares, crs=4326)


# --- counts --------------------------------------------------------------------------------------------------


def test_the_slide_of_completeness_lists_what_mutu_lists(nation: Path) -> None:
    """Provinces of the country, then kabupaten/kota, then kecamatan."""

    def parts_of(area_code: str) -> tuple[str, list[str]]:
        content = make_completeness_content(
            Subject(use_snapshot(), local_scope(), Cut(area_code, "2024-03", "orang_asing"))
        )
        assert content is not None
        (table,) = content.blocks
        assert isinstance(table, TextTable)
        return table.headings[0], list(table.rows["area_code"])

    heading, codes = parts_of(NATION)
    assert heading == "Provinsi" and len(codes) == 10 and {len(code) for code in codes} == {2}
    assert parts_of("34")[0] == "Kabupaten/kota"
    assert parts_of("34.04")[0] == "Kecamatan"


def test_counts_roll_up_from_kecamatan_to_the_country(nation: Path) -> None:
    assert counts("kabupaten_kota") == {"33.19": (7, None, "angka", 1, 0), "34.04": (8, 3, "angka", 2, 0)}
    assert counts("provinsi") == {"33": (7, None, "angka", 1, 0), "34": (10, 5, "angka", 2, 0)}
    assert counts("nasional") == {"ID": (17, 5, "angka", 3, 0)}


def test_completeness_is_of_the_whole_country(nation: Path) -> None:
    rows = query(
        "SELECT level, count(*), sum(kecamatan_count)::INTEGER FROM exact.out_area_month "
        "WHERE category = 'orang_asing' AND level IN ('nasional', 'provinsi', 'kabupaten_kota') GROUP BY ALL ORDER BY 2"
    )
    assert rows == [("nasional", 1, 7277), ("provinsi", 38, 7277), ("kabupaten_kota", 514, 7277)]


@pytest.mark.parametrize(("level", "expected"), [("provinsi", {"33": 0, "34": 5}), ("kecamatan", {"34.04.01": 5})])
def test_a_filter_counts_by_province_too(nation: Path, level: str, expected: dict[str, int]) -> None:
    chosen = CaseFilter(nationality="CHN")
    cut = Cut(NATION, "2024-03", "orang_asing")
    cells = queries.select_matching_cells(use_snapshot(), local_scope(), cut, level, chosen).set_index("area_code")
    assert {code: cells.loc[code, "person_count"] for code in expected} == expected
    if level == "provinsi":
        assert cells.loc["34", "unknown_count"] == 5  # the office's own part counts in its province


def test_an_export_of_the_country_has_every_row(nation: Path) -> None:
    def ask(table: str) -> ExportRequest:
        return ExportRequest(table, "2024-03", NATION, "orang_asing")

    tables = ("out_kecamatan_month", "out_area_month", "case_counts")
    scope, snapshot = local_scope(), use_snapshot()
    found = {
        table: sum(rows for _month, rows in queries.count_rows_by_month(snapshot, scope, ask(table)))
        for table in tables
    }
    (areas,) = query("SELECT count(*) FROM exact.out_area_month WHERE category = 'orang_asing'")
    assert found == {"out_kecamatan_month": 7277, "out_area_month": areas[0], "case_counts": 5}


# --- places on the command line ------------------------------------------------------------------------------


def test_a_name_that_two_provinces_have_is_a_tie_in_the_country_only() -> None:
    (in_country,), (in_province,) = run_match(["Sukajadi"], province=NATION), run_match(["Sukajadi"], province="32")
    assert (in_country.code, in_country.error_code) == (None, "ambiguous-area")
    assert {candidate.code for candidate in in_country.candidates} == {"14.71.01", "32.73.07"}
    assert in_province.code == "32.73.07"


def test_the_database_says_what_it_is_about(nation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_data_area() == NATION and read_status()["province_code"] == NATION
    assert main(["match", "Sukajadi"]) == 1  # a tie, since this database is of the country
    assert "Kota Pekanbaru (14.71.01)" in capsys.readouterr().out
    assert (place_level(NATION), name_place(NATION)) == ("nasional", "Indonesia")


def test_an_office_must_be_of_the_province_and_a_province_without_any_says_where_to_write_it(
    data_dir: Path, tmp_path: Path
) -> None:
    file = write_table(tmp_path / "x.csv", [case("34.04.01", 5)])
    with open_writer(new_for_province="34") as writer:
        writer.publish()
    with pytest.raises(UsageError) as error:
        load_all(file, office="kanim-semarang")
    assert str(error.value) == (
        "Belum ada kantor di Daerah Istimewa Yogyakarta yang dikenal. "
        f"Tulis kantornya di {data_dir / 'office.csv'}; caranya ada di docs/national.md."
    )
    (data_dir / "office.csv").write_text(OFFICE, "utf-8")
    with pytest.raises(UsageError, match=r"'kanim-semarang' tidak dikenal\. Yang ada: kanim-uji\."):
        load_all(file, office="kanim-semarang")
    assert load_all(file, office="kanim-uji").reports[0].loaded


def test_an_office_whose_files_are_loaded_can_not_be_taken_out(nation: Path) -> None:
    (nation / "office.csv").unlink()
    (nation / "office_area.csv").unlink()
    with pytest.raises(UsageError, match="Berkas dari kantor 'kanim-uji' sudah dimuat"):
        pipeline.publish()


def test_a_synthetic_office_sends_no_real_file(nation: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'contoh' tidak dikenal"):
        load_all(write_table(tmp_path / "x.csv", [case("34.04.01", 5)]), office="contoh")


# --- sample --------------------------------------------------------------------------------------------------


def test_build_makes_another_province_with_a_sample_of_its_own(yogya: Path) -> None:
    (note,) = json.loads((yogya.parent / "notes.json").read_text())
    assert note.startswith("Sumber batas wilayah tidak ada: ") and note.endswith(". Dasbor memakai peta petak.")
    assert query("SELECT office_code, is_sample FROM core_batch") == [("contoh", True)]
    assert query("SELECT DISTINCT level, area_code FROM ref_member_month") == [("provinsi", "34")]
    assert query("SELECT count(*) FROM core_figure") == [(0,)]  # nothing is known to have been published there
    (shown,) = query("SELECT has_sample, province_code FROM core_snapshot")
    assert shown == (True, "34")
    states = {state for (state,) in query("SELECT DISTINCT status FROM exact.out_kecamatan_month")}
    assert states == {"angka", "nol", "belum_lapor"}


def test_a_sample_of_a_province_is_made_the_same_every_time(tmp_path: Path) -> None:
    first, again = (write_sample_tables(tmp_path / name, "34") for name in ("first", "again"))
    assert [file.office_code for file in first] == ["contoh"]
    assert first[0].path.read_bytes() == again[0].path.read_bytes()
    cases = pd.read_csv(first[0].path, dtype=str, keep_default_na=False)
    assert set(cases["kabupaten_code"]) == {"34.01", "34.02", "34.03", "34.04", "34.71"}
    assert cases["period"].nunique() == 24


# --- boundaries and maps -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[BoundaryReport, LayerSet]:
    """Lines of the country, from a file with some of its kecamatan and one that there is not."""
    folder = tmp_path_factory.mktemp("drawn")
    make_squares("33.19.01", "33.20.01", "34.04.01", "99.01.01").to_parquet(folder / "indonesia.parquet")
    with pytest.MonkeyPatch.context() as patch:
        point_to(folder / "data", patch)
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
