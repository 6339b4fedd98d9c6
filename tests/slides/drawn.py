"""A slide as it was drawn: its texts, and what is wrong with their places."""

from __future__ import annotations

import dataclasses
import re
from html import unescape
from itertools import combinations

import numpy as np
from decks import make_example_deck
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from pora.deck import layout
from pora.deck.layout import Box
from pora.deck.model import Block, Deck, Slide
from pora.slides import (
    draw_slide,
)
from pora.slides.canvas import drawing

CANVAS = Box(0, 0, layout.WIDTH, layout.HEIGHT)
SLACK = 1.0  # pixels: widths are rounded up to one


def deck_of(*blocks: Block, title: str = "Judul", **changes: object) -> Deck:
    """A deck of one slide."""
    deck = make_example_deck()
    slide = dataclasses.replace(deck.slides[1], title=title, blocks=blocks)
    return dataclasses.replace(deck, slides=(slide,), **changes)


def draw(deck: Deck, number: int = 0) -> Figure:
    return draw_slide(deck, deck.slides[number])


def find_texts(figure: Figure) -> list[tuple[str, Box]]:
    """Every line of type and where its ink is, from the upper left corner."""
    with drawing():
        renderer = FigureCanvasAgg(figure).get_renderer()
        return [(text.get_text(), find_ink(text, renderer)) for text in figure.artists if isinstance(text, Text)]


def find_ink(text: Text, renderer: RendererAgg) -> Box:
    extent = text.get_window_extent(renderer)
    heights = TextPath((0, 0), text.get_text(), prop=text.get_fontproperties()).vertices[:, 1]
    _x, baseline = text.get_transform().transform(text.get_position())
    return Box(extent.x0, layout.HEIGHT - baseline - heights.max(), extent.width, np.ptp(heights))


def lies_in(one: Box, other: Box) -> bool:
    return (
        one.left >= other.left - SLACK
        and one.top >= other.top - SLACK
        and one.left + one.width <= other.left + other.width + SLACK
        and one.top + one.height <= other.top + other.height + SLACK
    )


def overlap(one: Box, other: Box) -> bool:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return across > SLACK and down > SLACK


def find_faults(figure: Figure, boxes: tuple[Box, ...]) -> list[str]:
    """What a reader would stumble over, in words; none in a good slide."""
    texts = find_texts(figure)
    faults = [f"outside: {words}" for words, box in texts if not lies_in(box, CANVAS)]
    faults += [f"in no box: {words}" for words, box in texts if not any(lies_in(box, place) for place in boxes)]
    faults += [f"{one[0]} on {other[0]}" for one, other in combinations(texts, 2) if overlap(one[1], other[1])]
    sizes = [artist.get_fontsize() for artist in figure.artists if isinstance(artist, Text)]
    return faults + [f"type of {size}" for size in sizes if size < layout.LEAST]


def find_boxes(slide: Slide) -> tuple[Box, ...]:
    marks = Box(0, 0, layout.WIDTH, layout.TITLE.top)
    frame = (marks, layout.FOOTER, layout.PAGE_NUMBER)
    if slide.kind == "sampul":
        return (*frame, layout.COVER_TITLE, layout.COVER_SUBTITLE)
    return (*frame, layout.TITLE, *layout.place_blocks(len(slide.blocks)))


def find_named(figure: Figure, gid: str) -> list[object]:
    return [artist for artist in figure.artists if artist.get_gid() == gid]


def read_words(svg: str) -> list[str]:
    return [unescape(words) for words in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]
