"""From text as it stands in the file to our codes. Each distinct text is resolved once, in Python; the rows are
then mapped in SQL, so that ten million rows cost a few hundred look-ups.

Reads the temp table `raw`, writes the temp tables `resolved_value` (column_name, text, value, error_code, message)
and `resolved_area` (the four texts that name a place, kecamatan_code, kabupaten_code, error).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pandas as pd

from etl.numbers import decide_counts, parse_count
from etl.periods import parse_period
from pora import countries, terms
from pora.areas import area_index
from pora.locale import _, format_period

CODED = ("category", "izin_tinggal", "sex", "purpose", "unhcr_status", "unhcr_card")
TEXT_COLUMNS = ("period", "nationality", "person_count", *CODED)


@dataclass(frozen=True)
class Resolved:
    """A value, or an error; both null where the text says that the value is not known."""

    value: str | None = None
    error_code: str | None = None
    message: str | None = None


def _resolve_period(text: str) -> Resolved:
    period = parse_period(text)
    if period is None:
        return Resolved(None, "type-error", _("Periode '{text}' tidak dikenali. Tulis seperti 2024-03.").format(text=text))
    if period > f"{dt.date.today():%Y-%m}":
        return Resolved(
            None,
            "constraint-error",
            _("Periode {period} belum tiba. Periksa tahun dan bulannya.").format(period=format_period(period)),
        )
    return Resolved(period)


def _resolve_counts(texts: list[str]) -> dict[str, Resolved]:
    decision = decide_counts(texts)
    counts = {text: parse_count(text, decision) for text in texts}
    return {
        text: Resolved(None if c.value is None else str(c.value), c.error_code, c.message)
        for text, c in counts.items()
    }


def _resolver(column: str) -> Callable[[str], Resolved]:
    if column == "period":
        return _resolve_period
    if column == "nationality":
        return _resolve_nationality
    return lambda text: _resolve_term(column, text)
