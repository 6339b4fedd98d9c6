"""A deck as data: slides with one message each, made of blocks. Every block carries the rows that it shows, so that the
screen, PPTX, PDF, PNG and CSV of a slide can't differ.

Blocks hold texts as they are shown, in the reader's language, and numbers as they are. A number that is missing has its
state in words beside it; it is never zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from pora.statistics.measures import Measure


@dataclass(frozen=True)
class Block:
    """`rows` are what is shown, with codes and statuses as in the out tables; `name` is the file that they leave in;
    `alt` tells the figure to those who can't see it."""

    name: str
    rows: pd.DataFrame = field(compare=False)
    alt: str


@dataclass(frozen=True)
class NumberCard:
    """`words`: 1.234, or a state such as "disamarkan". `note` tells what it means, in a short line."""

    label: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class NumberCards(Block):
    """Up to three numbers, to be read across a hall."""

    numbers: tuple[NumberCard, ...]


@dataclass(frozen=True)
class Bar:
    """`value` is None where there is no number; `words` is the number as shown, or the state. `kind`: an area or value
    of its own, the others (those beside it, or the sum of what is not drawn), or who is not detailed."""

    label: str
    value: int | None
    words: str
    kind: str = "own"  # as in pora/statistics/trends.py: own, rest, unknown


@dataclass(frozen=True)
class Bars(Block):
    """Horizontal bars, one to ten, in the order given; `title` says what is counted."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Trend(Block):
    """One line by month; None is a gap and never bridged. `periods` are YYYY-MM."""

    title: str
    periods: tuple[str, ...]
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class TextTable(Block):
    """A table of texts, at most eleven rows; `figures` are the headings of columns of numbers, which align right."""

    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    figures: frozenset[str]


@dataclass(frozen=True)
class Sentences(Block):
    """Short points, at most six."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class AreaMap(Block):
    """A map of the areas of `level` in `area_code`. `rows` have area_code, area_name, value, status; counts are drawn
    as circles, every state in its own colour. The areas to name are the largest of those with a number."""

    level: str
    area_code: str
    measure: Measure


@dataclass(frozen=True)
class MonthMap:
    """`title` is the month and its number, or its state."""

    period: str
    title: str


@dataclass(frozen=True)
class MonthMaps(Block):
    """Maps of the same areas by month, in the order given, with one scale of circles. `rows` have period, area_code,
    area_name, value, status."""

    level: str
    maps: tuple[MonthMap, ...]
    measure: Measure


@dataclass(frozen=True)
class Content:
    """What a slide says, as the data make it: its message, one or two blocks, notes for the speaker."""

    title: str
    blocks: tuple[Block, ...]
    notes: str


@dataclass(frozen=True)
class Slide:
    """One message. `key` names the slide in its deck; `blocks` are one or two, the first is the larger. `footer` lines
    stand small under it: as-of date and source, note on suppression, snapshot. `edited` says what a presenter changed,
    in words; empty where the slide is as the data made it."""

    key: str
    kind: str
    title: str
    blocks: tuple[Block, ...]
    notes: str
    footer: tuple[str, ...]
    edited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A chapter of a report, or a part of one: paragraphs, then blocks with their source below, then its own parts."""

    title: str
    paragraphs: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    source: str = ""
    parts: tuple[Chapter, ...] = ()


@dataclass(frozen=True)
class DeckApproval:
    """The month of an office as it stood in the snapshot. `decided_at` is UTC, ISO 8601; it and `decided_by` are None
    where nothing was decided."""

    office_code: str
    office_name: str
    period: str
    step: str
    decided_by: str | None
    decided_at: str | None


@dataclass(frozen=True)
class Deck:
    """All slides in order. `marks` stand on every slide: TERBATAS for exact figures, DATA CONTOH SINTETIS for synthetic
    ones. `title` and `subtitle` are those of the first slide, which has no blocks. `report`: the same as chapters of a
    report on the meeting. `approvals`: who stands for the months; none in a snapshot that needs none."""

    area_code: str
    period: str
    title: str
    subtitle: str
    language: str
    snapshot_id: str
    version: str  # public or exact
    marks: tuple[str, ...]
    slides: tuple[Slide, ...]
    has_sample: bool = False
    report: tuple[Chapter, ...] = ()
    approvals: tuple[DeckApproval, ...] = ()

    def blocks(self) -> Iterator[tuple[Slide, Block]]:
        for slide in self.slides:
            for block in slide.blocks:
                yield slide, block
