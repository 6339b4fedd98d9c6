"""What is asked of every page; each is opened once for all questions about it.

Network, looks (`make look` renews the pictures, on purpose), the rules of axe-core in light and dark, words in the
reader's language, keyboard, narrow screens.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Error, Page, expect

from pora import theme
from pora.config import ROOT
from tests.browser.conftest import LAPTOP, Visit, needs_boundaries, visit_as_new
from tests.browser.pages import PAGES, VIEWS
from tests.browser.pictures import KEPT, LARGEST, compare, expect_painted, find_day, take_picture
from tests.browser.reading import OF_COLORS, find_english, find_violations

pytestmark = pytest.mark.browser

# Elements beyond the right edge, unless they lie in a box that scrolls or cuts them.
FIND_WIDE = """() => {
  const isCut = (element) => {
    for (let box = element.parentElement; box && box.dataset.testid !== "stMain"; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible" && box.getBoundingClientRect().right <= innerWidth) return true;
    }
    return false;
  };
  return [...document.querySelectorAll("[data-testid=stMain] *")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !isCut(element))
    .map((element) => element.outerHTML.slice(0, 120));
}"""

# What can be worked but does not get the keyboard, one stop for a group of radio buttons or a select box.
FIND_UNREACHED = """() => {
  const parts = "a[href], button, input, select, textarea, summary, [role=button], [role=radio], .pora-table";
  const groups = "[role=radiogroup], .stSelectbox, .stFileUploader, .stDataFrame";
  return [...document.querySelectorAll(parts)]
    .filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.matches(":disabled"))
    .filter((part) => !(part.closest(groups) ?? part).matches("[data-reached], :has([data-reached])"))
    .map((part) => part.outerHTML.slice(0, 160));
}"""
# Has the keyboard begin before the first part of the page.
START_KEYBOARD = """() => {
  const first = document.createElement("a");
  first.tabIndex = 0;
  document.body.prepend(first);
  first.focus();
  first.remove();
}"""
# Notes what has the keyboard; true where the browser takes it back, after the last part of the page.
MARK_FOCUS = """() => {
  document.activeElement.dataset.reached = true;
  return document.activeElement === document.body;
}"""


# No word is written in one of these colours any more.
IS_WITHOUT = """(colors) => ![...document.querySelectorAll("[data-testid=stMain] *")]
  .some((element) => colors.includes(getComputedStyle(element).color))"""


@pytest.fixture(scope="module", params=VIEWS)
def view(request: pytest.FixtureRequest) -> str:
    """A page, or another view of one, by its address."""
    return str(request.param)


@pytest.fixture(scope="module")
def opened(window: Page, server: str, view: str) -> Iterator[Visit]:
    """That page on a laptop, light, in Indonesian. Tests that change the window come last."""
    with visit_as_new(window, server) as visited:
        visited.open(f"{server}/{view}")
        yield visited


@needs_boundaries
@pytest.mark.skipif(
    not KEPT.exists() and not os.environ.get("RENEW_LOOK"), reason="No pictures are kept yet: make look."
)
@pytest.mark.parametrize("view", PAGES, indirect=True)
def test_it_looks_as_it_did(opened: Visit, view: str, built: Path, tmp_path: Path) -> None:
    """The first test, since it shows the page as it opens."""
    opened.page.wait_for_load_state("networkidle")
    picture = take_picture(opened.page, find_day(built))
    kept = KEPT / f"{view or 'ringkasan'}.webp"
    if os.environ.get("RENEW_LOOK"):
        KEPT.mkdir(exist_ok=True)
        picture.save(kept, quality=80, method=6)
        assert kept.stat().st_size <= LARGEST
        return
    picture.save(tmp_path / f"{kept.stem}.png")
    difference = compare(picture, Image.open(kept))
    assert difference.is_small, f"{difference}: compare {tmp_path / kept.stem}.png with {kept.relative_to(ROOT)}"


def test_it_asks_no_other_host_and_raises_no_error(opened: Visit, view: str) -> None:
    if view == "" or view.startswith("peta"):
        expect_painted(opened.page)
    expect(opened.page.get_by_text("DATA CONTOH SINTETIS").first).to_be_visible()
    expect(opened.page.get_by_text("Halaman ini gagal ditampilkan")).to_have_count(0)
    assert (opened.outside, opened.errors) == ([], [])


def test_axe_finds_nothing_that_we_cause(opened: Visit) -> None:
    assert find_violations(opened.page) == []


def test_no_english_is_left_in_indonesian_but_streamlits_own_words(opened: Visit) -> None:
    page = opened.page
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_test_id("stMainMenuList").wait_for()
    found = list(find_english(page))
    page.keyboard.press("Escape")
    assert found == []


def test_the_tab_key_reaches_everything_that_can_be_worked(opened: Visit) -> None:
    page = opened.page
    page.evaluate(START_KEYBOARD)
    for _press in range(250):
        page.keyboard.press("Tab")
        if page.evaluate(MARK_FOCUS):
            break
    else:
        pytest.fail("The keyboard is caught.")
    assert page.evaluate(FIND_UNREACHED) == []


# Choices beside each other of which some are out of sight.
FIND_CUT_CHOICES = """() => [...document.querySelectorAll('[role=radiogroup]')]
    .filter(group => group.scrollWidth > group.clientWidth).map(group => group.innerText)"""


def test_a_laptop_shows_every_choice(opened: Visit) -> None:
    assert opened.page.evaluate(FIND_CUT_CHOICES) == []


def test_a_narrow_screen_never_scrolls_sideways(opened: Visit) -> None:
    page = opened.page
    page.set_viewport_size({"width": 390, "height": 844})
    for part in ("stMainMenuButton", "stExpandSidebarButton"):
        expect(page.get_by_test_id(part)).to_be_in_viewport(ratio=1)
    with suppress(Error):  # what does not fit is then named
        page.wait_for_function(f"() => !({FIND_WIDE})().length")
    assert page.evaluate(FIND_WIDE) == []
    assert page.evaluate(FIND_CUT_CHOICES) == []


def test_axe_finds_nothing_that_we_cause_where_the_reader_turns_to_the_dark(opened: Visit) -> None:
    page = opened.page
    page.set_viewport_size(LAPTOP)
    page.emulate_media(color_scheme="dark")
    light, dark = (theme.PALETTES[one] for one in ("light", "dark"))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", say_rgb(dark.ground))
    for figure in page.locator(".js-plotly-plot").all():
        expect(figure.locator(".main-svg").first).to_have_css("background-color", say_rgb(dark.ground))
    page.wait_for_function(IS_WITHOUT, arg=[say_rgb(light.ink), say_rgb(light.ink_muted)])
    for _turn in range(3):  # a run that begins meanwhile fades what it draws anew
        opened.settle()
        if not (found := find_violations(page, *OF_COLORS)):  # nothing else is another
            break
    assert found == []


def say_rgb(color: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(color[1:]))
