"""Access for all beyond a page as it opens: what opens over it, another language, the dark, the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pora import theme
from tests.browser.conftest import Visit
from tests.browser.reading import find_english, find_violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("view", ["", "peta"])
def test_what_opens_over_a_page_is_for_all_too(visit: Visit, server: str, view: str) -> None:
    page = visit.open(f"{server}/{view}")
    buttons = page.get_by_test_id("stPopoverButton").all()
    assert buttons
    for button in buttons:
        button.click()
        page.get_by_test_id("stPopoverBody").wait_for()
        assert (find_violations(page), list(find_english(page))) == ([], [])
        page.keyboard.press("Escape")


def test_axe_finds_nothing_in_english_and_on_a_narrow_screen(visit: Visit, server: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    assert find_violations(visit.open(f"{server}/peta?bahasa=en")) == []


def test_every_word_of_the_frame_follows_the_language_from_page_to_page(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03&bahasa=en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("March 2024")
    page.get_by_test_id("stTopNavSection").filter(has_text="About").click()
    page.get_by_role("menuitem", name="Source").click()
    expect(page.get_by_role("heading", name="Sources and definitions")).to_be_visible()
    page.wait_for_url("**/sumber?**bahasa=en**")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("radio", name="ID").click()
    expect(page.get_by_role("heading", name="Sumber dan definisi")).to_be_visible()
    expect(page.get_by_test_id("stTopNavSection").filter(has_text="Tentang")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    page.wait_for_url(lambda address: "bahasa" not in address)


def test_the_language_stays_when_the_view_changes_and_a_reload_restores_both(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?periode=2024-03&bahasa=en")
    page.get_by_role("combobox", name="Area").fill("Kudus")
    page.get_by_role("option", name="Kab. Kudus").click()
    page.wait_for_url("**wilayah=33.19**")
    assert "bahasa=en" in page.url
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kab. Kudus, March 2024")


def test_a_language_that_there_is_not_is_named_and_indonesian_stays(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/sumber?bahasa=xx")
    expect(page.get_by_text("'bahasa=xx'")).to_be_visible()
    expect(page.get_by_role("heading", name="Sumber dan definisi")).to_be_visible()
    page.wait_for_url(lambda address: "bahasa" not in address)


def test_page_and_figures_follow_the_readers_system_from_the_first_run(visit: Visit, server: str) -> None:
    visit.page.emulate_media(color_scheme="dark")
    expect_color_mode(visit.open(f"{server}/tren"), "dark")


def test_page_and_figures_are_light_where_the_system_is_and_follow_when_the_reader_turns_them_dark(
    visit: Visit, server: str
) -> None:
    page = visit.open(f"{server}/tren")
    expect_color_mode(page, "light")
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    expect_color_mode(page, "dark")


def expect_color_mode(page: Page, mode: theme.ColorMode) -> None:
    for part in (page.get_by_test_id("stApp"), page.locator(".js-plotly-plot .main-svg").first):
        expect(part).to_have_css("background-color", say_rgb(theme.PALETTES[mode].ground))


def say_rgb(color: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(color[1:]))


def press_until(page: Page, name: str) -> None:
    """Tab, until the part of the page with this name has the keyboard."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.ariaLabel") == name:
            return
    pytest.fail(f"Tab does not reach '{name}'.")


def test_drilling_and_coming_back_takes_no_more_than_a_keyboard(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?periode=2024-03")
    for box, typed, area in (
        ("Wilayah", "Kab. Kudus", "wilayah=33.19&"),
        ("Kecamatan", "Kota Kudus", "wilayah=33.19.02&"),
        ("Wilayah", "Provinsi", "wilayah=33&"),
    ):
        press_until(page, box)
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(typed)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{area}**")
        visit.settle()
        page.evaluate("document.activeElement.blur()")
