"""Sign-in in a real browser, against a real provider on this machine that insists on PKCE and a nonce."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import LAPTOP, Visit, open_window, visit_as_new
from tests.visits import free_port, run_dashboard, run_provider, write_secrets

pytestmark = pytest.mark.browser
LIST = "user,role,areas,valid_until\npenyaji@example.org,penyaji,,\nadmin@example.org,admin,,\n"
LINK = "data?wilayah=33.19&periode=2024-03&bahasa=en"
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
NO_ACCESS = "Akun ini tidak memiliki akses, atau tidak lagi."


@dataclass
class Site:
    address: str
    provider: str
    access_list: Path


@pytest.fixture(scope="module")
def site(kudus_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("sign_in")
    shutil.copytree(kudus_data, folder / "data", ignore=shutil.ignore_patterns("*.lock"))
    port = free_port()
    with (
        run_provider(port) as provider,
        run_dashboard(folder / "data", write_secrets(folder / "secrets.toml", port)) as address,
    ):
        yield Site(address, provider, folder / "data" / "access.csv")


@pytest.fixture
def tab(window: Page, site: Site) -> Iterator[Visit]:
    """A browser that has never been here, and knows these two servers only."""
    site.access_list.write_text(LIST)
    with visit_as_new(window, site.address, site.provider) as visit:
        yield visit


def sign_in(tab: Visit, site: Site, user: str, path: str = "") -> Page:
    page = tab.open(f"{site.address}/{path}")
    page.get_by_role("button", name=re.compile("Masuk|Sign in")).click()
    page.get_by_role("button", name=user).click()
    page.wait_for_url(f"{site.address}/**")
    page.get_by_test_id("stMainBlockContainer").get_by_role("heading").first.wait_for(timeout=60_000)
    tab.settle()
    return page


def test_the_door_shows_no_page_and_sends_to_the_provider_with_pkce(tab: Visit, site: Site) -> None:
    page = tab.open(f"{site.address}/data?wilayah=33.19")
    assert set(page.locator("body").inner_text().split("\n")) - {""} == {
        "Skip to main content",
        "ID",
        "EN",
        "Dasbor Pora",
        "Halaman ini hanya untuk petugas yang terdaftar.",
        "login",  # the icon
        "Masuk",
    }
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Halaman ini hanya untuk petugas yang terdaftar.")).to_be_visible()
    page.get_by_text("EN", exact=True).click()
    expect(page.get_by_text("This site is for registered staff only.")).to_be_visible()
    with page.expect_request(f"{site.provider}/oauth2/authorize**") as asked:
        page.get_by_role("button", name="Sign in").click()
    query = parse_qs(urlsplit(asked.value.url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert (len(query["code_challenge"][0]), len(query["state"]), len(query["nonce"])) == (43, 1, 1)
    assert query["redirect_uri"] == [f"{site.address}/oauth2callback"]
    page.wait_for_url(f"{site.provider}/**")  # there, and no longer on the way


def test_a_presenter_comes_back_to_the_link_is_told_it_is_not_theirs_sees_the_own_pages_and_signs_out(
    tab: Visit, site: Site
) -> None:
    page = sign_in(tab, site, "penyaji@example.org", LINK)
    expect(page.get_by_role("heading", name="This page is not available to your account.")).to_be_visible()
    assert page.url == f"{site.address}/{LINK}"
    expect(page.get_by_role("dialog")).to_have_count(0)  # Streamlit's own
    menu = page.get_by_test_id("stHeader")
    expect(menu.get_by_text("Meetings")).to_be_visible()
    expect(menu.get_by_text("Analysts")).to_have_count(0)
    page.get_by_role("button", name="penyaji@example.org").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.provider}/**")  # signed out there, too
    tab.open(f"{site.address}/peta")
    expect(page.get_by_role("button", name="Masuk")).to_be_visible()


def expect_the_frame_to_fit(tab: Visit) -> None:
    """With an account in it, on a telephone and on a laptop."""
    page = tab.page
    for screen, parts in ((TELEPHONE, ("language", "account")), (LAPTOP, ("add_to_deck", "language", "account"))):
        page.set_viewport_size(screen)
        tab.settle()
        boxes = [page.locator(f".st-key-{part}").bounding_box() for part in parts]
        boxes.append(page.get_by_test_id("stMainMenu").bounding_box())
        assert all(boxes)
        for left, right in zip(boxes, boxes[1:], strict=False):
            assert left and right and left["x"] + left["width"] <= right["x"]
        assert boxes[-1] and boxes[-1]["x"] + boxes[-1]["width"] <= screen["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


def test_an_admin_comes_back_to_the_link_in_a_frame_that_fits_takes_files_along_and_sends_them(
    tab: Visit, site: Site
) -> None:
    page = sign_in(tab, site, "admin@example.org", LINK)
    expect(page.get_by_role("heading", name="Data", exact=True)).to_be_visible()
    assert page.url == f"{site.address}/{LINK}"
    expect_the_frame_to_fit(tab)
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Download CSV (RFC 4180)").click()
    assert b"33.19" in download.value.path().read_bytes()
    tab.open(f"{site.address}/unggah")
    with page.expect_response("**/_stcore/upload_file/**") as answer:
        page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b\n"})
    assert answer.value.status == 204
    expect(page.get_by_role("button", name="Remove a.csv")).to_be_visible()


def test_who_is_removed_while_a_page_is_open_is_out_at_the_next_click(tab: Visit, site: Site) -> None:
    page = sign_in(tab, site, "admin@example.org")
    tab.open(f"{site.address}/data?wilayah=33.19")
    expect(page.get_by_role("heading", name="Data")).to_be_visible()
    site.access_list.write_text(LIST.replace("admin@example.org,admin,,\n", ""))
    page.get_by_text("Pengungsi", exact=True).last.click()
    expect(page.get_by_text(NO_ACCESS)).to_be_visible()
    tab.settle()
    assert page.get_by_role("heading", name="Data").count() == 0
    assert page.get_by_role("button").filter(has_text="Unduh").count() == 0
    expect(page.get_by_test_id("stHeader").get_by_text("Analis")).to_have_count(0)


def test_an_admin_ends_the_sessions_of_an_account_and_its_open_page_shows_the_door_by_itself(
    tab: Visit, site: Site, browser: Browser
) -> None:
    page = sign_in(tab, site, "penyaji@example.org")
    heading = page.get_by_test_id("stMainBlockContainer").get_by_role("heading").first
    with open_window(browser) as other:
        admins = sign_in(Visit(other), site, "admin@example.org")
        admins.get_by_role("button", name="admin@example.org").click()
        admins.get_by_role("button", name="Sesi terbuka").click()
        listed = admins.get_by_role("dialog")
        expect(listed.get_by_text("penyaji@example.org")).to_be_visible()
        expect(heading).not_to_have_text("Dasbor Pora")
        admins.locator(".st-key-end_penyaji-example-org").get_by_role("button", name="Keluarkan").click()
        expect(listed.get_by_text("penyaji@example.org")).to_have_count(0)
        expect(listed.get_by_text("admin@example.org")).to_be_visible()
    expect(page.get_by_text("Sesi Anda diakhiri oleh pengelola.")).to_be_visible()
    expect(page.get_by_role("button", name="penyaji@example.org")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Sesi Anda diakhiri oleh pengelola.")).to_be_visible()
    expect(page.get_by_text("Anda masuk sebagai")).to_be_visible()


def test_whose_address_the_provider_does_not_vouch_for_is_told_so_and_can_leave(tab: Visit, site: Site) -> None:
    page = sign_in(tab, site, "belum@example.org")
    expect(page.get_by_text("Penyedia masuk belum memastikan alamat surel Anda.")).to_be_visible()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    expect(page.get_by_test_id("stHeader").get_by_text("Pimpinan")).to_have_count(0)
    assert page.get_by_text("belum@example.org").count() == 0
