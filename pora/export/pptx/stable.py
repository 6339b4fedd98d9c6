"""Office files as zip archives that are the same, byte for byte, whenever and wherever they are written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

_FIRST = ("[Content_Types].xml", "_rels/.rels")  # where a reader looks first
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
_PACKED = (".xlsx", ".docx", ".pptx")


def make_stable(data: bytes) -> bytes:
    """The same files in a fixed order with fixed times; packages inside likewise."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in sorted(files, key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            package.writestr(entry, make_stable(files[name]) if name.endswith(_PACKED) else files[name])
    return out.getvalue()


def snapshot_time(snapshot_id: str) -> datetime:
    """When the numbers were published, in UTC: the only time that a file of them may carry. 1980 where the id has no
    time."""
    match = re.match(r"\d{8}-\d{6}", snapshot_id)
    try:
        moment = datetime.strptime(match[0], "%Y%m%d-%H%M%S") if match else datetime(*_EPOCH)
    except ValueError:
        moment = datetime(*_EPOCH)
    return moment.replace(tzinfo=UTC)
