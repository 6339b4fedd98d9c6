"""How a process lets readers in: what is half set up is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.requests import Request

from pora.access.provider import check_provider, is_loopback
from pora.config import ROOT
from pora.ui.sign_in import sign_in_mode
from pora.ui.sign_in.sign_in_mode import OwnMachineOnly, SignInMode, find_mode

PROVIDER: dict[str, Any] = {
    "redirect_uri": "https://pora.example.org/oauth2callback",
    "cookie_secret": "4f1c9a7be2d8063598bd1e7fa60c3d24",
    "client_id": "pora",
    "client_secret": "s",
    "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
    "client_kwargs": {"code_challenge_method": "S256"},
}
Set = Callable[..., None]


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    """Sets options of Streamlit; the mode is then decided anew."""
    given: dict[str, Any] = {
        "server.trustedUserHeaders": {},
        "server.baseUrlPath": "",
        "secrets.files": [],
        "server.address": "127.0.0.1",
        "server.allowedHosts": ["127.0.0.1", "localhost"],
    }
    monkeypatch.setattr(st, "get_option", given.__getitem__)
    find_mode.cache_clear()
    yield lambda name, value: given.update({name: value})
    find_mode.cache_clear()


@pytest.mark.parametrize("key", [*PROVIDER])
def test_a_provider_without_any_one_setting_is_refused(key: str) -> None:
    assert check_provider({name: value for name, value in PROVIDER.items() if name != key})


@pytest.mark.parametrize(
    "changed",
    [
        {"cookie_secret": "4f1c9a7be2d8063598bd1e7fa60c3d2"},
        {"cookie_secret": "s" * 64},
        {"cookie_secret": "12" * 32},
        {"cookie_secret": "rahasia-dasbor-pora-" * 3},
        {"cookie_secret": "abcdefghijklmnopqrstuvwxyz0123456789"},
        {"cookie_secret": "0123456789" * 4},
        {"client_secret": " "},
        {"client_id": 7},
        {"redirect_uri": "https://pora.example.org/"},
        {"redirect_uri": "http://pora.example.org/oauth2callback"},
        {"server_metadata_url": "http://id.example.org/"},
        {"client_kwargs": {"code_challenge_method": "plain"}},
        {"client_kwargs": "S256"},
    ],
)
def test_a_weak_provider_is_refused(changed: dict[str, Any]) -> None:
    assert check_provider(PROVIDER | changed)


def test_a_whole_provider_is_taken_and_the_example_is_none_until_it_is_filled_in() -> None:
    import tomllib

    example = tomllib.loads((ROOT / ".streamlit" / "secrets.toml.example").read_text("utf-8"))["auth"]
    assert check_provider(PROVIDER) == ""
    assert set(example) == set(PROVIDER)
    assert check_provider(example).startswith("[auth] belum lengkap: ")
    assert (
        check_provider(
            example | {"cookie_secret": PROVIDER["cookie_secret"], "client_secret": "s", "client_id": "pora"}
        )
        == ""
    )
    assert check_provider("text") == "[auth] harus sebuah bagian TOML."


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("server.address", "0.0.0.0"),  # noqa: S104
        ("server.address", ""),
        ("server.address", None),
        ("server.address", "192.168.1.7"),
        ("server.address", "127.0.0.1.example.org"),
        ("server.allowedHosts", []),
        ("server.allowedHosts", ["*"]),
        ("server.allowedHosts", ["localhost", "pora.example.org"]),
        ("server.trustedUserHeaders", {"X-User": "email"}),
        ("server.baseUrlPath", "pora"),
    ],
)
def test_without_a_provider_nothing_but_this_machine_is_served(options: Set, option: str, value: object) -> None:
    assert find_mode() == SignInMode(needs_sign_in=False)
    find_mode.cache_clear()
    options(option, value)
    found = find_mode()
    assert found.needs_sign_in and "docs/sign-in.md" in found.problem


def test_a_secrets_file_that_cannot_be_read_is_not_taken_for_none(options: Set, tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text("[auth\n")
    options("secrets.files", [str(tmp_path / "secrets.toml")])
    assert "tidak dapat dibaca" in find_mode().problem


def test_the_mode_stays_what_it_was_at_the_start(options: Set) -> None:
    first = find_mode()
    options("server.address", "0.0.0.0")  # noqa: S104
    assert find_mode() is first


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("", False),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("localhost.example.org", False),
        ("128.0.0.1", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("server", "client", "headers", "status"),
    [
        (("127.0.0.1", 8501), ("127.0.0.1", 5), [], 200),
        (("192.168.1.7", 8501), ("127.0.0.1", 5), [], 403),
        (("127.0.0.1", 8501), ("192.168.1.9", 5), [], 403),
        (("/run/pora.sock", None), None, [], 403),
        (("127.0.0.1", 8501), ("127.0.0.1", 5), [(b"X-Forwarded-For", b"192.168.1.9")], 403),
    ],
)
@pytest.mark.parametrize("needs_sign_in", [False, True])
def test_another_server_than_streamlits_own_serves_no_other_machine_either(
    monkeypatch: pytest.MonkeyPatch, server: object, client: object, headers: object, status: int, needs_sign_in: bool
) -> None:
    import asyncio

    monkeypatch.setattr(sign_in_mode, "find_mode", lambda: SignInMode(needs_sign_in))
    sent: list[Any] = []

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200})

    async def keep(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "server": server, "client": client, "headers": headers}
    asyncio.run(OwnMachineOnly(answer)(scope, Request(scope).receive, keep))
    assert sent[0]["status"] == (200 if needs_sign_in else status)
    sent.clear()
    asyncio.run(OwnMachineOnly(answer)(scope | {"type": "websocket"}, Request(scope).receive, keep))
    assert sent[0]["type"] == ("http.response.start" if needs_sign_in or status == 200 else "websocket.close")


@pytest.mark.browser
@pytest.mark.parametrize("option", ["--server.address=0.0.0.0", "--server.address=", "--secrets.files=none.toml"])
def test_the_process_ends_with_one_sentence_where_nobody_could_be_served(option: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port=0", option]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 1
    assert (
        done.stderr.strip()
        .splitlines()[-1]
        .endswith("Atur penyedia masuk di .streamlit/secrets.toml menurut docs/sign-in.md.")
    )


def test_no_secret_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout
    assert "secrets.toml\n" not in listed
    assert ".streamlit/secrets.toml" in (ROOT / ".gitignore").read_text().splitlines()
