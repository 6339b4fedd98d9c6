"""Reads an area code as it stands in a cell. Codes are text: `33.10` is not `33.1`.

A whole code is dotted (33, 33.19, 33.19.01; of a desa 33.19.01.2001), or six digits without dots (331901: only a
kecamatan can be meant, as BPS has seven). Four or ten digits without a dot may as well be a code of BPS, whose numbers
are not always the same (3171 is not 31.71): refused. What a spreadsheet made of a code (33.1, 33,19, 3319.01, 33.19.1,
33:19:01) is damaged: the digits that it dropped are never put back, only named as `meant`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pora.reference.spelling import has_raised

_WHOLE = re.compile(r"\d\d(?:\.\d\d(?:\.\d\d)?)?", re.ASCII)
_DESA = re.compile(r"(\d\d)(\.?)(\d\d)\2(\d\d)\2(\d{4})", re.ASCII)
_CODE_LIKE = re.compile(r"\d[\d\s.,:;/-]*(?:e\+?\d+)?", re.ASCII | re.IGNORECASE)
_WITH_NAME = re.compile(r"(?<![\d.,])\d\d\.\d\d(?:\.\d\d(?:\.\d{4})?)?(?![.,]?\d)", re.ASCII)


@dataclass(frozen=True)
class ReadCode:
    """`code` is a whole code (that an area has it is not checked); None if damaged. `meant` are codes that
    the damaged text may have been. `kind` says what happened: whole, desa (`desa_code` is then one, its kecamatan is
    `meant`), undotted_desa (ten digits, perhaps of BPS), bps, undotted, number, marked (a footnote mark among the
    digits)."""

    code: str | None
    kind: str
    meant: tuple[str, ...] = ()
    desa_code: str | None = None


def read_code(text: str) -> ReadCode | None:
    """The code that the text consists of; None if the text is not a code at all."""
    # A leading apostrophe is a spreadsheet's own mark for "text".
    digits = unicodedata.normalize("NFKC", text).strip().removeprefix("'")
    if has_raised(text) and _CODE_LIKE.fullmatch(digits):
        return ReadCode(None, "marked")
    if _WHOLE.fullmatch(digits):
        return ReadCode(digits, "whole")
    if re.fullmatch(r"\d{6}", digits, re.ASCII):
        return ReadCode(_dotted(digits), "whole")
    if desa := _DESA.fullmatch(digits):
        *kecamatan, village = desa.group(1, 3, 4, 5)
        kecamatan_code = ".".join(kecamatan)
        kind = "desa" if desa[2] else "undotted_desa"
        return ReadCode(None, kind, (kecamatan_code,), f"{kecamatan_code}.{village}")
    if not _CODE_LIKE.fullmatch(digits):
        return None
    if re.fullmatch(r"\d{7}", digits, re.ASCII):
        return ReadCode(None, "bps")
    if re.fullmatch(r"\d{4}", digits, re.ASCII):
        return ReadCode(None, "undotted", (_dotted(digits),))
    return ReadCode(None, "number", _possible_codes(re.findall(r"\d+", digits)))


def split_code(text: str) -> tuple[str, str] | None:
    """Code and name of `33.19.01 Kaliwungu` or `Kaliwungu (33.19.01)`; None without exactly one code."""
    codes = list(_WITH_NAME.finditer(text))
    if len(codes) != 1:
        return None
    start, end = codes[0].span()
    name = f"{text[:start]} {text[end:]}".strip(" \t-–—:;,()[]")
    return (codes[0].group(), name) if name else None


def _dotted(digits: str) -> str:
    return ".".join(digits[start : start + 2] for start in range(0, len(digits), 2))


def _possible_codes(groups: list[str]) -> tuple[str, ...]:
    """Codes from groups of digits: a zero may be missing at the end (33.1 for 33.10) or before (33.19.1)."""
    if len(groups) == 2 and len(groups[0]) in (4, 6):
        # 3319.01 lost its first dot; 3319.0 and 331901.0 are whole numbers shown with a decimal.
        head, tail = groups
        rest = head[4:] or ("" if tail == "0" else tail)
        groups = [head[:2], head[2:4], *([rest] if rest else [])]
    if not 2 <= len(groups) <= 3 or len(groups[0]) != 2 or any(len(group) > 2 for group in groups):
        return ()
    codes = [groups[0]]
    for group in groups[1:]:
        pairs = [group] if len(group) == 2 else [f"{group}0", f"0{group}"]
        codes = [f"{code}.{pair}" for code in codes for pair in pairs]
    return tuple(codes)
