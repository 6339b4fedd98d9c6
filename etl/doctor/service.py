"""How readers come in: sign-in, address and port."""

from __future__ import annotations

import http.client
import json
import os
import socket
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from etl.doctor.finding import ERROR, OK, WARNING, Finding
from pora.access.accounts import read_accounts
from pora.access.open_rights import describe_open_paths, list_open_paths
from pora.access.provider import check_provider, describe_missing_secrets, is_loopback
from pora.config import ROOT
from pora.locale import _, _n, format_number

PATIENCE_SECONDS = 3.0


def _read_server_option(key: str) -> Any:
    """As Streamlit reads it: the environment first, then the project's file. Its command line can't be seen here."""
    given = os.environ.get(f"STREAMLIT_SERVER_{key.upper()}")
    return given or tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"][key]


def judge_sign_in() -> Finding:
    """Without a provider this machine only; with one, its settings, and the list of who may come in."""
    file, named = _find_secrets(), _list_named()
    try:
        provider = tomllib.loads(file.read_text("utf-8")).get("auth") if file else None
    except (OSError, ValueError):  # no rights, no text, no TOML
        named, file = [str(file)], None
    if named and file is None:
        return Finding(ERROR, describe_missing_secrets(named), _("Ikuti {guide}.").format(guide="docs/sign-in.md"))
    if provider is None:
        address = str(_read_server_option("address"))
        if is_loopback(address):
            return Finding(OK, _("Tanpa penyedia masuk: hanya komputer ini"))
        words = _("Tanpa penyedia masuk (OIDC), dasbor hanya boleh berjalan di 127.0.0.1, bukan di '{address}'.")
        return Finding(ERROR, words.format(address=address), _("Ikuti {guide}.").format(guide="docs/sign-in.md"))
    if problem := check_provider(provider):
        return Finding(ERROR, problem, _("Ikuti {guide}.").format(guide="docs/sign-in.md"))
    accounts = len(read_accounts())
    found = _n("Penyedia masuk diatur; {n} akun di daftar akses", accounts).format(n=format_number(accounts))
    return Finding(OK, found)


def judge_rights() -> Finding:
    """What others on this machine can read; secrets among it let them in as anyone."""
    secrets = _find_secrets()
    found = list_open_paths([secrets] if secrets else [])
    if not found:
        return Finding(OK, _("Data dan rahasia hanya dapat dibaca pemiliknya"))
    words = _n("{n} berkas atau folder dapat dibaca pengguna lain", len(found)).format(n=format_number(len(found)))
    return Finding(ERROR if secrets in found else WARNING, words, describe_open_paths(found))


def _list_named() -> list[str]:
    """Secrets files of the environment, which Streamlit parts at spaces."""
    return os.environ.get("STREAMLIT_SECRETS_FILES", "").split()


def _find_secrets() -> Path | None:
    """Where Streamlit looks, but for its command line."""
    homes = []
    with suppress(RuntimeError):  # a number without an account has no home
        homes = [Path.home()]
    places = [Path(one) for one in _list_named()] or [
        folder / ".streamlit" / "secrets.toml" for folder in (*homes, ROOT)
    ]
    return next((place for place in places if place.exists()), None)


def judge_port() -> Finding:
    """Free, the dashboard's own, or somebody else's."""
    host, port = str(_read_server_option("address")), int(_read_server_option("port"))
    words = {"address": f"{host}:{port}"}
    try:
        with socket.create_connection((host, port), PATIENCE_SECONDS):
            pass
    except OSError:
        return Finding(OK, _("{address} bebas").format(**words))
    if _is_dashboard(host, port):
        return Finding(OK, _("Dasbor berjalan di {address}").format(**words))
    step = _("Tutup program itu, atau pakai nomor lain: STREAMLIT_SERVER_PORT={port} make run").format(port=port + 1)
    return Finding(WARNING, _("{address} dipakai program lain").format(**words), step)


def _is_dashboard(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/health")
        return "snapshot" in json.loads(connection.getresponse().read(10_000))
    except (OSError, http.client.HTTPException, ValueError, TypeError):
        return False
    finally:
        connection.close()
