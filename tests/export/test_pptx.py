"""The deck as PPTX: its words, charts and tables, read back as PowerPoint reads it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from pora.deck.model import AreaMap, Bar, Bars, Block, Slide, TextTable, Trend
from tests.decks import MONTHS, example_blocks, make_example_deck
from tests.export.decks_as_pptx import MARKS, NO_ROWS, deck_of, read, write

MONTH_WORDS = ["Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des", "Jan", "Feb", "Mar"]


def of_kind(slide: Slide, *kinds: type[Block]) -> list[Block]:
    return [block for block in slide.blocks if isinstance(block, kinds)]


def text_of(shape: Any) -> str:
    return str(shape.text_frame.text) if shape.has_text_frame else ""


def test_slides_have_the_titles_notes_footers_and_marks_of_the_deck() -> None:
    deck = replace(make_example_deck(), marks=MARKS)
    for slide, added in zip(deck.slides, read(write(deck)).slides, strict=True):
        texts = {shape.name: text_of(shape) for shape in added.shapes}
        assert added.shapes.title.text_frame.text == slide.title
        assert next(iter(added.shapes)).shape_id == added.shapes.title.shape_id, "the title is read first"
        assert added.notes_slide.notes_text_frame.text == slide.notes
        assert texts["Kaki"] == "\n".join(slide.footer)
        assert (texts["Penanda 1"], texts["Penanda 2"]) == MARKS
        assert added.slide_layout.name == ("Sampul" if slide.kind == "sampul" else "Isi")
        assert texts.get("Anak judul") == (deck.subtitle if slide.kind == "sampul" else None)
        assert ("slidenum" in etree.tostring(added._element).decode()) == (slide.kind != "sampul")


def test_what_a_presenter_changed_stands_in_the_notes() -> None:
    deck = deck_of(example_blocks()["situasi"])
    changed = replace(deck, slides=(replace(deck.slides[0], edited=("Judul disunting penyaji",)),))
    assert read(write(changed)).slides[0].notes_slide.notes_text_frame.text == "Catatan\nJudul disunting penyaji"


def test_every_chart_table_and_picture_is_native_and_has_its_alternative_text(example: bytes) -> None:
    for slide, added in zip(make_example_deck().slides, read(example).slides, strict=True):
        found = {
            Bars: [s for s in added.shapes if s.has_chart and s.chart.chart_type.name == "BAR_CLUSTERED"],
            Trend: [s for s in added.shapes if s.has_chart and s.chart.chart_type.name == "LINE_MARKERS"],
            TextTable: [s for s in added.shapes if s.has_table],
            AreaMap: [s for s in added.shapes if s.shape_type is not None and s.shape_type.name == "PICTURE"],
        }
        for kind, shapes in found.items():
            alts = [shape._element._nvXxPr.cNvPr.get("descr") for shape in shapes]
            assert alts == [block.alt for block in of_kind(slide, kind)]


def test_bars_keep_blanks_blank_and_say_the_state_beside_the_name() -> None:
    bars = (
        Bar("Jati", None, "disamarkan"),
        Bar("Bae", 0, "0"),
        Bar("Dawe", 1234, "1.234"),
        Bar("Lain", 5, "5", "rest"),
    )
    deck = deck_of(Bars("batang", NO_ROWS, "Alt", "Orang asing", bars))
    [frame] = [shape for shape in read(write(deck)).slides[0].shapes if shape.has_chart]
    [plot] = frame.chart.plots
    assert [str(label) for label in plot.categories] == ["Jati (disamarkan)", "Bae", "Dawe", "Lain"]
    assert [series.values for series in plot.series] == [(None, 0, 1234, 5)]
    assert frame.chart.chart_title.text_frame.text == "Orang asing"
    assert frame.chart.category_axis.reverse_order
    assert not frame.chart.has_legend
    assert not frame.chart.value_axis.visible
    assert not frame.chart.value_axis.has_major_gridlines
    sheet = load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    assert list(sheet.values) == [
        (None, "Orang asing"),
        ("Jati (disamarkan)", None),
        ("Bae", 0),
        ("Dawe", 1234),
        ("Lain", 5),
    ]


def test_a_bar_whose_words_are_not_its_number_shows_the_words() -> None:
    bars = (Bar("Jati", 12, "12 (3 baru)"), Bar("Bae", 9, "9"))
    [frame] = [
        shape
        for shape in read(write(deck_of(Bars("batang", NO_ROWS, "Alt", "Orang asing", bars)))).slides[0].shapes
        if shape.has_chart
    ]
    assert frame.chart._chartSpace.xpath(".//c:dLbl//a:t/text()") == ["12 (3 baru)"]
    assert frame.chart._chartSpace.xpath(".//c:ser/c:dLbls/c:showVal/@val") == ["1"]


def test_months_without_a_number_are_gaps_on_an_axis_from_zero(example: bytes) -> None:
    [frame] = [shape for shape in read(example).slides[4].shapes if shape.has_chart]
    trend = example_blocks()["bulan"]
    assert isinstance(trend, Trend)
    [plot] = frame.chart.plots
    years = [month[:4] for month in MONTHS]
    assert [str(c) for c in plot.categories] == [f"{w} {y}" for w, y in zip(MONTH_WORDS, years, strict=True)]
    assert [series.values for series in plot.series] == [trend.values]
    assert frame.chart._chartSpace.xpath(".//c:dispBlanksAs/@val") == ["gap"]
    assert frame.chart.value_axis.minimum_scale == 0
    assert frame.chart._chartSpace.xpath(".//c:dLbl/c:idx/@val") == ["11"], "only the last month is labelled"


def test_tables_have_every_cell_and_numbers_to_the_right(example: bytes) -> None:
    [frame] = [shape for shape in read(example).slides[5].shapes if shape.has_table]
    grid = example_blocks()["kelengkapan"]
    assert isinstance(grid, TextTable)
    rows = [tuple(cell.text for cell in row.cells) for row in frame.table.rows]
    assert rows == [grid.headings, *grid.cells]
    assert (frame.table.first_row, frame.table.horz_banding) == (True, False)
    sides = [[cell.text_frame.paragraphs[0].alignment.name for cell in row.cells] for row in frame.table.rows]
    assert sides == [["LEFT", "RIGHT", "LEFT"]] * len(rows)
