"""Zip files that are the same, byte for byte, whenever they are made from the same files."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping

# What reading a zip raises that is damaged anywhere, says of a form that there isn't, or asks for a password.
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, OSError)
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold


def describe_entry(name: str) -> zipfile.ZipInfo:
    """An entry without a time of its own."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
    return entry


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """The files in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(describe_entry(name), data)
    return buffer.getvalue()
