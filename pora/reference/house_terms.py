"""The file of an installation's own words: terms.csv in the data folder."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from pora.config import LANGUAGES, settings
from pora.locale import _, raise_first
from pora.locale.house import HouseTerm
from pora.looks import looked_at_once
from pora.reference.csv_rows import CsvRow, file_version, read_csv_rows
from pora.reference.spelling import shorten

COLUMNS = tuple(field.name for field in fields(HouseTerm))
_PLAIN = re.compile(r"[^\W\d_][^\d{}\"`<>%*_\[\]|\\]*")  # no number, nothing that means something in a text with marks
_LONGEST = 40  # letters; a longer one has no room in a chart or card


def house_terms_path() -> Path:
    return settings().data_dir / "terms.csv"


@looked_at_once
def read_house_terms() -> tuple[HouseTerm, ...]:
    """In their order; none where there is no file. UsageError, naming file and line, for a wrong row."""
    path = house_terms_path()
    return _read(path, file_version(path))


@lru_cache(maxsize=4)
def _read(path: Path, _version: tuple[object, ...]) -> tuple[HouseTerm, ...]:
    found: dict[tuple[str, str], HouseTerm] = {}
    for row in read_csv_rows(path, COLUMNS):
        one = _read_term(row)
        key = raise_first(one.term), one.language
        if key in found:
            raise row.error(_("kata '{term}' sudah ada di atas.").format(term=shorten(one.term)))
        found[key] = one
    return tuple(found.values())


def _read_term(row: CsvRow) -> HouseTerm:
    language = row.require("language")
    if language not in LANGUAGES:
        message = _("bahasa '{text}' harus salah satu dari {known}.")
        raise row.error(message.format(text=shorten(language), known=", ".join(LANGUAGES)))
    for column in ("term", "replacement"):
        text = row.require(column)
        if not _PLAIN.fullmatch(text) or not text.isprintable() or len(text) > _LONGEST:
            message = _(
                "'{text}' di kolom {column} harus dimulai dengan huruf, tidak lebih panjang dari {most}, tanpa angka "
                'dan tanpa tanda seperti {{ }} " < >.'
            )
            raise row.error(message.format(text=shorten(text), column=column, most=_LONGEST))
    return HouseTerm(row["term"], row["replacement"], language)
