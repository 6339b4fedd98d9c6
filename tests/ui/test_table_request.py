"""What the page Data asks for: a link to an export, and back."""

from __future__ import annotations

import pytest

from pora.ui.view.choices import Choices
from pora.ui.view.parse import default_view, parse_view
from pora.ui.view.table_request import list_free, make_request
from pora.ui.view.view import View, view_parameters
from pora.warehouse.queries.request import FULL_GRAIN, ExportRequest

MONTHS = ("2024-01", "2024-02", "2024-03")
CHOICES = Choices("33", ("33",), MONTHS, (), ("CHN", "KOR"))
PUBLIC = Choices("33", ("33",), MONTHS, (), ("CHN",), is_public=True)
LINK = {
    "wilayah": "33.19",
    "periode": "2024-03",
    "tabel": FULL_GRAIN,
    "dari": "2024-01",
    "baris": "kecamatan_code,sex",
    "nilai": "person_count",
    "melintang": "period",
    "judul": "en",
    "kewarganegaraan": "CHN",
}


def test_a_link_asks_for_exactly_what_it_names() -> None:
    view, notes = parse_view(LINK, CHOICES)
    assert (make_request(view), notes) == (
        ExportRequest(
            FULL_GRAIN,
            "2024-03",
            "33.19",
            "orang_asing",
            "2024-01",
            (("nationality", "CHN"),),
            ("kecamatan_code", "sex"),
            ("person_count",),
            "period",
            "en",
        ),
        [],
    )
    assert view_parameters(view, default_view(CHOICES)) == LINK


def test_what_another_table_has_is_left_aside() -> None:
    view, _notes = parse_view(LINK | {"tabel": "out_area_month", "jenjang": "provinsi"}, CHOICES)
    assert make_request(view) == ExportRequest(
        "out_area_month",
        "2024-03",
        "33.19",
        "orang_asing",
        "2024-01",
        (("level", "provinsi"),),
        measures=("person_count",),
        across="period",
        headings="en",
    )


def test_a_first_month_after_the_last_is_no_range() -> None:
    assert make_request(View("33", "2024-02", dari="2024-03")).since is None
    assert make_request(View("33", "2024-02", dari="2024-02")).since is None


def test_fixed_dimensions_alone_are_a_choice_too() -> None:
    request = make_request(View("33.19", "2024-03", tabel=FULL_GRAIN, baris="period"))
    assert request.kept == ["period", "category"]
    assert "period" not in [column.name for column in list_free(FULL_GRAIN)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tabel", "core_case"),
        ("dari", "2023-12"),
        ("baris", "kecamatan_code,batch_id"),
        ("baris", "1;drop"),
        ("nilai", "period"),
        ("melintang", "person_count"),
        ("judul", "fr"),
        ("jenjang", "rudenim"),
    ],
)
def test_a_choice_that_there_is_not_is_noted(name: str, value: str) -> None:
    view, notes = parse_view({"wilayah": "33.19", name: value}, CHOICES)
    assert notes == [f"Tautan memuat '{name}={value}' yang tidak dikenal; bagian itu diabaikan."]
    assert getattr(view, name) == getattr(View("33", ""), name)


def test_a_public_link_to_the_full_grain_shows_another_table_and_says_so() -> None:
    view, notes = parse_view({"tabel": FULL_GRAIN, "kewarganegaraan": "CHN"}, PUBLIC)
    assert make_request(view).table == "out_kecamatan_month"
    assert notes == [
        "Tabel rincian tidak ada dalam versi publik; yang ditampilkan tabel lain.",
        "Saringan tidak ada dalam versi publik; yang ditampilkan semua orang.",
    ]
