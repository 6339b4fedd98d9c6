"""What the settings of a sign-in provider must say before anybody is let in by it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from itertools import pairwise
from urllib.parse import urlsplit

from pora.locale import _

KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET = 32  # letters
FEWEST_DIFFERENT = 8  # letters: of 32 hexadecimal ones by chance nearly always more


def check_provider(provider: object) -> str:
    """What is missing or too weak; empty where all is well."""
    if not isinstance(provider, Mapping):
        return _("[auth] harus sebuah bagian TOML.")
    if missing := [key for key in KEYS if not isinstance(provider.get(key), str) or not provider[key].strip()]:
        return _("[auth] belum lengkap: {keys}.").format(keys=", ".join(missing))
    if len(provider["cookie_secret"]) < SHORTEST_SECRET or is_guessable(provider["cookie_secret"]):
        return _("cookie_secret harus acak, sedikitnya {n} huruf.").format(n=SHORTEST_SECRET)
    if not provider["redirect_uri"].endswith("/oauth2callback"):
        return _("redirect_uri harus berakhir dengan /oauth2callback.")
    if open_keys := [key for key in ("redirect_uri", "server_metadata_url") if not _is_private(provider[key])]:
        return _("{keys} harus memakai https.").format(keys=", ".join(open_keys))
    wanted = provider.get("client_kwargs")
    if not isinstance(wanted, Mapping) or wanted.get("code_challenge_method") != "S256":
        return _('client_kwargs harus memuat code_challenge_method = "S256" (PKCE).')
    return ""


def describe_missing_secrets(files: Iterable[str]) -> str:
    return _("Berkas rahasia {files} tidak ada atau tidak dapat dibaca.").format(files=", ".join(files))


def _is_private(url: str) -> bool:
    """Nobody on the way can read it: encrypted, or it never leaves this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def is_guessable(secret: str) -> bool:
    """Whether a secret is no work of chance: few letters, the same ones again and again, or letters in a row."""
    steps = {ord(after) - ord(before) for before, after in pairwise(secret)}
    return len(set(secret)) < FEWEST_DIFFERENT or len(steps) < FEWEST_DIFFERENT or secret in (2 * secret)[1:-1]
