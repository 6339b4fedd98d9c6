"""What a stranger on the network meets: a real dashboard process, asked without a browser."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser  # starts the dashboard as a process
Answer = tuple[int, dict[str, str], bytes]
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def ask(server: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """Headers with underscores for hyphens."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    content = b"" if answer.status == 101 else answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/boundaries/x.json", "/health"])
def test_another_name_for_this_address_is_refused(server: str, path: str) -> None:
    """DNS rebinding: a page of another site whose name now means this machine."""
    assert ask(server, path, Host="evil.example")[0] in (400, 403)
    assert ask(server, path)[0] in (200, 404)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 101),
        ({"Host": "evil.example"}, 400),
        ({"Origin": "https://evil.example"}, 403),
    ],
)
def test_the_websocket_opens_for_this_host_and_origin_only(server: str, headers: dict[str, str], status: int) -> None:
    own = {"Host": urlsplit(server).netloc, "Origin": server}
    assert ask(server, "/_stcore/stream", **(own | UPGRADE | headers))[0] == status


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/sessions", "/_stcore/agent/run"])
def test_doors_for_machines_are_closed(server: str, path: str) -> None:
    assert [ask(server, path, method)[0] for method in ("GET", "POST")] == [404, 404]


def test_a_file_can_not_be_sent_without_a_session_and_its_token(server: str) -> None:
    status, _headers, _body = ask(server, "/_stcore/upload_file/made-up/made-up", "PUT", b"x" * 100)
    assert status in (400, 403)


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/access.csv",
        "/static/../dashboard.py",
        "/boundaries/..%2f..%2fwarehouse%2fCURRENT",
        "/boundaries/%2e%2e/%2e%2e/audit/audit.sqlite",
        "/fonts/..%2f..%2fconfig.py",
        "/media/anything",
    ],
)
def test_no_path_leads_to_a_file_of_ours(server: str, path: str) -> None:
    """A page's address answers with the empty frame of the app, which holds nothing."""
    status, headers, body = ask(server, path)
    is_frame = headers.get("content-type", "").startswith("text/html") and b"<title>Streamlit</title>" in body
    assert status in (400, 403, 404) or is_frame


def test_every_page_tells_the_browser_to_keep_to_this_host(server: str) -> None:
    _status, headers, _body = ask(server, "/")
    assert {name: headers.get(name) for name in ("x-content-type-options", "referrer-policy")} == {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
    }
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_an_answer_allows_no_other_site_to_read_it(server: str) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/health"):
        assert "access-control-allow-origin" not in ask(server, path, Origin="https://evil.example")[1]
