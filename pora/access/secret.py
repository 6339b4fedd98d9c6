"""The secret of this installation, in the data folder: what only its owner may work out is keyed with it. Made at its
first use, for its owner's eyes only, in every backup."""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from pora import paths


def read_secret() -> bytes:
    """Of two processes that need it first at once, both get that of the one that was quicker."""
    path = paths.protection_secret()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{secrets.token_hex(8)}.part")
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(make_secret())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                _name_once(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    return path.read_bytes()


def _name_once(unfinished: Path, path: Path) -> None:
    """Unlike a rename, a link takes the place of no other file."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        unfinished.replace(path)


def make_secret() -> bytes:
    return secrets.token_bytes(32)


def make_witness(head: str) -> str:
    """A head of the log as it stands in files that leave; empty for none. The head itself is a hash over what insiders
    did, the checksums of their exact files among it: whoever has the head before could try guesses of small counts, or
    of who looked at what, until one fits."""
    return hmac.digest(read_secret(), f"log head {head}".encode(), "sha256").hex() if head else ""
