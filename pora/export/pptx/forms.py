"""Where things stand on the slides of one presentation, and in which type: ours, or measured on a template's layouts.

Units are those of pora/deck/layout.py: a slide is 720 high, whatever its size in centimetres; `Base.scale` brings what
was written to that size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pora.deck import layout
from pora.deck.layout import Box
from pora.export.pptx.look import OWN, Look


@dataclass(frozen=True)
class TitleType:
    """`sizes` in points, largest first; `spacing` of a line; `inset`: units of the box that no text takes, each way."""

    sizes: tuple[int, ...]
    is_bold: bool = True
    is_upper: bool = False
    spacing: float = 1.0
    inset: tuple[float, float] = (0, 0)


@dataclass(frozen=True)
class SlideForm:
    """One kind of slide. `contents` are the indexes of the layout's places for content, from the left; our own layouts
    have none. Footer and marks: in the placeholder with `footer_index` and in a band at the upper edge, or together at
    the foot of the content, since a template's own footer has no room for a source."""

    layout: Any
    title: Box
    title_type: TitleType
    body: Box
    footer: Box
    page_index: int | None
    footer_index: int | None = None
    contents: tuple[int, ...] = ()
    body_size: float = 21  # points, of a point of text in a place for content
    inset: float = 0  # units that such a place begins before the body
    subtitle_index: int | None = None
    office_footer: tuple[int, str] | None = None  # index and words of the template's own


@dataclass(frozen=True)
class Base:
    """An empty presentation and its kinds of slides: cover, one block, two blocks."""

    presentation: Any
    cover: SlideForm
    one: SlideForm
    two: SlideForm
    width: float = layout.WIDTH
    scale: float = 1.0
    look: Look = OWN

    def choose_form(self, is_cover: bool, blocks: int) -> SlideForm:
        return self.cover if is_cover else self.two if blocks > 1 else self.one
