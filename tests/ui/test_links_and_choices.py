"""What a link asks for is shown and stays in it, and a choice goes into it: of pages without a browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from tests.readers import read_sent, read_words, run_page

pytestmark = pytest.mark.usefixtures("exact_reader")
KUDUS = {"wilayah": "33.19", "periode": "2024-03"}
PEMALANG = {"wilayah": "kanim-pemalang", "periode": "2024-07"}


def open_page(page: str, **view: str) -> AppTest:
    return run_page(f"pages/{page}.py", **view)


def find(app: AppTest, start: str) -> str:
    """The one element that says this first."""
    (found,) = [one for one in read_words(app) if one.startswith(start)]
    return found


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            "wilayah=eks-karesidenan-pekalongan&periode=2024-03&ukuran=kepadatan&skala=sendiri",
            ["^eks Karesidenan Pekalongan, Maret 2024: ", "[Ss]kala bulan ini"],
        ),
        (
            "wilayah=33&periode=2024-07&kategori=pengungsi&kartu_unhcr=ya&tingkat=kabupaten_kota",
            ["^Provinsi Jawa Tengah, Juli 2024: 23 pengungsi, hanya Memegang kartu UNHCR"],
        ),
        (
            "wilayah=33&periode=2024-03&ukuran=perubahan&banding=2023-03&pilih=33.19.02",
            ["orang asing naik 729 sejak Maret 2023; perubahan nyata [+]676", "^Kota Kudus, Kab. Kudus 15 orang asing"],
        ),
        (
            "wilayah=33&periode=2024-03&lapis=petak&metode=manual&tepi=5%2C50",
            ["^Provinsi Jawa Tengah, Maret 2024: 10.060 orang asing", "^Petak; batas sendiri$"],
        ),
        (
            "wilayah=33.19.02&periode=2024-03&cara=berdampingan&banding=2023-03",
            ["^Kota Kudus, Kab. Kudus, Maret 2024: 15 orang asing", "^Maret 2023: 15", "^Maret 2024: 15"],
        ),
    ],
)
def test_a_map_says_what_its_link_asks_for_which_stays_as_it_is(link: str, said: list[str]) -> None:
    view = dict(parse_qsl(link))
    app = open_page("pimpinan/peta", **view)
    assert dict(app.query_params) == view
    assert [one for one in said if not any(re.search(one, words) for words in read_words(app))] == []


def test_the_table_has_the_numbers_of_the_map() -> None:
    shares = find(
        open_page("pimpinan/peta", **KUDUS, ukuran="bagian"), "Wilayah Orang asing, persen dari kabupaten/kota"
    )
    assert "Jati, Kab. Kudus 35,4% " in shares
    months = find(open_page("pimpinan/peta", **KUDUS, cara="berdampingan"), "Wilayah Februari 2024 Maret 2024")
    assert "Jati, Kab. Kudus 16 17 " in months


def test_typed_class_limits_are_followed_or_refused_in_words() -> None:
    app = open_page("pimpinan/peta", wilayah="33", periode="2024-03", lapis="petak", metode="manual")
    app.text_input[0].set_value("50; 5").run()
    assert "Tulis 1 sampai 6 angka positif yang naik" in find(app, "Batas kelas tidak dapat dipakai.")
    assert "tepi" not in app.query_params
    app.text_input[0].set_value("5; 50").run()
    assert dict(app.query_params)["tepi"] == "5,50"
    assert "50 atau lebih" in read_sent(app)


def test_the_published_view_of_kudus_splits_nothing() -> None:
    app = open_page("pimpinan/peta", sumber="terbit", angka="17")
    assert find(app, "Kab. Kudus: 48 orang asing di 6 kecamatan, rincian tidak diterbitkan")
    assert "Bagian dari 48" in read_sent(app) and "Tidak disebut" in read_sent(app)


def test_missing_reports_are_told_apart_from_a_change_of_people() -> None:
    app = open_page("pimpinan/tren", **KUDUS)
    assert find(app, "Kab. Kudus, Maret 2024: orang asing tetap sejak Februari 2024; perubahan nyata +1")
    assert "dari 3 kecamatan yang tidak lagi melapor" in find(app, "Tetap sejak Februari 2024")
    steps = find(app, "Langkah Orang")
    assert "Februari 2024, laporan pertama 48" in steps and "Tidak lagi melapor (3 kecamatan) −1" in steps
    assert "Perubahan nyata<br>(6 kecamatan)" in read_sent(app)


def test_another_month_to_compare_with_goes_into_the_url() -> None:
    app = open_page("pimpinan/tren", **KUDUS)
    (months,) = [box for box in app.selectbox if box.label == "Dibandingkan dengan"]
    months.set_value("2023-12").run()
    assert find(app, "Kab. Kudus, Maret 2024: orang asing tetap sejak Desember 2023")
    assert dict(app.query_params) == {**KUDUS, "banding": "2023-12"}


def test_pemalang_has_19_refugees_3_in_sirampog_and_16_not_placed_beside_what_was_published() -> None:
    app = open_page("pimpinan/pengungsi", **PEMALANG)
    place = "Wilayah Kantor Imigrasi Pemalang, Juli 2024"
    assert find(app, f"{place}: 19 pengungsi; 16 tidak dirinci; 1 dari 91 kecamatan melapor")
    assert find(app, "Angka terbit 17 Juli 2024: **19** (Kanim; rmoljawatengah.id)")
    assert find(app, "16 tidak dirinci per kecamatan")
    assert "jangan diteruskan" in find(app, "Pengungsi menurut Perpres 125/2016")
    assert find(app, "Kecamatan Pengungsi") == (
        "Kecamatan Pengungsi Sirampog, Kab. Brebes 3 Tidak dirinci per kecamatan 16 90 kecamatan lain belum lapor"
    )
    details = find(app, "Rincian Pengungsi")
    for name in ("Status UNHCR: Pengungsi 13", "Status UNHCR: Pencari suaka 6", "Kartu UNHCR: Memegang kartu UNHCR 15"):
        assert name in details


def test_the_page_of_teams_follows_place_month_and_category_and_names_what_it_can_not_follow() -> None:
    app = open_page("pimpinan/tim_pora", **PEMALANG, kategori="pengungsi", angka="0")
    assert find(app, "Tautan memuat 'angka=0' yang tidak dikenal")
    assert {"Kelengkapan laporan per tim", "1 dari 91", "laporan pengungsi"} <= {*read_words(app)}
    assert "Melapor Juli 2024" in find(app, "Tim Pembentukan")
    brebes = open_page("pimpinan/tim_pora", wilayah="33.29", periode="2024-07", kategori="pengungsi")
    assert find(brebes, "Kab. Brebes: tim kabupaten/kota disebut terbentuk; tim kecamatan belum diketahui")
    assert "laporan pengungsi" in read_words(brebes)


def test_the_figure_of_completeness_has_words_and_a_table() -> None:
    app = open_page("pimpinan/tim_pora", **KUDUS)
    assert "Tabel warna: 9 wilayah, April 2023 sampai Maret 2024." in read_sent(app)
    assert "Undaan belum lapor melapor " in find(app, "Tim Maret 2024 Februari 2024")
