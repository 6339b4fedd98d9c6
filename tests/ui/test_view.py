from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pora import schema
from pora.statistics.dimensions import DIMENSION_OF
from pora.ui.view.choices import Choices
from pora.ui.view.parse import allows, default_view, parse_view
from pora.ui.view.view import View, list_values, view_parameters
from pora.warehouse.queries import CaseFilter

CHOICES = Choices(
    province_code="33",
    wide=("kanim-pemalang", "eks-karesidenan-pekalongan", "33"),
    periods=("2024-02", "2024-03"),
    figures=("17",),
    nationalities=("CHN", "PSE"),
)
EVERYTHING = View(
    wilayah="eks-karesidenan-pekalongan",
    periode="2024-02",
    kategori="pengungsi",
    sumber="terbit",
    lapis="petak",
    tingkat="kabupaten_kota",
    angka="17",
    ukuran="perubahan",
    banding="2024-02",
    cara="waktu",
    skala="sendiri",
    metode="manual",
    kelas="7",
    tepi="2.5,10",
    garis="kantor",
    rinci="status_unhcr",
    sumbu="sama",
    urut="kantor",
    pilih="33.29.05",
    kewarganegaraan="PSE",
    izin="ITAS",
    keperluan="bekerja",
    jk="P",
    status_unhcr="pengungsi",
    kartu_unhcr="ya",
    jenis="cekal",
    tabel="case_counts",
    dari="2024-02",
    jenjang="provinsi",
    baris="kecamatan_code,sex",
    nilai="person_count",
    melintang="period",
    judul="id",
    versi="lengkap",
    tampilan="catatan",
    salindia="peta-2",
)


def test_a_view_comes_back_from_its_url_whole() -> None:
    parameters = view_parameters(EVERYTHING, default_view(CHOICES))
    assert set(parameters) == set(vars(EVERYTHING))
    assert parse_view(parameters, CHOICES) == (EVERYTHING, [])


def test_a_url_names_area_and_month_and_nothing_that_is_usual() -> None:
    default = default_view(CHOICES)
    assert default.periode == "2024-03"
    assert view_parameters(default, default) == {"wilayah": "33", "periode": "2024-03"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wilayah", "99.99"),
        ("wilayah", "31.71"),
        ("periode", "2019-01"),
        ("banding", "2024-13"),
        ("ukuran", "rata-rata"),
        ("kelas", "8"),
        ("tepi", "-5,10"),
        ("tepi", "1e400"),
        ("tepi", "5;10"),
        ("garis", "kelompok"),
        ("pilih", "kudus"),
        ("kewarganegaraan", "XYZ"),
        ("izin", "itas"),
        ("x", "1"),
    ],
)
def test_a_bad_parameter_is_named_and_the_rest_is_followed(name: str, value: str) -> None:
    view, notes = parse_view({name: value, "kategori": "pengungsi"}, CHOICES)
    assert view == View("33", "2024-03", "pengungsi")
    assert notes == [f"Tautan memuat '{name}={value}' yang tidak dikenal; bagian itu diabaikan."]


@given(st.dictionaries(st.sampled_from([*vars(EVERYTHING), "lain"]), st.text()))
def test_no_url_breaks_a_view(parameters: dict[str, str]) -> None:
    view, notes = parse_view(parameters, CHOICES)
    assert len(notes) <= len(parameters)
    assert parse_view(view_parameters(view, default_view(CHOICES)), CHOICES) == (view, [])


def test_a_filter_holds_only_what_means_something_for_the_category() -> None:
    assert EVERYTHING.case_filter == CaseFilter(nationality="PSE", sex="P", unhcr_status="pengungsi", unhcr_card="ya")
    permits = View("33", "2024-03", izin="ITAS", kartu_unhcr="ya")
    assert permits.case_filter == CaseFilter(izin_tinggal="ITAS")
    assert not View("33", "2024-03", schema.PENGUNGSI, izin="ITAS").case_filter


def test_other_pages_see_a_view_without_filter_or_measure() -> None:
    assert EVERYTHING.plain == View(
        "eks-karesidenan-pekalongan", "2024-02", "pengungsi", lapis="petak", tingkat="kabupaten_kota"
    )


def test_a_field_of_few_values_lists_them_and_begins_with_one_of_them() -> None:
    listed = {name: list_values(name) for name in vars(EVERYTHING) if list_values(name)}
    assert listed["ukuran"] == ("jumlah", "kepadatan", "bagian", "perubahan")
    assert listed["tampilan"] == ("catatan",)
    assert {
        name for name, values in listed.items() if getattr(View("33", "2024-03"), name) not in ("", *values)
    } == set()


def test_a_filter_takes_the_values_of_its_dimension_alone() -> None:
    """The name of a filter in the URL, its dimension in the schema and its rule in the view agree."""
    for name, column in DIMENSION_OF.items():
        values = CHOICES.nationalities if column is schema.NATIONALITY else column.allowed
        others = {value for other in schema.DIMENSIONS for value in other.allowed} - {*values}
        assert all(allows(CHOICES, name, value) for value in values)
        assert not any(allows(CHOICES, name, value) for value in others)
        is_detailed = column is schema.ACTION_KIND  # of actions the public form has every kind by itself
        assert is_detailed or not any(allows(replace(CHOICES, is_public=True), name, value) for value in values)


def test_a_filter_has_every_dimension_in_the_order_of_the_schema() -> None:
    assert tuple(vars(CaseFilter())) == schema.DIMENSION_NAMES
    assert {column.name for column in DIMENSION_OF.values()} == {*schema.DIMENSION_NAMES}
