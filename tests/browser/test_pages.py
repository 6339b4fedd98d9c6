"""What only a browser shows: the pages as a user meets them, with the network closed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pora.config import ROOT
from tests.browser.conftest import Visit
from tests.browser.pictures import expect_painted

pytestmark = pytest.mark.browser


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", name=text, exact=True)).to_be_visible()


def test_tiles_ask_no_other_host_and_raise_no_error(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?lapis=petak")
    expect_painted(page)
    assert (visit.outside, visit.errors) == ([], [])
    expect(page.get_by_text("DATA CONTOH SINTETIS")).to_be_visible()


def test_a_select_box_drills_to_the_kecamatan_and_the_url_restores_it(visit: Visit, server: str) -> None:
    page = visit.open(f"{server}/peta?wilayah=33.19&periode=2024-03")
    page.get_by_role("combobox", name="Wilayah").fill("Wakanda")
    words = "one => getComputedStyle(one, '::after').content"  # of Streamlit's own there is only "No results"
    assert page.get_by_text("No results", exact=True).evaluate(words) == '"Tidak ditemukan"'
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Kecamatan").click()
    page.get_by_role("option", name="Dawe").click()
    heading(page, "Dawe, Kab. Kudus, Maret 2024: 5 orang asing")
    page.wait_for_url("**wilayah=33.19.09**")
    page.reload()
    heading(page, "Dawe, Kab. Kudus, Maret 2024: 5 orang asing")


def test_a_fresh_server_is_first_asked_for_a_deep_link_and_then_follows_each_snapshot_without_a_restart(
    visit: Visit, start_server, built: Path, tmp_path: Path
) -> None:
    data_dir = tmp_path / "data"
    address = start_server(data_dir)
    visit.own_hosts.append(address)
    page = visit.page
    page.goto(f"{address}/data?wilayah=33.19&periode=2024-03")
    expect(page.get_by_text("Belum ada data. Jalankan: python -m etl build")).to_be_visible()
    expect(page.get_by_test_id("stTopNavSection").filter(has_text="Analis")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)

    shutil.copytree(built, data_dir, dirs_exist_ok=True)
    page.goto(f"{address}/peta?wilayah=33.19&periode=2024-03")
    heading(page, "Kab. Kudus, Maret 2024: 48 orang asing; 6 dari 9 kecamatan melapor")

    case_table = tmp_path / "kudus.csv"
    case_table.write_text("period,kecamatan_code,category,person_count\n2024-03,33.19.01,orang_asing,7\n", "utf-8")
    command = [sys.executable, "-m", "etl", "load", str(case_table), "--office", "kanim-semarang"]
    subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PORA_DATA_DIR": str(data_dir)}, check=True, capture_output=True
    )
    page.reload()
    heading(page, "Kab. Kudus, Maret 2024: 7 orang asing; 1 dari 9 kecamatan melapor")
