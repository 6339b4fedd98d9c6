"""A card for a chat group: 1080 x 1350 pixels, made of the blocks of slides. Type is larger than on slides, for a
phone."""

from __future__ import annotations

from pora import theme
from pora.deck.layout import LEAST, Box
from pora.deck.model import AreaMap, Block, TextTable, Trend
from pora.deck.share import ShareCard
from pora.locale import speaking
from pora.slides.blocks import draw_block
from pora.slides.canvas import Canvas, drawing, make_figure
from pora.slides.output import write_png
from pora.slides.page import draw_marks
from pora.slides.typefaces import SEMIBOLD
from pora.slides.typesetting import LEADING, Setting, balance_lines, set_text, wrap_text

CARD_WIDTH, CARD_HEIGHT = 864, 1080  # units
_PIXELS = 1.25  # a unit
_POINTS = 72
_MARGIN, _GAP = 48, 24
_TITLE_SIZE, _LINE_SIZE = 44, 27
_LEAST_FOOT = 20
_ROW = 46  # of a table


def draw_card_png(card: ShareCard) -> bytes:
    """The same card is always the same bytes. In the light colours, in the language of the card."""
    with speaking(card.language), drawing(card.page):
        figure = make_figure(CARD_WIDTH, CARD_HEIGHT)
        _draw_card(Canvas(figure), card)
        return write_png(figure, _POINTS * _PIXELS)


def _draw_card(canvas: Canvas, card: ShareCard) -> None:
    colors, width = theme.palette(), CARD_WIDTH - 2 * _MARGIN
    draw_marks(canvas, card.marks, _MARGIN, CARD_WIDTH - _MARGIN)
    canvas.rectangle(Box(_MARGIN, 56, 72, 8), colors.accent)
    top = canvas.lines(_MARGIN, 76, set_text(card.head, width, 34, _LINE_SIZE), colors.ink_muted) + 6
    title = set_text(card.title, width, 3 * _TITLE_SIZE * 1.2, _TITLE_SIZE, LEAST, SEMIBOLD)
    top = canvas.lines(_MARGIN, top, balance_lines(title, width), colors.ink) + 10
    for line in card.lines:
        top = canvas.lines(_MARGIN, top, set_text(line, width, 3 * 33, _LINE_SIZE), colors.ink) + 6
    bottom = _draw_foot(canvas, card.footer, width)
    _draw_blocks(canvas, card.blocks, Box(_MARGIN, top + _GAP, width, bottom - top - 2 * _GAP))


def _draw_foot(canvas: Canvas, footer: tuple[str, str], width: float) -> float:
    """Returns where it begins."""
    colors = theme.palette()
    settings = [_set_foot(line, width) for line in footer]
    top = CARD_HEIGHT - 36 - sum(setting.height for setting in settings)
    canvas.line([(_MARGIN, top - 10), (CARD_WIDTH - _MARGIN, top - 10)], colors.grid, 2)
    end = top
    for setting in settings:
        end = canvas.lines(_MARGIN, end, setting, colors.ink_muted)
    return top - 10


def _set_foot(line: str, width: float) -> Setting:
    """On one line where it goes, in smaller type if need be."""
    fits = (size for size in range(LEAST, _LEAST_FOOT - 1, -1) if len(wrap_text(line, width, size)) == 1)
    size = next(fits, _LEAST_FOOT)
    return balance_lines(set_text(line, width, 3 * size * LEADING, size, size), width)


def _draw_blocks(canvas: Canvas, blocks: tuple[Block, ...], box: Box) -> None:
    """One below the other; a map or trend takes what the others leave."""
    heights = [_find_height(block) for block in blocks]
    rest = box.height - sum(heights) - _GAP * (len(blocks) - 1)
    top = box.top
    for block, height in zip(blocks, heights, strict=True):
        draw_block(canvas, block, Box(box.left, top, box.width, height or rest))
        top += (height or rest) + _GAP


def _find_height(block: Block) -> float:
    """0 for what takes the rest."""
    match block:
        case AreaMap() | Trend():
            return 0
        case TextTable():
            return _ROW * (len(block.cells) + 1)
    raise TypeError(f"no place on a card for {type(block).__name__}")
