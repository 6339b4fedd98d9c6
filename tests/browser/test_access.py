"""Access for all: words in the reader's language, light and dark, keyboard, narrow screens, the rules of axe-core."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Error, Locator, Page, expect

from pora import theme
from tests.browser.conftest import LAPTOP, Visit
from tests.browser.pages import VIEWS

pytestmark = pytest.mark.browser

# What axe finds in parts of Streamlit that we can't change: rule, part, why it is there.
EXCEPTIONS = (
    ("presentation-role-conflict", ".stFileUploader", "the drop zone has a name, but the role of a mere ornament"),
    ("list", "[data-testid=stSidebarNav]", "on a narrow screen the sections of the menu stand between its list items"),
    ("listitem", "[data-testid=stSidebarNav]", "the same"),
)

# Streamlit's own words. None of its settings changes them.
BUILT_IN = (
    "Skip to main content",
    "Logo",  # the sign in the frame
    "Navigate to home page",
    "App pages",
    "Sidebar",
    "(Expand|Collapse) sidebar",
    "Main menu",
    "Theme",
    "System",
    "Light",
    "Dark",
    "About",
    "Made with Streamlit v.*",
    "Copy version to clipboard",
    "Open",  # the arrow of a select box, for screen readers
    "Choose an option",  # under the choice that is made, so never seen
    r"\d+ options available\.",
    "No results",
    r"Running\.\.\.",
    "Show/hide columns",
    "Search",
    "Fullscreen",
    "file upload",
    "Upload",  # hidden; our own words stand there
    r"\d+MB per file",
)
ENGLISH = re.compile(
    r"\b(the|and|of|to|no|not|for|with|by|is|this|each|all|more|less|options?|results?|choose|select(ed)?|drag|drop|files?"
    r"|browse|limit|press|enter|apply|show|hide|close|open|menu|main|navigate|home|sidebar|search|download|full ?screen"
    r"|skip|content|app|pages?|clear|expand|collapse|loading|running|theme|light|dark|system|about|made|copy|version"
    r"|upload|remove|sort|columns?|pin|table|list|available|reset|logo|errors?|link|heading|step|click|month|year"
    r"|count|reported|reporting|number|source|period|category|foreign|refugees?)\b",
    re.IGNORECASE,
)
READ_WORDS = """() => {
  const found = new Set();
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || element.closest("svg:not(.main-svg), [data-testid=stIconMaterial]")) continue;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.add(node.textContent.trim());
    for (const name of ["aria-label", "title", "placeholder", "alt"]) found.add(element.getAttribute(name) ?? "");
  }
  return [...found].filter(Boolean);
}"""


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
# Notes what has the keyboard; true where the browser takes it back, after the last part of the page.
MARK_FOCUS = """() => {
  document.activeElement.dataset.reached = true;
  return document.activeElement === document.body;
}"""


def find_english(page: Page) -> Iterator[str]:
    for text in page.evaluate(READ_WORDS):
        if ENGLISH.search(text) and not any(re.fullmatch(known, text) for known in BUILT_IN):
            yield text


RUN_AXE = """async (exceptions) => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const isKnown = (rule, target) =>
    exceptions.some(([id, part]) => id === rule && document.querySelector(target)?.closest(part));
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes
      .filter(({ target }) => !isKnown(id, target[0]))
      .map(({ html, failureSummary }) => `${id} (${impact}): ${html.slice(0, 200)} ${failureSummary}`),
  );
}"""


def find_violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN_AXE, EXCEPTIONS)
    return found


@pytest.fixture(scope="module")
def second_window(browser: Browser) -> Iterator[Page]:
    """One that keeps its page from test to test."""
    page = browser.new_page(viewport=LAPTOP, locale="id-ID")
    yield page
    page.close()


@pytest.fixture(scope="module", params=VIEWS)
def opened(second_window: Page, server: str, request: pytest.FixtureRequest) -> Page:
    """A page on a laptop, light, in Indonesian; opened once for all questions about it."""
    second_window.set_viewport_size(LAPTOP)
    return Visit(second_window, [server]).open(f"{server}/{request.param}")


def test_axe_finds_nothing_that_we_cause(opened: Page) -> None:
    assert find_violations(opened) == []


def test_no_english_is_left_in_indonesian_but_streamlits_own_words(opened: Page) -> None:
    opened.get_by_test_id("stMainMenuButton").click()
    opened.get_by_test_id("stMainMenuList").wait_for()
    found = list(find_english(opened))
    opened.keyboard.press("Escape")
    assert found == []


def test_the_tab_key_reaches_everything_that_can_be_worked(opened: Page) -> None:
    rounds = 0  # the first one begins where the page was worked last
    for _press in range(500):
        opened.keyboard.press("Tab")
        rounds += opened.evaluate(MARK_FOCUS)
        if rounds == 2:
            break
    assert rounds == 2, "The keyboard is caught."
    assert opened.evaluate(FIND_UNREACHED) == []


def test_a_narrow_screen_never_scrolls_sideways(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 844})
    for part in ("stMainMenuButton", "stExpandSidebarButton"):
        expect(opened.get_by_test_id(part)).to_be_in_viewport(ratio=1)
    with suppress(Error):  # what does not fit is then named
        opened.wait_for_function(f"() => !({FIND_WIDE})().length", timeout=20_000)
    assert opened.evaluate(FIND_WIDE) == []


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_that_we_cause_in_the_dark(visit: Visit, server: str, view: str) -> None:
    visit.page.emulate_media(color_scheme="dark")
    assert find_violations(visit.open(f"{server}/{view}")) == []


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
    expect(page.get_by_role("heading", name="Sources and definitions")).to_be_visible(timeout=30_000)
    page.wait_for_url("**/sumber?**bahasa=en**")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("radio", name="ID").click()
    expect(page.get_by_role("heading", name="Sumber dan definisi")).to_be_visible(timeout=30_000)
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
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kab. Kudus, March 2024", timeout=30_000)


def test_a_language_that_there_is_not_is_named_and_indonesian_stays(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/sumber?bahasa=xx")
    expect(page.get_by_text("'bahasa=xx'")).to_be_visible()
    expect(page.get_by_role("heading", name="Sumber dan definisi")).to_be_visible()
    page.wait_for_url(lambda address: "bahasa" not in address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_and_figures_follow_the_readers_system_from_the_first_run(
    visit: Visit, server: str, scheme: theme.ColorMode
) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(f"{server}/tren")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", say_rgb(theme.PALETTES[scheme].ground))
    expect(first_figure(page)).to_have_css("background-color", say_rgb(theme.PALETTES[scheme].ground))


def test_figures_follow_when_the_reader_turns_the_page_dark(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/tren")
    expect(first_figure(page)).to_have_css("background-color", say_rgb(theme.PALETTES["light"].ground))
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    expect(first_figure(page)).to_have_css("background-color", say_rgb(theme.PALETTES["dark"].ground), timeout=30_000)


def first_figure(page: Page) -> Locator:
    return page.locator(".js-plotly-plot .main-svg").first


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
