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


def test_enter_in_a_field_neither_saves_half_a_follow_up_nor_says_so_in_english(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/tim_pora?wilayah=33.19&periode=2024-03")
    page.get_by_text("Catat atau ubah tindak lanjut").click()
    page.get_by_label("Tindak lanjut, tanpa nama orang").fill("Pendataan")
    date = page.get_by_label("Tanggal rapat")
    date.fill("19/3/2024")
    date.press("Enter")
    page.get_by_role("button", name="Simpan", exact=True).focus()
    visit.settle()
    expect(page.get_by_label("Tindak lanjut, tanpa nama orang")).to_have_value("Pendataan")  # a saved form is empty
    expect(date).to_have_value("19/3/2024")
    expect(page.get_by_text("Press Enter")).to_have_count(0)
