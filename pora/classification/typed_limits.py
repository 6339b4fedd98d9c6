"""Class limits that a reader types: `5; 10; 50`, in the reader's notation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from babel.numbers import NumberFormatError, parse_decimal

from pora.classification.classes import MAX_CLASSES, ClassScale
from pora.errors import UsageError
from pora.locale import _, format_number, language
from pora.reference.spelling import shorten

_LONGEST = 15  # digits: what a float holds exactly


def read_limits(text: str, decimals: int = 0) -> tuple[float, ...]:
    """Where classes begin, from what was typed, parted by semicolons or spaces. UsageError that says what to type."""
    parts = [part for part in re.split(r"[;\s]+", text) if part]
    try:
        limits = tuple(float(_parse(part)) for part in parts)
    except NumberFormatError as error:
        raise UsageError(
            _("Batas kelas '{text}' tidak terbaca. {hint}").format(text=shorten(text), hint=_hint(decimals))
        ) from error
    scale_from_limits(limits, decimals)
    return limits


def scale_from_limits(limits: Sequence[float], decimals: int = 0, suffix: str = "") -> ClassScale:
    """Classes with these limits, open above; the first begins at the smallest number. UsageError unless there are 1 to
    6 positive ascending limits that the decimals shown can tell apart."""
    units = [round(limit * 10**decimals) for limit in limits]
    is_shown = all(abs(unit - limit * 10**decimals) < 1e-6 for unit, limit in zip(units, limits, strict=True))
    starts = tuple(unit for unit in units if unit != 1)
    is_ascending = all(low < high for low, high in pairwise(units))
    if not (1 <= len(starts) < MAX_CLASSES and min(units) >= 1 and is_ascending and is_shown):
        raise UsageError(_("Batas kelas tidak dapat dipakai. {hint}").format(hint=_hint(decimals)))
    return ClassScale((1, *starts), None, decimals, suffix)


def write_limits(limits: Sequence[float], decimals: int = 0) -> str:
    """As `read_limits` reads them."""
    return "; ".join(format_number(limit, decimals) for limit in limits)


def _parse(part: str) -> str:
    if len(part) > _LONGEST or not re.fullmatch(r"[0-9.,]+", part):
        raise NumberFormatError(part)
    return str(parse_decimal(part, locale=language.get(), strict=True))


def _hint(decimals: int) -> str:
    return _("Tulis 1 sampai {n} angka positif yang naik, dipisah titik koma, misalnya {example}.").format(
        n=MAX_CLASSES - 1, example=write_limits((5, 10, 50), decimals)
    )
