"""What PPTX and DOCX share: packages that are the same, byte for byte, whenever and wherever they are written; clean
text, in one language."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from pora.export.archive import EPOCH, write_zip
from pora.locale import language

_FIRST = ("[Content_Types].xml", "_rels/.rels")  # where a reader looks first
_PACKED = (".xlsx", ".docx", ".pptx")
LANGUAGE_TAGS = {"id": "id-ID", "en": "en-US"}
# What XML 1.0 has no room for; a file with one of them can't be opened.
_ILLEGAL = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def make_stable(data: bytes) -> bytes:
    """The same files in a fixed order with fixed times; packages inside likewise."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    names = sorted(files, key=lambda name: (name not in _FIRST, name))
    return write_zip({name: make_stable(files[name]) if name.endswith(_PACKED) else files[name] for name in names})


def snapshot_time(snapshot_id: str) -> datetime:
    """When the numbers were published, in UTC: the only time that a file of them may carry. 1980 where the id has no
    time."""
    match = re.match(r"\d{8}-\d{6}", snapshot_id)
    try:
        moment = datetime.strptime(match[0], "%Y%m%d-%H%M%S") if match else datetime(*EPOCH)
    except ValueError:
        moment = datetime(*EPOCH)
    return moment.replace(tzinfo=UTC)


def clean_xml_text(text: str) -> str:
    """Without characters that XML forbids; every kind of line break becomes a newline."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))


def language_tag() -> str:
    return LANGUAGE_TAGS[language.get()]
