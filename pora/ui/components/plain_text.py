"""Text out of a file or a link, for Streamlit's Markdown."""

from __future__ import annotations

import re

_ADDRESS_PARTS = re.compile(r"(?<=https)\\:|(?<=http)\\:|www|@", re.IGNORECASE)  # as _MARKS leaves them
_JOINER = "\u2060"
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")


def show_plainly(text: str) -> str:
    """Text of others for Streamlit's Markdown: every mark as a mark, so that no link or image comes of it. A letter
    without width breaks addresses: Streamlit links them in the finished text, where an escape is gone."""
    return _ADDRESS_PARTS.sub(lambda found: f"{found[0]}{_JOINER}", _MARKS.sub(r"\\\1", text))
