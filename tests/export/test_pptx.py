"""The deck as PPTX, read back as PowerPoint and LibreOffice read it."""

from __future__ import annotations

import io
import os
import posixpath
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from openpyxl import load_workbook
from PIL import Image, ImageFont
from pptx import Presentation

from pora.deck import layout
from pora.deck.model import AreaMap, Bar, Bars, Block, Deck, NumberCard, NumberCards, Sentences, Slide, TextTable, Trend
from pora.export.office_file import make_stable, snapshot_time
from pora.export.pptx import write_pptx
from pora.export.pptx.measure import count_lines, measure_line
from tests.decks import FOOTER, MONTHS, example_blocks, make_example_deck

ROOT = Path(__file__).resolve().parents[2]
MARKS = ("TERBATAS", "DATA CONTOH SINTETIS")
NO_ROWS = pd.DataFrame()
MONTH_WORDS = ["Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des", "Jan", "Feb", "Mar"]


def draw_plain(_block: AreaMap, width: float, height: float) -> bytes:
    """A stand-in for a map: one colour, wider than the box."""
    out = io.BytesIO()
    Image.new("RGB", (int(width * 60), int(height * 50)), "#dcedf2").save(out, "PNG")
    return out.getvalue()


def write(deck: Deck) -> bytes:
    return write_pptx(deck, draw_plain)


def read(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def deck_of(*blocks: Block, **changes: Any) -> Deck:
    """A deck with one slide of these blocks."""
    slide = Slide("satu", "satu", "Judul slide", blocks, "Catatan", FOOTER)
    return replace(make_example_deck(), slides=(slide,), **changes)


def make_hard_deck() -> Deck:
    """More text, larger numbers and longer series than a slide should have, in every kind and width of block."""
    blocks = example_blocks()
    long = "Kecamatan Bumiayu Selatan dan sekitarnya"
    bars = Bars("batang", NO_ROWS, "Batang", f"Orang asing menurut {long}", tuple(
        Bar(f"{long} {n}", None if n % 3 else 10**n, "belum lapor" if n % 3 else str(10**n), kind)
        for n, kind in enumerate(["own"] * 8 + ["rest", "unknown"])
    ))  # fmt: skip
    months = tuple(f"{year}-{month:02}" for year in (2021, 2022, 2023) for month in range(1, 13))
    trend = Trend("panjang", NO_ROWS, "Garis", "Orang asing", months, tuple(range(1000, 1036)))
    words = ("12 dari 19", "1.234", f"Laporan terakhir Maret 2024, menunggu perbaikan {long}")
    grid = TextTable(
        "tabel", NO_ROWS, "Tabel", ("Melapor", "Orang asing", "Catatan"), (words,) * 11, frozenset({"Melapor"})
    )
    points = Sentences("butir", NO_ROWS, "Butir", (f"Meminta laporan Maret 2024 dari {long} paling lambat besok.",) * 6)
    cards = NumberCards("angka", NO_ROWS, "Angka", (
        NumberCard(
            "Pengungsi, dihitung terpisah dari pemegang izin tinggal", "disamarkan", "disunting penyaji; data: 12"
        ),
        NumberCard("Orang asing", "1.234.567", "+2.000 sejak Februari 2024"),
        NumberCard("Kecamatan melapor", "belum lapor"),
    ))  # fmt: skip
    kinds = (bars, trend, grid, points, cards, blocks["peta"])
    title = (
        "Kaliwungu dan Kota Kudus menampung hampir separuh dari 48 orang asing di Kabupaten Kudus, tiga belum melapor"
    )
    short = replace(grid, name="pendek", cells=grid.cells[:7])
    pairs = [*((one,) for one in kinds), (bars, trend), (trend, cards), (short, points), (points, bars), (cards, trend)]
    slides = tuple(Slide(f"s{n}", "isi", title, pair, "", (*FOOTER, long)) for n, pair in enumerate(pairs))
    return replace(make_example_deck(), marks=MARKS, slides=(make_example_deck().slides[0], *slides))


@pytest.fixture(scope="module")
def example() -> bytes:
    return write(make_example_deck())


@pytest.fixture(scope="module", params=["example", "hard"])
def package(request: pytest.FixtureRequest) -> bytes:
    return write(make_example_deck() if request.param == "example" else make_hard_deck())


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


PROGRAM = """
import sys
from tests.decks import make_example_deck
from tests.export.test_pptx import write
sys.stdout.buffer.write(write(make_example_deck()))
"""


def test_two_processes_write_the_same_bytes(example: bytes) -> None:
    command = [sys.executable, "-c", PROGRAM]
    again = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "7"}, check=True, capture_output=True)
    assert again.stdout == example


def all_entries(data: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for entry in package.infolist():
            content = package.read(entry)
            yield entry, content
            if entry.filename.endswith(".xlsx"):
                yield from all_entries(content)


def zip_at(year: int, names: list[str], inner: bytes = b"") -> bytes:
    """A package as written in a year, its files in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6)), inner if name.endswith("xlsx") else name)
    return out.getvalue()


def test_a_package_is_the_same_whenever_it_and_what_is_in_it_were_written() -> None:
    names = ["b.xml", "[Content_Types].xml", "a.xlsx"]
    early = make_stable(zip_at(1999, names, zip_at(2001, ["x", "y"])))
    assert make_stable(zip_at(2024, names[::-1], zip_at(2025, ["y", "x"]))) == early
    assert [entry.filename for entry, _content in all_entries(early)] == [
        "[Content_Types].xml",
        "a.xlsx",
        "x",
        "y",
        "b.xml",
    ]


def test_the_time_of_a_file_is_that_of_its_snapshot() -> None:
    moments = [snapshot_time(name).isoformat() for name in ("20261122-101500-ab12", "contoh", "20269999-101500-ab12")]
    assert moments == ["2026-11-22T10:15:00+00:00", "1980-01-01T00:00:00+00:00", "1980-01-01T00:00:00+00:00"]


@pytest.mark.parametrize(
    ("largest", "axis"),
    [(0, (1, 1)), (1, (1, 2)), (4, (1, 5)), (9, (2, 10)), (48, (20, 60)), (100, (25, 125)), (10_060, (2500, 12_500))],
)
def test_the_axis_of_months_has_few_whole_steps_and_room_above_the_line(largest: int, axis: tuple[int, int]) -> None:
    values = (None, largest)
    trend = Trend("bulan", NO_ROWS, "Alt", "Orang asing", MONTHS[:2], values)
    [frame] = [shape for shape in read(write(deck_of(trend))).slides[0].shapes if shape.has_chart]
    scale = frame.chart.value_axis
    assert (scale.major_unit, scale.maximum_scale) == axis


def test_no_clock_and_no_person_is_in_the_file(example: bytes) -> None:
    assert {entry.date_time for entry, _content in all_entries(example)} == {(1980, 1, 1, 0, 0, 0)}
    moments = set()
    for entry, content in all_entries(example):
        assert b"Canny" not in content and b"python-pptx" not in content, entry.filename
        if entry.filename.endswith("core.xml"):
            moments |= set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", content))
    assert moments == {b"2026-11-22T10:15:00Z"}
    properties = read(example).core_properties
    assert (properties.title, properties.author, properties.last_modified_by, properties.created) == (
        "Orang asing di Kab. Kudus",
        "Dasbor Pora",
        "Dasbor Pora",
        datetime(2026, 11, 22, 10, 15),
    )


def test_text_is_never_run_as_a_formula_and_never_breaks_the_file() -> None:
    starts = ("=1+1", "+62", "-5", "@SUM(A1)", '=HYPERLINK("http://contoh")', "http://contoh", "12")
    bars = Bars("b", NO_ROWS, "Alt\x00", "=judul", tuple(Bar(f"{word}\x07", 1, "1") for word in starts))
    grid = TextTable("g", NO_ROWS, "Alt", ("=A", "B"), (("=1+1\x0b", "<b>&\x1f"),), frozenset())
    deck = deck_of(bars, grid, title="Judul\x00 \ud800 <&>")
    presentation = read(write(deck))
    chart, table = (
        next(s for s in presentation.slides[0].shapes if getattr(s, has)) for has in ("has_chart", "has_table")
    )
    blob = chart.chart.part.chart_workbook.xlsx_part.blob
    cells = [cell for row in load_workbook(io.BytesIO(blob))["Sheet1"].iter_rows() for cell in row if cell.value]
    assert [(cell.value, cell.data_type) for cell in cells if cell.column == 1] == [(word, "s") for word in starts]
    assert [cell.value for cell in cells if cell.column == 2] == ["=judul"] + [1] * len(starts)
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    assert [cell.text for row in table.table.rows for cell in row.cells] == ["=A", "B", "=1+1 ", "<b>&"]
    assert presentation.core_properties.title == "Judul  <&>"


@pytest.mark.parametrize(("lang", "tag", "mark"), [("id", "id-ID", "\\."), ("en", "en-US", "\\,")])
def test_all_text_is_marked_with_the_language_of_the_deck(lang: str, tag: str, mark: str) -> None:
    data = write(replace(make_example_deck(), language=lang))
    found = {
        str(found)
        for entry, content in all_entries(data)
        if entry.filename.startswith(("ppt/slides/s", "ppt/notesSlides/n", "ppt/slideLayouts/s", "ppt/charts/c"))
        and entry.filename.endswith(".xml")
        for found in etree.fromstring(content).xpath("//@lang")
    }
    assert found == {tag}
    [chart] = [shape.chart for shape in read(data).slides[3].shapes if shape.has_chart]
    assert mark in chart.plots[0].series[0].data_labels.number_format


def test_two_layouts_and_the_theme_are_ours(example: bytes) -> None:
    presentation = read(example)
    assert [one.name for one in presentation.slide_layouts] == ["Sampul", "Isi"]
    kinds = [shape.placeholder_format.type.name for shape in presentation.slide_master.placeholders]
    assert kinds == ["TITLE", "BODY", "FOOTER", "SLIDE_NUMBER"]
    for name, content in ((entry.filename, content) for entry, content in all_entries(example)):
        if re.fullmatch(r"ppt/theme/theme\d\.xml", name):
            theme = etree.fromstring(content)
            assert theme.get("name") == "Dasbor Pora"
            assert set(theme.xpath("//*[local-name()='latin']/@typeface")) == {"Arial"}
            assert theme.xpath("//*[local-name()='accent1']/*/@val") == ["0F5F73"]


def test_every_part_is_declared_and_every_relationship_has_its_target(package: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = archive.namelist()
        files = {name: archive.read(name) for name in names}
    types = etree.fromstring(files["[Content_Types].xml"])
    overrides = {one.get("PartName").lstrip("/") for one in types.iterfind("{*}Override")}
    endings = {one.get("Extension") for one in types.iterfind("{*}Default")}
    assert len(names) == len(set(names))
    assert overrides <= set(names)
    assert {name for name in names if name not in overrides and name.rpartition(".")[2] not in endings} == set()
    reached = {"[Content_Types].xml"}
    for name in (name for name in names if name.endswith(".rels")):
        reached.add(name)
        folder = posixpath.dirname(posixpath.dirname(name))
        owner = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        used = set(re.findall(rb'r:(?:id|embed|link)="(\w+)"', files.get(owner, b"")))
        relations = etree.fromstring(files[name])
        keys = [one.get("Id") for one in relations]
        assert len(keys) == len(set(keys))
        assert {key.decode() for key in used} <= set(keys), name
        for relation in relations:
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target"))).lstrip("/")
            assert relation.get("TargetMode") is None and target in names, (name, target)
            reached.add(target)
    assert set(names) - reached == set(), "parts that nothing refers to"


def test_libreoffice_makes_one_page_of_every_slide(tmp_path: Path, example: bytes) -> None:
    if not shutil.which("soffice") and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "paparan.pptx"
    path.write_bytes(example)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    done = subprocess.run([*command, "--outdir", str(tmp_path), str(path)], capture_output=True, text=True, timeout=180)
    pdf = tmp_path / "paparan.pdf"
    if not pdf.exists() and not os.environ.get("CI"):
        pytest.skip("LibreOffice is here without its slides (libreoffice-impress)")
    assert pdf.exists(), done.stderr
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == len(make_example_deck().slides)
