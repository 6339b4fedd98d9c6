"""A chart as a reader meets it: Plotly comes once, where a page has a chart; a missing script is told in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_two_figures_on_a_page_load_plotly_once_and_streamlits_own_copy_never(visit: Visit, server: str) -> None:
    visit.open(f"{server}/tren")
    assert len([url for url in visit.asked if "/scripts/plotly" in url]) == 1
    assert [url for url in visit.asked if "PlotlyChart" in url] == []
    assert visit.outside == []


def test_a_page_with_maps_alone_asks_for_no_plotly(visit: Visit, server: str) -> None:
    visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03")
    assert [url for url in visit.asked if "plotly" in url.lower()] == []


def test_where_the_script_is_missing_a_sentence_stands_with_the_words(visit: Visit, server: str) -> None:
    page = visit.page

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/scripts/plotly*", refuse)
    visit.open(f"{server}/tren?wilayah=33.19")
    expect(page.get_by_text("Gambar ini tidak dapat ditampilkan.").first).to_contain_text("45 pada Januari 2023")
