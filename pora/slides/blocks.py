"""Which drawer draws which block."""

from __future__ import annotations

from pora.deck.layout import Box
from pora.deck.model import AreaMap, Bars, Block, MonthMaps, NumberCards, Sentences, TextTable, Trend
from pora.slides.area_map import draw_area_map
from pora.slides.bars import draw_bars_block
from pora.slides.canvas import Canvas
from pora.slides.grid import draw_grid
from pora.slides.month_maps import draw_month_maps
from pora.slides.number_cards import draw_numbers
from pora.slides.sentences import draw_sentences
from pora.slides.trend import draw_trend_block


def draw_block(canvas: Canvas, block: Block, box: Box) -> None:
    """The block, nowhere outside of its box."""
    match block:
        case NumberCards():
            draw_numbers(canvas, block, box)
        case Bars():
            draw_bars_block(canvas, block, box)
        case Trend():
            draw_trend_block(canvas, block, box)
        case TextTable():
            draw_grid(canvas, block, box)
        case Sentences():
            draw_sentences(canvas, block.lines, box)
        case AreaMap():
            draw_area_map(canvas, block, box)
        case MonthMaps():
            draw_month_maps(canvas, block, box)
        case _:
            raise TypeError(f"no drawing for {type(block).__name__}")
