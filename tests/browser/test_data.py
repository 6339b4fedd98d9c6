"""The page Data as an analyst works it: a table is arranged, kept under a name, opened again, taken as a file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from etl.__main__ import main
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
VIEW = "data?wilayah=33.19&periode=2024-03"


def choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=box, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def expect_what_the_page_shows(page: Page) -> None:
    """Of its downloads as it opens."""
    for button, encoding, delimiter in (
        ("Unduh CSV (RFC 4180)", "utf-8", ","),
        ("Unduh CSV untuk Excel", "utf-8-sig", ";"),
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        assert download.value.suggested_filename.startswith(
            "contoh-sintetis_out_kecamatan_month_33.19_2024-03_orang_asing_"
        )
        text = Path(download.value.path()).read_text(encoding)
        rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
        counts = {row["kecamatan_name"]: row["person_count"] or row["status"] for row in rows}
        assert sum(int(count) for count in counts.values() if count.isdigit()) == 48
        assert [name for name, count in counts.items() if count == "[x]"] == ["Undaan", "Mejobo", "Jekulo"]


def test_a_download_holds_what_the_page_shows_and_an_arranged_table_is_kept_opened_again_and_is_the_file_of_the_command(
    visit: Visit, server: str, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit.open(f"{server}/{VIEW}")
    expect_what_the_page_shows(page)
    page.get_by_role("heading", name="Data", exact=True).scroll_into_view_if_needed()
    visit.settle()  # a list that is opened while the page scrolls is closed again
    choose(page, "Tabel", "Semua rincian sekaligus")
    page.wait_for_url("**tabel=case_counts**")
    choose(page, "Rentang", "sejak Januari 2024")
    page.wait_for_url("**dari=2024-01**")
    page.get_by_role("button", name="Susun").click()
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_url("**baris=period**")
    choose(page, "Rincian yang tetap", "Izin tinggal")
    page.wait_for_url("**baris=izin_tinggal**")
    page.keyboard.press("Escape")
    choose(page, "Nilai yang menjadi kolom", "Periode")
    page.wait_for_url("**melintang=period**")
    page.get_by_role("radio", name="Indonesia").click()
    page.wait_for_url("**judul=id**")
    page.keyboard.press("Escape")
    expect(page.get_by_text(re.compile(r"^4 baris, 8 kolom, kira-kira 1 kB sebagai CSV$"))).to_be_visible()
    arranged = page.url

    page.get_by_role("button", name="Tautan dan simpanan").click()
    page.get_by_role("textbox", name="Simpan tampilan ini dengan nama").fill("Izin per bulan")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("button", name="Izin per bulan", exact=False).first).to_be_visible()

    page = visit.open(f"{server}/{VIEW}")
    page.get_by_role("button", name="Tautan dan simpanan").click()
    page.get_by_role("button", name="Izin per bulan").first.click()
    page.wait_for_url("**judul=id**")
    assert set(page.url.partition("?")[2].split("&")) == set(arranged.partition("?")[2].split("&"))
    page.keyboard.press("Escape")
    expect(page.get_by_text(re.compile("^4 baris, 8 kolom"))).to_be_visible()
    page.get_by_text("SQL di balik tabel ini").click()
    expect(page.get_by_text("sum(person_count) FILTER (period IS NOT DISTINCT FROM $across_0)").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh CSV (RFC 4180)").click()

    monkeypatch.setenv("PORA_DATA_DIR", str(built))
    options = ["--area", "33.19", "--since", "2024-01", "--period", "2024-03", "--category", "orang_asing"]
    options += ["--dimensions", "izin_tinggal", "--across", "period", "--headings", "id"]
    made = tmp_path / "made.csv"
    assert main(["export", "case_counts", *options, "--output", str(made)]) == 0
    assert Path(download.value.path()).read_bytes() == made.read_bytes()
    assert (visit.outside, visit.errors) == ([], [])
