"""Texts that stand for a cell without a value: an error, or a formula whose result was not saved. Never a value."""

from __future__ import annotations

import re

from pora.locale import _
from pora.reference.spelling import shorten

NAMELESS = "(kosong)"  # the missing name in a row of counts: no area is called so, and the row is refused
UNSAVED = "#RUMUS!"  # as etl/workbooks writes it
_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3}|#+")


def is_spoilt(text: str) -> bool:
    return text == UNSAVED or _ERROR.fullmatch(text) is not None


def explain_mark(text: str) -> str | None:
    """What is wrong with such a cell and what to do; None for any other text."""
    if text == UNSAVED:
        return _(
            "Sel berisi rumus yang hasilnya tidak tersimpan. Buka berkas di program lembar kerja, biarkan menghitung "
            "ulang, lalu simpan."
        )
    if text == "#" * len(text):
        return _(
            "Sel berisi '{text}': kolomnya terlalu sempit saat disimpan. Lebarkan kolomnya, lalu simpan lagi."
        ).format(text=shorten(text))
    if is_spoilt(text):
        message = _("Sel berisi kesalahan '{text}'. Buka berkas di program lembar kerja, perbaiki selnya, lalu simpan.")
        return message.format(text=shorten(text))
    return None
