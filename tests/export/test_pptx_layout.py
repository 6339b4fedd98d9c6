"""On a slide of PPTX everything is large enough, inside its box and inside the slide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PIL import ImageFont

from pora.deck import layout
from pora.export.pptx.measure import count_lines, measure_line
from tests.export.decks_as_pptx import read


def sizes_in(element: Any) -> list[float]:
    return [int(size) / 100 for size in element.xpath(".//@sz") if str(size).isdigit()]


def test_no_type_is_smaller_than_the_last_row_can_read(example: bytes) -> None:
    presentation = read(example)
    small = []
    for slide in presentation.slides:
        for shape in slide.shapes:
            least = 16 if shape.has_table else 18
            sizes = sizes_in(shape._element)
            if shape.has_chart:
                sizes = [int(size) / 100 for size in shape.chart._chartSpace.xpath(".//@sz")]
                assert sizes
            small += [(shape.name, size) for size in sizes if size < least]
    for part in (presentation.slide_master, *presentation.slide_layouts):
        small += [(part.name, size) for size in sizes_in(part.element.cSld) if size < 18]
    assert small == []


def test_every_shape_lies_inside_its_slide_and_has_a_name_and_id_of_its_own(package: bytes) -> None:
    presentation = read(package)
    assert (presentation.slide_width, presentation.slide_height) == (layout.WIDTH * 9525, layout.HEIGHT * 9525)
    for slide in presentation.slides:
        assert len({shape.name for shape in slide.shapes}) == len({shape.shape_id for shape in slide.shapes})
        assert len({shape.name for shape in slide.shapes}) == len(slide.shapes)
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0, shape.name
            assert shape.left + shape.width <= presentation.slide_width, shape.name
            assert shape.top + shape.height <= presentation.slide_height, shape.name


def test_blocks_end_above_the_footer_however_much_they_say(package: bytes) -> None:
    for slide in read(package).slides:
        footer = next(shape for shape in slide.shapes if shape.name == "Kaki")
        for shape in (shape for shape in slide.shapes if not shape.is_placeholder):
            assert shape.top + shape.height <= footer.top, shape.name


def lines_of(shape: Any) -> Iterator[tuple[int, float]]:
    """Lines of every paragraph, with their type size, for text boxes whose sizes stand on the runs."""
    width = shape.width / 12700
    for paragraph in shape.text_frame.paragraphs:
        run = paragraph.runs[0]
        indent = int(paragraph._p.pPr.get("marL", 0)) / 12700
        yield count_lines(run.text, width - indent, run.font.size.pt, bool(run.font.bold)), run.font.size.pt


def test_text_fits_its_box(package: bytes) -> None:
    boxes = [
        shape
        for slide in read(package).slides
        for shape in slide.shapes
        if shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text
    ]
    assert boxes
    for shape in boxes:
        needed = sum(lines * size * 1.2 for lines, size in lines_of(shape))
        assert needed <= shape.height / 12700 + 1, (shape.name, shape.text_frame.text)


def test_measured_widths_are_those_of_arial() -> None:
    """Against the font of the same metrics, where it is installed."""
    for bold, name in ((False, "LiberationSans-Regular.ttf"), (True, "LiberationSans-Bold.ttf")):
        try:
            font = ImageFont.truetype(name, 1000)
        except OSError:
            pytest.skip("Liberation Sans is not installed")
        letters = "".join(chr(code) for code in range(32, 127)) + "–−…"
        measured = {letter: round(measure_line(letter, 1000, bold) / 1.03) for letter in letters}
        assert measured == {letter: round(font.getlength(letter)) for letter in letters}
