"""Classes and states of a map: colour, line pattern, words in legend, tooltip and on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pora import schema, theme
from pora.locale import _n, format_number, raise_first
from pora.statistics.measures import (
    NEWLY_REPORTED,
    NO_LONGER_REPORTED,
    NOT_DETAILED,
    NOT_STATED,
    PART_OF,
    UNCHANGED,
    Measure,
    short_state_words,
    state_names,
    state_words,
)

Pattern = Literal["", "lines", "cross"]
# Told apart without colours, too: on paper in grey, and by those who don't see them.
STATE_PATTERNS: dict[str, Pattern] = {schema.BELUM_LAPOR: "lines", schema.DISAMARKAN: "cross"}


@dataclass(frozen=True)
class MapEntry:
    """A class or a state: `words` in the legend, none for no entry there; `hover` and `short` in place of a number in
    the tooltip and on the map. `is_round`: a kind of circle, which no area is filled with."""

    words: str
    color: str
    pattern: Pattern = ""
    hover: str = ""
    short: str = ""
    is_round: bool = False


def state_colors() -> dict[str, str]:
    """States without a number to classify, in the order of the legend."""
    colors = theme.palette()
    return {
        schema.NOL: colors.zero,
        UNCHANGED: colors.unchanged,
        NEWLY_REPORTED: colors.newly_reported,
        NO_LONGER_REPORTED: colors.no_longer_reported,
        PART_OF: colors.part_of,
        NOT_DETAILED: colors.not_detailed,
        NOT_STATED: colors.not_stated,
        schema.BELUM_LAPOR: colors.not_reported,
        schema.DISAMARKAN: colors.suppressed,
        schema.TIDAK_BERLAKU: colors.not_applicable,
    }


def make_state_entry(status: str, area_count: int, measure: Measure, label: str = "") -> MapEntry:
    """`label`: the words of a part of a published number."""
    color, pattern = state_colors()[status], STATE_PATTERNS.get(status, "")
    if label:
        return MapEntry(legend_text(raise_first(label), area_count), color, pattern, label)
    words = legend_text(state_names(measure)[status], area_count)
    read_out = state_words(measure).get(status, "")
    is_held = measure.is_held and status == schema.DISAMARKAN
    return MapEntry(words, color, pattern, read_out, read_out if is_held else short_state_words()[status])


def legend_text(label: str, area_count: int) -> str:
    count = _n("({n} wilayah)", area_count).format(n=format_number(area_count)).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{label} {count}"
