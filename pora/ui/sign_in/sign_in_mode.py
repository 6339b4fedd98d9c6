"""How this process lets readers in: all sign in, or, without a provider, nobody does and only this machine is served.

Decided once, at the start: a secrets file that goes away later opens nothing. Whatever is only half set up is refused.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pora.access.open_rights import describe_open_paths, keep_files_private, list_open_paths
from pora.access.provider import check_provider, describe_missing_secrets, is_loopback
from pora.config import settings
from pora.locale import _, language
from pora.ui.streamlit_private import is_secrets_file_named

GUIDE = "docs/sign-in.md"
FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip")


@dataclass(frozen=True)
class SignInMode:
    """`is_encrypted`: readers come by https. `problem` says why nobody is served; then the rest does not matter."""

    needs_sign_in: bool
    is_encrypted: bool = False
    problem: str = ""


@cache
def find_mode() -> SignInMode:
    """Decided once a process, and closed in doubt: settings that would let strangers in are a problem, not a mode."""
    if st.get_option("server.trustedUserHeaders"):
        return _refuse(_("server.trustedUserHeaders harus kosong: siapa pun dapat mengirim kepala HTTP seperti itu."))
    if st.get_option("server.baseUrlPath"):
        return _refuse(_("server.baseUrlPath harus kosong: pintu yang ditutup dikenali dari alamatnya."))
    try:
        provider = _read_provider()
    except Exception:  # whatever it is: a file that can't be read must not look like no file
        return _refuse(describe_missing_secrets(st.get_option("secrets.files")))
    if provider is None:
        problem = _find_open_door()
        return _refuse(problem) if problem else SignInMode(needs_sign_in=False)
    problem = check_provider(provider)
    return (
        _refuse(problem) if problem else SignInMode(True, is_encrypted=provider["redirect_uri"].startswith("https://"))
    )


def _refuse(problem: str) -> SignInMode:
    advice = _("Atur penyedia masuk di .streamlit/secrets.toml menurut {guide}.").format(guide=GUIDE)
    return SignInMode(needs_sign_in=True, problem=f"{problem} {advice}")


def _read_provider() -> Mapping[str, Any] | None:
    """The section [auth] of the secrets; None where there is none. Raises where a file is named and can't be read."""
    is_named = is_secrets_file_named()
    if not is_named and not any(Path(file).exists() for file in st.get_option("secrets.files")):
        return None
    return st.secrets.to_dict().get("auth")


def _find_open_door() -> str:
    """What lets others than this machine in; empty where nothing does."""
    address = st.get_option("server.address") or ""
    if not is_loopback(address):
        words = _("Tanpa penyedia masuk (OIDC), dasbor hanya boleh berjalan di 127.0.0.1, bukan di '{address}'.")
        return words.format(address=address)
    hosts = st.get_option("server.allowedHosts")
    if not hosts or not all(map(is_loopback, hosts)):
        return _("Tanpa penyedia masuk (OIDC), server.allowedHosts hanya boleh memuat 127.0.0.1 dan localhost.")
    return ""


def require_safe_start() -> None:
    """Ends the process where nobody could be served; warns where others on this machine can read what is private."""
    keep_files_private()
    language.set(settings().lang)
    if problem := find_mode().problem:
        raise SystemExit(problem)
    if found := list_open_paths(Path(file) for file in st.get_option("secrets.files")):
        logging.getLogger("pora").warning(describe_open_paths(found))


class OwnMachineOnly:
    """Middleware: without sign-in, answers only what was asked on this machine, by no proxy. Other servers than
    Streamlit's own know nothing of server.address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or find_mode().needs_sign_in or is_of_own_machine(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(_("Dasbor ini hanya melayani komputernya sendiri."), 403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def is_of_own_machine(scope: Scope) -> bool:
    """Whether it was asked on this machine, by no proxy."""
    ends = (scope.get("server"), scope.get("client"))
    is_near = all(end and is_loopback(end[0]) for end in ends)
    return is_near and not any(name.lower() in FORWARDED for name, _value in scope["headers"])
