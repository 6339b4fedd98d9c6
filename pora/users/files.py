"""What the dashboard keeps for its users: a folder each, files written whole or not at all."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path


def user_folder(root: Path, user: str) -> Path:
    """A folder whose name tells nobody who the user is, and is a safe file name whatever they are called."""
    return root / hashlib.sha256(user.encode()).hexdigest()[:16]


def write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(4)}.part")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)
