"""Printed on A4: figures fit the paper, choices are gone, source and date stay."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.conftest import Visit, open_window

pytestmark = pytest.mark.browser
PAPER: ViewportSize = {"width": 718, "height": 1047}  # A4 less margins of 10 mm, in pixels of CSS
CHOICES = (
    "[data-testid=stHeader], [data-testid=stSelectbox], [data-testid=stButtonGroup], [data-testid=stPopover], "
    "[data-testid=stButton], .fold, .pora-map .buttons"
)

FIGURE, SIDE = ".st-key-summary_figure", ".st-key-summary_body > :last-child"


@pytest.mark.parametrize(
    "view", ["?wilayah=33.19&periode=2024-12", "peta?wilayah=33&periode=2024-12", "pengungsi", "tren"]
)
def test_figures_fit_the_paper_choices_go_and_source_and_date_stay(visit: Visit, server: str, view: str) -> None:
    page = visit.page
    page.set_viewport_size(PAPER)
    visit.open(f"{server}/{view}")
    page.emulate_media(media="print")
    expect(page.locator(CHOICES).filter(visible=True)).to_have_count(0)
    for words in (r"Keadaan \d+ \w+ \d{4} · Sumber: tabel kasus", r"Snapshot \d{8}-"):
        expect(page.get_by_text(re.compile(words)).last).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PAPER["width"]
    for figure in page.locator(".pora-map svg, .js-plotly-plot").all():
        box = figure.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= PAPER["width"] and box["height"] < PAPER["height"]
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("view", ["", "?wilayah=33.19&periode=2024-03"])
def test_lengthwise_the_first_page_is_one_sheet_where_no_part_lies_on_another(
    visit: Visit, server: str, view: str
) -> None:
    printed = visit.open(f"{server}/{view}").pdf(format="A4", landscape=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
    visit.page.set_viewport_size({"width": PAPER["height"], "height": PAPER["width"]})
    visit.page.emulate_media(media="print")
    figure, side = (visit.page.locator(one).bounding_box() for one in (FIGURE, SIDE))
    assert figure and side and figure["x"] + figure["width"] <= side["x"]


@pytest.mark.parametrize("view", ["pengungsi?periode=2024-03", "tren?wilayah=33.19&periode=2024-03"])
def test_charts_that_were_drawn_for_a_wide_screen_keep_their_words_on_paper(
    browser: Browser, server: str, view: str
) -> None:
    """Between screen and paper no script runs, so nothing is drawn anew: here nobody is told of the change of size."""
    with open_window(browser) as page:
        page.add_init_script("window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} }")
        Visit(page).open(f"{server}/{view}")
        page.set_viewport_size(PAPER)
        page.emulate_media(media="print")
        charts = page.locator(".js-plotly-plot").all()
        assert charts
        for chart in charts:
            room = chart.bounding_box()
            boxes = [text.bounding_box() for text in chart.locator("text").filter(visible=True).all()]
            assert room and room["width"] <= PAPER["width"]
            assert [box for box in boxes if box and box["x"] + box["width"] > room["x"] + room["width"] + 1] == []
