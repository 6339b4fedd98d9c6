"""Up to three numbers to be read across a hall: side by side in a wide box, one above the other in a narrow one."""

from __future__ import annotations

from pora import theme
from pora.deck.layout import BODY_SIZE, LEAST, NUMBER_SIZE, Box
from pora.deck.model import NumberCard, NumberCards
from pora.slides.canvas import Canvas, TextStyle
from pora.slides.typefaces import SEMIBOLD, measure_width
from pora.slides.typesetting import Setting, set_text

_GAP = 72  # between two cards, with the rule in its middle
_WIDE = 640
_LABEL_LINES = 3
_AIR = 12
_NUMBER_LEADING = 1.2
_NUMBER_ASCENT = 0.95
# With no air above and below it: as high as a semibold Å (0.996), and as deep as its g (0.212).
_TIGHT_ASCENT = 1.0
_TIGHT_LEADING = 1.22


def draw_numbers(canvas: Canvas, block: NumberCards, box: Box) -> None:
    """The first three; more would not be read."""
    numbers = block.numbers[:3]
    if not numbers:
        return
    if box.width < _WIDE:
        _draw_stacked(canvas, numbers, box)
    else:
        _draw_beside(canvas, numbers, box)


def _draw_beside(canvas: Canvas, numbers: tuple[NumberCard, ...], box: Box) -> None:
    """All numbers on one line; labels stand above it, notes below."""
    colors = theme.palette()
    width = (box.width - _GAP * (len(numbers) - 1)) / len(numbers)
    labels = [set_text(one.label, width, _LABEL_LINES * 34, BODY_SIZE) for one in numbers]
    notes = [set_text(one.note, width, _LABEL_LINES * 34, BODY_SIZE) for one in numbers]
    above = max(label.height for label in labels) + _AIR
    middle = NUMBER_SIZE * _NUMBER_LEADING
    below = max(note.height for note in notes) + _AIR
    top = box.top + max((box.height - above - middle - below) * 0.4, 0)
    sizes = _find_sizes(numbers, width)
    for position, (one, label, note) in enumerate(zip(numbers, labels, notes, strict=True)):
        left = box.left + position * (width + _GAP)
        canvas.lines(left, top + above - _AIR - label.height, label, colors.ink_muted)
        number = _set_number(one.words, width, sizes[_has_digit(one)])
        baseline = top + above + NUMBER_SIZE * _NUMBER_ASCENT
        canvas.text(left, baseline, "".join(number.lines), TextStyle(number.size, _color(one), SEMIBOLD))
        canvas.lines(left, top + above + middle + _AIR, note, colors.ink_muted)
        if position:
            rule = left - _GAP / 2
            canvas.line([(rule, top), (rule, top + above + middle + below)], colors.grid, 2)


def _find_sizes(numbers: tuple[NumberCard, ...], width: float) -> dict[bool, float]:
    """One for all numbers, so that none looks the larger for its size, and one for all states in words."""
    found = {True: float(NUMBER_SIZE), False: float(NUMBER_SIZE)}
    for one in numbers:
        size = _set_number(one.words, width, NUMBER_SIZE).size
        found[_has_digit(one)] = min(found[_has_digit(one)], size)
    return found


def _draw_stacked(canvas: Canvas, numbers: tuple[NumberCard, ...], box: Box) -> None:
    colors = theme.palette()
    height = box.height / len(numbers)
    for position, one in enumerate(numbers):
        top = box.top + position * height + (_AIR if position else 0)
        if position:
            canvas.line([(box.left, top - _AIR), (box.left + box.width, top - _AIR)], colors.grid, 2)
        bottom = box.top + (position + 1) * height
        label = set_text(one.label, box.width, 2 * 30, LEAST)
        note = set_text(one.note, box.width, 2 * 30 if len(label.lines) < 2 else 30, LEAST)
        room = bottom - top - label.height - note.height - _AIR
        number = _set_number(one.words, box.width, max(min(NUMBER_SIZE, room / _TIGHT_LEADING), LEAST))
        end = canvas.lines(box.left, top, label, colors.ink_muted)
        style = TextStyle(number.size, _color(one), SEMIBOLD)
        canvas.text(box.left, end + number.size * _TIGHT_ASCENT, "".join(number.lines), style)
        canvas.lines(box.left, end + number.size * _TIGHT_LEADING, note, colors.ink_muted)


def _set_number(words: str, width: float, most: float) -> Setting:
    """One line, as large as it goes."""
    wide = measure_width(words, most, SEMIBOLD)
    size = most if wide <= width else max(most * width / wide * 0.98, LEAST)
    return set_text(words, width, size * 1.2, size, size, SEMIBOLD)


def _color(one: NumberCard) -> str:
    """A state stands back behind numbers."""
    return theme.palette().ink if _has_digit(one) else theme.palette().ink_muted


def _has_digit(one: NumberCard) -> bool:
    return any(letter.isdigit() for letter in one.words)
