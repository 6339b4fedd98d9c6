"""Figures as a reader meets them: a map that stays while its numbers change, a click, words, a narrow screen, paper."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
CANVAS = "canvas.maplibregl-canvas"
VIEW = f"""() => {{
  const map = document.querySelector("{CANVAS}").closest(".js-plotly-plot")._fullLayout.map._subplot.map;
  return [map.getCenter().lng, map.getCenter().lat, map.getZoom()].map((number) => number.toFixed(4));
}}"""


def read_view(page: Page) -> list[str]:
    """Where the map looks at: longitude, latitude, zoom."""
    view: list[str] = page.evaluate(VIEW)
    return view


def choose_period(visit: Visit, words: str) -> None:
    """Chooses a month and waits until the map has been told of it and has drawn it."""
    before = visit.page.get_by_role("img", name="Peta").first.get_attribute("aria-label")
    visit.page.get_by_role("combobox", name="Periode").click()
    visit.page.get_by_role("option", name=words).click()
    expect(visit.page.get_by_role("img", name="Peta").first).not_to_have_attribute("aria-label", before or "")
    visit.settle()


def move_by_hand(page: Page) -> None:
    box = page.locator(CANVAS).first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 - 60, box["y"] + box["height"] / 2 - 30, steps=5)
    page.mouse.up()


def test_a_view_moved_by_hand_stays_when_the_month_changes_and_gives_way_to_another_area(
    visit: Visit, server: str
) -> None:
    page = visit.open(f"{server}/peta?wilayah=33&periode=2024-03&ukuran=kepadatan")
    start = read_view(page)
    canvas = page.locator(CANVAS).first.element_handle()
    move_by_hand(page)
    page.wait_for_function(f"start => JSON.stringify(({VIEW})()) !== start", arg=json.dumps(start).replace(" ", ""))
    moved = read_view(page)
    choose_period(visit, "April 2024")
    assert read_view(page) == moved
    page.get_by_role("combobox", name="Wilayah").fill("Kudus")
    page.get_by_role("option", name="Kab. Kudus").click()
    page.wait_for_function(f"moved => ({VIEW})()[2] !== moved", arg=moved[2])
    assert canvas.evaluate("one => one.isConnected"), "the map was built anew"
    assert visit.errors == []


def test_the_words_of_a_map_stand_on_the_canvas_that_the_keyboard_reaches(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03")
    images = page.get_by_role("img", name="Peta: Orang asing")
    expect(images).to_have_count(1)
    assert images.evaluate("image => [image.tagName, image.tabIndex]") == ["CANVAS", 0]


def test_two_figures_on_a_page_load_plotly_once_and_streamlits_own_copy_never(visit: Visit, server: str) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open(f"{server}/tren")
    assert len([url for url in asked if "/scripts/plotly" in url]) == 1
    assert [url for url in asked if "PlotlyChart" in url] == []
    assert visit.outside == []


def test_on_a_narrow_screen_the_legend_stands_below_the_map(visit: Visit, server: str) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    visit.open(f"{server}/peta?wilayah=33&periode=2024-03")
    canvas, legend = (
        page.locator(where).first.bounding_box() for where in (CANVAS, ".js-plotly-plot:has(canvas) .legend")
    )
    assert canvas and legend
    assert canvas["width"] > 300
    assert legend["y"] >= canvas["y"] + canvas["height"]
    assert legend["x"] + legend["width"] <= 390
    figure = page.locator(".js-plotly-plot:has(canvas)").first.bounding_box()
    assert figure
    assert legend["y"] + legend["height"] <= figure["y"] + figure["height"]


def test_a_map_is_on_paper_too(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03&ukuran=kepadatan")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    copy = page.locator(".pora-copy")
    expect(copy).to_have_count(1)
    colours = copy.evaluate(
        "one => new Set(new Uint32Array("
        "one.getContext('2d').getImageData(0, 0, one.width, one.height).data.buffer)).size"
    )
    assert colours > 10
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(copy).to_have_count(0)


def test_where_the_script_is_missing_a_sentence_stands_with_the_words_and_the_next_change_draws(
    visit: Visit, server: str
) -> None:
    page = visit.page

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/scripts/plotly*", refuse)
    visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03")
    expect(page.get_by_text("Gambar ini tidak dapat ditampilkan.").first).to_contain_text("Belum lapor: Undaan")
    page.unroute("**/scripts/plotly*", refuse)
    page.get_by_role("combobox", name="Periode").click()
    page.get_by_role("option", name="April 2024").click()
    page.locator(CANVAS).first.wait_for()
    expect(page.get_by_text("Gambar ini tidak dapat ditampilkan.")).to_have_count(0)
