"""What a workbook says of a cell beside its value: a value that is none, a hidden row, a part of a text that is raised.

The trap: every reader of spreadsheets hides something of it. Calamine 0.9 gives an error, and a formula whose result
was not saved, as a blank cell; so the parts of the file are read a second time for this alone.
"""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import IO

ERROR, UNSAVED = "#N/A", "#RUMUS!"
ERROR_TEXT = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3}")
MAX_MARKS = 2_000_000
_RAISED = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)

Attributes = dict[str, str]


@dataclass
class SheetMarks:
    """One sheet: the text that stands for a cell instead of its value, by (row, column) from 0; what is hidden; what is
    merged, as ((top, left), (bottom, right)), where the reader of the cells does not tell; which cells are struck
    through, wholly or in part; what is shown instead of the number that is stored, empty where nothing is.
    """

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)


def join_runs(runs: Iterable[tuple[str, bool]]) -> str | None:
    """A text of several runs where only some are raised, these in raised letters (`48¹`); None for any other text."""
    parts = [(text, is_raised) for text, is_raised in runs if text.strip()]
    if not any(is_raised for _text, is_raised in parts) or all(is_raised for _text, is_raised in parts):
        return None
    return "".join(text.lower().translate(_RAISED) if is_raised else text for text, is_raised in parts).strip()


def parse_xml(
    file: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Goes through one part; names come without their namespaces, whatever prefix the writer gave them."""
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def on_start(name: str, attributes: Attributes) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    parser.StartElementHandler = on_start
    if end is not None:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.ParseFile(file)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
