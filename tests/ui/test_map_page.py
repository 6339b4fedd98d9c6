"""What the map page draws and says, without a browser: the sample of the built data, and small real files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from builders import KUDUS, case, load_rows
from in_memory import InMemory

from pora import schema
from pora.classification.changes import ChangeScale
from pora.classification.classes import ClassScale
from pora.figures.maps.circles import CircleScale
from pora.figures.maps.draw import ALL, MapDrawing
from pora.schema import Cut
from pora.statistics.measures import NEWLY_REPORTED, NO_LONGER_REPORTED, NOT_DETAILED
from pora.ui.map import page
from pora.ui.map.cells import make_map_frame, read_all_months, read_cells
from pora.ui.map.detail import list_sources, make_head
from pora.ui.map.figure import draw_case_map
from pora.ui.map.scales import make_scale, numbers_of, read_basis
from pora.ui.map.spec import MapSpec, list_fitting_measures, list_levels, make_spec, require_layers, spec_measure
from pora.ui.map.tables import make_months_table
from pora.ui.map.words import describe_map_more, describe_map_title
from pora.ui.parts.data import Reader
from pora.ui.view.view import View
from pora.warehouse import queries
from pora.warehouse.queries import CaseFilter

PROVINCE = View("33", "2024-03")
PERIODS = ("2024-01", "2024-02", "2024-03")


@pytest.fixture
def reader(on_built: Path) -> Reader:
    return Reader()


def spec_of(reader: Reader, view: View) -> MapSpec:
    return make_spec(view, require_layers(view.lapis).kind, reader.choices.periods)


def test_measures_that_mean_nothing_are_not_offered() -> None:
    assert list_fitting_measures("batas", PERIODS, PROVINCE) == ("jumlah", "kepadatan", "bagian", "perubahan")
    assert list_fitting_measures("petak", PERIODS, PROVINCE) == ("jumlah", "bagian", "perubahan")
    assert "perubahan" not in list_fitting_measures("batas", PERIODS, replace(PROVINCE, periode="2024-01"))


def test_levels_follow_the_place_and_the_measure() -> None:
    nation = replace(PROVINCE, wilayah=schema.NATION)
    assert list_levels(nation) == (schema.KECAMATAN, schema.KABUPATEN_KOTA, schema.PROVINSI)
    assert list_levels(replace(PROVINCE, ukuran="bagian")) == (schema.KECAMATAN,)
    assert list_levels(replace(PROVINCE, wilayah=KUDUS)) == (schema.KECAMATAN,)


def test_choices_that_do_not_go_together_give_way() -> None:
    tiles = make_spec(replace(PROVINCE, ukuran="kepadatan", tingkat="provinsi"), "petak", PERIODS)
    assert (tiles.ukuran, tiles.level) == ("jumlah", schema.KECAMATAN)
    later = make_spec(replace(PROVINCE, ukuran="perubahan", periode="2024-02", banding="2024-03"), "batas", PERIODS)
    assert later.since == ""
    halves = replace(PROVINCE, metode="manual", tepi="2.5,10")
    assert make_spec(replace(halves, ukuran="kepadatan"), "batas", PERIODS).limits == (2.5, 10)
    assert make_spec(halves, "batas", PERIODS).limits == ()


@pytest.mark.parametrize("ukuran", ["jumlah", "kepadatan", "bagian", "perubahan"])
@pytest.mark.parametrize("kewarganegaraan", ["", "CHN"])
@pytest.mark.parametrize("wilayah", ["33", "kanim-pemalang", KUDUS])
def test_the_scale_of_all_months_is_found_on_the_numbers_that_the_maps_show(
    reader: Reader, ukuran: str, kewarganegaraan: str, wilayah: str
) -> None:
    view = View(wilayah, "2024-03", ukuran=ukuran, kewarganegaraan=kewarganegaraan)
    spec = spec_of(reader, view)
    assert spec.ukuran == ukuran or spec.kind == "petak"
    frame = make_map_frame(reader, spec)
    months = read_all_months(reader, spec, frame)
    row = reader.choices.periods.index("2024-03") - (len(reader.choices.periods) - len(months))
    shown = frame["value"].where(frame["status"] == schema.ANGKA).to_numpy(dtype=float, na_value=np.nan)
    np.testing.assert_allclose(np.where(months[row] == 0, np.nan, months[row]), shown)


def test_a_change_since_a_fixed_month_has_a_scale_of_the_months_after_it(reader: Reader) -> None:
    view = replace(PROVINCE, ukuran="perubahan", banding="2024-01")
    spec = spec_of(reader, view)
    frame = make_map_frame(reader, spec)
    months = read_all_months(reader, spec, frame)
    assert len(months) == len([period for period in reader.choices.periods if period > "2024-01"])
    changed = months[1][~np.isnan(months[1]) & (months[1] != 0)]
    np.testing.assert_array_equal(changed, numbers_of(frame))
    assert set(frame["status"]) >= {NEWLY_REPORTED, NO_LONGER_REPORTED}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, CircleScale),
        ({"ukuran": "perubahan"}, CircleScale),
        ({"ukuran": "bagian"}, ClassScale),
        ({"lapis": "petak"}, ClassScale),
        ({"lapis": "petak", "ukuran": "perubahan"}, ChangeScale),
        ({"lapis": "petak", "metode": "manual", "tepi": "5,50"}, ClassScale),
    ],
)
def test_counts_are_circles_and_tiles_and_shares_are_filled(
    reader: Reader, changes: dict[str, str], kind: type
) -> None:
    if require_layers("batas").kind == "petak" and kind is CircleScale:
        pytest.skip("circles need boundaries")
    spec = spec_of(reader, replace(PROVINCE, **changes))
    frame, measure = make_map_frame(reader, spec), spec_measure(spec, reader.choices.periods)
    scale = make_scale(spec, measure, read_basis(reader, spec, frame))
    assert type(scale) is kind
    if changes.get("metode"):
        assert scale.limits == (5, 50)


def test_with_one_scale_two_months_have_the_same_classes_and_without_they_have_their_own(reader: Reader) -> None:
    def limits(skala: str, period: str) -> object:
        spec = spec_of(reader, View("33", period, lapis="petak", skala=skala))
        frame = make_map_frame(reader, spec)
        return make_scale(spec, spec_measure(spec, reader.choices.periods), read_basis(reader, spec, frame))

    assert limits("tetap", "2023-02") == limits("tetap", "2024-11")
    assert limits("sendiri", "2023-02") != limits("sendiri", "2024-11")


def test_who_may_match_a_filter_is_not_zero(reader: Reader) -> None:
    spec = spec_of(reader, replace(PROVINCE, kewarganegaraan="CHN"))
    cells = read_cells(reader, spec, "2024-03").set_index("area_code")
    counted = reader.ask(
        queries.select_matching_cells, Cut("33", "2024-03", schema.ORANG_ASING), schema.KECAMATAN, CaseFilter("CHN")
    ).set_index("area_code")
    is_open = (counted["person_count"] == 0) & (counted["unknown_count"] > 0)
    assert set(cells.loc[is_open, "status"]) == {NOT_DETAILED}
    assert cells.loc[is_open, "value"].isna().all()


@pytest.mark.parametrize(
    ("view", "title", "more"),
    [
        (
            View(KUDUS, "2024-03"),
            "Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor",
            "Terbanyak di Jati, Kab. Kudus (17) dan Kota Kudus, Kab. Kudus (15). Tetap sejak Februari 2024; "
            "perubahan nyata +1.",
        ),
        (
            View(KUDUS, "2024-03", ukuran="bagian"),
            "Kab. Kudus, Maret 2024: orang asing, persen dari kabupaten/kota tertinggi di Jati, Kab. Kudus "
            "(35,4%, 17 dari 48)",
            "48 orang asing. 6 dari 9 kecamatan melapor. Tetap sejak Februari 2024; perubahan nyata +1.",
        ),
        (
            View(KUDUS, "2024-03", kewarganegaraan="CHN"),
            "Kab. Kudus, Maret 2024: 8 orang asing, hanya Tiongkok; 1 tidak dirinci",
            "6 dari 9 kecamatan melapor. Terbanyak di Jati, Kab. Kudus (4) dan Kota Kudus, Kab. Kudus (2). "
            "Tetap sejak Februari 2024.",
        ),
        (
            View("33.19.09", "2024-03", ukuran="bagian", jk="P"),
            "Dawe, Kab. Kudus, Maret 2024: 7,1% dari orang asing di kabupaten/kota, hanya Perempuan",
            "−1 sejak Februari 2024.",
        ),
        (
            View("33.29.05", "2024-07", schema.PENGUNGSI),
            "Sirampog, Kab. Brebes, Juli 2024: 3 pengungsi",
            "",
        ),
    ],
)
def test_the_page_opens_with_what_it_finds(reader: Reader, view: View, title: str, more: str) -> None:
    drawn = draw_case_map(reader, view, 5)
    assert describe_map_title(reader, view, drawn) == title
    if more:
        assert describe_map_more(reader, view, drawn) == more


def test_what_travels_with_a_change_is_states_numbers_and_words(reader: Reader) -> None:
    sent = draw_case_map(reader, View(KUDUS, "2024-03"), 5).drawing.write()
    counts = [entry.get("counts", False) for entry in sent["entries"]]
    assert len(sent["states"]) == 9
    assert sum(counts[int(state)] for state in sent["states"]) == 6
    assert sorted(sent["values"]) == [3, 4, 4, 5, 15, 17]
    assert sent["labels"] == ALL


def test_the_table_of_two_months_says_what_each_area_had(reader: Reader) -> None:
    maps = {period: draw_case_map(reader, View(KUDUS, period), 5) for period in ("2024-02", "2024-03")}
    table = make_months_table(maps)
    assert list(table.columns) == ["Wilayah", "Februari 2024", "Maret 2024"]
    assert table["Maret 2024"].tolist() == ["17", "15", "5", "4", "4", "3", *["belum lapor"] * 3]
    assert table["Wilayah"].iloc[0] == "Jati, Kab. Kudus"


def test_the_panel_names_the_file_that_a_number_comes_from(kudus_in_memory: InMemory, tmp_path: Path) -> None:
    reader = Reader()
    view = View(KUDUS, "2024-03")
    (line,) = list_sources(reader, view, "33.19.02")
    batch = reader.ask(queries.select_history)["batch_id"].iloc[0]
    assert line.startswith(f"Kantor Imigrasi Semarang, kudus.csv, batch {batch}, diterima ")
    assert list_sources(reader, view, "33.21") == ["Belum ada berkas untuk bulan ini."]
    head = make_head(reader, view, KUDUS)
    assert '<p class="value">48 <small>orang asing</small></p>' in head
    assert "6 dari 9 kecamatan melapor" in head


def test_a_file_that_replaces_another_says_so(kudus_in_memory: InMemory, tmp_path: Path) -> None:
    assert load_rows(tmp_path, [case("33.19.02", 7)], replace=True).loaded
    reader = Reader()
    (line,) = list_sources(reader, View(KUDUS, "2024-03"), KUDUS)
    assert line.endswith("; mengganti berkas lama")


def test_six_months_end_with_the_month_in_view_and_share_one_scale(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, MapDrawing]] = []
    monkeypatch.setattr(page, "show_one_map", lambda key, _view, drawn, **_options: shown.append((key, drawn.drawing)))
    maps = page.show_six_maps(reader, View(KUDUS, "2023-03", skala="sendiri"))
    assert list(maps) == ["2023-01", "2023-02", "2023-03"]
    assert [key for key, _drawing in shown] == ["month_0", "month_1", "month_2"]
    maps = page.show_six_maps(reader, View(KUDUS, "2024-03", skala="sendiri"))
    assert list(maps) == ["2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]
    assert len({str(one.drawing.circles) for one in maps.values()}) == 1
