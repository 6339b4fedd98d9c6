"""What a published figure counts, by the measure that it is printed with: data/reference/measure.csv."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pora.paths import REFERENCE


@dataclass(frozen=True)
class MeasureMeaning:
    """`definition` is a sentence or more, in Indonesian as the sources are. `is_flow`: it counts what happened in a
    time, not who is there."""

    definition: str
    is_flow: bool


@cache
def read_measures() -> Mapping[str, MeasureMeaning]:
    """Every measure of the published figures, each once."""
    with (REFERENCE / "measure.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["measure"]: MeasureMeaning(row["definition"], row["stock_or_flow"] == "arus")
            for row in csv.DictReader(file)
        }
