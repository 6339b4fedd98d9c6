"""The pages of trends and of refugees as a user meets them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
KUDUS = "tren?wilayah=33.19&periode=2024-03"
PEMALANG = "pengungsi?wilayah=kanim-pemalang&periode=2024-07"


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def open_table(page: Page, number: int) -> None:
    page.get_by_text("Sebagai tabel").nth(number).click()


def test_lines_are_named_at_their_end_and_the_url_restores_them(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/tren?wilayah=33.19")
    page.get_by_test_id("stButtonGroup").get_by_text("Izin tinggal").click()
    page.wait_for_url("**rinci=izin**")
    visit.settle()
    page.reload()
    lines = page.locator(".js-plotly-plot").first
    for name in ("(ITAS)", "(ITK)", "(ITAP)", "Tidak dirinci", "Kecamatan melapor"):
        expect(lines).to_contain_text(name)
    open_table(page, 0)
    expect(page.locator("table.pora tbody tr")).to_have_count(24)


def test_every_kabupaten_has_a_panel_that_leads_to_it_in_the_same_language(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/tren?bahasa=en&sumbu=sama")
    pictures = page.locator(".panels img")
    expect(pictures).to_have_count(35)
    assert page.evaluate("[...document.querySelectorAll('.panels img')].every(one => one.naturalWidth > 0)")
    link = page.locator(".panels a", has_text="Kab. Kudus")
    assert "Kab. Kudus: " in (link.get_by_role("img").get_attribute("alt") or "")
    link.focus()
    page.keyboard.press("Enter")
    title(page, "Kab. Kudus")
    expect(page.locator(".panels a")).to_have_count(9)
    for part in ("wilayah=33.19&", "sumbu=sama", "bahasa=en"):
        assert part in page.url


def test_on_a_telephone_the_panels_stand_two_beside_each_other(visit: Visit, server: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(f"{server}/tren")
    boxes = [panel.bounding_box() for panel in page.locator(".panels a").all()[:3]]
    first, second, third = [(box["x"], box["y"]) for box in boxes if box]
    assert first[1] == second[1] < third[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
