"""Headings of office tables to columns, by `data/reference/heading_alias.csv`: synonyms are data, not code.

Beside the columns of `raw` the file knows: `area` and `area_code` (kecamatan or kabupaten/kota, decided by the
table), `month` and `year` (two halves of a period), `row_label` (running numbers), `ignored`, and `personal`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from pora import paths

PERSONAL = "personal"
RAW_DIMENSIONS = (
    "period",
    "kecamatan_code",
    "kecamatan",
    "kabupaten_code",
    "kabupaten",
    "category",
    "nationality",
    "izin_tinggal",
    "sex",
    "purpose",
    "unhcr_status",
    "unhcr_card",
)
RAW_COLUMNS = ("sheet", "row_number", "count_heading", *RAW_DIMENSIONS, "person_count")


@dataclass(frozen=True)
class HeadingMatch:
    column: str
    alias: str


def normalise_heading(text: str) -> str:
    """Lower case, accents off, anything but letters and digits one space: `KODE_KEC.` -> `kode kec`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^0-9a-z]+", " ", plain).strip()


@cache
def _aliases() -> dict[str, str]:
    with (paths.REFERENCE / "heading_alias.csv").open(encoding="utf-8", newline="") as file:
        return {normalise_heading(row["alias"]): row["column_name"] for row in csv.DictReader(file)}


def resolve_heading(text: str) -> HeadingMatch | None:
    """The column that a heading stands for, or None. Words in brackets are tried with and without."""
    for candidate in (text, re.sub(r"\([^)]*\)", " ", text)):
        alias = normalise_heading(candidate)
        if column := _aliases().get(alias):
            return HeadingMatch(column, alias)
    return None
