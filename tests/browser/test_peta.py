"""The map page as a reader works it: choices and links, comparison, months that play, a click and its panel."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from pora.config import ROOT
from tests.browser.conftest import Visit, needs_boundaries, open_window

pytestmark = pytest.mark.browser
MAP = ".pora-map svg"
LEGEND = ".pora-map:not(.alone) .legend"


def read_page(page: Page) -> dict[str, list[str]]:
    """All that a view says: title and finding, choices in words, legend, panel."""
    page.locator(LEGEND).first.wait_for()
    parts = {
        "title": "h1, .finding",
        "choices": ".st-key-map_controls p",
        "legend": LEGEND,
        "panel": ".st-key-map_detail",
    }
    return {name: page.locator(where).all_inner_texts() for name, where in parts.items()}


def choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=box, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def click_map(visit: Visit, across: float, down: float) -> None:
    """A click on a place of the map, as shares of its size, after the tooltip has come."""
    page = visit.page
    box = page.locator(MAP).first.bounding_box()
    assert box
    place = (box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    page.mouse.move(place[0] - 4, place[1])
    page.mouse.move(*place)
    expect(page.locator(".pora-map .tip")).to_be_visible()
    page.mouse.click(*place)


def test_choices_write_a_link_that_opens_the_same_view_for_another_reader(
    visit: Visit, server: str, browser: Browser
) -> None:
    page = visit.open(f"{server}/peta?periode=2024-03")
    choose(page, "Ukuran", "Persen dari kab/kota")
    page.wait_for_url("**ukuran=bagian**")
    page.get_by_role("button", name="Saring").click()
    choose(page, "Kewarganegaraan", "Tiongkok")
    page.wait_for_url("**kewarganegaraan=CHN**")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Pengaturan").click()
    page.get_by_role("radio", name="Wilayah kerja kantor imigrasi").click()
    page.wait_for_url("**garis=kantor**")
    page.get_by_role("radio", name="Kuantil").click()
    page.wait_for_url("**metode=kuantil**")
    page.keyboard.press("Escape")
    choices = re.compile("Saringan: Tiongkok; (petak; )?garis kantor imigrasi; kuantil, 5 kelas")
    expect(page.get_by_text(choices).first).to_be_visible()
    visit.settle()
    said = read_page(page)
    assert said["title"][0] == (
        "Provinsi Jawa Tengah, Maret 2024: orang asing, persen dari kabupaten/kota tertinggi di Mirit, Kab. Kebumen "
        "(100,0%, 1 dari 1), hanya Tiongkok"
    )
    assert any(choices.fullmatch(text) for text in said["choices"])
    with open_window(browser) as other:
        assert read_page(Visit(other).open(page.url)) == said


def test_a_choice_made_while_the_page_still_follows_the_one_before_stays(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?periode=2024-03&ukuran=bagian")
    page.get_by_role("button", name="Pengaturan").click()
    page.get_by_role("radio", name="Wilayah kerja kantor imigrasi").click()
    page.get_by_role("radio", name="Kuantil").click()
    page.get_by_role("radio", name="Bulan ini saja").click()
    page.get_by_role("radio", name="7").click()
    expect(page.get_by_text("Garis kantor imigrasi; skala bulan ini; kuantil, 7 kelas").first).to_be_visible()
    visit.settle()
    chosen = "wilayah=33&periode=2024-03&ukuran=bagian&skala=sendiri&metode=kuantil&kelas=7&garis=kantor"
    assert set(page.url.partition("?")[2].split("&")) == set(chosen.split("&"))


@needs_boundaries
def test_two_months_stand_side_by_side_under_one_legend(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03&ukuran=kepadatan")
    page.get_by_role("radio", name="Dua bulan").click()
    choose(page, "Dibandingkan dengan", "dan Maret 2023")
    expect(page.get_by_role("heading", name=re.compile("^Maret 2023: "))).to_be_visible()
    expect(page.get_by_role("heading", name="Maret 2024: 48")).to_be_visible()
    visit.settle()
    expect(page.locator(MAP)).to_have_count(2)
    expect(page.locator(LEGEND)).to_have_count(1)
    expect(page.get_by_text("Satu skala untuk semua bulan")).to_be_visible()


def test_the_months_play_until_they_are_stopped_or_end_the_keyboard_moves_them_and_one_without_a_report_looks_so(
    visit: Visit, server: str
) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19.04&periode=2024-03&cara=waktu")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "Maret 2024, belum ada laporan")
    expect(page.locator(".pora-player .marks i.none")).not_to_have_count(0)
    slider = page.get_by_role("slider", name="Bulan pada peta")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Januari 2023")
    page.wait_for_url("**periode=2023-01**")
    expect(page.get_by_role("button", name="Bulan sebelumnya")).to_be_disabled()
    page.get_by_role("button", name="Bulan berikutnya").click()
    page.wait_for_url("**periode=2023-02**")
    page.get_by_role("button", name="Putar").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maret 2023")
    expect(page.get_by_role("heading", level=1)).to_contain_text("April 2023")
    page.get_by_role("button", name="Jeda").click()
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_url("**periode=2024-12**")
    page.get_by_role("button", name="Bulan sebelumnya").click()
    page.wait_for_url("**periode=2024-11**")
    page.get_by_role("button", name="Putar").click()
    page.wait_for_url("**periode=2024-12**")
    expect(page.get_by_role("button", name="Putar")).to_be_visible()
    expect(page.get_by_role("button", name="Jeda")).to_have_count(0)
    assert visit.errors == []


def test_a_play_goes_on_from_the_month_that_was_asked_for_and_ends_with_the_last(window: Page) -> None:
    """Whether that month has come or not: from the last one it would play all months anew."""
    window.goto("about:blank")
    told = window.evaluate(
        """async (source) => {
            const script = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
            const { default: show } = await import(script);
            const months = ["2024-10", "2024-11", "2024-12"].map((period) => ({ period, label: period, note: "" }));
            const words = { month: "Bulan", previous: "Sebelumnya", next: "Berikutnya", play: "Putar", pause: "Jeda" };
            const told = [];
            const setTriggerValue = (_name, period) => told.push(period);
            show({ data: { months, words, index: 2 }, parentElement: document.body, setTriggerValue });
            const [back, play] = document.querySelectorAll("button");
            back.click();
            play.click();
            return [...told, play.title];
        }""",
        (ROOT / "pora" / "ui" / "map" / "player.js").read_text("utf-8"),
    )
    assert told == ["2024-11", "2024-12", "Putar"]


@needs_boundaries
def test_a_click_opens_the_panel_that_leads_into_the_area_and_back(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?periode=2024-03&ukuran=kepadatan")
    panel = page.locator(".st-key-map_detail")
    title = page.get_by_role("heading", level=1).inner_text()
    click_map(visit, 0.5, 0.62)
    page.wait_for_url("**pilih=33.**")
    expect(panel).not_to_contain_text("Provinsi Jawa Tengah")
    expect(panel).to_contain_text("batch ")
    assert page.get_by_role("heading", level=1).inner_text() == title
    panel.get_by_role("button", name="Tutup").click()
    expect(panel).to_contain_text("Provinsi Jawa Tengah")
    assert "pilih" not in page.url
    visit.settle()
    click_map(visit, 0.5, 0.62)
    panel.get_by_role("button", name=re.compile("^Buka K")).click()
    page.wait_for_url("**wilayah=33.**")
    panel.get_by_role("button", name="Tutup").click()
    back = panel.get_by_role("button", name="Provinsi Jawa Tengah")
    back.click()
    page.wait_for_url("**wilayah=33&**")
    expect(back).to_be_hidden()


def test_in_a_kabupaten_a_click_is_what_the_select_box_does(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03&ukuran=kepadatan")
    click_map(visit, 0.5, 0.5)
    page.wait_for_url("**wilayah=33.19.0*")
    heading = page.locator(".st-key-map_detail h2")
    expect(heading).to_have_text(re.compile(", Kab. Kudus$"))
    name = heading.inner_text().split(",")[0]
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{name}, Kab. Kudus")
    expect(page.get_by_role("combobox", name="Kecamatan")).to_have_value(name)


def test_map_and_numbers_are_above_the_fold_and_the_choices_stay_where_they_are_whatever_is_chosen(
    visit: Visit, server: str
) -> None:
    def places(page: Page) -> list[float]:
        boxes = [page.locator(part).first.bounding_box() for part in (".st-key-map_controls", MAP)]
        return [box["y"] for box in boxes if box]

    page = visit.open(f"{server}/peta?periode=2024-03")
    for part in ("h1", ".st-key-map_controls", MAP, ".st-key-map_detail .value", ".st-key-map_detail .months img"):
        expect(page.locator(part).first).to_be_in_viewport(ratio=1)
    before = places(page)
    for query in ("ukuran=perubahan", "kewarganegaraan=CHN", "wilayah=kanim-pemalang&kategori=pengungsi"):
        page = visit.open(f"{server}/peta?periode=2024-03&{query}")
        page.locator(MAP).wait_for()
        assert places(page) == before
