"""To the provider and back, step by step without a browser: which cookies are set, and where a reader comes out."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Iterator
from email.message import Message
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from streamlit import auth_util

from tests.visits import COOKIE_SECRET, free_port, run_dashboard, run_provider, write_secrets

pytestmark = pytest.mark.browser  # starts the dashboard as a process
ORIGIN = "https://pora.example.org"  # the tests stand where the proxy would, which ends https
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def address(kudus_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("way_back")
    shutil.copytree(kudus_data, folder / "data", ignore=shutil.ignore_patterns("*.lock"))
    (folder / "data" / "access.csv").write_text("user,role,areas,valid_until\nadmin@example.org,admin,,\n")
    port = free_port()
    with (
        run_provider(port),
        run_dashboard(folder / "data", write_secrets(folder / "secrets.toml", port, ORIGIN)) as it,
    ):
        yield it


def ask(address: str, method: str = "GET", body: str | None = None, **headers: str) -> Message:
    """The headers of the answer."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    connection.request(method, f"{parts.path}?{parts.query}", body, {k: v for k, v in headers.items() if v})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers


def read_cookies(*answers: Message) -> SimpleCookie:
    return SimpleCookie("\r\n".join(line for answer in answers for line in answer.get_all("Set-Cookie", [])))


def sign_in(address: str, came_from: str, other_link: str = "") -> list[Message]:
    """What the dashboard answers at the way out and at the way back; `other_link` is put into our cookie."""
    token = auth_util.encode_provider_token("default")
    out = ask(f"{address}/auth/login?{urlencode({'provider': token})}", Referer=came_from)
    cookies = {name: one.value for name, one in read_cookies(out).items() if one["max-age"] != "0"}
    provider = ask(out["Location"], "POST", urlencode({"sub": "admin@example.org"}), **FORM)
    assert provider["Location"].startswith(f"{ORIGIN}/oauth2callback?")
    if other_link:
        cookies["pora_way_back"] = other_link
    words = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return [out, ask(provider["Location"].replace(ORIGIN, address), Cookie=words)]


@pytest.fixture(autouse=True)
def streamlit_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's button makes this token; the dashboard takes it for ten seconds or so."""
    monkeypatch.setattr(auth_util, "get_signing_secret", lambda: COOKIE_SECRET)


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        "https://evil.example/peta?wilayah=33.19",
        f"{ORIGIN}.evil.example/peta",
        f"{ORIGIN}@evil.example/peta",
        "http://pora.example.org/peta",
        f"{ORIGIN}//evil.example/",
        f"{ORIGIN}/\\evil.example",
        f"{ORIGIN}/%2fevil.example",
        f"{ORIGIN}/auth/logout",
        f"{ORIGIN}/peta?{'x' * 1501}",
    ],
)
def test_no_word_of_a_browser_leads_anywhere_but_to_a_page_of_this_dashboard(address: str, came_from: str) -> None:
    out, back = sign_in(address, came_from)
    assert read_cookies(out)["pora_way_back"]["max-age"] == "0"
    assert back["Location"] == "/"
    assert "_streamlit_user" in read_cookies(back)


@pytest.mark.parametrize("link", ["//evil.example", "https:%2F%2Fevil.example", "%2F%2Fevil.example", "/a%0D%0Ab: c"])
def test_a_cookie_that_someone_else_wrote_leads_nowhere_else_either(address: str, link: str) -> None:
    _out, back = sign_in(address, "", link)
    assert (back["Location"], "b" in back) == ("/", False)


def test_a_reader_comes_back_to_the_link_they_came_by_and_it_is_then_forgotten(address: str) -> None:
    out, back = sign_in(address, f"{ORIGIN}/peta?wilayah=33.19&periode=2024-03&kategori=pengungsi")
    kept = read_cookies(out)["pora_way_back"]
    assert (kept["path"], kept["max-age"], kept["httponly"]) == ("/oauth2callback", "600", True)
    assert back["Location"] == "/peta?wilayah=33.19&periode=2024-03&kategori=pengungsi"
    assert read_cookies(back)["pora_way_back"]["max-age"] == "0"


def test_no_cookie_goes_over_an_open_line_where_the_address_is_https(address: str) -> None:
    answers = [*sign_in(address, f"{ORIGIN}/peta"), ask(f"{address}/_stcore/health")]
    cookies = read_cookies(*answers)
    assert {*cookies} >= {"_streamlit_session", "_streamlit_user", "_streamlit_xsrf", "pora_way_back"}
    assert {name for name, one in cookies.items() if not one["secure"]} == set()
