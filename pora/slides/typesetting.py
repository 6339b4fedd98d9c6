"""Texts into boxes: lines that wrap, type that shrinks, and only then letters left out. Sizes in units of a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pora.deck.layout import LEAST
from pora.slides.typefaces import REGULAR, clean_drawn_text, measure_width

LEADING = 1.2  # from one baseline to the next, in sizes of the type
ASCENT = 0.95  # from the top of a line to its baseline
_STEP = 2


@dataclass(frozen=True)
class Setting:
    """Lines of one text, all in one size."""

    lines: tuple[str, ...]
    size: float
    weight: int = REGULAR

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING

    @property
    def width(self) -> float:
        return max((measure_width(line, self.size, self.weight) for line in self.lines), default=0.0)


def set_text(
    words: str, width: float, height: float, most: float, least: float = LEAST, weight: int = REGULAR
) -> Setting:
    """The text as large as it goes into a box, from `most` down to `least`; where it goes in at no size, it ends with
    an ellipsis."""
    size = most
    while True:
        lines = wrap_text(words, width, size, weight)
        if len(lines) * size * LEADING <= height + 0.5 or size <= least:
            break
        size = max(size - _STEP, least)
    room = max(int((height + 0.5) / (size * LEADING)), 1)
    return Setting(cut_lines(lines, room, width, size, weight), size, weight)


def wrap_text(words: str, width: float, size: float, weight: int = REGULAR) -> tuple[str, ...]:
    """As many words a line as there is room for; a word that is longer than a line is broken."""
    lines: list[str] = []
    line = ""
    for word in clean_drawn_text(words).split(" "):
        longer = f"{line} {word}" if line else word
        if measure_width(longer, size, weight) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _break_word(word, width, size, weight)
        lines.extend(full)
    return tuple([*lines, line] if line else lines)


def balance_lines(setting: Setting, width: float) -> Setting:
    """The same words on as many lines, about equally long: no last line of one word."""
    words, many = " ".join(setting.lines), len(setting.lines)
    if many < 2 or len(wrap_text(words, width, setting.size, setting.weight)) != many:
        return setting
    short, long = width / many, width
    while long - short > 1:
        middle = (short + long) / 2
        fits = len(wrap_text(words, middle, setting.size, setting.weight)) <= many
        short, long = (short, middle) if fits else (middle, long)
    return Setting(wrap_text(words, long, setting.size, setting.weight), setting.size, setting.weight)


def _break_word(word: str, width: float, size: float, weight: int) -> list[str]:
    """The word in parts that are no wider than a line."""
    parts = [""]
    for letter in word:
        if parts[-1] and measure_width(parts[-1] + letter, size, weight) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def cut_lines(lines: Sequence[str], room: int, width: float, size: float, weight: int = REGULAR) -> tuple[str, ...]:
    """The first lines; the last of them ends with an ellipsis where some are left out."""
    if len(lines) <= room:
        return tuple(lines)
    return (*lines[: room - 1], cut_text(f"{lines[room - 1]} {lines[room]}", width, size, weight))


def cut_text(words: str, width: float, size: float, weight: int = REGULAR) -> str:
    """The text on one line, with an ellipsis where it is too long."""
    line = clean_drawn_text(words)
    if measure_width(line, size, weight) <= width:
        return line
    short, long = 0, len(line)
    while short < long:
        middle = (short + long + 1) // 2
        if measure_width(line[:middle].rstrip() + "…", size, weight) <= width:
            short = middle
        else:
            long = middle - 1
    return line[:short].rstrip() + "…"
