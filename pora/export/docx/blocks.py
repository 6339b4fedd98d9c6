"""Blocks of a slide on paper: numbers are native tables; maps and trends are pictures with their words beside them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from docx.document import Document as Report
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt

from pora.deck.model import AreaMap, Bars, Block, MonthMaps, NumberCards, Sentences, TextTable, Trend
from pora.export.docx.page import WIDTH
from pora.export.docx.styles import PAPER_COLORS, paint_font
from pora.export.office_file import clean_xml_text
from pora.export.pptx.measure import measure_line
from pora.locale import _, format_number, format_period

DrawBlock = Callable[[Block, float, float], bytes]
_INCHES = (11.67, 5.6)  # of the drawing, before it is set to the width of the page
_CELL = Pt(9.5)
_FIGURE, _WIDE_FIGURE, _NARROW_TEXT = Cm(3.4), Cm(5), Cm(3)
_CELL_MARGINS = int(Cm(0.4))  # of Word, both sides
_WHOLE = 14  # rows that stay on one page


def add_block(report: Report, block: Block, draw_block: DrawBlock) -> None:
    match block:
        case NumberCards():
            cards = [(one.label, one.words, one.note) for one in block.numbers]
            _add_table(report, block, (_("Yang dihitung"), _("Jumlah"), _("Keterangan")), cards, {_("Jumlah")})
        case Bars():
            bars = [(bar.label, bar.words) for bar in block.bars]
            _add_table(report, block, (_("Uraian"), block.title), bars, {block.title})
        case Trend():
            _add_picture(report, block, draw_block)
            _add_months(report, block)
        case TextTable():
            _add_table(report, block, block.headings, block.cells, block.figures)
        case Sentences():
            for line in block.lines:
                report.add_paragraph(clean_xml_text(line), "List Bullet")
        case AreaMap() | MonthMaps():
            _add_picture(report, block, draw_block)
        case _:
            raise TypeError(f"no text for {type(block).__name__}")


def _add_months(report: Report, block: Trend) -> None:
    """Two columns of months. One without a number has a dash: it is no zero."""
    months = [
        (format_period(period), "–" if value is None else format_number(value))
        for period, value in zip(block.periods, block.values, strict=True)
    ]
    half = (len(months) + 1) // 2
    pairs = zip(months[:half], [*months[half:], ("", "")][:half], strict=True)
    heading = (_("Bulan"), block.title)
    _add_table(report, block, heading * 2, [left + right for left, right in pairs], {block.title})


def _add_picture(report: Report, block: Block, draw_block: DrawBlock) -> None:
    """As wide as the text; its words are the alternative text and stand below it."""
    picture = report.add_picture(io.BytesIO(draw_block(block, *_INCHES)), WIDTH)
    properties = picture._inline.docPr
    properties.set("name", block.name)
    properties.set("descr", clean_xml_text(block.alt))
    report.paragraphs[-1].paragraph_format.keep_with_next = True
    report.add_paragraph(clean_xml_text(block.alt), "Caption")


def _add_table(
    report: Report,
    block: Block,
    headings: Sequence[str],
    lines: Sequence[Sequence[str]],
    figures: set[str] | frozenset[str],
) -> None:
    """Thin rules; the row of headings is said again on a new page; numbers stand at the right."""
    table = report.add_table(1 + len(lines), len(headings))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    _describe(table, block)
    for number, line in enumerate((headings, *lines)):
        row = table.rows[number]
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if not number:
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for cell, heading, words in zip(row.cells, headings, line, strict=True):
            _write_cell(cell, words, is_heading=not number, is_figure=heading in figures)
            stays = not number or len(lines) < _WHOLE and number < len(lines)
            cell.paragraphs[0].paragraph_format.keep_with_next = stays
    _set_widths(table, headings, lines, figures)
    after = report.add_paragraph()
    after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(0), Pt(12)


def keep_end(report: Report) -> None:
    """The line that follows stays on the page of what was added last."""
    last = report.paragraphs[-1]
    last.paragraph_format.keep_with_next = True
    if report.tables and last._p.getprevious() is report.tables[-1]._tbl:
        for cell in report.tables[-1].rows[-1].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _set_widths(
    table: Any, headings: Sequence[str], lines: Sequence[Sequence[str]], figures: set[str] | frozenset[str]
) -> None:
    """Numbers stand near what they are of, on two thirds of the page at most; texts share what is left, the longer
    taking more. Words are broken only where there are too many columns for the page."""
    columns = list(zip(headings, *lines, strict=True))
    least = [
        max(_measure(word, not row) for row, text in enumerate(column) for word in text.split() or [""])
        for column in columns
    ]
    whole = [max(_measure(text, not row) for row, text in enumerate(column)) for column in columns]
    numbers = [at for at, heading in enumerate(headings) if heading in figures]
    texts = [at for at in range(len(headings)) if at not in numbers]
    figure = min(_FIGURE, WIDTH * 2 // 3 // max(len(numbers), 1))
    if len(numbers) == 1:
        figure = max(figure, min(whole[numbers[0]], _WIDE_FIGURE))
    if numbers:
        named = min(max(sum(least[at] for at in texts), WIDTH // 6), WIDTH // 3)
        longest = max(least[at] for at in numbers)
        figure = max(figure, longest) if longest * len(numbers) <= WIDTH - named else figure
    room = figure * 2 if len(headings) == 2 and numbers else WIDTH - len(numbers) * figure
    wishes = [min(max(whole[at], _NARROW_TEXT), WIDTH // 2) for at in texts]
    shares = dict(zip(texts, _share(room, [least[at] for at in texts], wishes), strict=True))
    table.autofit = False
    for at, column in enumerate(table.columns):
        width = Emu(shares.get(at, figure))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _measure(text: str, is_heading: bool) -> int:
    """EMU that a cell takes with the text on one line."""
    return int(Pt(measure_line(text, _CELL.pt, bold=is_heading))) + _CELL_MARGINS


def _share(room: int, least: Sequence[int], wishes: Sequence[int]) -> list[int]:
    """Each its least, and of what is left the more the more it wishes."""
    spare, more = room - sum(least), [max(wish - low, 1) for wish, low in zip(wishes, least, strict=True)]
    if spare < 0:
        return [room * low // sum(least) for low in least]
    return [low + spare * part // sum(more) for low, part in zip(least, more, strict=True)]


def _describe(table: Any, block: Block) -> None:
    """Its text for those who can't see it, rules between rows, no style of the template."""
    properties = table._tbl.tblPr
    outer, inner = (PAPER_COLORS.accent, 8), (PAPER_COLORS.grid, 4)
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color[1:].upper()}"/>'
        for side, (color, size) in (("top", outer), ("bottom", outer), ("insideH", inner))
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{rules}</w:tblBorders>")
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for tag, words in (("tblCaption", block.name), ("tblDescription", block.alt)):
        element = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
        element.set(qn("w:val"), clean_xml_text(words))
        properties.append(element)


def _write_cell(cell: Any, words: str, is_heading: bool, is_figure: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_figure else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(clean_xml_text(words).replace("\n", " "))
    run.font.size, run.font.bold = _CELL, is_heading
    paint_font(run.font, PAPER_COLORS.ink_muted if is_heading else PAPER_COLORS.ink)
