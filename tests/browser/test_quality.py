"""The quality page as a user meets it."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import FloatRect, Locator, expect

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


def test_on_a_phone_the_table_of_colours_is_colours_and_months_apart(visit: Visit, server: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(f"{server}/mutu")
    chart = page.locator(".js-plotly-plot")
    expect(chart.locator(".heatmap-label text")).to_have_count(0)
    boxes = [_require_box(one) for one in chart.locator(".xtick").all()]
    assert len(boxes) >= 4
    assert all(left["x"] + left["width"] <= right["x"] for left, right in itertools.pairwise(boxes)), boxes
    assert boxes[-1]["x"] + boxes[-1]["width"] <= 390
    legend = _require_box(chart.locator(".legend"))
    assert legend["y"] + legend["height"] <= min(box["y"] for box in boxes)


def _require_box(one: Locator) -> FloatRect:
    box = one.bounding_box()
    assert box
    return box
