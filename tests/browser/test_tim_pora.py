"""The page Tim Pora as a user meets it: what is known, what is not, links that restore the view."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", name=text, exact=True)).to_be_visible()


def test_a_meeting_leads_to_its_figure_on_the_map(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/tim_pora?wilayah=33.19&periode=2024-03")
    expect(page.get_by_text("19 Maret 2024 (tahun belum pasti)").first).to_be_visible()
    page.get_by_role("link", name="Di peta: Kab. Kudus 48 orang asing").click()
    heading(page, "Kab. Kudus: 48 orang asing di 6 kecamatan, rincian tidak diterbitkan")
    assert "angka=17" in page.url
    assert (visit.outside, visit.errors) == ([], [])


def test_the_figure_of_completeness_has_words_and_a_table(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/tim_pora?wilayah=33.19&periode=2024-03")
    figure = page.get_by_label("Tabel warna: 9 wilayah, April 2023 sampai Maret 2024.").first
    expect(figure).to_be_visible()
    page.get_by_text("Sebagai tabel").click()
    row = page.get_by_role("row", name="Undaan belum lapor melapor")
    expect(row).to_be_visible()


def test_the_url_restores_place_month_and_category_and_names_what_it_can_not_follow(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/tim_pora?wilayah=kanim-pemalang&periode=2024-07&kategori=pengungsi&angka=0")
    expect(page.get_by_text("'angka=0'")).to_be_visible()
    expect(page.get_by_text("Kecamatan melapor, Juli 2024")).to_be_visible()
    expect(page.get_by_text("1 dari 91").first).to_be_visible()
    page.get_by_role("combobox", name="Wilayah").fill("Wakanda")
    words = "one => getComputedStyle(one, '::after').content"  # of Streamlit's own there is only "No results"
    assert page.get_by_text("No results", exact=True).evaluate(words) == '"Tidak ditemukan"'
    page.get_by_role("combobox", name="Wilayah").fill("Brebes")
    page.get_by_role("option", name="Kab. Brebes").click()
    heading(page, "Kab. Brebes: tim kabupaten/kota disebut terbentuk; tim kecamatan belum diketahui")
    page.wait_for_url("**wilayah=33.29**")
    page.reload()
    heading(page, "Kab. Brebes: tim kabupaten/kota disebut terbentuk; tim kecamatan belum diketahui")
    expect(page.get_by_text("laporan pengungsi")).to_be_visible()
