"""Boundaries in a ready file of any format, by code or by name, credited to whose data they are."""

from __future__ import annotations

import io
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point

from etl.boundaries import build_boundaries
from pora.errors import BoundaryError
from pora.reference.areas import area_index
from pora.warehouse.boundaries import load_layers
from tests.boundaries.strips import KUDUS, drawn, make_file, make_strip

pytestmark = pytest.mark.usefixtures("offline")


@pytest.mark.parametrize(
    ("suffix", "epsg"),
    [("geojson", 4326), *((suffix, epsg) for suffix in ("parquet", "shp", "gpkg") for epsg in (4326, 32749))],
)
def test_every_format_and_reference_system_gives_the_same_areas(suffix: str, epsg: int, tmp_path: Path) -> None:
    build_boundaries("33", make_file(tmp_path / f"kudus.{suffix}", make_strip().to_crs(epsg)))
    layers = load_layers("batas")
    assert layers is not None
    labels = layers.find_labels("kecamatan")
    assert list(zip(labels["area_code"], labels["area_name"], labels["parent_code"], strict=True)) == [
        (code, area_index().area_name(code), "33.19") for code in KUDUS
    ]
    assert labels[["west", "south", "east", "north"]].iloc[3].tolist() == pytest.approx(
        [110.3, -6.8, 110.4, -6.7], abs=1e-6
    )
    assert labels["area_km2"].tolist() == pytest.approx([122.2] * 9, abs=0.2)


def test_a_file_by_address_is_read_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = make_file(tmp_path / "kudus.geojson").read_bytes()
    monkeypatch.setattr(urllib.request, "urlopen", lambda url, timeout: io.BytesIO(data))
    report = build_boundaries("33", "https://example.org/batas/kudus.geojson?versi=2")
    assert (report.source, report.kecamatan_count) == ("kudus.geojson", 9)


def test_a_file_of_desa_is_dissolved(tmp_path: Path) -> None:
    desa = make_strip(tuple(f"33.19.0{1 + i // 3}.200{1 + i % 3}" for i in range(6)))
    assert build_boundaries("33", make_file(tmp_path / "desa.gpkg", desa)).kecamatan_count == 2
    assert drawn() == ["33.19.01", "33.19.02"]


def test_names_of_kecamatan_and_kabupaten_do_where_there_are_no_codes(tmp_path: Path) -> None:
    frame = make_strip(("33.19.01", "33.22.09", "33.24.08"))
    frame["Kecamatan"] = ["KALIWUNGU", "Kec. Kaliwungu", "Kaliwungu"]
    frame["Kabupaten"] = ["Kudus", "Kabupaten Semarang", "Kendal"]
    expected = [area_index().match_kecamatan("Kaliwungu", kabupaten).code for kabupaten in ("33.19", "33.22", "33.24")]
    build_boundaries("33", make_file(tmp_path / "nama.gpkg", frame.drop(columns="kode")))
    assert drawn() == expected


def test_what_is_unknown_or_missing_is_named(tmp_path: Path) -> None:
    frame = make_strip((*KUDUS[:8], "33.19.77", "34.04.01"))
    report = build_boundaries("33", make_file(tmp_path / "kudus.gpkg", frame))
    layers = load_layers("batas")
    assert report.unknown == ("33.19.77",)
    assert layers is not None and layers.missing == report.missing and KUDUS[8] in report.missing
    assert "Kode tidak dikenal, dilewati: 33.19.77." in report.summary


def test_a_note_beside_the_file_credits_whose_data_it_is(tmp_path: Path) -> None:
    source = make_file(tmp_path / "kudus.geojson")
    build_boundaries("33", source)
    assert attribution() == "Batas wilayah: kudus.geojson, disederhanakan. Bukan acuan batas resmi."
    (tmp_path / "kudus.sumber.txt").write_text("BPS / OCHA COD-AB (2020),\nCC BY-IGO.\n", "utf-8")
    assert build_boundaries("33", source).status == "built"
    assert (
        attribution() == "Batas wilayah: BPS / OCHA COD-AB (2020), CC BY-IGO, disederhanakan. Bukan acuan batas resmi."
    )


def attribution() -> str:
    layers = load_layers("batas")
    return layers.attribution if layers else ""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("junk.parquet", b"PAR1 not really", "tidak dapat dibaca"),
        ("junk.geojson", b"{", "tidak dapat dibaca"),
        ("empty.gpkg", b"", "tidak dapat dibaca"),
        ("table.csv", b"kode,nama\n33.19.01,Kaliwungu\n", "tidak dapat dibaca"),
    ],
)
def test_a_file_of_another_kind_is_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BoundaryError, match=message):
        build_boundaries("33", tmp_path / name)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda frame: frame.assign(kode=[str(3319010 + i) for i in range(9)]), "kode kecamatan bertitik"),
        (lambda frame: frame.assign(kode=[f"34.04.0{i}" for i in range(9)]), "tidak memuat kecamatan di Jawa Tengah"),
        (lambda frame: frame.set_geometry([Point(110, -7)] * 9), "bukan poligon"),
        (lambda frame: frame.set_crs(3857, allow_override=True), "bukan poligon dalam bujur dan lintang di Indonesia"),
    ],
)
def test_a_file_without_usable_areas_is_refused(change: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match=message):
        build_boundaries("33", make_file(tmp_path / "kudus.gpkg", change(make_strip())))
