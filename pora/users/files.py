"""What the dashboard keeps for its users: a folder each."""

from __future__ import annotations

import hashlib
from pathlib import Path


def user_folder(root: Path, user: str) -> Path:
    """A folder whose name tells nobody who the user is, and is a safe file name whatever they are called."""
    return root / hashlib.sha256(user.encode()).hexdigest()[:16]
