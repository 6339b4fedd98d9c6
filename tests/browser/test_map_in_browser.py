"""A map as a reader meets it, without a graphics card: moved by hand, by keyboard, two as one, on a telephone."""

from __future__ import annotations

import io
import itertools
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Visit, needs_boundaries
from tests.browser.pictures import expect_painted

pytestmark = pytest.mark.browser
MAP = ".pora-map svg"


def read_view(page: Page, number: int = 0) -> str:
    """Where a map looks at: zoom, and the middle in its own units."""
    return str(page.locator(".pora-map").nth(number).get_attribute("data-view"))


def choose_period(visit: Visit, words: str) -> None:
    """Chooses a month and waits until the map has been told of it and has drawn it."""
    image = visit.page.get_by_role("application").first
    before = image.get_attribute("aria-label")
    visit.page.get_by_role("combobox", name="Periode").click()
    visit.page.get_by_role("option", name=words).click()
    expect(image).not_to_have_attribute("aria-label", before or "")
    visit.settle()


def middle_of(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_view_moved_by_hand_stays_when_the_month_changes_and_gives_way_to_another_area(
    visit: Visit, server: str
) -> None:
    page = visit.open(f"{server}/peta?wilayah=33&periode=2024-03&ukuran=kepadatan")
    start = read_view(page)
    drawn = page.locator(MAP).first.element_handle()
    page.mouse.move(*middle_of(page.locator(MAP).first))
    page.mouse.wheel(0, -400)
    x, y = middle_of(page.locator(MAP).first)
    page.mouse.down()
    page.mouse.move(x - 60, y - 30, steps=5)
    page.mouse.up()
    moved = read_view(page)
    assert moved != start and float(moved.split()[0]) > 2
    assert "pilih" not in page.url
    choose_period(visit, "April 2024")
    assert read_view(page) == moved
    page.get_by_role("combobox", name="Wilayah").fill("Kudus")
    page.get_by_role("option", name="Kab. Kudus").click()
    expect(page.locator(".pora-map").first).to_have_attribute("data-view", re.compile("^1[.]00 "))
    assert drawn.evaluate("one => one.isConnected"), "the map was built anew"
    assert visit.errors == []


def test_buttons_keys_and_a_double_click_move_the_map(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03")
    home = read_view(page)
    page.get_by_role("button", name="Perbesar").click()
    assert read_view(page).startswith("1.60 ")
    page.get_by_role("button", name="Seluruh peta").click()
    assert read_view(page) == home
    page.locator(f"{MAP} path[role=button]").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert read_view(page).startswith("2.56 ")
    page.keyboard.press("0")
    assert read_view(page) == home
    page.mouse.dblclick(*middle_of(page.locator(MAP).first))
    assert read_view(page).startswith("2.56 ")


@needs_boundaries
def test_the_keyboard_walks_from_neighbour_to_neighbour_and_opens_one(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03")
    expect(page.get_by_role("application", name="Peta: Orang asing")).to_have_count(1)
    area = page.locator(f"{MAP} path[role=button]")
    area.focus()
    expect(area).to_have_attribute("aria-label", "Jati, Kab. Kudus: 17 orang asing")
    expect(page.locator(f"{MAP} .focus")).to_have_count(1)
    walked = []
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(str(page.locator(":focus").get_attribute("aria-label")))
    assert walked == [
        "Mejobo, Kab. Kudus: belum lapor",
        "Bae, Kab. Kudus: 3 orang asing",
        "Dawe, Kab. Kudus: 5 orang asing",
        "Gebog, Kab. Kudus: 4 orang asing",
    ]
    page.keyboard.press("Enter")
    page.wait_for_url("**wilayah=33.19.08**")


def test_two_months_are_moved_as_one(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33&periode=2024-03&cara=berdampingan")
    page.mouse.move(*middle_of(page.locator(MAP).first))
    page.mouse.wheel(0, -500)
    views = [read_view(page, number) for number in (0, 1)]
    assert views[0] == views[1] and not views[0].startswith("1.00")


@pytest.mark.parametrize("area", ["33", "33.20"])
def test_far_islands_stand_in_a_frame(visit: Visit, server: str, area: str) -> None:
    page = visit.open(f"{server}/peta?wilayah={area}&periode=2024-03&ukuran=kepadatan")
    expect_painted(page)
    assert (visit.outside, visit.errors) == ([], [])
    if page.get_by_text("Batas wilayah belum terpasang").count():
        pytest.skip("insets need boundaries")
    expect(page.locator(f"{MAP} .frame")).to_have_count(1)


def test_states_differ_without_colours_and_where_no_island_is_far_no_frame_stands(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03&ukuran=kepadatan")
    expect(page.locator(f"{MAP} .frame")).to_have_count(0)
    fills = set(page.locator(f"{MAP} .area").evaluate_all("all => all.map(one => one.getAttribute('fill'))"))
    assert len([fill for fill in fills if fill.startswith("url(")]) == 1
    swatch = page.locator(".pora-map .legend li", has_text="Belum lapor").locator("i")
    grey = Image.open(io.BytesIO(swatch.screenshot())).convert("L")
    assert len({value // 16 for value in grey.crop((3, 3, 13, 13)).get_flattened_data()}) > 1


def test_in_a_grey_print_each_state_of_the_legend_differs_from_each_other(visit: Visit, server: str) -> None:
    """In lightness, or by the lines of its pattern."""
    page = visit.open(f"{server}/peta?wilayah=33&periode=2024-12")
    found = []
    for swatch in page.locator(".pora-map .legend li i:not(.round)").all():
        grey = Image.open(io.BytesIO(swatch.screenshot())).convert("L").crop((3, 3, 13, 13))
        values = list(grey.get_flattened_data())
        found.append((sum(values) / len(values), max(values) - min(values) > 24))
    assert len(found) >= 3
    pairs = itertools.combinations(found, 2)
    assert all(one[1] != other[1] or abs(one[0] - other[0]) > 4 for one, other in pairs), found


def test_the_map_of_refugees_is_in_the_first_screen_of_a_telephone_and_choices_fold(visit: Visit, server: str) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    visit.open(f"{server}/pengungsi?periode=2024-03")
    drawn = page.locator(MAP).first.bounding_box()
    assert drawn and drawn["y"] + drawn["height"] <= 844
    visit.open(f"{server}/tren?periode=2024-03")
    expect(page.get_by_role("combobox", name="Periode")).to_be_hidden()
    page.get_by_text("Provinsi Jawa Tengah · Maret 2024 · Orang asing").click()
    expect(page.get_by_role("combobox", name="Periode")).to_be_visible()


def test_what_was_zoomed_to_stays_where_one_month_becomes_two_and_six(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03")
    page.get_by_role("button", name="Perbesar").click()
    zoomed = read_view(page)
    for way, count in (("Dua bulan", 2), ("Enam bulan", 6), ("Satu peta", 1)):
        page.get_by_role("radio", name=way).click()
        expect(page.locator(".pora-map")).to_have_count(count)
        visit.settle()
        views = page.locator(".pora-map").evaluate_all("all => all.map((one) => one.dataset.view)")
        assert (way, views) == (way, [zoomed] * count)


@needs_boundaries
def test_six_small_maps_have_smaller_circles_than_one(visit: Visit, server: str) -> None:
    page = visit.page
    widths = "all => Math.max(...all.map((one) => one.getBoundingClientRect().width))"
    sizes = []
    for way in ("tunggal", "enam"):
        visit.open(f"{server}/peta?wilayah=33&periode=2024-03&cara={way}")
        sizes.append(page.locator(f"{MAP} circle").evaluate_all(widths))
    assert sizes[1] < sizes[0] / 2


def test_on_a_telephone_the_map_is_in_the_first_screen_and_a_tap_tells(visit: Visit, server: str) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    visit.open(f"{server}/peta?wilayah=33&periode=2024-03")
    drawn, legend = (page.locator(where).first.bounding_box() for where in (MAP, ".pora-map .legend"))
    assert drawn and legend
    assert drawn["y"] + drawn["height"] <= 844
    assert legend["y"] >= drawn["y"] + drawn["height"]
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 390
    expect(page.get_by_role("combobox", name="Periode")).to_be_hidden()
    page.get_by_text("Provinsi Jawa Tengah · Maret 2024 · Orang asing").click()
    expect(page.get_by_role("combobox", name="Periode")).to_be_visible()


def test_where_the_layer_is_missing_a_sentence_stands_with_the_words_and_the_next_change_draws(
    visit: Visit, server: str
) -> None:
    page = visit.page

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/boundaries/*", refuse)
    visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03")
    expect(page.get_by_text("Gambar ini tidak dapat ditampilkan.").first).to_contain_text("Belum lapor: Undaan")
    page.unroute("**/boundaries/*", refuse)
    page.get_by_role("combobox", name="Periode").click()
    page.get_by_role("option", name="April 2024").click()
    expect(page.locator(f"{MAP} .area").first).to_be_visible()
    expect(page.get_by_text("Gambar ini tidak dapat ditampilkan.")).to_have_count(0)
