"""Bagikan in a browser: picture and text are there, one can be saved, the other copied."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_map_is_shared_as_a_picture_to_save_and_a_text_to_copy(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-12")
    page.get_by_role("button", name="Bagikan").click()
    text = page.locator(".pora-share .text")
    expect(text).to_contain_text("Kab. Kudus")
    assert len(text.inner_text().splitlines()) == 5
    expect(page.locator(".pora-share img")).to_have_js_property("naturalWidth", 1080)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Unduh gambar").click()
    assert saved.value.suggested_filename == "contoh-sintetis_peta_33.19_2024-12.png"
    page.get_by_role("button", name="Salin teks").click()
    expect(page.locator(".pora-share .said")).not_to_be_empty()
    assert not visit.outside and not visit.errors
