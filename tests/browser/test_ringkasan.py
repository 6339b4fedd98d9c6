"""The first page on a laptop, on a wall, on a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Visit, needs_boundaries

pytestmark = pytest.mark.browser
VIEWS = [
    "",
    "?wilayah=33.19&periode=2024-03",
    "?wilayah=33.29.05&periode=2024-07&kategori=pengungsi",
    "?wilayah=kanim-pemalang&periode=2024-07&kategori=pengungsi",
    "?wilayah=33.28&periode=2023-09",
]
SCREENS: list[ViewportSize] = [{"width": 1366, "height": 768}, {"width": 1920, "height": 1080}]


def wait_for_map(page: Page) -> None:
    page.locator(".pora-map svg").wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")


def wait_until_drawn_anew(page: Page) -> None:
    """The map has the size of its place, which a larger screen makes larger."""
    page.wait_for_function(
        "() => { const [box, map] = ['.st-key-summary_figure', '.pora-map svg'].map((name) =>"
        " document.querySelector(name).getBoundingClientRect());"
        " return Math.abs(box.width - map.width) < 2 && Math.abs(box.height - map.height) < 2; }"
    )


def measure(page: Page, selector: str) -> dict[str, float]:
    """Inner and scrolled size of an element."""
    size: dict[str, float] = page.locator(selector).first.evaluate(
        "e => ({width: e.clientWidth, height: e.clientHeight, wide: e.scrollWidth, high: e.scrollHeight})"
    )
    return size


@needs_boundaries
@pytest.mark.parametrize("view", VIEWS)
def test_the_page_fits_on_one_screen_and_a_larger_one_has_a_larger_map(visit: Visit, server: str, view: str) -> None:
    page = visit.open(f"{server}/{view}")
    expect(page.get_by_text("DATA CONTOH SINTETIS")).to_be_visible()
    areas = []
    for screen in SCREENS:
        page.set_viewport_size(screen)
        wait_for_map(page)
        wait_until_drawn_anew(page)
        for selector in ("html", "[data-testid=stMain]"):
            size = measure(page, selector)
            assert (size["high"] <= size["height"], size["wide"] <= size["width"]) == (True, True)
        box = page.locator(".pora-map svg").bounding_box()
        assert box
        areas.append(box["width"] * box["height"])
    assert areas[1] > 2 * areas[0]
    assert visit.errors == []


def test_every_figure_has_words_and_a_table_a_name_leads_to_its_kecamatan_and_a_number_to_its_page(
    visit: Visit, server: str
) -> None:
    page = visit.open(f"{server}/?wilayah=33.19&periode=2024-03")
    wait_for_map(page)
    expect(page.get_by_role("application", name="Peta: Orang asing")).to_be_visible()
    expect(page.get_by_role("img", name="Grafik bulanan: Orang asing.")).to_be_visible()
    expect(page.get_by_role("img", name="Maret 2024: 48 terbit = 48 di peta; cocok.")).to_be_visible()
    page.get_by_role("button", name="Tabel").click()
    tables = page.get_by_test_id("stPopoverBody")
    expect(tables.get_by_role("heading")).to_have_text(
        ["Per bulan", "Per wilayah", "Angka terbit dan tabel kasus, Maret 2024"]
    )
    expect(tables.get_by_role("row").nth(1)).to_contain_text("Maret 2024")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Jati").click()
    page.wait_for_url("**wilayah=33.19.03**")
    visit.settle()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jati, Kab. Kudus, Maret 2024: 17 orang asing")
    expect(page.locator(".top tr[aria-current]")).to_contain_text("Jati")
    page.get_by_role("link", name="Tidak dirinci").click()
    page.wait_for_url("**/peta?wilayah=33.19.03&periode=2024-03")


def test_a_click_on_the_map_opens_the_kabupaten_on_the_same_page(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/?periode=2024-03")
    wait_for_map(page)
    box = page.locator(".pora-map svg").bounding_box()
    assert box
    middle = (box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.62)
    page.mouse.move(middle[0] - 4, middle[1])
    page.mouse.move(*middle)
    expect(page.locator(".pora-map .tip")).to_be_visible()
    page.mouse.click(*middle)
    page.wait_for_url("**wilayah=33.**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kab. ")


def test_a_telephone_scrolls_down_alone_the_choices_fold_and_the_whole_map_is_in_the_first_screen(
    visit: Visit, server: str
) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(f"{server}/?wilayah=33.19&periode=2024-12")
    wait_for_map(page)
    size = measure(page, "[data-testid=stMain]")
    assert (size["high"] > size["height"], size["wide"] <= size["width"]) == (True, True)
    expect(page.locator(".st-key-summary_filters")).to_be_hidden()
    box = page.locator(".pora-map svg").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= 844
    page.get_by_text("Kab. Kudus · Desember 2024 · Orang asing").click()
    expect(page.locator(".st-key-summary_filters")).to_be_visible()


LABELS = """() => [...document.querySelectorAll('.pora-map svg text')].map((text) => {
  const lines = [...text.querySelectorAll('tspan')].map((line) => {
    const half = line.getComputedTextLength() / 2, x = +line.getAttribute('x'), y = +line.getAttribute('y');
    return [x - half, y - parseFloat(getComputedStyle(line).fontSize) * 0.7, x + half, y];
  });
  return { words: [...text.querySelectorAll('tspan')].map((line) => line.textContent).join(' '), lines };
})"""


def test_each_kecamatan_of_kudus_has_its_label_and_none_lies_on_another(visit: Visit, server: str) -> None:
    """Bae, between two large circles, had none."""
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-12")
    wait_for_map(page)
    labels = page.evaluate(LABELS)
    assert {"Bae", "Jati", "Kota Kudus"} <= {" ".join(one["words"].split()[:-1]) for one in labels}
    boxes = [(number, box) for number, one in enumerate(labels) for box in one["lines"]]
    for number, (left, top, right, bottom) in boxes:
        for other, (west, north, east, south) in boxes:
            is_apart = right <= west or east <= left or bottom <= north or south <= top
            assert other == number or is_apart, (labels[number]["words"], labels[other]["words"])
