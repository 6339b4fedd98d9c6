"""Zip files that are the same, byte for byte, whenever they are made from the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """The files in their order, without times: 1980 is the first year that a zip can tell."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(entry, data)
    return buffer.getvalue()
