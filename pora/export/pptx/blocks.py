"""Blocks of text, and pictures of maps."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from pora import theme
from pora.deck.layout import BODY, NUMBER_SIZE, Box
from pora.deck.model import AreaMap, MonthMaps, NumberCard, NumberCards, Sentences
from pora.export.pptx.measure import LINE, POINT, count_lines, fit_size, measure_line
from pora.export.pptx.parts import NAMESPACES, add_rule, describe
from pora.export.pptx.text import ACCENT, INK, UNIT, Type, add_text, to_emu

DrawMap = Callable[[AreaMap | MonthMaps, float, float], bytes]
_NUMBER_SIZES = tuple(range(round(NUMBER_SIZE * POINT), 13, -2))
_LABEL_SIZES = (21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)  # under 18 only where a label is too long for its card
_NOTE_SIZES = _LABEL_SIZES[3:]
_ALONE_SIZES = (33, 30, 27, 24)  # on a slide that has nothing else
_SENTENCE_SIZES = tuple(range(21, 11, -1))  # under 18 only where too much is said
_INDENT = 22  # points from a bullet to its text
_CARD_GAP, _STACK_GAP = 48, 16
_STACKED = 1.2  # a box narrower than this many heights has its cards one under the other
_INCH = 96  # units of the layout


@dataclass(frozen=True)
class _Card:
    """Where one number stands, and how high its label and its figure are."""

    box: Box
    label: float
    figure: float


def add_numbers(shapes: Any, box: Box, block: NumberCards) -> None:
    """Cards side by side; in a narrow box one under the other. All numbers of a block have one size, and so have all
    states in words."""
    cards = _place_cards(box, len(block.numbers))
    width, height = cards[0].box.width * POINT, cards[0].label * POINT
    label = min(fit_size([number.label], width, height, _LABEL_SIZES) for number in block.numbers)
    sizes = _number_sizes(block, cards[0])
    if box.width >= box.height * _STACKED:  # no gap where no card needs it
        lines = max(count_lines(number.label, width, label) for number in block.numbers)
        label_height, figure = lines * label * LINE / POINT, max(sizes) * LINE / POINT
        cards = [replace(card, label=label_height, figure=figure) for card in cards]
    for index, (number, card, size) in enumerate(zip(block.numbers, cards, sizes, strict=True), start=1):
        _add_card(shapes, card, f"{block.name} {index}", number, label, size)


def _place_cards(box: Box, count: int) -> list[_Card]:
    if box.width < box.height * _STACKED:
        height = min((box.height - (count - 1) * _STACK_GAP) / count, 200)
        places = [Box(box.left, box.top + i * (height + _STACK_GAP), box.width, height) for i in range(count)]
        return [_Card(place, 32, height - 28 - 32 - 32) for place in places]
    slots = max(count, 2)  # one number alone takes half of the slide
    width = (box.width - (slots - 1) * _CARD_GAP) / slots
    height = min(320, box.height - 48)
    places = [Box(box.left + i * (width + _CARD_GAP), box.top + 48, width, height) for i in range(count)]
    return [_Card(place, 68, 116) for place in places]


def _number_sizes(block: NumberCards, card: _Card) -> list[int]:
    """Numbers are as large as the widest of them allows, and words such as "disamarkan" as theirs do."""

    def fit(texts: list[str]) -> int:
        """On one line, never broken."""
        for size in _NUMBER_SIZES:
            widest = max((measure_line(text, size, True) for text in texts), default=0)
            if widest <= card.box.width * POINT and size * LINE <= card.figure * POINT:
                break
        return size

    words = [number.words for number in block.numbers]
    figures, states = fit([w for w in words if _has_digit(w)]), fit([w for w in words if not _has_digit(w)])
    return [figures if _has_digit(word) else states for word in words]


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _add_card(shapes: Any, card: _Card, name: str, number: NumberCard, label_size: int, size: int) -> None:
    """Rule, label, number and note; the numbers of side-by-side cards stand on one line."""
    box, top = card.box, card.box.top + 16
    add_rule(shapes, Box(box.left, box.top, box.width, 4), f"{name} garis", ACCENT)
    muted = Type(label_size, color=theme.palette().ink_muted)
    add_text(shapes, Box(box.left, top, box.width, card.label), f"{name} sebutan", [number.label], muted)
    top += card.label + 8
    look = Type(size, True, INK if _has_digit(number.words) else theme.palette().ink_muted)
    place = Box(box.left, top, box.width, card.figure)
    add_text(shapes, place, f"{name} angka", [number.words], look, MSO_ANCHOR.BOTTOM)
    top += card.figure + 4
    if number.note:
        place = Box(box.left, top, box.width, box.top + box.height - top)
        size = fit_size([number.note], place.width * POINT, place.height * POINT, _NOTE_SIZES)
        add_text(shapes, place, f"{name} keterangan", [number.note], Type(size, color=theme.palette().ink_muted))


def add_sentences(shapes: Any, box: Box, block: Sentences) -> None:
    """Points with hanging bullets, as large as all of them allow."""
    width, size = box.width * POINT - _INDENT, _SENTENCE_SIZES[-1]
    for size in (*(_ALONE_SIZES if box.width >= BODY.width else ()), *_SENTENCE_SIZES):
        lines = sum(count_lines(line, width, size) for line in block.lines)
        if lines * size * LINE + (len(block.lines) - 1) * size * 0.6 <= box.height * POINT:
            break
    shape = add_text(shapes, box, block.name, block.lines, Type(size))
    for number, paragraph in enumerate(shape.text_frame.paragraphs):
        paragraph.space_before = Pt(round(size * 0.6) if number else 0)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Pt(_INDENT)))
        properties.set("indent", str(-Pt(_INDENT)))
        accent = MSO_THEME_COLOR.to_xml(ACCENT)
        for xml in (
            f'<a:buClr {NAMESPACES}><a:schemeClr val="{accent}"/></a:buClr>',
            f'<a:buFont {NAMESPACES} typeface="Arial"/>',
            f'<a:buChar {NAMESPACES} char="•"/>',
        ):
            properties.append(parse_xml(xml))


def add_map(shapes: Any, box: Box, block: AreaMap | MonthMaps, draw_map: DrawMap) -> None:
    """The picture as large as the box allows, in its own proportions, from the upper left corner."""
    picture = draw_map(block, box.width / _INCH, box.height / _INCH)
    shape = shapes.add_picture(io.BytesIO(picture), *to_emu(box)[:2])
    scale = min(box.width * UNIT / shape.width, box.height * UNIT / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    describe(shape, block.name, block.alt)
