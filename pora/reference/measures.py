"""What a published figure counts, by the measure that it is printed with: data/reference/measure.csv."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pora.locale import language
from pora.paths import REFERENCE


@dataclass(frozen=True)
class MeasureMeaning:
    """`definitions` by language, a sentence or more. `is_flow`: it counts what happened in a time, not who is there."""

    definitions: Mapping[str, str]
    is_flow: bool

    @property
    def definition(self) -> str:
        """In the reader's language; the measure itself keeps the word of its source."""
        return self.definitions[language.get()]


def list_stock_measures() -> list[str]:
    """Those of who is there, in the order of the file."""
    return [name for name, meaning in read_measures().items() if not meaning.is_flow]


@cache
def read_measures() -> Mapping[str, MeasureMeaning]:
    """Every measure of the published figures, each once."""
    with (REFERENCE / "measure.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["measure"]: MeasureMeaning(
                {"id": row["definition"], "en": row["definition_en"]}, row["stock_or_flow"] == "arus"
            )
            for row in csv.DictReader(file)
        }
