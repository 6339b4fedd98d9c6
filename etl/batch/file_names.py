"""Names of files that no text can hold: bytes of a system that writes its names in another encoding than this one.
Neither the database nor a report can say such a name, so the file is refused before it is opened."""

from __future__ import annotations

import os
from pathlib import Path

from pora.errors import RefusedError
from pora.locale import _


def clean_name(name: str) -> str:
    """The name as it can be told; what can't be read of it is a replacement character."""
    return os.fsencode(name).decode("utf-8", "replace")


def require_name(path: Path) -> None:
    """Raises RefusedError where the name of the file, or of a folder that it is in, is no text."""
    unread = [part for part in path.parts if clean_name(part) != part]
    if unread:
        words = _("Nama '{name}' memuat huruf yang tidak terbaca. Ganti namanya, lalu kirim lagi.")
        raise RefusedError(words.format(name=clean_name(unread[-1])), "format-error")
