"""A grid as a native table: thin rules, no colours, columns of numbers to the right."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from pora import theme
from pora.deck.layout import Box
from pora.deck.model import TextTable
from pora.export.pptx.measure import LINE, POINT, count_lines, measure_line
from pora.export.pptx.parts import NAMESPACES, describe
from pora.export.pptx.text import INK, UNIT, Type, to_emu, write_paragraphs

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # of PowerPoint: no style, no grid
_SIZES = (33, 30, 27, 24, *range(20, 8, -1))  # under 16 only where a table says too much for a slide
_GOOD_SIZE = 18
_PADDING = 16  # units beside the text of a cell
_ROW_HEIGHT = 64  # of a short table; a long one is tighter
_FEW_ROWS, _TALL_ROW = 4, 150  # a table of few rows takes more of the room


def add_grid(shapes: Any, box: Box, block: TextTable) -> None:
    """As large as the rows allow."""
    rows = [block.headings, *block.cells]
    size, widths, lines = _fit(rows, box, block)
    spare = (box.height - sum(n * size * LINE / POINT for n in lines)) / len(rows)
    most = _TALL_ROW if len(rows) <= _FEW_ROWS else _ROW_HEIGHT
    padding = max(2.0, min(spare, most - size * LINE / POINT))
    heights = [n * size * LINE / POINT + padding for n in lines]
    place = Box(box.left, box.top, sum(widths), sum(heights))
    frame = shapes.add_table(len(rows), len(block.headings), *to_emu(place))
    describe(frame, block.name, block.alt)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(round(width * UNIT))
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        table.rows[index].height = Emu(round(height * UNIT))
        for column, (heading, text) in enumerate(zip(block.headings, row, strict=True)):
            _write_cell(table.cell(index, column), text, size, index == 0, heading in block.figures, padding)


def _fit(rows: list[tuple[str, ...]], box: Box, block: TextTable) -> tuple[int, list[float], list[int]]:
    """Type size, widths of columns and lines of rows: the largest type in which all rows fit without a broken word, at
    a good size rather on one line each, or on two."""
    tried = []
    for size in _SIZES:
        needed, least = _column_needs(rows, size, block)
        widths = _share_width(needed, least, box.width)
        lines = [_row_lines(row, widths, size, number == 0) for number, row in enumerate(rows)]
        tried.append((size, widths, lines, sum(least) <= box.width))
    fitting = [one for one in tried if sum(n * one[0] * LINE / POINT + 2 for n in one[2]) <= box.height]
    whole = [one for one in fitting if one[3]]
    good = [one for one in whole if one[0] >= _GOOD_SIZE]
    few_lines = [one for most in (1, 2) for one in good if max(one[2]) <= most] if len(rows) > _FEW_ROWS else []
    size, widths, lines, _is_whole = (few_lines or whole or fitting or tried[-1:])[0]
    return size, widths, lines


def _column_needs(rows: list[tuple[str, ...]], size: int, block: TextTable) -> tuple[list[float], list[float]]:
    """What each column takes on one line, and the least: its longest word, and of numbers all."""
    needed, least = [], []
    for heading, column in zip(block.headings, zip(*rows, strict=True), strict=True):
        needed.append(max(_need(text, size, row == 0) for row, text in enumerate(column)))
        whole = column[1:] if heading in block.figures else [word for text in column[1:] for word in text.split()]
        words = [_need(word, size, True) for word in heading.split()] + [_need(one, size, False) for one in whole]
        least.append(max(words, default=0.0))
    return needed, least


def _share_width(needed: list[float], least: list[float], width: float) -> list[float]:
    """What the longest text needs, and the spare width spread evenly. Where there is too little, each has its least and
    a share of the rest."""
    total, floor = sum(needed), sum(least)
    if total <= width:
        spare = min(width - total, 128 * len(needed))  # further apart, the eye loses the row
        return [need + spare / len(needed) for need in needed]
    if floor >= width:
        return [need * width / floor for need in least]
    share = (width - floor) / (total - floor)
    return [low + (need - low) * share for need, low in zip(needed, least, strict=True)]


def _need(text: str, size: int, bold: bool) -> float:
    return measure_line(text, size, bold) / POINT + 2 * _PADDING + 4


def _row_lines(row: tuple[str, ...], widths: list[float], size: int, bold: bool) -> int:
    return max(
        count_lines(text, (width - 2 * _PADDING) * POINT, size, bold) for text, width in zip(row, widths, strict=True)
    )


def _write_cell(cell: Any, text: str, size: int, is_heading: bool, is_figure: bool, padding: float) -> None:
    align = PP_ALIGN.RIGHT if is_figure else PP_ALIGN.LEFT
    write_paragraphs(
        cell.text_frame, [text], Type(size, is_heading, theme.palette().ink_muted if is_heading else INK, align)
    )
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Emu(_PADDING * UNIT)
    cell.margin_top = cell.margin_bottom = Emu(int(padding / 2 * UNIT))
    color, width = (theme.palette().accent, Pt(1.5)) if is_heading else (theme.palette().grid, Pt(0.75))
    properties = cell._tc.get_or_add_tcPr()
    properties.append(
        parse_xml(
            f'<a:lnB {NAMESPACES} w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill>'
            f'<a:srgbClr val="{color[1:].upper()}"/></a:solidFill><a:prstDash val="solid"/></a:lnB>'
        )
    )
