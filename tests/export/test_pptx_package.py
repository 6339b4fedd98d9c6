"""The file of PPTX: the same bytes at any time, no clock and no person in it, whole for LibreOffice."""

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

import pytest
from lxml import etree
from openpyxl import load_workbook

from pora.deck.model import Bar, Bars, TextTable, Trend
from pora.export.office_file import make_stable, snapshot_time
from tests.decks import MONTHS, make_example_deck
from tests.export.decks_as_pptx import NO_ROWS, deck_of, read, write

ROOT = Path(__file__).resolve().parents[2]


PROGRAM = """
import sys
from tests.decks import make_example_deck
from tests.export.decks_as_pptx import write
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
