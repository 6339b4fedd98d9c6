"""A deck before and in the meeting: shown by keyboard on a projector, followed in a second window, arranged, taken
along."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from pora import paths
from pora.access.roles import LOCAL_USER, Scope
from pora.deck.make import make_deck
from pora.deck.store import load_agenda
from pora.export.verify import verify_bundle
from pora.warehouse.db import use_snapshot
from tests.browser.conftest import Visit, open_window

pytestmark = pytest.mark.browser
DECK = "paparan?wilayah=33.19&periode=2024-11"
SHORT = "paparan?wilayah=33.19.02&periode=2024-11"  # four slides
PROJECTORS: list[ViewportSize] = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]

# Texts of the slide in view: those beyond its edges, those smaller than 24 pixels of a slide 1280 wide, pairs that
# cover each other.
MEASURE = """() => {
  const svg = document.querySelector(".pora-show svg"), whole = svg.getBoundingClientRect();
  const scale = whole.width / 1280;
  const texts = [...svg.querySelectorAll("text")].map((text) => ({
    words: text.textContent,
    box: text.getBoundingClientRect(),
    size: parseFloat(getComputedStyle(text).fontSize),
  }));
  const isOut = ({ box }) =>
    Math.min(box.left - whole.left, box.top - whole.top, whole.right - box.right, whole.bottom - box.bottom) < -1;
  // The line box of a text is higher than its letters.
  const touch = (a, b) =>
    a.box.left < b.box.right - 2 && b.box.left < a.box.right - 2 &&
    a.box.top + 0.25 * a.box.height < b.box.bottom - 0.25 * b.box.height &&
    b.box.top + 0.25 * b.box.height < a.box.bottom - 0.25 * a.box.height;
  const pairs = texts.flatMap((one, at) => texts.slice(at + 1).filter((other) => touch(one, other)).map(
    (other) => `${one.words} | ${other.words}`));
  return {
    out: texts.filter(isOut).map(({ words }) => words),
    small: texts.filter(({ size }) => size < 23.9).map(({ words, size }) => `${words} ${size}`),
    pairs,
    isFull: whole.width >= innerWidth - 1 && whole.height >= innerHeight - 1,
    count: texts.length,
    scale,
  };
}"""


def open_deck(visit: Visit, address: str, view: str = DECK) -> Page:
    page = visit.open(f"{address}/{view}")
    expect(page.locator(".pora-deck li").first).to_be_visible()
    return page


def shown(page: Page) -> str:
    """The number of the slide in the show: 3/14."""
    return page.locator(".pora-show svg text").last.text_content() or ""


@pytest.mark.parametrize("view", [DECK, "paparan?wilayah=33&periode=2024-11", f"{DECK}&versi=lengkap&bahasa=en"])
def test_a_deck_is_walked_by_keyboard_and_nothing_on_any_slide_is_cut(visit: Visit, server: str, view: str) -> None:
    page = open_deck(visit, server, view)
    count = page.locator(".pora-deck li").count()
    page.locator(".pora-deck .start").click()
    for projector in PROJECTORS:
        page.set_viewport_size(projector)
        for number in range(1, count + 1):
            assert shown(page) == f"{number}/{count}"
            found = page.evaluate(MEASURE)
            assert found["count"] > 2
            assert {name: found[name] for name in ("out", "small", "pairs")} == {"out": [], "small": [], "pairs": []}
            assert found["isFull"]
            page.keyboard.press(["ArrowRight", "Space", "PageDown", "ArrowDown"][number % 4])
        assert shown(page) == f"{count}/{count}", "The last slide stays."
        for key in ("PageUp", "ArrowLeft"):
            page.keyboard.press(key)
        assert shown(page) == f"{count - 2}/{count}"
        page.keyboard.press("Home")
        assert shown(page) == f"1/{count}"
    assert (visit.outside, visit.errors) == ([], [])


def test_b_blanks_the_screen_and_escape_ends_the_show_where_it_began(visit: Visit, server: str) -> None:
    page = open_deck(visit, server, SHORT)
    start = page.locator(".pora-deck .start")
    start.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pora-show svg")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".pora-show svg")).to_be_hidden()
    expect(page.locator(".pora-show")).to_have_css("background-color", "rgb(0, 0, 0)")
    page.keyboard.press("b")
    expect(page.locator(".pora-show svg")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".pora-show")).to_have_count(0)
    expect(start).to_be_focused()


def test_a_link_opens_the_show_at_its_slide_and_the_show_goes_on_without_the_server(visit: Visit, server: str) -> None:
    page = open_deck(visit, server, f"{DECK}#salindia-3")
    expect(page.locator(".pora-show")).to_be_visible()
    assert shown(page).startswith("3/")
    page.context.set_offline(True)
    page.keyboard.press("PageDown")
    assert shown(page).startswith("4/")
    assert page.url.endswith("#salindia-4")


def test_a_show_that_runs_alone_goes_around_and_stops_under_a_mark_when_its_data_are_too_old(
    browser: Browser, server: str
) -> None:
    with open_window(browser) as page:  # a clock that is set stays in its window
        page.clock.install()
        open_deck(Visit(page), server, f"{SHORT}#putar-10-900")
        count = page.locator(".pora-deck li").count()
        assert shown(page) == f"1/{count}"
        page.clock.run_for(10_000 * (count - 1))
        assert shown(page) == f"{count}/{count}"
        page.clock.run_for(10_000)
        assert shown(page) == f"1/{count}"
        page.clock.fast_forward(901 * 86_400_000)
        expect(page.locator(".pora-old")).to_contain_text("sudah terlalu lama")
        page.keyboard.press("Escape")
        expect(page.locator(".pora-show")).to_have_count(0)


def test_the_notes_in_a_second_window_follow_the_show_and_lead_it(visit: Visit, server: str) -> None:
    page = open_deck(visit, server)
    page.locator(".pora-deck .start").click()
    page.keyboard.press("PageDown")
    count = page.locator(".pora-deck li").count()
    notes = page.context.new_page()
    notes.goto(f"{server}/{DECK}&tampilan=catatan")
    expect(notes.locator(".pora-notes header")).to_contain_text(f"Salindia 2 / {count}")
    expect(notes.locator(".pora-notes .said")).to_contain_text("Kecamatan yang belum lapor bukan berarti nol")
    page.keyboard.press("PageDown")
    expect(notes.locator(".pora-notes header")).to_contain_text(f"Salindia 3 / {count}")
    notes.get_by_role("button", name="Maju").click()
    expect(page.locator(".pora-show svg text").last).to_have_text(f"4/{count}")
    expect(notes.locator(".pora-notes .then svg")).to_be_visible()


def test_small_figures_are_hidden_unless_exact_ones_are_asked_for_and_then_marked(visit: Visit, server: str) -> None:
    page = open_deck(visit, server)
    slides = page.locator(".pora-deck ol")
    expect(slides).to_contain_text("disamarkan")
    expect(slides).not_to_contain_text("TERBATAS")
    page.get_by_role("radio", name="Lengkap, TERBATAS").click()
    expect(page.locator(".pora-deck li").nth(3)).to_contain_text("TERBATAS")
    expect(slides).not_to_contain_text("Disamarkan")
    page.wait_for_url("**versi=lengkap**")


@pytest.fixture
def kept(served: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data of the dashboard, read by the test as by another process; agendas are gone after it."""
    monkeypatch.setenv("PORA_DATA_DIR", str(served))
    yield served
    shutil.rmtree(paths.decks(), ignore_errors=True)


def test_a_slide_from_another_page_an_order_and_words_are_kept_for_any_process(
    visit: Visit, server: str, kept: Path
) -> None:
    page = open_deck(visit, server, SHORT)
    slides = page.locator(".pora-deck li")
    count = slides.count()
    visit.open(f"{server}/{SHORT.replace('paparan', 'tren')}")
    page.get_by_role("button", name="Ke paparan").click()
    expect(page.get_by_text("Ditambahkan ke paparan Kota Kudus, Kab. Kudus, November 2024.")).to_be_visible()
    open_deck(visit, server, SHORT)
    expect(slides).to_have_count(count + 1)
    slides.nth(1).get_by_role("button").click()
    page.get_by_role("textbox", name="Judul").fill("Kudus terkendali")
    page.get_by_role("textbox", name="Judul").press("Tab")
    expect(
        page.get_by_text("Judul disunting penyaji; menurut data: Kota Kudus, Kab. Kudus: 16 orang asing")
    ).to_be_visible()
    page.get_by_role("button", name="Turun", exact=True).click()
    expect(slides.nth(2)).to_contain_text("Kudus terkendali")
    visit.settle()
    open_deck(visit, server, SHORT)
    expect(slides).to_have_count(count + 1)
    expect(slides.nth(2)).to_contain_text("Kudus terkendali")
    agenda = load_agenda(LOCAL_USER, area_code="33.19.02", period="2024-11")
    assert agenda
    made = make_deck(use_snapshot(), Scope("public"), agenda).slides
    assert (len(made), made[2].title) == (count + 1, "Kudus terkendali")


def test_the_frozen_bundle_of_the_page_can_be_verified(visit: Visit, server: str, kept: Path) -> None:
    page = open_deck(visit, server, SHORT)
    page.get_by_role("radio", name="Paket beku").click()
    visit.settle()
    page.get_by_role("button", name="Buat berkas").click()
    button = page.get_by_role("button", name="Unduh contoh-sintetis_paparan_33.19.02_2024-11.zip")
    button.wait_for(timeout=120_000)
    with page.expect_download() as download:
        button.click()
    data = download.value.path().read_bytes()
    assert any(name.endswith(".pptx") for name in zipfile.ZipFile(io.BytesIO(data)).namelist())
    assert verify_bundle(data).problems == ()
