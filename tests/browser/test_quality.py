"""The quality page as a user meets it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_completeness_is_shown_by_kabupaten_and_by_kecamatan(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/mutu")
    chart = page.locator(".js-plotly-plot")
    expect(chart.locator(".legend")).to_contain_text("Semua kecamatan melapor")
    expect(chart.locator(".legend")).to_contain_text("Belum lapor")
    expect(chart.locator(".ytick")).to_have_count(35)
    page.get_by_role("combobox", name="Wilayah").fill("Kudus")
    page.get_by_role("option", name="Kab. Kudus").click()
    expect(chart.locator(".ytick")).to_have_count(9)
    expect(chart.locator(".legend")).to_contain_text("Melapor 0")
    page.wait_for_url("**wilayah=33.19**")
    assert (visit.outside, visit.errors) == ([], [])
